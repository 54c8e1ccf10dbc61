"""Who may ask a service for help, and how."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from commonweal.directory.models.contacts import Contact
from commonweal.directory.models.services import SupportService


class Referral(models.Model):
    """One way in: by whom, and by what."""

    class Who(models.TextChoices):
        SELF = "self", "Yourself"
        PARENT = "parent", "A parent or carer"
        PROFESSIONAL = "professional", "A professional"

    class Way(models.TextChoices):
        FORM = "form", "A form on this site"
        LINK = "link", "A link to another site"
        PHONE = "phone", "By phone or e-mail"

    service = ParentalKey(
        SupportService, on_delete=models.CASCADE, related_name="referrals"
    )
    who = models.CharField("who refers", max_length=12, choices=Who.choices)
    needs_consent = models.BooleanField(
        "with parental consent",
        default=False,
        help_text="A parent or carer must agree first.",
    )
    way = models.CharField("how", max_length=5, choices=Way.choices)
    address = models.CharField(
        max_length=300,
        blank=True,
        help_text="For a form: its path, “/forms/…”. For a link: its whole address.",
    )
    contact = models.ForeignKey(
        Contact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whom to ring, when it is not one of the service’s contacts.",
    )
    note = models.CharField(max_length=200, blank=True)

    panels = [
        FieldRowPanel([FieldPanel("who"), FieldPanel("needs_consent")]),
        FieldRowPanel([FieldPanel("way"), FieldPanel("address")]),
        FieldPanel("contact"),
        FieldPanel("note"),
    ]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(way="form", address__startswith="/")
                    & ~Q(address__startswith="//")
                )
                | Q(way="link", address__startswith="http://")
                | Q(way="link", address__startswith="https://")
                | Q(way="phone", address=""),
                name="referral_address_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_who_display()}: {self.get_way_display()}"

    @property
    def says_consent(self) -> bool:
        """Whether to say that a parent must agree: where it is no parent who asks."""
        return self.needs_consent and self.who != self.Who.PARENT

    def clean(self) -> None:
        super().clean()
        wrong = self._problem()
        if wrong:
            raise ValidationError({"address": wrong})

    def _problem(self) -> str:
        starts = self.address.startswith
        if self.way == self.Way.FORM and (not starts("/") or starts("//")):
            return "Enter the form’s path on this site, which begins with “/”."
        if self.way == self.Way.LINK and not starts(("http://", "https://")):
            return "Enter the whole address, which begins with “https://”."
        if self.way == self.Way.PHONE and self.address:
            return "Leave this empty: the number comes from the contacts."
        return ""
