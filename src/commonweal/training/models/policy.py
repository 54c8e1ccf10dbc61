"""The rules of booking, which differ from place to place: data with dates.

Nothing here is a column of "working days": a span of time is stored as
``{n, unit, anchor}`` and reckoned by ``commonweal.training.cutoffs``.
"""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from commonweal.people.models import Organisation, OrganisationKind, Sector


class Unit(models.TextChoices):
    HOURS = "hours", "hours"
    DAYS = "days", "days"
    WORKING_DAYS = "working-days", "working days"
    WEEKS = "weeks", "weeks"


class Anchor(models.TextChoices):
    """The moment that a span before a session is counted back from, or ends at."""

    START = "start", "the hour at which the session starts"
    CLOSE = "close", "5pm, the end of the office day"
    MIDNIGHT = "midnight", "the end of that day"


class BookingPolicy(models.Model):  # type: ignore[django-manager-missing]  # made below
    """A named set of rules: "Usual", "Conferences". Its terms change over time."""

    name = models.CharField(max_length=80, unique=True)
    is_usual = models.BooleanField(
        default=False, help_text="For courses that name no policy. One at most."
    )

    class Meta:
        verbose_name_plural = "booking policies"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_usual"],
                condition=Q(is_usual=True),
                name="one_usual_policy",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TermsQuerySet(models.QuerySet["BookingTerms"]):
    def on(self, day: date) -> Self:
        """The terms in force on ``day``, those of the latest date first."""
        return self.filter(applies_from__lte=day).order_by("-applies_from")


class BookingTerms(ClusterableModel):
    """What a policy says from a day on. A booking keeps the terms it was made under."""

    class Approval(models.TextChoices):
        NONE = "none", "Nobody"
        MANAGER = "manager", "The line manager, from an e-mail"
        COORDINATOR = "coordinator", "The training desk"
        SHORTLIST = "shortlist", "The training desk, from all who asked by a day"

    class Order(models.TextChoices):
        TIME = "time", "Whoever has waited longest"
        MIX = "mix", "Whoever improves the mix of agencies, then longest"

    policy = models.ForeignKey(
        BookingPolicy, on_delete=models.CASCADE, related_name="terms"
    )
    applies_from = models.DateField(help_text="For bookings made on this day or later.")

    cutoff_n = models.PositiveSmallIntegerField(
        default=2, help_text="Cancelling is free until so long before the session."
    )
    cutoff_unit = models.CharField(
        max_length=12, choices=Unit.choices, default=Unit.WORKING_DAYS
    )
    cutoff_anchor = models.CharField(
        max_length=8, choices=Anchor.choices, default=Anchor.CLOSE
    )
    late_charge = models.DecimalField(
        max_digits=7, decimal_places=2, default=0, help_text="Pounds, if not in tiers."
    )
    absence_charge = models.DecimalField(
        max_digits=7, decimal_places=2, default=0, help_text="Pounds."
    )
    absence_charged_per_day = models.BooleanField(default=False)

    approval = models.CharField(
        max_length=11, choices=Approval.choices, default=Approval.NONE
    )
    approval_hours = models.PositiveSmallIntegerField(
        default=120, help_text="Hours the approver has; the place is held meanwhile."
    )
    is_open_to_all = models.BooleanField(
        "open to everybody", default=True, help_text="If not: whom is listed below."
    )
    sectors = models.ManyToManyField(Sector, blank=True, related_name="+")
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")
    allows_team_booking = models.BooleanField(default=True)
    allows_substitutes = models.BooleanField(default=True)
    rechecks_substitutes = models.BooleanField(
        default=True, help_text="A substitute must have what the course requires."
    )
    grace_minutes = models.PositiveSmallIntegerField(
        default=15, help_text="Arriving later than this is not attending."
    )

    waiting_order = models.CharField(
        max_length=5, choices=Order.choices, default=Order.TIME
    )
    offers_end_hours = models.PositiveSmallIntegerField(
        default=24, help_text="No place is offered in the last so many hours before."
    )
    reminder_days = models.PositiveSmallIntegerField(default=14)
    instructions_days = models.PositiveSmallIntegerField(default=7)
    link_hours = models.PositiveSmallIntegerField(default=48)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "booking terms"
        ordering = ["policy", "-applies_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["policy", "applies_from"], name="one_set_of_terms_a_day"
            ),
            models.CheckConstraint(
                condition=Q(late_charge__gte=0, absence_charge__gte=0),
                name="charges_not_below_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy} from {self.applies_from:%-d %B %Y}"


class CancellationTier(models.Model):
    """A charge for cancelling later than a moment: "4 weeks, half the fee"."""

    terms = ParentalKey(BookingTerms, on_delete=models.CASCADE, related_name="tiers")
    n = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, choices=Unit.choices)
    anchor = models.CharField(
        max_length=8, choices=Anchor.choices, default=Anchor.CLOSE
    )
    percent_of_fee = models.PositiveSmallIntegerField(default=0)
    amount = models.DecimalField(max_digits=7, decimal_places=2, default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent_of_fee__lte=100), name="tier_at_most_the_fee"
            )
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.get_unit_display()} before"


class Fee(models.Model):
    """One cell of the fee table. The first row that fits, by its position, holds."""

    terms = ParentalKey(BookingTerms, on_delete=models.CASCADE, related_name="fees")
    position = models.PositiveSmallIntegerField(default=0)
    organisation_kind = models.ForeignKey(
        OrganisationKind,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="None: any kind of organisation.",
    )
    delivery = models.CharField(max_length=10, blank=True, help_text="Blank: any.")
    up_to_hours = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text="None: any."
    )
    amount = models.DecimalField(max_digits=7, decimal_places=2)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"£{self.amount}"


class OfferLength(models.Model):
    """How long an offered place is kept, so many days or more before the session."""

    terms = ParentalKey(
        BookingTerms, on_delete=models.CASCADE, related_name="offer_lengths"
    )
    days_before = models.PositiveSmallIntegerField()
    hours = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-days_before"]
        constraints = [
            models.UniqueConstraint(
                fields=["terms", "days_before"], name="one_offer_length_a_day"
            ),
            models.CheckConstraint(
                condition=Q(hours__gt=0), name="offer_lasts_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours} hours, from {self.days_before} days before"
