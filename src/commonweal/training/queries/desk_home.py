"""What the training desk looks at first: what is near, and what is at risk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from commonweal.training.models import Approval, Booking, Meeting, Session

# How far ahead risks are looked for; what is later has time to put itself right.
AHEAD = timedelta(weeks=12)
UNDER_MINIMUM_FROM = timedelta(weeks=4)
ASKED_IF_COMING_FROM = timedelta(days=14)
# How long after its end a session's register is asked for.
REGISTER_WITHIN = timedelta(days=90)
MOST = 20


@dataclass(frozen=True, slots=True)
class SessionAtRisk:
    """A session with the sentence that says what to look at."""

    session: Session
    note: str


@dataclass(frozen=True, slots=True)
class Home:
    """The desk's first page. Lists hold ``MOST`` rows each; counts count all.

    Attributes:
        today: meetings that begin today, London time.
        week: meetings of the six days after.
        open_registers: sessions that are over, with people still to be marked.
    """

    today: list[Meeting]
    week: list[Meeting]
    under_minimum: list[SessionAtRisk]
    over_demanded: list[SessionAtRisk]
    unanswered: list[SessionAtRisk]
    waiting: list[SessionAtRisk]
    requests: list[Booking]
    approvals: list[Approval]
    open_registers: list[Session]
    drafts: list[Session] = field(default_factory=list)
    request_count: int = 0
    approval_count: int = 0


def desk_home(*, now: datetime) -> Home:
    """Return what to look at on the desk at ``now``. Nine queries, however much."""
    near = _meetings(now)
    tomorrow = _midnight(now) + timedelta(days=1)
    sessions = list(_with_counts(now))
    requests = _requests(now)
    approvals = _approvals(now)
    return Home(
        today=[meeting for meeting in near if meeting.starts_at < tomorrow],
        week=[meeting for meeting in near if meeting.starts_at >= tomorrow],
        under_minimum=_first(_under_minimum(sessions, now)),
        over_demanded=_first(_over_demanded(sessions)),
        unanswered=_first(_unanswered(sessions, now)),
        waiting=_first(_waiting(sessions)),
        requests=list(requests[:MOST]),
        approvals=list(approvals[:MOST]),
        open_registers=list(_open_registers(now)[:MOST]),
        drafts=list(_drafts()[:MOST]),
        request_count=requests.count(),
        approval_count=approvals.count(),
    )


def _first(found: Iterable[SessionAtRisk]) -> list[SessionAtRisk]:
    return list(found)[:MOST]


def _midnight(now: datetime) -> datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _meetings(now: datetime) -> list[Meeting]:
    begin = _midnight(now)
    return list(
        Meeting.objects.filter(
            session__status=Session.Status.SCHEDULED,
            starts_at__gte=begin,
            starts_at__lt=begin + timedelta(days=7),
        )
        .select_related("session__course", "session__venue", "session__partner")
        .prefetch_related("session__trainers")
        .order_by("starts_at", "pk")
    )


def _with_counts(now: datetime) -> QuerySet[Session]:
    status = Booking.Status
    return (
        Session.objects.upcoming(now=now)
        .filter(partner=None, starts_at__lt=now + AHEAD)
        .select_related("course", "venue")
        .annotate(
            waiting_count=Count("bookings", filter=Q(bookings__status=status.WAITING)),
            confirmed_count=Count(
                "bookings", filter=Q(bookings__status=status.CONFIRMED)
            ),
            coming_count=Count(
                "bookings",
                filter=Q(
                    bookings__status=status.CONFIRMED,
                    bookings__coming_since__isnull=False,
                ),
            ),
        )
    )


def _under_minimum(sessions: list[Session], now: datetime) -> Iterable[SessionAtRisk]:
    for session in sessions:
        soon = session.starts_at is not None and (
            session.starts_at < now + UNDER_MINIMUM_FROM
        )
        if soon and session.taken < session.minimum:
            yield SessionAtRisk(
                session, f"{session.taken} of at least {session.minimum}"
            )


def _over_demanded(sessions: list[Session]) -> Iterable[SessionAtRisk]:
    """Full, and a quarter as many again are waiting: room for another date."""
    for session in sessions:
        waiting = session.waiting_count  # type: ignore[attr-defined]  # annotated
        if waiting and waiting * 4 >= session.capacity:
            yield SessionAtRisk(
                session, f"{session.capacity} places, and {waiting} waiting"
            )


def _unanswered(sessions: list[Session], now: datetime) -> Iterable[SessionAtRisk]:
    """Half of the people or more have not said that they are coming."""
    for session in sessions:
        confirmed = session.confirmed_count  # type: ignore[attr-defined]  # annotated
        silent = confirmed - session.coming_count  # type: ignore[attr-defined]
        soon = session.starts_at is not None and (
            session.starts_at < now + ASKED_IF_COMING_FROM
        )
        if soon and confirmed and silent * 2 >= confirmed:
            yield SessionAtRisk(session, f"{silent} of {confirmed} have not said")


def _waiting(sessions: list[Session]) -> Iterable[SessionAtRisk]:
    for session in sessions:
        waiting = session.waiting_count  # type: ignore[attr-defined]  # annotated
        if waiting:
            left = session.places_left
            note = f"{waiting} waiting"
            yield SessionAtRisk(session, f"{note}, {left} left" if left else note)


def _requests(now: datetime) -> QuerySet[Booking]:
    return (
        Booking.objects.filter(
            status=Booking.Status.REQUESTED, session__starts_at__gt=now
        )
        .select_related("session__course", "attendee", "organisation")
        .order_by("booked_at", "pk")
    )


def _approvals(now: datetime) -> QuerySet[Approval]:
    return (
        Approval.objects.filter(
            outcome=Approval.Outcome.OPEN,
            expires_at__gt=now,
            booking__status=Booking.Status.AWAITING_APPROVAL,
        )
        .select_related("booking__session__course", "booking__attendee")
        .order_by("expires_at", "pk")
    )


def _open_registers(now: datetime) -> QuerySet[Session]:
    unmarked = Booking.objects.filter(
        session=OuterRef("pk"), status=Booking.Status.CONFIRMED
    )
    return (
        Session.objects.filter(
            status=Session.Status.SCHEDULED,
            ends_at__lte=now,
            ends_at__gt=now - REGISTER_WITHIN,
        )
        .filter(Exists(unmarked))
        .select_related("course", "venue")
        .order_by("ends_at", "pk")
    )


def _drafts() -> QuerySet[Session]:
    return (
        Session.objects.filter(
            status__in=[Session.Status.DRAFT, Session.Status.ANNOUNCED]
        )
        .select_related("course", "venue")
        .order_by(F("starts_at").asc(nulls_last=True), "pk")
    )
