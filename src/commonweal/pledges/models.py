"""Covenants, the versions of their text, and who signed which."""

import secrets
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Lower

from commonweal.people.models import Person

# A signature lasts a year; it is asked about then, and once more before it goes.
LASTS = timedelta(days=365)
KEPT_FOR = timedelta(days=2 * 365)
LAST_REMINDER = KEPT_FOR - timedelta(days=30)


def new_key() -> str:
    return secrets.token_urlsafe(18)


class CovenantQuerySet(models.QuerySet["Covenant"]):
    def shown(self) -> Self:
        """Those the public sees: they have a text."""
        has_text = Version.objects.filter(covenant=models.OuterRef("pk"))
        return self.filter(models.Exists(has_text))

    def with_counts(self) -> Self:
        """Add ``organisations`` and ``people``: how many have confirmed. Several people
        of one organisation count as one."""
        signed = Q(signatures__status="signed")
        personal = Q(signatures__organisation="")
        return self.annotate(
            organisations=Count(
                Lower("signatures__organisation"),
                distinct=True,
                filter=signed & ~personal,
            ),
            people=Count("signatures", distinct=True, filter=signed & personal),
        )


class Covenant(models.Model):
    """A promise that organisations or people sign."""

    class Signers(models.TextChoices):
        BOTH = "both", "organisations and people"
        ORGANISATIONS = "orgs", "organisations only"
        PEOPLE = "people", "people only"

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=250, help_text="One sentence.")
    signers = models.CharField(
        "who may sign", max_length=6, choices=Signers.choices, default=Signers.BOTH
    )
    is_open = models.BooleanField("can be signed", default=True)
    edits = models.PositiveIntegerField(
        default=0, help_text="How often it was saved, to notice two editors at once."
    )

    # Counted by ``with_counts`` only.
    organisations: int
    people: int

    objects = CovenantQuerySet.as_manager()

    class Meta:
        ordering = ["title", "pk"]
        permissions = [("look_after_pledges", "Look after covenants and who signed")]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_organisations(self) -> bool:
        return self.signers != self.Signers.PEOPLE

    @property
    def takes_people(self) -> bool:
        return self.signers != self.Signers.ORGANISATIONS

    def current_version(self) -> "Version | None":
        """Return the text that is signed now; None before the first. One query."""
        return self.versions.order_by("-number").first()


class Version(models.Model):
    """The text of a covenant as it was published. It never changes again."""

    covenant = models.ForeignKey(
        Covenant, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    what_changed = models.CharField(
        max_length=300, blank=True, help_text="Told to those who signed before."
    )
    asks_again = models.BooleanField(
        default=True, help_text="Those who signed before are asked to sign this one."
    )
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["covenant", "-number"]
        verbose_name = "version of a covenant"
        verbose_name_plural = "versions of covenants"
        constraints = [
            models.UniqueConstraint(
                fields=["covenant", "number"], name="pledges_version_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="pledges_versions_count_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.covenant}, version {self.number}"


class SignatureQuerySet(models.QuerySet["Signature"]):
    def signed(self) -> Self:
        """Those who have confirmed."""
        return self.filter(status=Signature.Status.SIGNED)

    def listed(self) -> Self:
        """Those who have confirmed and want to be named, by name."""
        listed = self.signed().filter(list_publicly=True)
        return listed.order_by(Lower("organisation"), Lower("name"), "pk")

    def at_address(self, address: str) -> Self:
        """Whose address it is, however it is written."""
        lowered = address.strip().lower()
        return self.alias(lowered=Lower("email")).filter(lowered=lowered)

    def due_a_reminder(self, *, now: datetime) -> Self:
        """Those to ask whether they renew: a year after they signed, and once more
        a month before the signature is deleted."""
        first = Q(reminders=0, signed_at__lte=now - LASTS)
        second = Q(reminders=1, signed_at__lte=now - LAST_REMINDER)
        return self.signed().filter(first | second)

    def due_a_new_text(self, version: Version) -> Self:
        """Those who signed an earlier text and have not been told of ``version``."""
        older = self.signed().filter(version__number__lt=version.number)
        return older.filter(covenant=version.covenant_id).exclude(told_of=version)


class Signature(models.Model):
    """One address under one covenant, for a person or for an organisation.

    Withdrawing deletes the row: nothing is held about those who withdrew.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", "not confirmed yet"
        SIGNED = "signed"

    covenant = models.ForeignKey(
        Covenant, on_delete=models.PROTECT, related_name="signatures"
    )
    version = models.ForeignKey(
        Version,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The text they signed.",
    )
    key = models.CharField(
        max_length=24, unique=True, default=new_key, help_text="Stands in their links."
    )
    email = models.EmailField()
    name = models.CharField(max_length=100, help_text="Of the person who signs.")
    organisation = models.CharField(
        max_length=150, blank=True, help_text="Empty: they sign for themselves."
    )
    role = models.CharField(
        max_length=100, blank=True, help_text="What they do in the organisation."
    )
    list_publicly = models.BooleanField(default=False)
    status = models.CharField(
        max_length=7, choices=Status.choices, default=Status.WAITING
    )
    asked_at = models.DateTimeField(help_text="When the form was sent.")
    first_signed_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(
        null=True, blank=True, help_text="When they confirmed or last renewed."
    )
    reminders = models.PositiveSmallIntegerField(
        default=0, help_text="Sent since they last signed."
    )
    told_of = models.ForeignKey(
        Version,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The newest text that they were asked to sign.",
    )

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "covenant", Lower("email"), name="pledges_address_once_a_covenant"
            ),
            models.CheckConstraint(
                condition=~Q(email="") & ~Q(name=""), name="pledges_signed_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(status="waiting", signed_at=None)
                | Q(
                    status="signed",
                    signed_at__isnull=False,
                    first_signed_at__isnull=False,
                ),
                name="pledges_signed_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["covenant", "status"], name="pledges_counted"),
        ]

    def __str__(self) -> str:
        # No name: this ends up in logs and in the audit viewer.
        return f"signature {self.pk}"

    @property
    def shown_as(self) -> str:
        """What stands in the public list and on the certificate."""
        return self.organisation or self.name

    def ends_at(self) -> datetime | None:
        """When the row is deleted unless they renew; None before they confirmed."""
        return self.signed_at + KEPT_FOR if self.signed_at else None
