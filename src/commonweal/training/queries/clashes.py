"""What to point out to whoever plans a session: clashes, bank and school holidays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from commonweal.dates import bank_holiday, write_date, write_range, write_time
from commonweal.training.models import Meeting, SchoolHoliday, Session

Span = tuple[datetime, datetime]
CLASHING = (Session.Status.DRAFT, Session.Status.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Wish:
    """A session as it would be: its times, place and trainers.

    Attributes:
        meetings: from and to, aware. One that begins as another ends is no clash.
        room: in the venue; without one, any other session in that venue is named.
        leaving_out: the session that is being planned again.
    """

    meetings: tuple[Span, ...]
    venue_id: int | None = None
    room: str = ""
    trainer_ids: frozenset[int] = frozenset()
    leaving_out: int | None = None


def clashes_of(wishes: Sequence[Wish]) -> list[list[str]]:
    """Return for each of several sessions planned together what speaks against it,
    the ones before it among that; empty: nothing.

    Nothing here forbids: a trainer may be in two rooms of one building, and a
    conference may be meant for half term. Three queries at most, however many there
    are.
    """
    taken = _meetings_at_the_time(wishes)
    holidays = _school_holidays(wishes)
    return [
        list(
            dict.fromkeys(
                [
                    *_days_off(wish, holidays),
                    *_with_sessions(wish, taken),
                    *_with_wishes(wish, wishes[:position]),
                ]
            )
        )
        for position, wish in enumerate(wishes)
    ]


def _meetings_at_the_time(wishes: Sequence[Wish]) -> list[Meeting]:
    times = Q()
    for wish in wishes:
        for starts_at, ends_at in wish.meetings:
            times |= Q(starts_at__lt=ends_at, ends_at__gt=starts_at)
    trainers = frozenset[int]().union(*(wish.trainer_ids for wish in wishes))
    venues = {wish.venue_id for wish in wishes if wish.venue_id}
    if not times or not (trainers or venues):
        return []
    wanted = Q(session__venue__in=venues) | Q(session__trainers__in=trainers)
    found = (
        Meeting.objects.filter(times, wanted, session__status__in=CLASHING)
        .select_related("session__course", "session__venue")
        .prefetch_related("session__trainers")
        .distinct()
    )
    return list(found)


def _with_sessions(wish: Wish, taken: Iterable[Meeting]) -> list[str]:
    at_once = [
        meeting
        for meeting in taken
        if meeting.session_id != wish.leaving_out
        and _overlaps(wish, (meeting.starts_at, meeting.ends_at))
    ]
    found = [
        f"{person} is teaching {_named(meeting)} then."
        for meeting in at_once
        for person in meeting.session.trainers.all()
        if person.pk in wish.trainer_ids
    ]
    for meeting in at_once:
        other = meeting.session
        if _may_be_same_room(wish, other.venue_id, other.room):
            where = f"{other.room}, {other.venue}" if other.room else other.venue
            is_sure = other.room.strip() and wish.room.strip()
            unsure = "" if is_sure else " Check that there are two rooms."
            found.append(f"{where} is taken by {_named(meeting)} then.{unsure}")
    return found


def _with_wishes(wish: Wish, before: Sequence[Wish]) -> list[str]:
    for other in before:
        if not any(_overlaps(wish, meeting) for meeting in other.meetings):
            continue
        if wish.trainer_ids & other.trainer_ids:
            return ["A line above has the same trainer at the same time."]
        if _may_be_same_room(wish, other.venue_id, other.room):
            return ["A line above has the same room at the same time."]
    return []


def _overlaps(wish: Wish, other: Span) -> bool:
    return any(
        starts_at < other[1] and other[0] < ends_at
        for starts_at, ends_at in wish.meetings
    )


def _may_be_same_room(wish: Wish, venue_id: int | None, room: str) -> bool:
    if wish.venue_id is None or wish.venue_id != venue_id:
        return False
    one, other = wish.room.strip().casefold(), room.strip().casefold()
    return not one or not other or one == other


def _named(meeting: Meeting) -> str:
    day = write_date(timezone.localdate(meeting.starts_at))
    hours = f"{write_time(meeting.starts_at)} to {write_time(meeting.ends_at)}"
    return f"“{meeting.session.course}” ({day}, {hours})"


def _days(wish: Wish) -> list[date]:
    """The days in London on which somebody meets, in order, each once."""
    days: set[date] = set()
    for starts_at, ends_at in wish.meetings:
        day, last = timezone.localdate(starts_at), timezone.localdate(ends_at)
        while day <= last:
            days.add(day)
            day += timedelta(days=1)
    return sorted(days)


def _school_holidays(wishes: Sequence[Wish]) -> list[SchoolHoliday]:
    days = [day for wish in wishes for day in _days(wish)]
    if not days:
        return []
    near = SchoolHoliday.objects.filter(first_day__lte=max(days))
    return list(near.filter(last_day__gte=min(days)))


def _days_off(wish: Wish, holidays: Iterable[SchoolHoliday]) -> list[str]:
    days = _days(wish)
    found = [
        f"{write_date(day)} is a bank holiday: {name}."
        for day in days
        if (name := bank_holiday(day)) is not None
    ]
    found += [
        f"{write_date(day)} is a {'Saturday' if day.weekday() == 5 else 'Sunday'}."
        for day in days
        if day.weekday() > 4
    ]
    found += [
        f"Schools are closed: {each.name}, "
        f"{write_range(each.first_day, each.last_day)}."
        for each in holidays
        if any(each.first_day <= day <= each.last_day for day in days)
    ]
    return found
