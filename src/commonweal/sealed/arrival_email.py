"""What the members of a team are written when something has arrived: a reference and a
link. Not even the form's name, since a mailbox is read by others than the team."""

from django.conf import settings

from commonweal.mail.emails import render
from commonweal.mail.letters import Letter
from commonweal.mail.wording import declare
from commonweal.sealed.models import Submission
from commonweal.sealed.references import spaced

DESK = "/forms/desk/"
PLACEHOLDERS = {
    "reference": "The submission’s reference",
    "desk_link": "The desk, where members of the team sign in and unlock",
}
EXAMPLES = {"reference": "7K4M 2QXD"}

ARRIVED = declare(
    key="sealed.arrived",
    title="Sealed forms: something has arrived",
    subject="Something has arrived: {reference}",
    body="""
Hello

A form has been sent to your team. Its reference is {reference}.

Open the desk: {desk_link}

What it says is not in this message. Sign in, and unlock with your passphrase, to read it.
""",
    placeholders=PLACEHOLDERS,
    examples=EXAMPLES,
)

ARRIVED_URGENT = declare(
    key="sealed.arrived_urgent",
    title="Sealed forms: something urgent has arrived",
    subject="Please look today: {reference}",
    body="""
Hello

A form has been sent to your team, and its sender says that it is urgent. Its reference is \
{reference}.

Open the desk: {desk_link}

What it says is not in this message. Sign in, and unlock with your passphrase, to read it.
""",
    placeholders=PLACEHOLDERS,
    examples=EXAMPLES,
)


def arrival(submission: Submission) -> Letter:
    """Return what each member is written about a submission."""
    is_urgent = submission.urgency == Submission.Urgency.URGENT
    return render(
        (ARRIVED_URGENT if is_urgent else ARRIVED).key,
        {
            "reference": spaced(submission.reference),
            "desk_link": f"{settings.SITE_ADDRESS}{DESK}",
        },
    )
