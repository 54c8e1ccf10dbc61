"""The question to a manager, and what the person hears of it."""

from datetime import datetime

from commonweal.dates import write_moment
from commonweal.mail.wording import declare
from commonweal.training import addresses
from commonweal.training.emails.facts import (
    EXAMPLES,
    PLACEHOLDERS,
    Values,
    of_booking,
    place,
    recipient,
    times,
)
from commonweal.training.emails.message import Message
from commonweal.training.models import Approval, Booking

ABOUT_APPROVAL = {
    "person": "The person’s name",
    "course": "The course’s title",
    "when": "Day and time of the first meeting",
    "details": "Days, times and place, as points",
    "until": "Until when the place is kept for an answer",
    "approval_link": "Where to approve, decline or send it to someone else",
}
ASK_EXAMPLES = {
    **EXAMPLES,
    "person": "Jo Example",
    "until": "9:30am on Thursday 14 May 2026",
}

ASKED = declare(
    key="training.approval_asked",
    title="Training: a manager is asked to approve",
    subject="Please approve {person}’s place on {course} by {until}",
    body="""
Hello

{person} would like to go to {course} and named you as their manager.

{details}

We keep a place for them until {until}. If we have not heard from you by then, it goes to somebody else.

Approve, decline or send this to someone else: {approval_link}

You need no account, and nothing happens until you choose on that page.
""",
    placeholders=ABOUT_APPROVAL,
    examples=ASK_EXAMPLES,
)
REMINDED = declare(
    key="training.approval_reminder",
    title="Training: a manager is reminded to approve",
    subject="Reminder: {person}’s place on {course} is kept until {until}",
    body="""
Hello

{person} is waiting for your answer about {course}. We keep their place until {until}, and this is the only reminder.

{details}

Approve, decline or send this to someone else: {approval_link}
""",
    placeholders=ABOUT_APPROVAL,
    examples=ASK_EXAMPLES,
)
AWAITED = declare(
    key="training.approval_awaited",
    title="Training: place held until the manager answers",
    subject="We have asked your manager: {course}, {when}",
    body="""
Hello {name}

A place on {course} is held for you until {until}. We have asked {manager} to approve it, and write to you as soon as they answer.

{details}

See or withdraw your booking: {booking_link}

Your reference is {reference}.
""",
    placeholders={
        **PLACEHOLDERS,
        "until": "Until when the place is held",
        "manager": "The manager’s e-mail address",
    },
    examples={**ASK_EXAMPLES, "manager": "sam@example.org"},
)
REFUSED = declare(
    key="training.approval_declined",
    title="Training: the manager declined, or did not answer",
    subject="Your place was not approved: {course}, {when}",
    body="""
Hello {name}

{outcome} The place on {course} is no longer held for you.

{details}

You can ask again after speaking to your manager: {booking_link}
""",
    placeholders={**PLACEHOLDERS, "outcome": "What the manager answered, or that not"},
    examples={**EXAMPLES, "outcome": "Your manager did not approve this booking."},
)


def asked(approval: Approval) -> Message:
    """The question to whoever is to approve; useless once it has run out."""
    return _to_manager(ASKED.key, approval)


def reminded(approval: Approval) -> Message:
    return _to_manager(REMINDED.key, approval)


def awaited(booking: Booking, approval: Approval, *, at: datetime) -> Message:
    values: Values = {
        **of_booking(booking, at=at, charges=True),
        "until": write_moment(approval.expires_at),
        "manager": approval.email,
    }
    return _to_person(AWAITED.key, booking, approval, values)


def refused(
    booking: Booking, approval: Approval, *, outcome: str, at: datetime
) -> Message:
    values: Values = {**of_booking(booking, at=at), "outcome": outcome}
    return _to_person(REFUSED.key, booking, approval, values)


def _to_manager(template: str, approval: Approval) -> Message:
    booking = approval.booking
    # Nothing of the person's needs or answers: a manager sees who, what and when.
    return Message(
        key=f"{template}:{booking.pk}:{approval.pk}".replace(".", ":", 1),
        template=template,
        to=approval.email,
        values={
            "person": str(booking.attendee),
            "course": booking.session.course.title,
            "when": times(booking.session)[0],
            "details": [*times(booking.session), *place(booking.session)],
            "until": write_moment(approval.expires_at),
            "approval_link": addresses.approval_page(approval),
        },
        about=booking,
        useless_after=approval.expires_at,
    )


def _to_person(
    template: str, booking: Booking, approval: Approval, values: Values
) -> Message:
    return Message(
        key=f"{template}:{booking.pk}:{approval.pk}".replace(".", ":", 1),
        template=template,
        to=recipient(booking),
        values=values,
        about=booking,
        useless_after=booking.session.ends_at,
    )
