"""Filters that write days and times the GOV.UK way, in UK local time."""

from datetime import date, datetime, time

from django import template
from django.utils.timezone import is_aware, localtime

from commonweal import dates

register = template.Library()


@register.filter
def uk_date(day: date) -> str:
    """A day, in full: "29 May 2025". A moment counts by its UK day."""
    return dates.write_date(_local(day) if isinstance(day, datetime) else day)


@register.filter
def uk_time(moment: datetime | time) -> str:
    """A clock time: "9:30am", "midday". An aware moment is shown in UK time."""
    if isinstance(moment, datetime):
        return dates.write_time(_local(moment).time())
    return dates.write_time(moment)


@register.filter
def uk_moment(moment: datetime) -> str:
    """A day with its time, for deadlines: "5pm on Tuesday 12 May 2026"."""
    return dates.write_moment(_local(moment))


@register.simple_tag
def uk_range(start: date, end: date) -> str:
    """From one day or moment to another, with what they share said once."""
    return dates.write_range(
        _local(start) if isinstance(start, datetime) else start,
        _local(end) if isinstance(end, datetime) else end,
    )


def _local(moment: datetime) -> datetime:
    return localtime(moment) if is_aware(moment) else moment
