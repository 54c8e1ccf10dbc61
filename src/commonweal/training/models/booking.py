"""A person's place on a session, from asking for it to having been there."""

import uuid
from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonweal.people.models import Organisation
from commonweal.training.models.policy import BookingTerms
from commonweal.training.models.session import Question, Session


class BookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> Self:
        """Bookings that still count: asking, waiting, holding a place, or attended."""
        return self.filter(status__in=Booking.LIVE)

    def of(self, session: Session) -> Self:
        return self.filter(session=session)

    def counted_on(self) -> Self:
        """Bookings that matter when the session changes, attendance not yet marked."""
        return self.filter(status__in=Booking.COUNTED_ON)

    def holding_places(self) -> Self:
        """Bookings that take one of the session's places each."""
        return self.filter(status__in=Booking.HOLDING)

    def waiting(self) -> Self:
        """The waiting list, longest waiting first."""
        return self.filter(status=Booking.Status.WAITING).order_by(
            "waiting_since", "pk"
        )

    def lapsed(self, *, now: datetime) -> Self:
        """Offers and held places whose time is over, whether or not anybody has
        written that down yet."""
        timed = (Booking.Status.OFFERED, Booking.Status.AWAITING_APPROVAL)
        return self.filter(status__in=timed, held_until__lte=now)


class Booking(models.Model):
    """See docs/rules/booking.md for the table of states."""

    class Status(models.TextChoices):
        REQUESTED = "requested", "Asked for"
        AWAITING_APPROVAL = "awaiting", "Awaiting approval"
        WAITING = "waiting", "On the waiting list"
        OFFERED = "offered", "Place offered"
        CONFIRMED = "confirmed", "Confirmed"
        ATTENDED = "attended", "Attended"
        PARTLY = "partly", "Attended in part"
        ABSENT = "absent", "Did not attend"
        DECLINED = "declined", "Declined"
        EXPIRED = "expired", "Offer expired"
        CANCELLED = "cancelled", "Cancelled in time"
        CANCELLED_LATE = "cancelled-late", "Cancelled late"
        SUBSTITUTED = "substituted", "A colleague came instead"
        TRANSFERRED = "transferred", "Moved to another date"

    HOLDING = (
        Status.AWAITING_APPROVAL,
        Status.OFFERED,
        Status.CONFIRMED,
        Status.ATTENDED,
        Status.PARTLY,
        Status.ABSENT,
    )
    LIVE = (Status.REQUESTED, Status.WAITING, *HOLDING)
    # Live, and attendance not marked yet: somebody still counts on it.
    COUNTED_ON = (
        Status.REQUESTED,
        Status.WAITING,
        Status.AWAITING_APPROVAL,
        Status.OFFERED,
        Status.CONFIRMED,
    )

    reference = models.CharField(
        max_length=12, unique=True, editable=False, help_text="For telephone and post."
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, related_name="bookings"
    )
    attendee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bookings"
    )
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bookings",
        help_text="For whom the person came, as it was when they booked.",
    )
    terms = models.ForeignKey(
        BookingTerms, null=True, on_delete=models.PROTECT, related_name="bookings"
    )
    status = models.CharField(max_length=14, choices=Status.choices)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(
        default=0, help_text="Of the calendar entry sent to this person (RFC 5545)."
    )
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    booked_at = models.DateTimeField()
    waiting_since = models.DateTimeField(
        null=True, blank=True, help_text="Kept when an offer comes and goes."
    )
    held_until = models.DateTimeField(
        null=True, blank=True, help_text="When an offer or an approval runs out."
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    coming_since = models.DateTimeField(
        null=True, blank=True, help_text="When the person said “I’m coming”."
    )
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it stopped being live."
    )
    ended_because = models.CharField(max_length=300, blank=True)
    joined_at = models.DateTimeField(
        null=True, blank=True, help_text="When the person opened the online room."
    )
    manager_email = models.EmailField(blank=True)
    declared_equivalent = models.CharField(
        max_length=300,
        blank=True,
        help_text="What was done elsewhere in place of a prerequisite.",
    )
    stands_in_for = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="substitute",
    )
    transferred_from = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="transferred_to",
    )
    group = models.UUIDField(
        null=True,
        blank=True,
        db_index=True,
        help_text="Bookings made together that want places together: both or neither.",
    )

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["booked_at", "pk"]
        indexes = [
            models.Index(fields=["session", "status", "waiting_since"]),
            models.Index(fields=["attendee", "status"]),
            models.Index(fields=["organisation", "booked_at"]),
            models.Index(
                fields=["held_until"],
                condition=Q(status__in=["offered", "awaiting"]),
                name="booking_held",
            ),
            models.Index(
                fields=["status", "session"],
                condition=Q(status__in=["requested", "waiting"]),
                name="booking_undecided",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "attendee"],
                condition=Q(
                    status__in=[
                        "requested",
                        "awaiting",
                        "waiting",
                        "offered",
                        "confirmed",
                        "attended",
                        "partly",
                        "absent",
                    ]
                ),
                name="one_live_booking_per_person",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["offered", "awaiting"])
                | Q(held_until__isnull=False),
                name="offers_and_approvals_end",
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(waiting_since__isnull=False),
                name="waiting_since_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.get_status_display()})"

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE

    @property
    def holds_a_place(self) -> bool:
        return self.status in self.HOLDING

    def has_lapsed(self, *, now: datetime) -> bool:
        """Whether its offer or approval is over; true before a sweep says so."""
        timed = (self.Status.OFFERED, self.Status.AWAITING_APPROVAL)
        return (
            self.status in timed
            and self.held_until is not None
            and self.held_until <= now
        )


class Needs(models.Model):
    """What a person needs on the day. For organiser and trainer only; soon erased."""

    booking = models.OneToOneField(
        Booking, on_delete=models.CASCADE, related_name="needs"
    )
    dietary = models.CharField(max_length=500, blank=True)
    access = models.CharField(max_length=500, blank=True)
    session_ends_at = models.DateTimeField(
        help_text="The time until erasure runs from."
    )

    class Meta:
        verbose_name_plural = "needs"

    def __str__(self) -> str:
        return f"Needs of {self.booking_id}"


class Answer(models.Model):
    """What a person answered to a question of the organiser's."""

    booking = models.ForeignKey(
        Booking, on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        Question, on_delete=models.CASCADE, related_name="answers"
    )
    text = models.CharField(max_length=500)
    session_ends_at = models.DateTimeField(
        help_text="The time until erasure runs from."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking", "question"], name="one_answer_to_a_question"
            )
        ]

    def __str__(self) -> str:
        return f"Answer of {self.booking_id}"


class Offer(models.Model):
    """One offer of a freed place, and what became of it. Never changed afterwards.

    With ``outcome`` "passed over" no place was offered: the row says who was not
    asked although they waited longer, and why.
    """

    class Outcome(models.TextChoices):
        OPEN = "open", "Not answered yet"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        EXPIRED = "expired", "Not answered in time"
        WITHDRAWN = "withdrawn", "Withdrawn"
        PASSED_OVER = "passed-over", "Passed over"

    booking = models.ForeignKey(
        Booking, on_delete=models.CASCADE, related_name="offers"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(
        max_length=12, choices=Outcome.choices, default=Outcome.OPEN
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(
        max_length=300, help_text="Why this person, or why not, in a sentence."
    )

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["booking"],
                condition=Q(outcome="open"),
                name="one_open_offer_a_booking",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.booking_id})"
