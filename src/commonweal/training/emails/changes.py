"""What happens to a session after people have booked: moved, elsewhere, cancelled."""

from datetime import datetime

from commonweal.mail.wording import declare
from commonweal.training import addresses
from commonweal.training.emails.facts import (
    EXAMPLES,
    PLACEHOLDERS,
    Values,
    of_booking,
    recipient,
    spans,
    times,
    write_times,
)
from commonweal.training.emails.invitations import invitation, withdrawal
from commonweal.training.emails.message import Message
from commonweal.training.emails.places import (
    further_meetings,
    one_entry_each,
    withdrawals,
)
from commonweal.training.models import Booking, Interest, Session

MOVED = declare(
    key="training.session_changed",
    title="Training: new time or place",
    subject="Changed: {course}, now {when}",
    body="""
Hello {name}

{course} has changed. {change}

{details}

The calendar entry with this message puts your calendar right. If you cannot come any more, you can give your place back at no charge, or move to another date.

See or change your booking: {booking_link}
""",
    placeholders={**PLACEHOLDERS, "change": "What has changed, in sentences"},
    examples={
        **EXAMPLES,
        "change": "It was to be on Monday 18 May 2026, 9:30am to 1pm.",
    },
)
GONE = declare(
    key="training.meeting_gone",
    title="Training: a day of a session is left out",
    subject="{course}: no meeting on {was}",
    body="""
Hello {name}

{course} does not meet on {was} any more. This message takes it out of your calendar.

See your booking: {booking_link}
""",
    placeholders={**PLACEHOLDERS, "was": "When the meeting was to be"},
    examples={**EXAMPLES, "was": "Tuesday 26 May 2026, 9:30am to 1pm"},
)
CALLED_OFF = declare(
    key="training.session_cancelled",
    title="Training: session cancelled",
    subject="Cancelled: {course}, {when}",
    body="""
Hello {name}

We are sorry: {course} does not take place. {reason}

{details}

{next_step}

See other dates: {session_link}
""",
    placeholders={
        **PLACEHOLDERS,
        "reason": "Why, in the desk’s words",
        "next_step": "What the person can do now",
        "session_link": "The session’s page, which names other dates",
    },
    examples={
        **EXAMPLES,
        "reason": "The trainer is ill.",
        "next_step": "You can book another date.",
    },
)
DATES_OUT = declare(
    key="training.dates_announced",
    title="Training: dates are out",
    subject="{course}: dates are out",
    body="""
Hello {name}

You asked to hear when {course} has dates.

{details}

See the dates and book: {session_link}
""",
    placeholders={
        "name": PLACEHOLDERS["name"],
        "course": PLACEHOLDERS["course"],
        "details": "The new dates, as points",
        "session_link": "The session’s page",
    },
    examples=EXAMPLES,
)

Span = tuple[datetime, datetime]


def changed(
    booking: Booking, *, was: list[Span], change: str, at: datetime
) -> list[Message]:
    """What somebody with a confirmed place is told when time or place changes, with
    new calendar entries for all meetings, and withdrawals of those left out.

    Args:
        was: when it met before the change, in order.
        change: what has changed, in sentences.
    """
    values: Values = {
        **of_booking(booking, at=at, charges=True),
        "change": change,
    }
    first = one_entry_each(MOVED.key, booking, values, (invitation(booking, at=at),))
    return [
        *first,
        *further_meetings(booking, at=at, values=values),
        *left_out(booking, was=was, at=at),
    ]


def changed_for_waiting(booking: Booking, *, change: str, at: datetime) -> Message:
    """The same for somebody without a confirmed place, and so without an entry."""
    values: Values = {**of_booking(booking, at=at), "change": change}
    return _message(MOVED.key, booking, values)


def left_out(booking: Booking, *, was: list[Span], at: datetime) -> list[Message]:
    """What takes the meetings that there are no more out of a calendar.

    Args:
        was: when it met before the change, in order.
    """
    values = of_booking(booking, at=at)
    left = len(spans(booking.session))
    return [
        Message(
            key=f"training:meeting_gone:{booking.pk}:{booking.sequence}:{number}",
            template=GONE.key,
            to=recipient(booking),
            values={**values, "was": write_times(*span)},
            about=booking,
            enclosures=(withdrawal(booking, at=at, span=span, number=number),),
        )
        for number, span in enumerate(was, 1)
        if number > left
    ]


def called_off(
    booking: Booking,
    *,
    reason: str,
    next_step: str,
    had_a_place: bool,
    at: datetime,
) -> list[Message]:
    """The news that a session is cancelled, with what clears the calendar."""
    values: Values = {
        **of_booking(booking, at=at),
        "reason": reason,
        "next_step": next_step,
        "session_link": addresses.session_page(booking.session),
    }
    enclosures = withdrawals(booking, at=at) if had_a_place else ()
    return one_entry_each(CALLED_OFF.key, booking, values, enclosures)


def dates_announced(interest: Interest, session: Session) -> Message:
    return Message(
        key=f"training:dates_announced:{interest.pk}",
        template=DATES_OUT.key,
        to=interest.person.contact_email,
        values={
            "name": interest.person.first_name or str(interest.person),
            "course": session.course.title,
            "details": times(session),
            "session_link": addresses.session_page(session),
        },
        about=interest,
        useless_after=session.ends_at,
    )


def _message(template: str, booking: Booking, values: Values) -> Message:
    return one_entry_each(template, booking, values, ())[0]
