"""Opening hours and dated groups as schedules: the recurrence rules of RFC 5545."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

from django.utils.timezone import localtime

from commonweal.directory.facts import write_run
from commonweal.directory.hours_words import write_exceptions, write_hours
from commonweal.directory.models import (
    GroupMeeting,
    OpeningHours,
    ServiceGroup,
    SupportService,
)
from commonweal.directory.open_referral.identifiers import identifier

Thing = dict[str, Any]
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = timedelta(weeks=1)


def schedules_of(service: SupportService) -> list[Thing]:
    """Return when a service is open and when its groups meet, in UK local time."""
    hours = [_open(each) for each in service.hours.all()]
    notes = _notes(service)
    if hours and notes:
        hours[0]["notes"] = notes
    elif notes:
        hours = [{"id": identifier("hours-note", service.pk), "description": notes}]
    return [
        *hours,
        *(each for group in service.groups.all() for each in _group(group)),
    ]


def _notes(service: SupportService) -> str:
    lines = [service.hours_note]
    if service.hours.all() and service.closes_on_bank_holidays:
        lines.append("Closed on bank holidays.")
    exceptions = service.exceptions.all()
    if exceptions:
        first = min(each.first_day for each in exceptions)
        lines += write_exceptions(exceptions, today=first)
    return "\n".join(line for line in lines if line)


def _open(hours: OpeningHours) -> Thing:
    return {
        "id": identifier("hours", hours.pk),
        "freq": "WEEKLY",
        "interval": 1,
        "byday": DAYS[hours.weekday],
        "opens_at": f"{hours.opens:%H:%M}",
        "closes_at": f"{hours.closes:%H:%M}",
        "description": write_hours([hours])[0],
    }


def _group(group: ServiceGroup) -> list[Thing]:
    """One rule for a group that meets every week or every few, at the same time;
    otherwise one for each of its meetings."""
    meetings = list(group.meetings.all())
    weeks = _weeks_between(meetings)
    if weeks:
        whole = _rule(meetings[0], name=f"{group.pk}", count=len(meetings), weeks=weeks)
        about = ": ".join(part for part in (group.title, write_run(group)) if part)
        return [whole | {"description": about}]
    return [
        _rule(each, name=f"{group.pk}/{number}", count=1, weeks=1)
        | ({"description": group.title} if group.title else {})
        for number, each in enumerate(meetings, 1)
    ]


def _rule(meeting: GroupMeeting, *, name: str, count: int, weeks: int) -> Thing:
    starts = localtime(meeting.starts_at)
    rule: Thing = {
        "id": identifier("group", name),
        "dtstart": starts.date().isoformat(),
        "freq": "WEEKLY",
        "interval": weeks,
        "count": count,
        "byday": DAYS[starts.weekday()],
        "opens_at": f"{starts:%H:%M}",
    }
    if meeting.ends_at is not None:
        rule["closes_at"] = f"{localtime(meeting.ends_at):%H:%M}"
    return rule


def _weeks_between(meetings: list[GroupMeeting]) -> int:
    """Return how many weeks lie between each two meetings; 0 when that differs."""
    if not meetings:
        return 0
    spans = {
        (
            localtime(each.starts_at).time(),
            localtime(each.ends_at).time() if each.ends_at else None,
        )
        for each in meetings
    }
    days = [localtime(each.starts_at).date() for each in meetings]
    steps = {later - earlier for earlier, later in pairwise(days)}
    if len(spans) > 1 or len(steps) > 1:
        return 0
    step = steps.pop() if steps else WEEK
    return step // WEEK if not step % WEEK else 0
