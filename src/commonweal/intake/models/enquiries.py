"""What people ask us in writing, who answers, and what was done about it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q

from commonweal.people.models import Person

KEPT_FOR = timedelta(days=365)
SEES_ALL = "governance.erase_person"
# Answered, and nothing more came: closed by the worker, so that its year begins.
CLOSES_AFTER = timedelta(days=28)


class Kind(models.TextChoices):
    """Which form it came by."""

    QUESTION = "question", "Question"
    FORMAT = "format", "Another format"
    COMPLAINT = "complaint", "Data protection complaint"


class Route(models.Model):
    """Who gets what comes by a form, or what is about a topic. An editor's data."""

    kind = models.CharField("form", max_length=9, choices=Kind.choices)
    topic = models.CharField(
        max_length=120,
        blank=True,
        help_text="Offered on the form. Empty: for whatever has no topic of its own.",
    )
    people = models.ManyToManyField(
        Person,
        blank=True,
        related_name="+",
        help_text="They are told of each. Nobody chosen: everybody at the desk is.",
    )
    reply_to = models.EmailField(
        blank=True, help_text="Where answers to our e-mails go. Empty: nowhere."
    )
    is_private = models.BooleanField(
        default=False, help_text="Only the people chosen here see them at the desk."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["kind", "position", "topic", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "topic"], name="intake_route_once_a_topic"
            )
        ]

    def __str__(self) -> str:
        form = self.get_kind_display()
        return f"{form}: {self.topic}" if self.topic else form


class ReplyTemplate(models.Model):
    """Words to begin an answer with. An editor's data."""

    title = models.CharField(max_length=80, unique=True)
    kind = models.CharField(
        "form",
        max_length=9,
        choices=Kind.choices,
        blank=True,
        help_text="Empty: offered for all.",
    )
    words = models.TextField(help_text="{name} and {reference} are filled in.")

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def filled(self, enquiry: "Enquiry") -> str:
        """Return the words for one enquiry. Other braces stay as they stand."""
        words = self.words.replace("{reference}", enquiry.shown_reference)
        return words.replace("{name}", enquiry.name or "there")


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, person: Person) -> Self:
        """Those that somebody at the desk may see: all but those of private routes that
        they are not among the people of. Who may erase people's data sees all."""
        if person.has_perm(SEES_ALL):
            return self
        theirs = Route.people.through.objects.filter(person=person).values("route")
        hidden = Q(route__is_private=True) & ~Q(route__in=theirs)
        return self.exclude(hidden & ~Q(assigned_to=person))

    def open(self) -> Self:
        """Those somebody still has to do something about."""
        return self.filter(status__in=OPEN)

    def unacknowledged(self) -> Self:
        """Complaints that nobody has acknowledged, set aside or not."""
        return self.filter(kind=Kind.COMPLAINT, acknowledged_at=None, closed_at=None)

    def for_lists(self) -> Self:
        return self.select_related("route", "assigned_to")


class Enquiry(models.Model):
    """A question, a request for another format, or a data-protection complaint.

    Not for concerns about a child: those are sealed, and no row here.
    """

    class Status(models.TextChoices):
        NEW = "new", "New"
        ACKNOWLEDGED = "seen", "Acknowledged"
        IN_PROGRESS = "progress", "In progress"
        ANSWERED = "answered", "Answered"
        CLOSED = "closed", "Closed"

    reference = models.CharField(max_length=8, unique=True)
    kind = models.CharField("form", max_length=9, choices=Kind.choices)
    route = models.ForeignKey(
        Route,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="enquiries",
    )
    topic = models.CharField(
        max_length=120, blank=True, help_text="As it was called on the form."
    )
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    about = models.CharField(
        max_length=300, blank=True, help_text="Subject; or which page or document."
    )
    message = models.TextField(help_text="Question; or what happened.")
    wanted = models.CharField(
        max_length=1000, blank=True, help_text="Which format; or which outcome."
    )
    wanted_by = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.NEW)
    is_set_aside = models.BooleanField(
        default=False,
        help_text="Came in a flood, or by a program. Nobody was written to.",
    )
    received_at = models.DateTimeField()
    acknowledge_by = models.DateField(
        null=True, blank=True, help_text="The last day; for complaints."
    )
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    assigned_to = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    edits = models.PositiveIntegerField(
        default=0, help_text="Deeds done, to notice two people at once."
    )
    digest = models.CharField(
        max_length=64,
        unique=True,
        help_text="SHA-256 of what was sent and the day, so that two presses are one.",
    )

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name_plural = "enquiries"
        permissions = [
            ("answer_enquiries", "Answer enquiries, requests and complaints"),
            ("run_surveys", "Make surveys and read their results"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="", phone=""), name="intake_enquirer_can_be_reached"
            ),
            models.CheckConstraint(
                condition=Q(kind="complaint", acknowledge_by__isnull=False)
                | ~Q(kind="complaint") & Q(acknowledge_by=None),
                name="intake_complaints_have_a_clock",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False)
                | ~Q(status="closed") & Q(closed_at=None),
                name="intake_closed_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-received_at"], name="intake_by_status")
        ]

    def __str__(self) -> str:
        # No name: this ends up in logs and in the audit viewer.
        return f"enquiry {self.shown_reference}"

    @property
    def shown_reference(self) -> str:
        """The reference as people read it out: "7K3M-2Q9T"."""
        return f"{self.reference[:4]}-{self.reference[4:]}"

    def is_overdue(self, *, today: date) -> bool:
        """Whether a complaint should have been acknowledged before today, in London."""
        return (
            self.acknowledge_by is not None
            and self.acknowledged_at is None
            and self.closed_at is None
            and self.acknowledge_by < today
        )


OPEN = (
    Enquiry.Status.NEW,
    Enquiry.Status.ACKNOWLEDGED,
    Enquiry.Status.IN_PROGRESS,
)


class EnquiryEvent(models.Model):
    """One thing that was done about an enquiry. Rows are added, never changed."""

    class What(models.TextChoices):
        RECEIVED = "received", "Received"
        ACKNOWLEDGED = "seen", "Acknowledged"
        ASSIGNED = "assigned", "Given to"
        MOVED = "moved", "Sent on to"
        REPLIED = "replied", "Answered by e-mail"
        TOLD = "told", "Answered another way"
        NOTED = "noted", "Note"
        RELEASED = "released", "Taken from what was set aside"
        CLOSED = "closed", "Closed"
        REOPENED = "reopened", "Opened again"

    enquiry = models.ForeignKey(
        Enquiry, on_delete=models.CASCADE, related_name="events"
    )
    what = models.CharField(max_length=8, choices=What.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.pk}"


def best_route(kind: str, topic: str, routes: Iterable[Route]) -> Route | None:
    """Return the route of that topic, or else of all that has none; None without."""
    of_kind = {route.topic: route for route in routes if route.kind == kind}
    return of_kind.get(topic) or of_kind.get("")
