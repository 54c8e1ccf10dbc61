from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commonweal.people.models.organisations import JobRole, Organisation


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self, *, today: date) -> Self:
        """Those in force on ``today``; their first and last day count."""
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today
        )

    def for_lists(self) -> Self:
        """Fetch organisation, sector and role along."""
        return self.select_related("organisation__sector", "job_role")


class Membership(models.Model):
    """Somebody works or volunteers for an organisation, from a day until a day."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    job_role = models.ForeignKey(
        JobRole,
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
        help_text="The nearest in the partnership’s list; who a course is for goes by it.",
    )
    job_title = models.CharField(
        max_length=120, blank=True, help_text="In the person’s own words."
    )
    starts_on = models.DateField()
    ends_on = models.DateField(
        null=True, blank=True, help_text="Their last day; empty while it goes on."
    )
    is_team_booker = models.BooleanField(
        "team booker",
        default=False,
        help_text="May book named people of this organisation.",
    )
    is_organisation_lead = models.BooleanField(
        "organisation lead",
        default=False,
        help_text="May see the bookings of this organisation, and of its schools.",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name", "starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="The last day cannot be before the first.",
            ),
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ends_on=None),
                name="one_open_membership_each",
                violation_error_message="They belong to this organisation already.",
            ),
        ]

    def __str__(self) -> str:
        role = self.job_title or (self.job_role.name if self.job_role else "")
        return f"{role}, {self.organisation}" if role else str(self.organisation)
