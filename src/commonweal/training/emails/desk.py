"""The desk's own words to people who are booked."""

from commonweal.mail.wording import declare
from commonweal.training import addresses
from commonweal.training.emails.facts import (
    EXAMPLES,
    PLACEHOLDERS,
    recipient,
    spans,
    write_times,
)
from commonweal.training.emails.message import Message
from commonweal.training.models import Batch, Booking

DESK_MESSAGE = declare(
    key="training.desk_message",
    title="Training: message from the desk",
    subject="{subject}",
    body="""
Hello {name}

{words}

This is about {course}, {when}.

See your booking: {booking_link}
""",
    placeholders={
        **{name: PLACEHOLDERS[name] for name in ("name", "course", "when")},
        "booking_link": PLACEHOLDERS["booking_link"],
        "subject": "What the desk gave as the subject",
        "words": "What the desk wrote",
    },
    examples={
        **EXAMPLES,
        "subject": "Parking at Example Hall",
        "words": "The car park is closed that day. There are spaces in Example Street.",
    },
)


def from_the_desk(batch: Batch, booking: Booking) -> Message:
    """Return the desk's message to one person."""
    times = [write_times(*each) for each in spans(booking.session)]
    return Message(
        key=f"training:desk_message:{batch.pk}:{booking.pk}",
        template=DESK_MESSAGE.key,
        to=recipient(booking),
        values={
            "name": booking.attendee.first_name or str(booking.attendee),
            "course": booking.session.course.title,
            "when": times[0] if times else "dates to follow",
            "subject": batch.subject,
            "words": batch.words,
            "booking_link": addresses.booking_page(booking),
        },
        about=booking,
    )
