"""What members of a team are told when something arrives: a reference and a link. Not
even the form's name, since a mailbox is read by others than the team."""

from collections.abc import Iterator

from commonweal.mail.wording import declare
from commonweal.sealed.emails.told import Told, members_of, whole
from commonweal.sealed.models import Submission
from commonweal.sealed.references import spaced

PLACEHOLDERS = {
    "reference": "The reference of the form",
    "submission_link": "Its page at the desk",
}
EXAMPLES = {"reference": "7K4M 2QXD"}

ARRIVED = declare(
    key="sealed.arrived",
    title="Sealed forms: something has arrived",
    subject="A form has arrived: {reference}",
    body="""
Hello

A form has been sent to your team. Its reference is {reference}.

Sign in to open it: {submission_link}
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

A form has been sent to your team, and its sender says that it is urgent. Its reference \
is {reference}.

Sign in to open it: {submission_link}
""",
    placeholders=PLACEHOLDERS,
    examples=EXAMPLES,
)


def arrived(submission: Submission) -> Iterator[Told]:
    """Tell the members of the team that receives a submission."""
    is_urgent = submission.urgency == Submission.Urgency.URGENT
    for member in members_of(submission.team):
        yield Told(
            member.person.email,
            ARRIVED_URGENT if is_urgent else ARRIVED,
            {
                "reference": spaced(submission.reference),
                "submission_link": whole(
                    "sealed:desk_submission", submission.reference
                ),
            },
            key=f"sealed.arrived:{submission.reference}:{member.person_id}",
            about=submission,
        )
