"""Messages that wait for the clock: reminder, instructions, online link, missed you."""

from datetime import datetime

from commonweal.mail.wording import declare
from commonweal.training import addresses
from commonweal.training.emails.facts import (
    EXAMPLES,
    PLACEHOLDERS,
    Values,
    of_booking,
    recipient,
    times,
)
from commonweal.training.emails.message import Message
from commonweal.training.models import Booking

REMINDER = declare(
    key="training.reminder",
    title="Training: reminder (coming, give back, send a colleague)",
    subject="Are you coming? {course}, {when}",
    body="""
Hello {name}

You have a place on {course}.

{details}

Please tell us with one press, so that no place stays empty while others wait.

I’m coming, give my place back, or send a colleague: {answer_link}

Your booking reference is {reference}.
""",
    placeholders={
        **PLACEHOLDERS,
        "answer_link": "Where to say coming, give the place back or send a colleague",
    },
    examples=EXAMPLES,
)
INSTRUCTIONS = declare(
    key="training.joining_instructions",
    title="Training: joining instructions",
    subject="Joining instructions: {course}, {when}",
    body="""
Hello {name}

Here is what you need for {course}.

{details}

{instructions}

If you cannot come any more, please give your place back or send a colleague: {answer_link}

Your booking reference is {reference}.
""",
    placeholders={
        **PLACEHOLDERS,
        "instructions": "Travel, access, catering and the organiser’s words, as points",
        "answer_link": "Where to give the place back or send a colleague",
    },
    examples={
        **EXAMPLES,
        "instructions": "Parking: at the rear of the building · Step-free access: ramp "
        "at the main door",
    },
)
LINK = declare(
    key="training.online_link",
    title="Training: your joining page",
    subject="How to join: {course}, {when}",
    body="""
Hello {name}

{course} meets online. Your own joining page opens shortly before the start and takes you into the room.

{details}

Open my joining page: {join_link}

The page is yours alone: opening it records that you were there, so please do not pass it on.
""",
    placeholders={
        **PLACEHOLDERS,
        "join_link": "The person’s own joining page",
    },
    examples=EXAMPLES,
)
MISSED = declare(
    key="training.missed_you",
    title="Training: we missed you",
    subject="We missed you: {course}, {when}",
    body="""
Hello {name}

You had a place on {course} and we did not see you there. If that is wrong, please tell us.

{details}

Another date may suit you better: {session_link}
""",
    placeholders={
        **PLACEHOLDERS,
        "session_link": "The session’s page, which names other dates",
    },
    examples=EXAMPLES,
)
MISSED_MANAGER = declare(
    key="training.missed_you_manager",
    title="Training: somebody was missed, to the manager",
    subject="{person} did not come to {course}",
    body="""
Hello

{person} had a place on {course} ({when}) and was not there. We tell managers because the place was lost to others.

If that is wrong, or something prevented them, no answer is needed, or reply to this message.

See other dates: {session_link}
""",
    placeholders={
        "person": "The person’s name",
        "course": PLACEHOLDERS["course"],
        "when": PLACEHOLDERS["when"],
        "session_link": "The session’s page, which names other dates",
    },
    examples={**EXAMPLES, "person": "Jo Example"},
)


def reminder(booking: Booking, *, at: datetime, useless_after: datetime) -> Message:
    values: Values = {
        **of_booking(booking, at=at, charges=True),
        "answer_link": _answer(booking, at),
    }
    return _message(REMINDER.key, booking, values, useless_after)


def instructions(booking: Booking, *, at: datetime, useless_after: datetime) -> Message:
    values: Values = {
        **of_booking(booking, at=at, charges=True),
        "instructions": _instructions(booking),
        "answer_link": _answer(booking, at),
    }
    return _message(INSTRUCTIONS.key, booking, values, useless_after)


def online_link(booking: Booking, *, at: datetime, useless_after: datetime) -> Message:
    values: Values = {
        **of_booking(booking, at=at),
        "join_link": addresses.joining_page(
            booking, until=booking.session.ends_at or useless_after
        ),
    }
    return _message(LINK.key, booking, values, useless_after)


def missed(booking: Booking, *, at: datetime, useless_after: datetime) -> Message:
    values: Values = {
        **of_booking(booking, at=at),
        "session_link": addresses.session_page(booking.session),
    }
    return _message(MISSED.key, booking, values, useless_after)


def missed_manager(
    booking: Booking, *, at: datetime, useless_after: datetime
) -> Message:
    """To the manager named with the booking, or else on the person's account."""
    return Message(
        key=key(MISSED_MANAGER.key, booking),
        template=MISSED_MANAGER.key,
        to=booking.manager_email or booking.attendee.line_manager_email,
        values={
            "person": str(booking.attendee),
            "course": booking.session.course.title,
            "when": times(booking.session)[0],
            "session_link": addresses.session_page(booking.session),
        },
        about=booking,
        useless_after=useless_after,
    )


def key(template: str, booking: Booking) -> str:
    """Return what the outbox knows such a message by: one for each time that the
    session's time or place changed."""
    return f"{start_of_key(template)}{booking.pk}:{booking.sequence}"


def start_of_key(template: str) -> str:
    return f"{template.replace('.', ':', 1)}:"


def _instructions(booking: Booking) -> list[str]:
    session = booking.session
    venue = session.venue
    told = [
        ("Parking", venue.parking if venue else ""),
        ("Bus and train", venue.public_transport if venue else ""),
        ("Step-free access", venue.step_free if venue else ""),
        ("Facilities", venue.facilities if venue else ""),
        ("Travel", session.travel),
        ("Catering", session.catering),
        ("From the organiser", session.message),
    ]
    lines = [f"{name}: {' '.join(words.split())}" for name, words in told if words]
    if session.online_link and session.ends_at:
        page = addresses.joining_page(booking, until=session.ends_at)
        lines.append(f"Your own joining page: {page}")
    return lines or ["Please be there a few minutes before the start."]


def _answer(booking: Booking, at: datetime) -> str:
    return addresses.answer_page(booking, until=booking.session.ends_at or at)


def _message(
    template: str, booking: Booking, values: Values, useless_after: datetime
) -> Message:
    return Message(
        key=key(template, booking),
        template=template,
        to=recipient(booking),
        values=values,
        about=booking,
        useless_after=useless_after,
    )
