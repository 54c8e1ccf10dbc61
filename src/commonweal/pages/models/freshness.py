"""When the dates of news last changed what is shown, and when they do so next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate
from wagtail.models import PageLogEntry

from commonweal.pages.models.content import start_of
from commonweal.pages.models.news import NewsPage
from commonweal.pages.models.occasions import Occasion
from commonweal.training.queries.diary import last_change
from commonweal.training.queries.diary import turning_points as training_turning_points


@dataclass(frozen=True, slots=True)
class Freshness:
    """Between which moments a list of news or dates stays as it is."""

    changed_at: datetime
    changes_at: datetime


def freshness(*, now: datetime) -> Freshness:
    """Return the last and the next moment at which lists of news and dates change.

    Three queries, however much news and training there is.
    """
    after, until = day_around(now)
    return freshness_of(turning_points(after=after, until=until), now=now)


def freshness_of(moments: Iterable[datetime], *, now: datetime) -> Freshness:
    """Return between which of today's ``moments`` something stays as it is.

    The two midnights around ``now`` count as such: they move the mark of today.
    So does everything that editors did, since what was taken away leaves no other
    trace, and a list without an item must be newer than the list with it; and
    every change of training. Two queries.
    """
    known = list(moments)
    edited_at = PageLogEntry.objects.aggregate(at=Max("timestamp"))["at"]
    taught_at = last_change(now=now)
    midnight, next_midnight = day_around(now)
    past = [
        moment for moment in (*known, edited_at, taught_at) if moment and moment <= now
    ]
    ahead = [moment for moment in known if moment > now]
    return Freshness(
        changed_at=max([midnight, *past]), changes_at=min([next_midnight, *ahead])
    )


def day_around(now: datetime) -> tuple[datetime, datetime]:
    """Return the midnight before and the one after ``now``, in London."""
    today = localdate(now)
    return start_of(today), start_of(today + timedelta(days=1))


def turning_points(*, after: datetime, until: datetime) -> list[datetime]:
    """Return the moments at which an item of news begins or ends, or a date of news
    or training passes.

    ``after`` itself is left out and ``until`` is included. One query, which reads
    no more than these moments.
    """
    span = (after, until)
    begins = _within(NewsPage.objects.live(), "visible_from", span)
    ends = _within(NewsPage.objects.live(), "visible_until", span)
    passes = _within(Occasion.objects.all(), "over_at", span)
    meets = training_turning_points(after=after, until=until)
    return sorted(begins.union(ends, passes, meets))


def _within(
    rows: "QuerySet[NewsPage] | QuerySet[Occasion]",
    name: str,
    span: tuple[datetime, datetime],
) -> "QuerySet[NewsPage, datetime] | QuerySet[Occasion, datetime]":
    after, until = span
    found = rows.filter(**{f"{name}__gt": after, f"{name}__lte": until})
    return found.order_by().values_list(name, flat=True)
