"""Everything about one session, for the desk's page of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Person
from commonweal.training.models import Batch, Booking, Offer, PlaceLimit, Session
from commonweal.training.queries.explaining import (
    WaitingListStory,
    explain_waiting_list,
)

S = Booking.Status
# In the order in which the desk has something to do about them.
GROUPS = (
    ("Asked for", (S.REQUESTED,)),
    ("Awaiting approval", (S.AWAITING_APPROVAL,)),
    ("Offered", (S.OFFERED,)),
    ("Confirmed", (S.CONFIRMED,)),
    ("Register kept", (S.ATTENDED, S.PARTLY, S.ABSENT)),
)
ENDED = (
    *(S.DECLINED, S.EXPIRED, S.CANCELLED, S.CANCELLED_LATE),
    *(S.SUBSTITUTED, S.TRANSFERRED),
)
MESSAGES = 100
EVENTS = 100


@dataclass(frozen=True, slots=True)
class Group:
    """Bookings of one kind of state."""

    heading: str
    bookings: list[Booking]


@dataclass(frozen=True, slots=True)
class LimitUse:
    """A limit on who fills the session, and how it stands."""

    rule: str
    stands: str


@dataclass(frozen=True, slots=True)
class SentTo:
    """A message about the session, with the person it went to, when known."""

    message: OutgoingEmail
    booking: Booking | None


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit trail as the desk reads it."""

    at: datetime
    what: str
    about: Booking | None
    by: Person | None
    reason: str


@dataclass(frozen=True, slots=True)
class SessionPage:
    """One session with what hangs on it. ``waiting`` is longest waiting first.

    ``story`` says how the waiting list has moved, and what it does next.
    """

    session: Session
    groups: list[Group]
    waiting: list[Booking]
    ended: list[Booking]
    limits: list[LimitUse]
    messages: list[SentTo]
    events: list[Deed]
    batches: list[Batch]
    story: WaitingListStory

    @property
    def live_count(self) -> int:
        return len(self.waiting) + sum(len(group.bookings) for group in self.groups)

    @property
    def with_needs(self) -> list[Booking]:
        """Live bookings of people who said what they need on the day."""
        live = [*self.waiting, *(b for group in self.groups for b in group.bookings)]
        return [booking for booking in live if has_needs(booking)]


def has_needs(booking: Booking) -> bool:
    """Whether somebody said what they need. The booking was fetched with its needs."""
    needs = getattr(booking, "needs", None)
    return bool(needs and (needs.dietary or needs.access)) or any(
        answer.text for answer in booking.answers.all()
    )


def bookings_with_needs(session: Session) -> QuerySet[Booking]:
    """Return a session's bookings with what the desk and the trainer look at.

    Four queries, however many bookings.
    """
    return (
        Booking.objects.filter(session=session)
        .select_related("attendee", "organisation__sector", "needs", "booked_by")
        .prefetch_related(
            "answers__question",
            Prefetch("offers", Offer.objects.order_by("made_at", "pk")),
        )
        .order_by("attendee__last_name", "attendee__first_name", "pk")
    )


def session_page(session_id: int, *, now: datetime) -> SessionPage:
    """Return everything about one session. The same number of queries for any.

    Raises:
        Session.DoesNotExist: there is none of that number.
    """
    session = (
        Session.objects.select_related("course", "venue", "partner", "policy")
        .prefetch_related("meetings", "trainers", "questions", "agenda")
        .get(pk=session_id)
    )
    bookings = list(bookings_with_needs(session))
    for booking in bookings:
        booking.session = session
    waiting = [booking for booking in bookings if booking.status == S.WAITING]
    return SessionPage(
        session=session,
        groups=_groups(bookings),
        waiting=sorted(waiting, key=lambda b: (b.waiting_since or b.booked_at, b.pk)),
        ended=[booking for booking in bookings if booking.status in ENDED],
        limits=_limits(session, bookings),
        messages=_messages(session, bookings),
        events=deeds(events_about(session, bookings), bookings),
        story=explain_waiting_list(session, now=now),
        batches=list(session.batches.select_related("to_session__course")[:10]),
    )


def _groups(bookings: list[Booking]) -> list[Group]:
    groups = [
        Group(heading, [booking for booking in bookings if booking.status in states])
        for heading, states in GROUPS
    ]
    return [group for group in groups if group.bookings]


def _limits(session: Session, bookings: list[Booking]) -> list[LimitUse]:
    holding = [booking for booking in bookings if booking.holds_a_place]
    return [
        LimitUse(rule=_rule(limit), stands=_stands(limit, holding))
        for limit in session.limits.select_related("sector")
    ]


def _rule(limit: PlaceLimit) -> str:
    if limit.kind == PlaceLimit.Kind.SECTOR:
        return f"{limit.places} kept for {limit.sector}"
    whom = "one organisation"
    if limit.kind == PlaceLimit.Kind.FAMILY:
        whom = "one organisation and its branches"
    return f"At most {limit.places} from {whom}"


def _stands(limit: PlaceLimit, holding: Iterable[Booking]) -> str:
    known = [b.organisation for b in holding if b.organisation is not None]
    if limit.kind == PlaceLimit.Kind.SECTOR:
        used = sum(one.sector_id == limit.sector_id for one in known)
        return f"{used} of them taken"
    keys = (
        (one.parent_id or one.pk if limit.kind == PlaceLimit.Kind.FAMILY else one.pk)
        for one in known
    )
    full = sum(number >= limit.places for number in Counter(keys).values())
    return f"{full} at the limit" if full else "none at the limit"


def _messages(session: Session, bookings: list[Booking]) -> list[SentTo]:
    by_id = {str(booking.pk): booking for booking in bookings}
    about = Q(about_type=Session._meta.label, about_id=str(session.pk)) | Q(
        about_type=Booking._meta.label, about_id__in=by_id
    )
    found = OutgoingEmail.objects.filter(about).defer("text", "html", "headers")
    return [
        SentTo(
            message,
            by_id.get(message.about_id)
            if message.about_type == Booking._meta.label
            else None,
        )
        for message in found.order_by("-queued_at", "-pk")[:MESSAGES]
    ]


def events_about(session: Session, bookings: Iterable[Booking]) -> QuerySet[AuditEvent]:
    """Return the latest lines of the audit trail about a session and its bookings."""
    ids = [str(booking.pk) for booking in bookings]
    about = Q(subject_type=Session._meta.label, subject_id=str(session.pk)) | Q(
        subject_type=Booking._meta.label, subject_id__in=ids
    )
    return AuditEvent.objects.filter(about).select_related("by")[:EVENTS]


def deeds(events: Iterable[AuditEvent], bookings: Iterable[Booking]) -> list[Deed]:
    """Return lines of the audit trail in words, each with the booking it is about."""
    by_id = {str(booking.pk): booking for booking in bookings}
    return [
        Deed(
            at=event.at,
            what=event.verb.partition(".")[2].replace("_", " ").capitalize(),
            about=by_id.get(event.subject_id)
            if event.subject_type == Booking._meta.label
            else None,
            by=event.by,
            reason=event.reason,
        )
        for event in events
    ]


def deeds_about(booking: Booking) -> list[Deed]:
    """Return what happened to one booking, the latest first. One query."""
    found = AuditEvent.objects.filter(
        subject_type=Booking._meta.label, subject_id=str(booking.pk)
    )
    return deeds(found.select_related("by")[:EVENTS], [])
