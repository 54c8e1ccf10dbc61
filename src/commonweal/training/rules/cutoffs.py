"""The exact instant that lies so long before a session.

"3 working days (72 hours)" is two rules, and over a weekend they differ. So a span is
``{n, unit, anchor}``, one reading and no other, and people are told the instant.

Moments go in aware, in any zone. Days and hours of the clock are those of London;
instants come out in UTC, in which adding and comparing is exact when the clocks
change. ``in_words`` tells them in London time.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from commonweal.dates import bank_holiday, write_moment
from commonweal.dates.occurrences import LONDON
from commonweal.training.rules.terms import Terms, Tier

OFFICE_CLOSES = time(17)

Holidays = Callable[[date], str | None]


def instant_before(
    moment: datetime,
    *,
    n: int,
    unit: str,
    anchor: str,
    holidays: Holidays = bank_holiday,
) -> datetime:
    """Return the instant ``n`` units before ``moment``, in UTC, never after it.

    Days, weeks and working days are counted back from London's day of ``moment``,
    that day not counted; working days leave out Saturday, Sunday and bank holidays.
    The anchor is the time on the day arrived at: "start" the same time of the clock,
    "close" 5pm, "midnight" the end of that day. Hours are counted as they pass,
    whatever the anchor: 72 hours are 72, also when the clocks change.

    A time of the clock that comes twice in autumn is the second of the two, and one
    that spring leaves out is an hour later: the person is given the longer time.

    Args:
        moment: aware; the start of a session's first meeting.
        n: 0 or more.
        unit: "hours", "days", "working-days" or "weeks".
        anchor: "start", "close" or "midnight".
        holidays: names the bank holiday on a day, or None. England and Wales.

    Raises:
        ValueError: an unknown unit or anchor, ``n`` below 0, or a moment that does
            not say its zone.
    """
    if n < 0:
        raise ValueError(f"A span of {n} {unit} is less than nothing.")
    if moment.tzinfo is None:
        raise ValueError("The moment must say its time zone.")
    starts_at = moment.astimezone(UTC)
    if unit == "hours":
        return starts_at - timedelta(hours=n)
    local = moment.astimezone(LONDON)
    day = _day_before(local.date(), n, unit, holidays)
    return min(_at_anchor(day, local.time(), anchor), starts_at)


def _day_before(day: date, n: int, unit: str, holidays: Holidays) -> date:
    if unit == "days":
        return day - timedelta(days=n)
    if unit == "weeks":
        return day - timedelta(weeks=n)
    if unit == "working-days":
        for _ in range(n):
            day = _working_day_before(day, holidays)
        return day
    raise ValueError(f"“{unit}” is not hours, days, working-days or weeks.")


def _working_day_before(day: date, holidays: Holidays) -> date:
    day -= timedelta(days=1)
    while day.weekday() > 4 or holidays(day) is not None:
        day -= timedelta(days=1)
    return day


def _at_anchor(day: date, starts: time, anchor: str) -> datetime:
    if anchor == "start":
        return _in_utc(day, starts)
    if anchor == "close":
        return _in_utc(day, OFFICE_CLOSES)
    if anchor == "midnight":
        return _in_utc(day + timedelta(days=1), time.min)
    raise ValueError(f"“{anchor}” is not start, close or midnight.")


def _in_utc(day: date, clock: time) -> datetime:
    """Return a time of London's clock; of two with that name, the later one."""
    local = datetime.combine(day, clock.replace(tzinfo=None), LONDON)
    return max(local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))


def free_until(terms: Terms, starts_at: datetime) -> datetime:
    """Return the last instant, itself included, at which cancelling is free (UTC)."""
    return instant_before(
        starts_at,
        n=terms.cutoff_n,
        unit=terms.cutoff_unit,
        anchor=terms.cutoff_anchor,
    )


def is_in_time(terms: Terms, starts_at: datetime, at: datetime) -> bool:
    """Whether a cancellation at ``at`` is in time by the terms."""
    return at <= free_until(terms, starts_at)


def steps(terms: Terms, starts_at: datetime) -> tuple[tuple[datetime, Tier], ...]:
    """Return what cancelling costs later than which instant, in order of time.

    The first is always that of the cut-off: with ``late_charge`` where no tier covers
    that time. A tier that would begin sooner begins there: before, it is free.
    """
    free = free_until(terms, starts_at)
    tiers = sorted(
        ((_begins(tier, starts_at), tier) for tier in terms.tiers),
        key=lambda step: step[0],
    )
    begun = [tier for begins, tier in tiers if begins <= free]
    first = begun[-1] if begun else _late(terms)
    return ((free, first), *(step for step in tiers if step[0] > free))


def _begins(tier: Tier, starts_at: datetime) -> datetime:
    return instant_before(starts_at, n=tier.n, unit=tier.unit, anchor=tier.anchor)


def _late(terms: Terms) -> Tier:
    return Tier(
        n=terms.cutoff_n,
        unit=terms.cutoff_unit,
        anchor=terms.cutoff_anchor,
        amount=terms.late_charge,
    )


def tier_at(terms: Terms, starts_at: datetime, at: datetime) -> Tier | None:
    """Return the charge that cancelling at ``at`` proposes, or None when in time.

    Of the tiers that have begun, the last holds; where two begin together, the one
    named later. A tier that charges nothing still says "late".
    """
    begun = [tier for begins, tier in steps(terms, starts_at) if begins < at]
    return begun[-1] if begun else None


def in_words(instant: datetime) -> str:
    """Return "5pm on Tuesday 12 May 2026", in London time.

    The end of a day is told as "11:59pm on Tuesday 12 May 2026": of "midnight on
    Tuesday" half of all readers think that it comes before that day.
    """
    return write_moment(instant).replace("midnight on", "11:59pm on", 1)
