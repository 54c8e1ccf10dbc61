"""Filters that write days and times the GOV.UK way, in UK local time."""

from datetime import date, datetime, time

from django import template
from django.utils.timezone import is_aware, localtime

from commonweal.dates import write_date, write_moment, write_range, write_time

register = template.Library()


@register.filter
def uk_date(day: date) -> str:
    """A day: "29 May 2025". A moment counts by its UK day."""
    return write_date(_uk_day(day), weekday=False)


@register.filter
def uk_weekday_date(day: date) -> str:
    """A day somebody has to be somewhere, in full: "Thursday 29 May 2025"."""
    return write_date(_uk_day(day))


@register.filter
def uk_time(moment: datetime | time) -> str:
    """A clock time: "9:30am", "midday". An aware moment is shown in UK time."""
    return write_time(moment)


@register.filter
def uk_moment(moment: datetime) -> str:
    """A day with its time, for deadlines: "5pm on Tuesday 12 May 2026"."""
    return write_moment(moment)


@register.simple_tag
def uk_range(first: date, last: date, *, weekday: bool = False) -> str:
    """A run of days, both included, shared parts said once: "9 to 15 June 2025"."""
    return write_range(_uk_day(first), _uk_day(last), weekday=weekday)


def _uk_day(day: date) -> date:
    if isinstance(day, datetime):
        return (localtime(day) if is_aware(day) else day).date()
    return day
