"""What to point out to whoever plans a session: clashes, bank and school holidays."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from commonweal.dates import bank_holiday, write_date, write_range, write_time
from commonweal.directory.models import Venue
from commonweal.people.models import Person
from commonweal.training.models import Meeting, SchoolHoliday, Session

Span = tuple[datetime, datetime]
CLASHING = (Session.Status.DRAFT, Session.Status.SCHEDULED)


def clashes(
    meetings: Sequence[Span],
    *,
    trainers: Iterable[Person] = (),
    venue: Venue | None = None,
    room: str = "",
    leaving_out: Session | None = None,
) -> list[str]:
    """Return, in sentences, what speaks against these times; empty: nothing.

    Nothing here forbids: a trainer may be in two rooms of one building, and a
    conference may be meant for half term.

    Args:
        meetings: from and to, aware. One that begins as another ends is no clash.
        room: in the venue; without one, any other session in that venue is named.
        leaving_out: the session that is being planned again.
    """
    people = list(trainers)
    found = [
        f"{write_date(day)} is a bank holiday: {name}."
        for day in _days(meetings)
        if (name := bank_holiday(day)) is not None
    ]
    found += [
        f"{write_date(day)} is a {'Saturday' if day.weekday() == 5 else 'Sunday'}."
        for day in _days(meetings)
        if day.weekday() > 4
    ]
    found += _school_holidays(meetings)
    for starts_at, ends_at in sorted(meetings):
        at_once = Meeting.objects.filter(
            starts_at__lt=ends_at,
            ends_at__gt=starts_at,
            session__status__in=CLASHING,
        ).select_related("session__course", "session__venue")
        if leaving_out is not None:
            at_once = at_once.exclude(session=leaving_out)
        found += _of_trainers(at_once.filter(session__trainers__in=people), people)
        if venue is not None:
            found += _of_venue(at_once.filter(session__venue=venue), room)
    return list(dict.fromkeys(found))


def _days(meetings: Sequence[Span]) -> list[date]:
    """The days in London on which somebody meets, in order, each once."""
    days: set[date] = set()
    for starts_at, ends_at in meetings:
        day, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
        while day <= last:
            days.add(day)
            day += timedelta(days=1)
    return sorted(days)


def _school_holidays(meetings: Sequence[Span]) -> list[str]:
    days = _days(meetings)
    if not days:
        return []
    near = SchoolHoliday.objects.filter(first_day__lte=days[-1], last_day__gte=days[0])
    return [
        f"Schools are closed: {each.name}, "
        f"{write_range(each.first_day, each.last_day)}."
        for each in near
        if any(each.first_day <= day <= each.last_day for day in days)
    ]


def _of_trainers(at_once: QuerySet[Meeting], people: list[Person]) -> list[str]:
    return [
        f"{person} is teaching {_named(meeting)} then."
        for meeting in at_once.distinct().prefetch_related("session__trainers")
        for person in meeting.session.trainers.all()
        if person in people
    ]


def _of_venue(at_once: Iterable[Meeting], room: str) -> list[str]:
    found = []
    for meeting in at_once:
        other = meeting.session.room.strip()
        if room.strip() and other and other.casefold() != room.strip().casefold():
            continue
        where = f"{other}, {meeting.session.venue}" if other else meeting.session.venue
        unsure = "" if other and room.strip() else " Check that there are two rooms."
        found.append(f"{where} is taken by {_named(meeting)} then.{unsure}")
    return found


def _named(meeting: Meeting) -> str:
    starts_at = timezone.localtime(meeting.starts_at)
    hours = f"{write_time(meeting.starts_at)} to {write_time(meeting.ends_at)}"
    return f"“{meeting.session.course}” ({write_date(starts_at.date())}, {hours})"
