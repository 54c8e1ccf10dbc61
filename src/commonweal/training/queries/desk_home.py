"""What the training desk looks at first: what is near, and what is at risk."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.utils import timezone

from commonweal.training.models import Approval, Booking, Meeting, Session

# How far ahead risks are looked for; what is later has time to put itself right.
AHEAD = timedelta(weeks=12)
UNDER_MINIMUM_FROM = timedelta(weeks=4)
ASKED_IF_COMING_FROM = timedelta(days=14)
# How long after its end a session's register is asked for.
REGISTER_WITHIN = timedelta(days=90)
MOST = 20
MOST_NEAR = 40


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
        week: the first ``MOST_NEAR`` meetings of the six days after.
        later_in_week: how many more there are.
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
    later_in_week: int = 0
    request_count: int = 0
    approval_count: int = 0


def desk_home(*, now: datetime) -> Home:
    """Return what to look at on the desk at ``now``. Twelve queries, however much."""
    near = _meetings(now)
    tomorrow = _midnight(now) + timedelta(days=1)
    week = [meeting for meeting in near if meeting.starts_at >= tomorrow]
    figures = _figures(now)
    under_minimum, over_demanded, unanswered, waiting = _at_risk(
        _under_minimum(figures, now),
        _over_demanded(figures),
        _unanswered(figures),
        _waiting(figures),
    )
    requests = _requests(now)
    approvals = _approvals(now)
    return Home(
        today=[meeting for meeting in near if meeting.starts_at < tomorrow],
        week=week[:MOST_NEAR],
        later_in_week=len(week[MOST_NEAR:]),
        under_minimum=under_minimum,
        over_demanded=over_demanded,
        unanswered=unanswered,
        waiting=waiting,
        requests=list(requests[:MOST]),
        approvals=list(approvals[:MOST]),
        open_registers=list(_open_registers(now)[:MOST]),
        drafts=list(_drafts()[:MOST]),
        request_count=requests.count(),
        approval_count=approvals.count(),
    )


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


class Figures(NamedTuple):
    """What is known of a session to come, as far as it tells of a risk."""

    pk: int
    starts_at: datetime
    capacity: int
    taken: int
    minimum: int
    waiting: int
    confirmed: int
    coming: int


Risk = tuple[int, str]


def _figures(now: datetime) -> list[Figures]:
    """Return the sessions of the next weeks, the soonest first. Three queries: joined
    in one, the database would carry every column along with every booking."""
    near = Session.objects.upcoming(now=now).filter(
        partner=None, starts_at__lt=now + AHEAD
    )
    bookings = Booking.objects.order_by()
    waiting = dict(
        bookings.filter(status=Booking.Status.WAITING, session__in=near.order_by())
        .values_list("session")
        .annotate(number=Count("pk"))
    )
    asked = near.order_by().filter(starts_at__lt=now + ASKED_IF_COMING_FROM)
    confirmed = {
        session: (number, coming)
        for session, number, coming in bookings.filter(
            status=Booking.Status.CONFIRMED, session__in=asked
        )
        .values_list("session")
        .annotate(number=Count("pk"), coming=Count("coming_since"))
    }
    rows = near.values_list("pk", "starts_at", "capacity", "taken", "minimum")
    return [
        Figures(
            *(pk, starts_at, capacity, taken, minimum),
            waiting.get(pk, 0),
            *confirmed.get(pk, (0, 0)),
        )
        for pk, starts_at, capacity, taken, minimum in rows
        if starts_at is not None
    ]


def _at_risk(*kinds: Iterable[Risk]) -> list[list[SessionAtRisk]]:
    """Return the first ``MOST`` of each kind, with their sessions. One query."""
    chosen = [list(islice(kind, MOST)) for kind in kinds]
    keys = {key for found in chosen for key, _ in found}
    sessions = Session.objects.select_related("course", "venue").in_bulk(keys)
    return [
        [SessionAtRisk(sessions[key], note) for key, note in found] for found in chosen
    ]


def _under_minimum(sessions: list[Figures], now: datetime) -> Iterable[Risk]:
    for one in sessions:
        soon = one.starts_at < now + UNDER_MINIMUM_FROM
        if soon and one.taken < one.minimum:
            yield one.pk, f"{one.taken} of at least {one.minimum}"


def _over_demanded(sessions: list[Figures]) -> Iterable[Risk]:
    """Full, and a quarter as many again are waiting: room for another date."""
    for one in sessions:
        if one.waiting and one.waiting * 4 >= one.capacity:
            yield one.pk, f"{one.capacity} places, and {one.waiting} waiting"


def _unanswered(sessions: list[Figures]) -> Iterable[Risk]:
    """Half of the people or more have not said that they are coming."""
    for one in sessions:
        silent = one.confirmed - one.coming
        if one.confirmed and silent * 2 >= one.confirmed:
            yield one.pk, f"{silent} of {one.confirmed} have not said"


def _waiting(sessions: list[Figures]) -> Iterable[Risk]:
    for one in sessions:
        if one.waiting:
            left = max(one.capacity - one.taken, 0)
            note = f"{one.waiting} waiting"
            yield one.pk, f"{note}, {left} left" if left else note


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
