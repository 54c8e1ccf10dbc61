"""Whatever day the demonstration begins on, its news can be read and believed."""

from datetime import date, datetime, time, timedelta
from functools import cache
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from commonweal.dates import Code, Kind, bank_holiday, read
from commonweal.directory.demonstration_days import Days
from commonweal.pages.demonstration.diary_news import diary_news
from commonweal.pages.demonstration.news import Item
from commonweal.pages.demonstration.partnership_news import partnership_news
from commonweal.pages.demonstration.past_news import past_news
from commonweal.pages.demonstration.service_news import service_news
from commonweal.pages.demonstration.training_news import training_news
from commonweal.pages.demonstration.writing import Register, Writer
from commonweal.pages.words import body_text

LONDON = ZoneInfo("Europe/London")
# One in each month of a year, and the days on which counting is hardest.
FIRST_DAYS = [
    *(date(2026, 12, 3) + timedelta(days=n * 31) for n in range(12)),
    date(2026, 12, 24),
    date(2027, 1, 1),
    date(2027, 3, 25),  # before Easter
    date(2028, 2, 29),
]


class Anything(dict[str, SimpleNamespace]):
    """A register's shelf on which every name is to be found."""

    def __missing__(self, name: str) -> SimpleNamespace:
        return SimpleNamespace(pk=1)


WRITER = Writer(
    Register(
        contacts=Anything(), pictures=Anything(), documents=Anything(), pages=Anything()
    )
)


@cache
def _items(today: date) -> tuple[list[Item], list[Item]]:
    """Return what is current on ``today``, and what has passed."""
    days = Days(today)
    current = [
        item
        for write in (training_news, diary_news, service_news, partnership_news)
        for item in write(WRITER, days)
    ]
    return current, past_news(WRITER, days)


def _words(item: Item) -> str:
    return "\n\n".join([item.title, item.summary, item.dates, body_text(item.body)])


@pytest.mark.parametrize("today", FIRST_DAYS, ids=str)
def test_only_the_draft_contradicts_itself(today):
    current, past = _items(today)

    found = {
        item.slug: [question.code for question in reading.refusing]
        for item in (*current, *past)
        if (reading := read(_words(item), published=item.published)).refusing
    }

    assert found == {"masterclass-safety-outside-the-home": [Code.WEEKDAY]}


@pytest.mark.parametrize("today", FIRST_DAYS, ids=str)
def test_items_are_current_or_past_as_they_should_be(today):
    now = datetime.combine(today, time(23), LONDON)
    current, past = _items(today)

    def is_over(item: Item) -> bool:
        found = read(item.dates, published=item.published).occurrences
        ends = [item.until] if item.until else [each.over_at for each in found]
        if item.is_evergreen or item.course:  # The course has dates of its own.
            return False
        return max(ends) <= now

    assert [item.slug for item in current if not item.is_draft and is_over(item)] == []
    assert [item.slug for item in past if not is_over(item)] == []
    assert [item.slug for item in past if item.published >= today] == []


@pytest.mark.parametrize("today", FIRST_DAYS, ids=str)
def test_nothing_is_planned_for_a_bank_holiday(today):
    current, past = _items(today)

    clashes = [
        (item.slug, found.first_day)
        for item in (*current, *past)
        for found in read(item.dates, published=item.published).occurrences
        if found.kind is not Kind.PERIOD and bank_holiday(found.first_day)
    ]

    assert clashes == []


@pytest.mark.parametrize("today", FIRST_DAYS, ids=str)
def test_the_month_of_the_first_day_is_never_empty(today):
    current, _past = _items(today)

    in_this_month = [
        found.first_day
        for item in current
        for found in read(item.dates, published=item.published).occurrences
        if (found.first_day.year, found.first_day.month) == (today.year, today.month)
    ]

    assert len(in_this_month) >= 3
