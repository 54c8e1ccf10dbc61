"""Dates from news and from training, alike, for everything that gathers dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.db.models import QuerySet, Value
from django.utils.timezone import make_aware
from wagtail.models import Page

from commonweal.dates import Kind
from commonweal.pages.addresses import path_of
from commonweal.pages.models.dated import Dated
from commonweal.pages.models.occasions import Occasion, OccasionQuerySet
from commonweal.training.metadata import session_path
from commonweal.training.models import Meeting
from commonweal.training.queries.diary import public_meetings
from commonweal.training.wording import is_whole_days, write_place

NEWS, TRAINING = "news", "training"


@dataclass(frozen=True, slots=True)
class Gathered(Dated):
    """One date, with the title and the path of the page that tells more."""

    title: str
    path: str
    place: str
    kind: str
    is_all_day: bool
    starts_at: datetime
    ends_at: datetime | None
    over_at: datetime


def from_occasion(row: Occasion, *, root: Page) -> Gathered:
    """Return a date of an item of news, whose page has been fetched."""
    return Gathered(
        title=row.page.title,
        path=path_of(row.page, root=root),
        place=row.place,
        kind=row.kind,
        is_all_day=row.is_all_day,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        over_at=row.over_at,
    )


def from_meeting(row: Meeting) -> Gathered:
    """Return a meeting of a session, with course and venue fetched."""
    is_all_day = is_whole_days(row.starts_at, row.ends_at)
    return Gathered(
        title=row.session.course.title,
        path=session_path(row.session),
        place=write_place(row.session),
        kind=Kind.EVENT.value,
        is_all_day=is_all_day,
        starts_at=row.starts_at,
        ends_at=row.ends_at - timedelta(days=1) if is_all_day else row.ends_at,
        over_at=row.ends_at,
    )


def gather(
    occasions: Iterable[Occasion], meetings: Iterable[Meeting], *, root: Page
) -> list[Gathered]:
    """Return both, soonest first."""
    found = [from_occasion(row, root=root) for row in occasions]
    found += [from_meeting(row) for row in meetings]
    return sorted(found, key=lambda each: each.starts_at)


def soonest_of(
    occasions: OccasionQuerySet, meetings: QuerySet[Meeting], number: int, *, root: Page
) -> list[Gathered]:
    """Return the first ``number`` of both. Two queries that read no more than that."""
    return gather(occasions[:number], meetings[:number], root=root)[:number]


def midnight(day: date) -> datetime:
    """Return the moment in London at which ``day`` begins."""
    return make_aware(datetime.combine(day, time.min))


class GatheredPaginator(Paginator["Gathered"]):
    """The pages of a list of dates, soonest first, however many there are of each.

    Its pages hold rows of (kind, key); ``rows_of`` fetches them, in two queries.
    """

    def __init__(
        self, occasions: OccasionQuerySet, meetings: QuerySet[Meeting], per_page: int
    ) -> None:
        named = [
            rows.order_by().values_list("starts_at", Value(name), "pk")
            for name, rows in ((NEWS, occasions), (TRAINING, meetings))
        ]
        both = named[0].union(named[1], all=True)
        super().__init__(both.order_by("starts_at", "pk"), per_page)


def rows_of(keys: Iterable[tuple[datetime, str, int]], *, root: Page) -> list[Gathered]:
    """Return the dates that a page of ``GatheredPaginator`` names."""
    listed = list(keys)
    wanted = {
        name: [key for _, kind, key in listed if kind == name]
        for name in (NEWS, TRAINING)
    }
    occasions = Occasion.objects.filter(pk__in=wanted[NEWS]).for_calendars()
    meetings = public_meetings().filter(pk__in=wanted[TRAINING])
    return gather(occasions, meetings, root=root)
