"""What came of an issue of the newsletter: numbers of what people did of their own
accord. Nobody's reading is followed, so nothing is known of that."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonweal.newsletter.models import Delivery, Issue, IssueItem, Subscriber
from commonweal.pages.models import NewsPage
from commonweal.training.metadata import session_path
from commonweal.training.models import Booking, Session
from commonweal.training.wording import write_session

FOLLOWS_WITHIN = timedelta(days=14)
"""A booking made later than this after an issue is not counted with it."""


@dataclass(frozen=True, slots=True)
class Booked:
    """One date that an issue told of, and how many booked it.

    Attributes:
        before, after: bookings made in the 14 days up to the issue, and since.
    """

    title: str
    when: str
    path: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Results:
    """What followed an issue.

    Attributes:
        copies: how many in each state that there are copies in, in words.
        until: up to when leaving and signing up are counted: the next issue, or now.
        booked_until: the same for bookings.
        left, stopped: of those who got this issue. ``stopped`` took no more mail, or
            reported it.
    """

    copies: tuple[tuple[str, int], ...]
    since: datetime
    until: datetime
    booked_until: datetime
    signed_up: int
    left: int
    stopped: int
    sessions: tuple[Booked, ...]

    @property
    def readers(self) -> list[tuple[str, int]]:
        return [
            ("Signed up", self.signed_up),
            ("Left, of those who got it", self.left),
            ("Stopped, of those who got it", self.stopped),
        ]

    @property
    def table(self) -> list[tuple[object, int, int]]:
        """The bookings as rows: date, before, after; the sum of all last."""
        rows: list[tuple[object, int, int]] = [
            (_linked(each), each.before, each.after) for each in self.sessions
        ]
        before = sum(each.before for each in self.sessions)
        after = sum(each.after for each in self.sessions)
        return [*rows, ("Together", before, after)]


def _linked(each: Booked) -> SafeString:
    return format_html(
        '<a class="govuk-link" href="{}">{}</a><br>{}', each.path, each.title, each.when
    )


def results_of(issue: Issue, *, now: datetime) -> Results:
    """Return what followed ``issue``, which was frozen. At most nine queries.

    Raises:
        ValueError: its sending has not begun.
    """
    if issue.frozen_at is None:
        raise ValueError("This issue has not been sent.")
    since = issue.frozen_at
    until = min(now, _next_began(issue, since) or now)
    booked_until = min(now, since + FOLLOWS_WITHIN)
    ended = Subscriber.objects.filter(
        deliveries__issue=issue, ended_at__gt=since, ended_at__lte=until
    )
    return Results(
        copies=tuple(_copies(issue)),
        since=since,
        until=until,
        booked_until=booked_until,
        left=ended.filter(status=Subscriber.Status.LEFT).count(),
        stopped=ended.filter(status=Subscriber.Status.STOPPED).count(),
        signed_up=Subscriber.objects.filter(
            confirmed_at__gt=since, confirmed_at__lte=until
        ).count(),
        sessions=tuple(_booked(issue, since=since, until=booked_until)),
    )


def _next_began(issue: Issue, since: datetime) -> datetime | None:
    later = Issue.objects.filter(kind=issue.kind, frozen_at__gt=since)
    moment: datetime | None = (
        later.order_by("frozen_at").values_list("frozen_at", flat=True).first()
    )
    return moment


def _copies(issue: Issue) -> Iterable[tuple[str, int]]:
    counted = dict(
        issue.deliveries.order_by().values_list("status").annotate(Count("pk"))
    )
    for status in Delivery.Status:
        if status in counted:
            yield str(status.label).capitalize(), counted[status]


def _booked(issue: Issue, *, since: datetime, until: datetime) -> Iterable[Booked]:
    keys = _sessions_told(issue, since=since)
    before = _bookings(keys, after=since - FOLLOWS_WITHIN, until=since)
    after = _bookings(keys, after=since, until=until)
    rows = Session.objects.filter(pk__in=keys).order_by("starts_at", "pk")
    for row in rows.select_related("course").prefetch_related("meetings"):
        yield Booked(
            title=row.course.title,
            when=write_session(row),
            path=session_path(row),
            before=before[row.pk],
            after=after[row.pk],
        )


def _sessions_told(issue: Issue, *, since: datetime) -> set[int]:
    """Sessions that stand in the issue, by themselves or through an item of news."""
    items = IssueItem.objects.filter(issue=issue, status=IssueItem.Status.IN)
    sessions, news = set(), set()
    for key in items.values_list("source_key", flat=True):
        source, _, number = key.partition(":")
        if source == "session" and number.isdigit():
            sessions.add(int(number))
        elif source == "news" and number.isdigit():
            news.add(int(number))
    told = NewsPage.objects.filter(pk__in=news).values_list("session_id", "course_id")
    pairs = list(told) if news else []
    courses = {course for session, course in pairs if course and not session}
    ahead = Q(course__in=courses, status=Session.Status.SCHEDULED, starts_at__gt=since)
    of_courses = Session.objects.filter(ahead) if courses else Session.objects.none()
    return (
        sessions
        | {session for session, _ in pairs if session}
        | set(of_courses.values_list("pk", flat=True))
    )


def _bookings(keys: set[int], *, after: datetime, until: datetime) -> Counter[int]:
    """Count bookings by session, also those given back since. A colleague who steps in,
    and a place moved to another date, are no new bookings."""
    made = Booking.objects.filter(
        session__in=keys,
        booked_at__gt=after,
        booked_at__lte=until,
        stands_in_for=None,
        transferred_from=None,
    )
    return Counter(
        dict(made.order_by().values_list("session_id").annotate(Count("pk")))
    )
