"""What enquirers and the people who answer are written. Importing this declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from commonweal.dates import write_date
from commonweal.design.addresses import full_address
from commonweal.intake.models import Enquiry, EnquiryEvent
from commonweal.mail.wording import declare
from commonweal.people.models import Person

REFERENCE = {"reference": "Reference of the enquiry"}
EXAMPLE = {"reference": "7K3M-2Q9T"}
KEEP = "Please keep the reference, and give it when you write to us again: {reference}"
NOT_FOR_CONCERNS = (
    "If you are worried about a child or a young person, do not wait for our answer: "
    "open {right_door_link}"
)
DOOR = {"right_door_link": "Page that says whom to call now"}

RECEIVED = declare(
    key="intake.received",
    title="Enquiry: we have it",
    subject="We have your message ({reference})",
    body=f"""
Hello {{name}}

We have your message. A person reads it and writes to you.

{KEEP}

{NOT_FOR_CONCERNS}
""",
    placeholders={"name": "Name, or “there”", **REFERENCE, **DOOR},
    examples={"name": "Alex", **EXAMPLE},
    required=frozenset({"reference"}),
)
COMPLAINT_RECEIVED = declare(
    key="intake.complaint_received",
    title="Data protection complaint: we have it",
    subject="We have your complaint ({reference})",
    body=f"""
Hello {{name}}

We have your complaint about how we use personal data. By {{acknowledge_by}} at the \
latest, a person tells you that they are looking into it.

{KEEP}

You can complain to the Information Commissioner at any time: https://ico.org.uk/

{NOT_FOR_CONCERNS}
""",
    placeholders={
        "name": "Name, or “there”",
        "acknowledge_by": "The last day to acknowledge it",
        **REFERENCE,
        **DOOR,
    },
    examples={"name": "Alex", "acknowledge_by": "Tuesday 22 December 2026", **EXAMPLE},
    required=frozenset({"reference"}),
)
ACKNOWLEDGED = declare(
    key="intake.acknowledged",
    title="Enquiry: a person is looking into it",
    subject="We are looking into it ({reference})",
    body=f"""
Hello {{name}}

A person has read your message and is looking into it. We write again as soon as we can \
tell you more.

{KEEP}
""",
    placeholders={"name": "Name, or “there”", **REFERENCE},
    examples={"name": "Alex", **EXAMPLE},
)
REPLY = declare(
    key="intake.reply",
    title="Enquiry: our answer",
    subject="Our answer to your message ({reference})",
    body="""
{words}

Reference: {reference}
""",
    placeholders={"words": "What somebody at the desk has written", **REFERENCE},
    examples={"words": "Hello Alex\n\nYes, the hall has a hearing loop.", **EXAMPLE},
    required=frozenset({"words"}),
)
CAME = declare(
    key="intake.came",
    title="Enquiry: one has come (to the people who answer)",
    subject="Enquiry {reference} has come",
    body="""
Hello

Enquiry {reference} has come for you. Who wrote and what about stands at the desk only.

Open it: {enquiry_link}
""",
    placeholders={**REFERENCE, "enquiry_link": "Its page at the desk"},
    examples=EXAMPLE,
)
GIVEN = declare(
    key="intake.given",
    title="Enquiry: given to you",
    subject="Enquiry {reference} is yours",
    body="""
Hello

Enquiry {reference} has been given to you.

Open it: {enquiry_link}
""",
    placeholders={**REFERENCE, "enquiry_link": "Its page at the desk"},
    examples=EXAMPLE,
)
CLOCK = declare(
    key="intake.clock",
    title="Data protection complaint: not acknowledged yet",
    subject="{reference} must be acknowledged by {acknowledge_by}",
    body="""
Hello

Enquiry {reference} is a data protection complaint that nobody has acknowledged. The law \
wants it acknowledged by {acknowledge_by}: {time_left}.

Open it: {enquiry_link}
""",
    placeholders={
        **REFERENCE,
        "acknowledge_by": "The last day",
        "time_left": "How long there is",
        "enquiry_link": "Its page at the desk",
    },
    examples={
        **EXAMPLE,
        "acknowledge_by": "Tuesday 22 December 2026",
        "time_left": "3 days left",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address, ready for the outbox.

    Attributes:
        which: what tells it from others of its kind about the same enquiry.
    """

    template: str
    to: str
    enquiry: Enquiry
    which: str
    values: Mapping[str, str]


def receipt(enquiry: Enquiry) -> Message:
    """Tell an enquirer that it has come. Says nothing of what they wrote: the address
    may be mistyped."""
    values = {"name": _name(enquiry), "right_door_link": full_address("/right-door/")}
    template = RECEIVED.key
    if enquiry.acknowledge_by:
        template = COMPLAINT_RECEIVED.key
        values["acknowledge_by"] = write_date(enquiry.acknowledge_by)
    return _message(template, enquiry, to=enquiry.email, which="", **values)


def acknowledged(enquiry: Enquiry) -> Message:
    """Tell an enquirer that a person is looking into it."""
    return _message(
        ACKNOWLEDGED.key, enquiry, to=enquiry.email, which="", name=_name(enquiry)
    )


def reply(event: EnquiryEvent) -> Message:
    """Send an enquirer what somebody at the desk has written."""
    return _message(
        REPLY.key,
        event.enquiry,
        to=event.enquiry.email,
        which=str(event.pk),
        words=event.words,
    )


def came(enquiry: Enquiry, person: Person, *, which: str = "") -> Message:
    """Tell somebody who answers that there is one. Reference and link, no content."""
    return _at_desk(CAME.key, enquiry, person, which=which)


def given(enquiry: Enquiry, person: Person) -> Message:
    """Tell somebody that an enquiry is theirs. Reference and link, no content."""
    return _at_desk(GIVEN.key, enquiry, person, which=str(enquiry.edits))


def clock(
    enquiry: Enquiry, person: Person, *, last_day: date, time_left: str
) -> Message:
    """Tell somebody that a complaint waits to be acknowledged."""
    return _at_desk(
        CLOCK.key,
        enquiry,
        person,
        which=str(enquiry.reminders),
        acknowledge_by=write_date(last_day),
        time_left=time_left,
    )


def _name(enquiry: Enquiry) -> str:
    return enquiry.name or "there"


def _at_desk(
    template: str, enquiry: Enquiry, person: Person, *, which: str, **values: str
) -> Message:
    link = full_address(reverse("enquiries:desk_enquiry", args=[enquiry.pk]))
    return _message(
        template,
        enquiry,
        to=person.email,
        which=f"{person.pk}:{which}",
        enquiry_link=link,
        **values,
    )


def _message(
    template: str, enquiry: Enquiry, *, to: str, which: str, **values: str
) -> Message:
    return Message(
        template=template,
        to=to,
        enquiry=enquiry,
        which=which,
        values={"reference": enquiry.shown_reference, **values},
    )
