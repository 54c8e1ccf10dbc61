"""When each message about a booked session is due, and when it has lost its point.

Messages that a deed sends at once (receipt, confirmation, offer) are not here. These
wait for the clock. A worker that was down sends what is still worth sending, once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

from commonweal.dates.occurrences import LONDON
from commonweal.training.rules.terms import Terms

# When people read their mail; nobody is written to in the night.
MORNING = time(9)
# Whoever has just heard everything needs no reminder of it.
QUIET = timedelta(days=2)
# "We missed you" a month later is a reproach, no help.
MISSED_FOR = timedelta(days=28)


class Message(StrEnum):
    """Messages that wait for the clock."""

    REMINDER = "reminder"  # I'm coming, give my place back, send a colleague
    INSTRUCTIONS = "instructions"  # how to get there, what to bring
    LINK = "link"  # the way into the online room
    MISSED = "missed"  # to those marked absent, and their managers


@dataclass(frozen=True, slots=True)
class Due:
    """One message: to be sent from ``due_at``, no more from ``pointless_from`` (UTC)."""

    message: Message
    due_at: datetime
    pointless_from: datetime

    def is_due(self, now: datetime) -> bool:
        """Whether to send it now, if it has not been sent."""
        return self.due_at <= now < self.pointless_from


def timeline(
    terms: Terms,
    *,
    starts_at: datetime,
    ends_at: datetime,
    known_since: datetime,
    is_online: bool,
) -> tuple[Due, ...]:
    """Return the messages of a confirmed booking, in order of when they are due.

    | message      | due                                   | loses its point       |
    |--------------|---------------------------------------|-----------------------|
    | reminder     | 9am, ``reminder_days`` before         | instructions due, or start |
    | instructions | 9am, ``instructions_days`` before     | the session starts    |
    | link         | ``link_hours`` before                 | the session ends      |
    | missed       | 9am on the day after the end          | 28 days after the end |

    None is due before ``known_since``. The reminder is left out for whoever learnt of
    the session less than two days before it, or later. 0 days means: not sent.
    "Missed" is for bookings marked absent only; the caller knows which.

    Args:
        terms: days are London's calendar days; hours are hours that pass.
        starts_at: of the first meeting; aware.
        ends_at: of the last meeting; aware.
        known_since: when the person was last told time and place: the confirmation,
            or the message about a later change.
        is_online: whether there is an online room, also for a blended session.
    """
    starts, ends = starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    known = known_since.astimezone(UTC)
    instructions = _morning(starts_at, -terms.instructions_days)
    reminder = _morning(starts_at, -terms.reminder_days)
    found: list[Due] = []
    if terms.reminder_days and known <= reminder - QUIET:
        follows = terms.instructions_days and instructions > reminder
        until = min(instructions, starts) if follows else starts
        found.append(Due(Message.REMINDER, reminder, until))
    if terms.instructions_days:
        found.append(Due(Message.INSTRUCTIONS, max(instructions, known), starts))
    if is_online:
        link = starts - timedelta(hours=terms.link_hours)
        found.append(Due(Message.LINK, max(link, known), ends))
    missed = max(_morning(ends_at, 1), known)
    found.append(Due(Message.MISSED, missed, ends + MISSED_FOR))
    sendable = (due for due in found if due.due_at < due.pointless_from)
    return tuple(sorted(sendable, key=lambda due: due.due_at))


def _morning(moment: datetime, days: int) -> datetime:
    day = moment.astimezone(LONDON).date() + timedelta(days=days)
    return datetime.combine(day, MORNING, LONDON).astimezone(UTC)


def due_now(messages: Iterable[Due], now: datetime) -> tuple[Message, ...]:
    """Return which messages to send now, of those not sent yet."""
    return tuple(each.message for each in messages if each.is_due(now))
