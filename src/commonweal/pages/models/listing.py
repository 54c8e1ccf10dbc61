"""News as lists show it: a few columns of each item, without the item itself.

Twenty pages with their topics and dates are eighty objects with all that Wagtail
hangs on them, and cost more than the rest of the list. See decision 21.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window

from commonweal.pages.models.dated import Dated
from commonweal.pages.models.occasions import Occasion

PLAIN_NUMBER = re.compile("[1-9][0-9]{0,5}")
# In the order of the fields of ``ListedNews`` and ``ListedDate``.
NEWS_COLUMNS = (
    "pk",
    "title",
    "slug",
    "url_path",
    "summary",
    "published_on",
    "is_pinned",
    "visible_from",
    "visible_until",
)
DATE_COLUMNS = ("kind", "is_all_day", "starts_at", "ends_at", "over_at")


@dataclass(frozen=True, slots=True)
class ListedDate(Dated):
    """A dated entry of an item; see ``Occasion``."""

    kind: str
    is_all_day: bool
    starts_at: datetime
    ends_at: datetime | None
    over_at: datetime


@dataclass(frozen=True, slots=True)
class ListedNews:
    """An item of news in a list; see ``NewsPage``. ``topics`` are names."""

    pk: int
    title: str
    slug: str
    url_path: str
    summary: str
    published_on: date
    is_pinned: bool
    visible_from: datetime
    visible_until: datetime | None
    topics: list[str]
    dates: list[ListedDate]

    def is_archived(self, *, now: datetime) -> bool:
        return self.visible_until is not None and self.visible_until <= now

    def moments(self) -> Iterator[datetime]:
        """The moments at which what the list says of it changes."""
        yield self.visible_from
        for entry in self.dates:
            yield entry.over_at


class ListedRows:
    """Part of a QuerySet of news, which knows how to become a list.

    To be mixed into one whose model has ``topics`` and ``occasions``.
    """

    def listed(self: Any) -> list[ListedNews]:
        """Return what a list shows of each item, in three queries.

        What it does not show stays behind: reading twenty bodies costs more than
        all the rest of a list.
        """
        return self._with_topics_and_dates(list(self.values_list(*NEWS_COLUMNS)))

    def listed_part(
        self: Any, first: int, after: int
    ) -> tuple[list[ListedNews], int | None]:
        """Return the items from ``first`` up to ``after``, not included, counted from
        0, and how many there are in all; None when there are none from ``first`` on.

        They are counted while they are fetched, so that this takes three queries
        too.
        """
        counted = self.annotate(total=Window(Count("*")))
        rows = list(counted.values_list(*NEWS_COLUMNS, "total")[first:after])
        total = rows[0][-1] if rows else None
        return self._with_topics_and_dates([row[:-1] for row in rows]), total

    def _with_topics_and_dates(self: Any, rows: list[Any]) -> list[ListedNews]:
        keys = [row[0] for row in rows]
        if not keys:
            return []
        names: defaultdict[int, list[str]] = defaultdict(list)
        dates: defaultdict[int, list[ListedDate]] = defaultdict(list)
        between = self.model.topics.through.objects.filter(newspage__in=keys)
        named = between.order_by("topic__name")
        for key, name in named.values_list("newspage_id", "topic__name"):
            names[key].append(name)
        entries = Occasion.objects.filter(page__in=keys)
        for key, *columns in entries.values_list("page_id", *DATE_COLUMNS):
            dates[key].append(ListedDate(*columns))
        return [ListedNews(*(*row, names[row[0]], dates[row[0]])) for row in rows]


class ListPaginator(Paginator[Any]):
    """The pages of a list of news, a QuerySet that can be ``listed()``.

    A page that exists is counted as it is fetched. Any other number leads to the
    first page or to the last, as in Django's own.
    """

    object_list: Any

    def get_page(self, number: Any) -> "Page[Any]":
        asked = str(number or 1)
        wanted = int(asked) if PLAIN_NUMBER.fullmatch(asked) else 0
        if not wanted:
            return super().get_page(number)
        first = (wanted - 1) * self.per_page
        found, total = self.object_list.listed_part(first, first + self.per_page)
        if total is None and wanted > 1:
            return super().get_page(number)
        self.count = total or 0
        return Page(found, wanted, self)

    def page(self, number: Any) -> "Page[Any]":
        page = super().page(number)
        rows: Any = page.object_list
        page.object_list = rows.listed()
        return page
