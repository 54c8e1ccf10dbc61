"""Who gets the newsletter, what they chose, and the evidence that they asked for it."""

import secrets
from collections.abc import Iterable
from typing import Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from commonweal.directory.models import Topic
from commonweal.people.models import Sector


def new_key() -> str:
    return secrets.token_urlsafe(18)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    def active(self) -> Self:
        return self.filter(status=Subscriber.Status.ACTIVE)

    def at_address(self, address: str) -> Self:
        """Whose address it is, however it is written. One at most."""
        return self.at_addresses([address.strip()]).exclude(email="")

    def at_addresses(self, addresses: Iterable[str]) -> Self:
        """Whose addresses they are. Goes by the index that keeps each once."""
        lowered = [address.lower() for address in addresses]
        return self.alias(lowered=Lower("email")).filter(lowered__in=lowered)

    def for_lists(self) -> Self:
        return self.select_related("sector").prefetch_related("topics")


class Subscriber(models.Model):
    """One address and what it is sent. A row of somebody who left keeps no address."""

    class Status(models.TextChoices):
        WAITING = "waiting", "has not confirmed yet"
        ACTIVE = "active"
        PAUSED = "paused"
        STOPPED = "stopped", "stopped: mail does not arrive or is not wanted"
        LEFT = "left"

    class Stopped(models.TextChoices):
        REFUSED = "refused", "the address refuses mail for good"
        FULL = "soft", "mail could not be delivered for three issues"
        COMPLAINED = "complained", "an issue was reported as unwanted"

    email = models.EmailField(blank=True, help_text="Empty once they left.")
    key = models.CharField(
        max_length=24, unique=True, default=new_key, help_text="Stands in their links."
    )
    status = models.CharField(
        max_length=8, choices=Status.choices, default=Status.WAITING
    )
    sector = models.ForeignKey(
        Sector, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="+")
    training_weekly = models.BooleanField("training dates, weekly", default=False)
    news_daily = models.BooleanField("news as it happens, daily digest", default=False)
    signed_up_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    stopped_because = models.CharField(
        max_length=10, choices=Stopped.choices, blank=True
    )
    soft_failures = models.PositiveSmallIntegerField(
        default=0, help_text="Issues in a row that could not be delivered."
    )
    last_failed_issue = models.ForeignKey(
        "newsletter.Issue",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="The last that could not be delivered.",
    )

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="newsletter_address_once",
            ),
            models.CheckConstraint(
                condition=Q(status="left") | ~Q(email=""),
                name="newsletter_only_who_left_has_no_address",
            ),
            models.CheckConstraint(
                condition=Q(status="paused", paused_until__isnull=False)
                | ~Q(status="paused") & Q(paused_until=None),
                name="newsletter_paused_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(status="stopped") & ~Q(stopped_because="")
                | ~Q(status="stopped") & Q(stopped_because=""),
                name="newsletter_stopped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "left"])
                | Q(confirmed_at__isnull=False),
                name="newsletter_sent_only_when_confirmed",
            ),
        ]

    def __str__(self) -> str:
        # No address: this ends up in logs and in the audit viewer.
        return f"subscriber {self.pk}"

    @property
    def domain(self) -> str:
        """The receiving server's name, in lower case."""
        return self.email.rpartition("@")[2].lower()


class Consent(models.Model):
    """That somebody asked for the newsletter: what they read, where and when."""

    class Source(models.TextChoices):
        FORM = "form", "signed up on this site"
        INVITATION = "invite", "accepted an invitation"
        IMPORT = "import", "brought along from another list"

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="consents"
    )
    source = models.CharField(max_length=6, choices=Source.choices)
    wording = models.TextField(help_text="What they were told, as it stood there.")
    page = models.CharField(
        max_length=200, help_text="Path of the page, or where an import came from."
    )
    given_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    choices = models.JSONField(
        default=dict, blank=True, help_text="What they chose with it; see Choices."
    )
    browser = models.CharField(
        max_length=64,
        blank=True,
        help_text="SHA-256 of the cookie of the browser it was given in; empty once "
        "confirmed.",
    )

    class Meta:
        ordering = ["given_at", "pk"]

    def __str__(self) -> str:
        return f"consent {self.pk}"


class AddressChange(models.Model):
    """A subscriber's wish to be written to at another address, until it is confirmed
    from there."""

    subscriber = models.ForeignKey(
        Subscriber, on_delete=models.CASCADE, related_name="address_changes"
    )
    email = models.EmailField()
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"change of address {self.pk}"


class Invitation(models.Model):
    """That an address of an imported list was asked once whether it wants the
    newsletter. It outlives the address, so that nobody is asked twice."""

    fingerprint = models.CharField(max_length=64, unique=True)
    subscriber = models.ForeignKey(
        Subscriber,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="invitations",
    )
    imported_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class MailReport(models.Model):
    """What a mail server or a reader's mail program said of a message: it could not be
    delivered, or was not wanted. Each is taken in once."""

    class Kind(models.TextChoices):
        HARD = "hard", "refused for good"
        SOFT = "soft", "could not be delivered"
        COMPLAINT = "complaint", "reported as unwanted"

    event_id = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=9, choices=Kind.choices)
    subscriber = models.ForeignKey(
        Subscriber,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
    )
    code = models.CharField(
        max_length=12, blank=True, help_text="Status code (RFC 3463), such as 5.1.1."
    )
    at = models.DateTimeField()
    taken_in_at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"mail report {self.pk}"
