"""The outbox: what is to be sent, what was sent, and whom not to write to."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonweal.mail import wording
from commonweal.mail.letters import Enclosure

# How long the text of a message that holds no secret can be read and sent again.
TEXT_KEPT_FOR = timedelta(days=90)


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def unsent(self) -> Self:
        """Messages that will still be tried."""
        return self.filter(status__in=UNSENT)

    def due(self, *, now: datetime) -> Self:
        """Messages that may be claimed: their time has come, or the worker that
        had claimed them has not been heard of since its lease ended."""
        return self.unsent().filter(next_attempt_at__lte=now)

    def useless(self, *, now: datetime) -> Self:
        """Messages that have lost their point before they could be sent."""
        return self.due(now=now).filter(useless_after__lte=now)

    def with_old_text(self, *, now: datetime) -> Self:
        """Messages whose text has been kept for long enough, the oldest first."""
        old = self._with_text().filter(send_at__lte=now - TEXT_KEPT_FOR)
        return old.order_by("send_at")

    def with_secret_over(self, *, now: datetime) -> Self:
        """Messages with a secret that is none any more, the oldest first."""
        over = self._with_text().filter(secret_until__lte=now)
        return over.order_by("secret_until")

    def _with_text(self) -> Self:
        """One that is being sent at this moment waits for its outcome."""
        return self.filter(text_erased_at=None).exclude(
            status=OutgoingEmail.Status.SENDING
        )

    def oldest_unsent(self, *, now: datetime) -> datetime | None:
        """Since when the oldest message that should have left by now is waiting."""
        late = self.unsent().filter(send_at__lte=now)
        return late.aggregate(since=models.Min("send_at"))["since"]


class OutgoingEmail(models.Model):
    """One message to one address: waiting, on its way, sent, or not to be sent.

    The states and what moves a message between them: docs/rules/mail.md.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"
        SENT = "sent"
        GIVEN_UP = "given_up", "given up"
        DROPPED = "dropped", "not sent"

    key = models.CharField(
        max_length=200,
        unique=True,
        help_text="What this message is, so that it is queued once only.",
    )
    template = models.CharField(max_length=80, blank=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    to = models.EmailField()
    sender = models.CharField(
        max_length=254, blank=True, help_text="Empty: the site's own address."
    )
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(max_length=250)
    is_transactional = models.BooleanField(
        default=True, help_text="Answers what the person did; no list to leave."
    )
    queued_at = models.DateTimeField()
    send_at = models.DateTimeField(help_text="Not sent before.")
    useless_after = models.DateTimeField(
        null=True, blank=True, help_text="Not sent from then on."
    )
    secret_until = models.DateTimeField(
        null=True, blank=True, help_text="The text is erased then, and never shown."
    )
    text_erased_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(
        max_length=8, choices=Status.choices, default=Status.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(
        help_text="While waiting: when to try. While sending: when the lease ends."
    )
    claimed_by = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(
        max_length=120, blank=True, help_text="Kind of failure; no address, no words."
    )

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-queued_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=Q(status__in=["waiting", "sending"]),
                name="mail_due",
            ),
            models.Index(fields=["-queued_at", "-id"], name="mail_newest"),
            models.Index(fields=["status", "-queued_at"], name="mail_by_status"),
            models.Index(fields=["about_type", "about_id"], name="mail_about"),
            models.Index(
                fields=["send_at"],
                condition=Q(text_erased_at=None),
                name="mail_with_text",
            ),
            models.Index(
                fields=["secret_until"],
                condition=Q(text_erased_at=None, secret_until__isnull=False),
                name="mail_with_secret",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | ~Q(status="sent") & Q(sent_at=None),
                name="mail_sent_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="sending") | ~Q(claimed_by=""),
                name="mail_sending_has_its_worker",
            ),
            models.CheckConstraint(
                condition=Q(text_erased_at=None) | Q(text="", html=""),
                name="mail_erased_is_empty",
            ),
        ]

    def __str__(self) -> str:
        # No address: this ends up in logs and in the audit viewer.
        return f"{self.template or 'message'} {self.pk}"

    @property
    def is_secret(self) -> bool:
        """Whether the text, a sign-in code for example, is for the addressee only."""
        return self.secret_until is not None

    @property
    def was_erased(self) -> bool:
        return self.text_erased_at is not None


UNSENT = (OutgoingEmail.Status.WAITING, OutgoingEmail.Status.SENDING)


class EnclosedFile(models.Model):
    """A file that goes with a message; see ``letters.Enclosure``."""

    email = models.ForeignKey(
        OutgoingEmail, on_delete=models.CASCADE, related_name="files"
    )
    position = models.PositiveSmallIntegerField()
    filename = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=200)
    as_alternative = models.BooleanField(default=False)
    content = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "position"], name="mail_one_file_per_position"
            )
        ]

    def __str__(self) -> str:
        return f"file {self.position} of message {self.email_id}"

    @property
    def enclosure(self) -> Enclosure:
        return Enclosure(
            filename=self.filename,
            content=bytes(self.content),
            content_type=self.content_type,
            as_alternative=self.as_alternative,
        )


def fingerprint(address: str) -> str:
    """Return what stands for ``address`` in a list that must outlive the address.

    It hides the address from whoever reads the table, not from somebody who has
    a list of addresses to try. Not keyed: the site's secret may change, and who
    said "never again" must still be known.
    """
    normal = address.strip().lower()
    return sha256(f"commonweal.mail.suppression:{normal}".encode()).hexdigest()


class Suppression(models.Model):
    """An address that only gets answers to its own deeds, and why."""

    class Reason(models.TextChoices):
        ASKED = "asked", "asked for no more"
        REFUSED = "refused", "mail to it is refused"
        COMPLAINED = "complained", "reported a message as unwanted"

    fingerprint = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=10, choices=Reason.choices)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"suppression {self.pk}: {self.get_reason_display()}"


class Wording(models.Model):
    """A partnership's own words for one kind of message, instead of the default."""

    template = models.CharField(max_length=80, unique=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(max_length=5000)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    def __str__(self) -> str:
        return self.template

    def words(self, *, default: wording.Template) -> wording.Words:
        """Return these words, or the default's when they no longer fit it."""
        own = wording.Words(subject=self.subject, body=self.body)
        return default.words if wording.problems(own, template=default) else own
