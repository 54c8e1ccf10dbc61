"""A person's own place: asked for, waited for, offered, confirmed, given back."""

from datetime import datetime

from commonweal.dates import write_moment
from commonweal.mail.letters import Enclosure
from commonweal.mail.wording import declare
from commonweal.training import addresses
from commonweal.training.emails.facts import (
    EXAMPLES,
    PLACEHOLDERS,
    Values,
    of_booking,
    recipient,
    spans,
    write_times,
)
from commonweal.training.emails.invitations import invitation, withdrawal
from commonweal.training.emails.message import Message
from commonweal.training.models import Booking, Offer

CONFIRMED = declare(
    key="training.place_confirmed",
    title="Training: place confirmed",
    subject="Your place is confirmed: {course}, {when}",
    body="""
Hello {name}

You have a place on {course}.

{details}

If you cannot come, tell us as early as you can: somebody else may be waiting. You can give the place back, send a colleague or move to another date on your booking’s page.

See or change your booking: {booking_link}

Your booking reference is {reference}. The calendar entry with this message keeps itself up to date.
""",
    placeholders=PLACEHOLDERS,
    examples=EXAMPLES,
)
FURTHER_DAY = declare(
    key="training.further_meeting",
    title="Training: calendar entry of a further day",
    subject="{course}: {meeting} of {meetings}, {when}",
    body="""
Hello {name}

{course} has {meetings} parts. This is the calendar entry of part {meeting}: {when}.

See or change your booking: {booking_link}
""",
    placeholders={
        **PLACEHOLDERS,
        "meeting": "Which part it is, as a number",
        "meetings": "How many parts there are",
    },
    examples={**EXAMPLES, "meeting": "2", "meetings": "3"},
)
REQUESTED = declare(
    key="training.request_received",
    title="Training: request received",
    subject="We have your request: {course}, {when}",
    body="""
Hello {name}

You have asked for a place on {course}. The training team decides about places and will write to you. You do not have a place yet.

{details}

See or withdraw your request: {booking_link}

Your reference is {reference}.
""",
    placeholders=PLACEHOLDERS,
    examples=EXAMPLES,
)
WAITING = declare(
    key="training.waiting_list_joined",
    title="Training: on the waiting list",
    subject="You are on the waiting list: {course}, {when}",
    body="""
Hello {name}

{course} is full. You are on the waiting list. When a place is yours to take, we write to you at once, and you have until the time in that message to take it.

{details}

See your place on the list, or leave it: {booking_link}

Your reference is {reference}.
""",
    placeholders=PLACEHOLDERS,
    examples=EXAMPLES,
)
OFFERED = declare(
    key="training.place_offered",
    title="Training: place offered from the waiting list",
    subject="A place is free for you until {until}: {course}",
    body="""
Hello {name}

A place on {course} has become free, and it is yours if you want it. We keep it for you until {until}. After that it goes to the next person.

Take the place, or leave it: {offer_link}

{details}

Your reference is {reference}.
""",
    placeholders={
        **PLACEHOLDERS,
        "until": "Until when the place is kept",
        "offer_link": "Where to take or leave the place, without signing in",
    },
    examples={**EXAMPLES, "until": "9:30am on Thursday 14 May 2026"},
)
OFFER_OVER = declare(
    key="training.offer_expired",
    title="Training: offer not answered in time",
    subject="The place is no longer kept for you: {course}, {when}",
    body="""
Hello {name}

We kept a place on {course} for you until {until} and did not hear from you, so it goes to the next person. You are no longer on the waiting list.

If you would still like to come, you can ask again: {booking_link}
""",
    placeholders={**PLACEHOLDERS, "until": "Until when the place was kept"},
    examples={**EXAMPLES, "until": "9:30am on Thursday 14 May 2026"},
)
CANCELLED = declare(
    key="training.booking_cancelled",
    title="Training: booking cancelled",
    subject="Cancelled: {course}, {when}",
    body="""
Hello {name}

{outcome}

{details}

See your bookings: {booking_link}

Your reference was {reference}.
""",
    placeholders={
        **PLACEHOLDERS,
        "outcome": "What was cancelled, and whether it was in time",
    },
    examples={
        **EXAMPLES,
        "outcome": "Your place is cancelled, in time. Nothing is owed.",
    },
)
DECLINED = declare(
    key="training.request_declined",
    title="Training: request declined",
    subject="We cannot give you a place: {course}, {when}",
    body="""
Hello {name}

Your request for a place on {course} was declined. {reason}

{details}

See your bookings: {booking_link}
""",
    placeholders={**PLACEHOLDERS, "reason": "Why, in a sentence"},
    examples={**EXAMPLES, "reason": "More people asked than there are places."},
)


def confirmed(booking: Booking, *, at: datetime) -> list[Message]:
    """The confirmation with its calendar entry; one message more for each further
    meeting, with the entry of that one."""
    if not spans(booking.session):
        return [_message(CONFIRMED.key, booking, of_booking(booking, at=at))]
    values = of_booking(booking, at=at, charges=True)
    first = _message(
        CONFIRMED.key, booking, values, enclosures=(invitation(booking, at=at),)
    )
    return [first, *further_meetings(booking, at=at, values=values)]


def further_meetings(
    booking: Booking, *, at: datetime, values: Values
) -> list[Message]:
    """The calendar entries of the second meeting and those after it."""
    meetings = spans(booking.session)
    return [
        _message(
            FURTHER_DAY.key,
            booking,
            {
                **values,
                "when": write_times(*meetings[number - 1]),
                "meeting": str(number),
                "meetings": str(len(meetings)),
            },
            part=f"{booking.sequence}:{number}",
            enclosures=(invitation(booking, at=at, number=number),),
        )
        for number in range(2, len(meetings) + 1)
    ]


def withdrawals(booking: Booking, *, at: datetime) -> tuple[Enclosure, ...]:
    """What takes every meeting of a booking out of the calendar."""
    return tuple(
        withdrawal(booking, at=at, span=span, number=number)
        for number, span in enumerate(spans(booking.session), 1)
    )


def requested(booking: Booking, *, at: datetime) -> Message:
    return _message(REQUESTED.key, booking, of_booking(booking, at=at))


def waiting(booking: Booking, *, at: datetime) -> Message:
    return _message(WAITING.key, booking, of_booking(booking, at=at))


def offered(booking: Booking, offer: Offer, *, at: datetime) -> Message:
    """The offer, which is useless from the moment it ends."""
    until = booking.held_until or at
    values = {
        **of_booking(booking, at=at, charges=True),
        "until": write_moment(until),
        "offer_link": addresses.offer_page(offer, until=until),
    }
    part = f"{booking.sequence}:{offer.pk}"
    return _message(OFFERED.key, booking, values, part=part, useless_after=until)


def offer_expired(booking: Booking, offer: Offer, *, at: datetime) -> Message:
    values = {
        **of_booking(booking, at=at),
        "until": write_moment(offer.expires_at or at),
    }
    part = f"{booking.sequence}:{offer.pk}"
    return _message(OFFER_OVER.key, booking, values, part=part)


def cancelled(
    booking: Booking, *, outcome: str, had_a_place: bool, at: datetime
) -> list[Message]:
    """The receipt of a cancellation, with what clears the calendar.

    Args:
        outcome: what was cancelled and what follows, in sentences.
        had_a_place: whether a confirmed place, and so a calendar entry, is gone.
    """
    values = {**of_booking(booking, at=at), "outcome": outcome}
    enclosures = withdrawals(booking, at=at) if had_a_place else ()
    return one_entry_each(CANCELLED.key, booking, values, enclosures)


def declined(booking: Booking, *, reason: str, at: datetime) -> Message:
    values = {**of_booking(booking, at=at), "reason": reason}
    return _message(DECLINED.key, booking, values)


def one_entry_each(
    template: str,
    booking: Booking,
    values: Values,
    enclosures: tuple[Enclosure, ...],
) -> list[Message]:
    """One message for each calendar entry, or one alone when there is none: mail
    programs act on the first entry of a message."""
    return [
        _message(
            template,
            booking,
            values,
            part=f"{booking.sequence}:{number}",
            enclosures=enclosures[number - 1 : number],
        )
        for number in range(1, max(len(enclosures), 1) + 1)
    ]


def _message(
    template: str,
    booking: Booking,
    values: Values,
    *,
    part: str = "",
    enclosures: tuple[Enclosure, ...] = (),
    useless_after: datetime | None = None,
) -> Message:
    return Message(
        key=f"{template}:{booking.pk}:{part or booking.sequence}".replace(".", ":", 1),
        template=template,
        to=recipient(booking),
        values=values,
        about=booking,
        enclosures=enclosures,
        useless_after=useless_after or booking.session.ends_at,
    )
