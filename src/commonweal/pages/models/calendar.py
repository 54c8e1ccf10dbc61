"""The calendar: what news and training bring, by month."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.timezone import localdate
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page

from commonweal.dates import Kind, write_range, write_time
from commonweal.design.calendar_month import Entry
from commonweal.design.moment import moment_of
from commonweal.pages.addresses import root_of
from commonweal.pages.models.content import ContentPage, start_of
from commonweal.pages.models.freshness import freshness
from commonweal.pages.models.gathered import (
    Gathered,
    GatheredPaginator,
    gather,
    rows_of,
)
from commonweal.pages.models.narrowing import Narrowing, narrowing
from commonweal.pages.models.occasions import Occasion, OccasionQuerySet
from commonweal.pages.models.restrictions import unrestricted
from commonweal.training.models.session import SessionQuerySet
from commonweal.training.queries.diary import meetings_between, meetings_to_come
from commonweal.training.queries.feed import sessions_for_feed

# Partnerships of this kind replaced the safeguarding boards in 2018 and 2019;
# their archives rarely reach further back than this.
EARLIEST_YEAR = 2010
YEARS_AHEAD = 5
PER_PAGE = 50
# Subscribers keep two years of the past; a device asks for all of it each time.
MONTHS_KEPT = 24
# The way from a meeting to what lists are narrowed by.
TO_COURSE = "session__course__"


class CalendarPage(RoutablePageMixin, ContentPage):
    """A month as a grid and as a list, and the whole as a calendar to subscribe to."""

    template = "pages/calendar_page.html"
    max_count = 1
    parent_page_types: ClassVar = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        verbose_name = "calendar"

    def get_route_paths(self) -> list[str]:
        """Addresses that get a redirect of their own when the page is renamed."""
        return ["/", "/list/"]

    def shows_help_lines(self) -> bool:
        return self.is_sensitive

    @path("")
    def show_this_month(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, localdate(moment_of(request)).replace(day=1))

    @path("<int:year>/<int:month>/", name="month")
    def show_month(self, request: HttpRequest, year: int, month: int) -> HttpResponse:
        if not 1 <= month <= 12 or not 1 <= year <= 9999:
            raise Http404
        first = date(year, month, 1)
        if not is_offered(first, today=localdate(moment_of(request))):
            raise Http404
        return self._show(request, first)

    @path("list/", name="list")
    def list_to_come(self, request: HttpRequest) -> HttpResponse:
        """What is on now and what comes, as a list across the months."""
        now, chosen = moment_of(request), narrowing(request)
        coming = chosen.applied(self.occasions(now=now).to_come(now=now), to="page__")
        meeting = chosen.applied(meetings_to_come(now=now), to=TO_COURSE)
        pages = GatheredPaginator(coming, meeting, PER_PAGE)
        page = pages.get_page(request.GET.get("page"))
        today, rows = localdate(now), rows_of(page, root=root_of(request))
        on_now = [row for row in rows if row.first_day < today]
        ahead = [row for row in rows if row.first_day >= today]
        context = {
            "items": page,
            "on_now": [entry_of(row, on=today, now=now) for row in on_now],
            "months": months_of(ahead, now=now),
            **chosen.context(),
        }
        return self._answer(request, "pages/calendar_list.html", context)

    def occasions(self, *, now: datetime) -> OccasionQuerySet:
        """Everything the calendar may show to anybody, past months included."""
        public = Occasion.objects.public(now=now)
        rows: OccasionQuerySet = unrestricted(public, to="page__")
        return rows.for_calendars()

    def kept_occasions(self, *, now: datetime) -> OccasionQuerySet:
        """What subscribers get: the months back to two years ago, and all ahead."""
        first = first_of_month(localdate(now), months=-MONTHS_KEPT)
        return self.occasions(now=now).since(first)

    def kept_sessions(self, *, now: datetime) -> SessionQuerySet:
        """The sessions of training that subscribers get, cancelled ones as such."""
        first = first_of_month(localdate(now), months=-MONTHS_KEPT)
        return sessions_for_feed(since=start_of(first))

    def _show(self, request: HttpRequest, first: date) -> HttpResponse:
        now, chosen = moment_of(request), narrowing(request)
        today, after = localdate(now), first_of_month(first, months=1)
        last = after - timedelta(days=1)
        rows = chosen.applied(self.occasions(now=now).between(first, last), to="page__")
        meetings = meetings_between(start_of(first), start_of(after))
        found = gather(
            rows, chosen.applied(meetings, to=TO_COURSE), root=root_of(request)
        )
        entries = entries_by_day(found, first=first, last=last, now=now)
        context = {
            "month": first,
            "entries": entries,
            "today": today,
            "is_this_month": first == today.replace(day=1),
            "previous_url": self._month_url(request, first, -1, chosen),
            "next_url": self._month_url(request, first, 1, chosen),
            **chosen.context(),
        }
        return self._answer(request, self.template, context)

    def _month_url(
        self, request: HttpRequest, month: date, step: int, chosen: Narrowing
    ) -> str:
        """The address of the month before or after; empty where the calendar ends."""
        other = first_of_month(month, months=step)
        if not is_offered(other, today=localdate(moment_of(request))):
            return ""
        place = self.reverse_subpage("month", args=[other.year, other.month])
        return f"{self.get_url(request)}{place}{chosen.query()}"

    def _answer(
        self, request: HttpRequest, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        now = moment_of(request)
        response = TemplateResponse(
            request, template, {**self.get_context(request), **context}
        )
        fresh = freshness(now=now)
        return self.with_headers(
            response, now=now, changed_at=fresh.changed_at, changes_at=fresh.changes_at
        )


def first_of_month(day: date, *, months: int = 0) -> date:
    """Return the first day of the month ``months`` after that of ``day``."""
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def is_offered(month: date, *, today: date) -> bool:
    """Whether the calendar goes so far back or ahead. Crawlers follow "next"
    for ever, and a mistyped year is better told than shown empty."""
    return EARLIEST_YEAR <= month.year <= today.year + YEARS_AHEAD


def entries_by_day(
    rows: Iterable[Gathered], *, first: date, last: date, now: datetime
) -> dict[date, list[Entry]]:
    """Return what stands on each day from ``first`` to ``last``, both included.

    What lasts for days stands on each of them, before what has a time.
    """
    days: dict[date, list[Entry]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.first_day == row.last_day):
        day = max(row.first_day, first)
        listed_on = day
        while day <= min(row.last_day, last):
            days[day].append(entry_of(row, on=day, now=now, listed_on=listed_on))
            day += timedelta(days=1)
    return dict(days)


def months_of(
    rows: Iterable[Gathered], *, now: datetime
) -> list[tuple[date, dict[date, list[Entry]]]]:
    """Return each month with the entries of its days, an entry on its first day."""
    months: dict[date, dict[date, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        day = row.first_day
        entry = entry_of(row, on=day, now=now)
        months[first_of_month(day)][day].append(entry)
    return [(month, dict(days)) for month, days in months.items()]


def entry_of(
    row: Gathered,
    *,
    on: date,
    now: datetime,
    listed_on: date | None = None,
) -> Entry:
    """Return a date as it stands on one of its days."""
    return Entry(
        title=row.title,
        url=row.path,
        time=time_on(row, on=on),
        is_past=row.is_over(now=now),
        place=row.place,
        listed_on=listed_on,
    )


def time_on(row: Gathered, *, on: date) -> str:
    """Say when something takes place on one of its days; nothing for a whole day.

    "10am to 2pm" · "Closes 5pm" · "Until 15 June" · "Last day".
    """
    if row.kind == Kind.DEADLINE:
        return f"Closes {write_time(row.starts_at)}" if not row.is_all_day else "Closes"
    if row.first_day == row.last_day:
        return _hours(row)
    if on == row.last_day:
        return "Last day" if row.is_all_day else f"Until {write_time(row.over_at)}"
    begins = "" if row.is_all_day or on > row.first_day else write_time(row.starts_at)
    last = _short(row.last_day, beside=on)
    return f"{begins}, until {last}" if begins else f"Until {last}"


def _hours(row: Gathered) -> str:
    if row.is_all_day:
        return ""
    begins = write_time(row.starts_at)
    return f"{begins} to {write_time(row.ends_at)}" if row.ends_at else begins


def _short(day: date, *, beside: date) -> str:
    """Write a day without its weekday, and without the year if it is plain."""
    words = write_range(day, day)
    return words.removesuffix(f" {day.year}") if day.year == beside.year else words
