"""A month as a grid and as a list."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import template

from commonweal.dates import write_date
from commonweal.design.calendar_month import Entry, days_with_entries, weeks_of

register = template.Library()

WEEKDAYS = (
    ("Monday", "Mon"),
    ("Tuesday", "Tue"),
    ("Wednesday", "Wed"),
    ("Thursday", "Thu"),
    ("Friday", "Fri"),
    ("Saturday", "Sat"),
    ("Sunday", "Sun"),
)


@register.inclusion_tag("design/components/calendar_month.html")
def calendar_month(
    month: date,
    *,
    entries: Mapping[date, Sequence[Entry]],
    today: date,
    previous_url: str = "",
    next_url: str = "",
) -> dict[str, Any]:
    """A month at a glance. Always with ``calendar_list`` on the same page.

    ``month`` is any day of it. Without ``previous_url`` or ``next_url`` that
    link is left out. On a phone each day leads to its place in the list.
    """
    return {
        "title": month_name(month),
        "weekdays": WEEKDAYS,
        "weeks": list(weeks_of(month, entries, today=today)),
        "previous": month_name(month.replace(day=1) - timedelta(days=1)),
        "next": month_name(month.replace(day=28) + timedelta(days=4)),
        "previous_url": previous_url,
        "next_url": next_url,
    }


def month_name(day: date) -> str:
    """Return the month in which a day lies, "November 2026"."""
    return f"{day:%B} {day.year}"


@register.inclusion_tag("design/components/calendar_list.html")
def calendar_list(
    month: date,
    *,
    entries: Mapping[date, Sequence[Entry]],
    today: date,
    level: int = 3,
) -> dict[str, Any]:
    """The same month as a list of its days, which reads well everywhere.

    Put it under a heading that names the month and its year.
    """
    return {
        "days": [
            {
                "anchor": day.anchor,
                "words": write_date(day.on).removesuffix(f" {day.on.year}"),
                "is_today": day.is_today,
                "entries": day.listed,
            }
            for day in days_with_entries(month, entries, today=today)
        ],
        "level": level,
    }
