"""What editors are told about an issue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commonweal.mail.wording import Template, declare
from commonweal.newsletter.desk_addresses import issue_at_desk
from commonweal.newsletter.models import Issue, Notice
from commonweal.people.models import Person

PLACEHOLDERS = {
    "name": "First name of the editor",
    "title": "Title of the issue",
    "issue_link": "Page of the issue at the newsletter desk",
}
EXAMPLES = {"name": "Alex", "title": "Partnership newsletter: November 2026"}

DRAFTED = declare(
    key="newsletter.drafted",
    title="Newsletter: a draft is there",
    subject="A draft is there: {title}",
    body="""
Hello {name}

{title} has been drafted from what is on the site. It holds {number}.

Read it, leave out what does not matter, and add a message of your own.

Open the draft: {issue_link}
""",
    placeholders={**PLACEHOLDERS, "number": "How many items it holds"},
    examples={**EXAMPLES, "number": "14 items"},
)
REFRESHED = declare(
    key="newsletter.refreshed",
    title="Newsletter: an issue has changed by itself",
    subject="Changes in {title}",
    body="""
Hello {name}

What {title} tells has changed since it was drafted:

{changes}

Open the issue: {issue_link}
""",
    placeholders={**PLACEHOLDERS, "changes": "What has changed, a point each"},
    examples={
        **EXAMPLES,
        "changes": "“Working together: core day” is cancelled and was taken out.",
    },
)
SUBMITTED = declare(
    key="newsletter.submitted",
    title="Newsletter: an issue waits for approval",
    subject="For you to approve: {title}",
    body="""
Hello {name}

{editor} has finished {title} and asks a second person to read it.

Read and approve it: {issue_link}
""",
    placeholders={**PLACEHOLDERS, "editor": "Who asks"},
    examples={**EXAMPLES, "editor": "Sam Example"},
)
APPROVED = declare(
    key="newsletter.approved",
    title="Newsletter: an issue is approved",
    subject="Approved: {title}",
    body="""
Hello {name}

{editor} has approved {title}. It can be sent now, or at a moment you choose.

Open the issue: {issue_link}
""",
    placeholders={**PLACEHOLDERS, "editor": "Who approved it"},
    examples={**EXAMPLES, "editor": "Sam Example"},
)
SENT_BACK = declare(
    key="newsletter.sent_back",
    title="Newsletter: an issue is sent back",
    subject="Sent back: {title}",
    body="""
Hello {name}

{editor} asks for changes in {title}:

{words}

Open the issue: {issue_link}
""",
    placeholders={
        **PLACEHOLDERS,
        "editor": "Who sends it back",
        "words": "What they want changed",
    },
    examples={
        **EXAMPLES,
        "editor": "Sam Example",
        "words": "The conference is on the Thursday.",
    },
)
HELD = declare(
    key="newsletter.held",
    title="Newsletter: an issue waits for a person",
    subject="Not sent: {title}",
    body="""
Hello {name}

{title} has not been sent: {because}

Look at it, and decide whether it goes: {issue_link}
""",
    placeholders={**PLACEHOLDERS, "because": "Why a person must decide"},
    examples={
        **EXAMPLES,
        "because": "its time was more than two hours ago.",
    },
)


@dataclass(frozen=True, slots=True)
class Told:
    """What one person is told about an issue, ready for the outbox."""

    key: str
    to: str
    template: Template
    values: Mapping[str, str | Sequence[str]]


def _told(
    template: Template, issue: Issue, person: Person, *, which: str = "", **more: object
) -> Told:
    values = {
        "name": person.first_name or str(person),
        "title": issue.title,
        "issue_link": issue_at_desk(issue),
        **more,
    }
    key = ":".join(
        part for part in (template.key, str(issue.pk), which, str(person.pk)) if part
    )
    return Told(key, person.email, template, values)  # type: ignore[arg-type]


def drafted(issue: Issue, person: Person, *, number: int) -> Told:
    words = f"{number} item{'' if number == 1 else 's'}"
    return _told(DRAFTED, issue, person, number=words)


def refreshed(issue: Issue, person: Person, *, notices: Sequence[Notice]) -> Told:
    """Return what has changed; ``notices`` holds at least one, the newest first."""
    changes = [notice.words for notice in notices]
    which = str(notices[0].pk)
    return _told(REFRESHED, issue, person, which=which, changes=changes)


def submitted(issue: Issue, person: Person, *, by: Person) -> Told:
    which = f"{issue.submitted_at:%Y%m%d%H%M%S%f}"
    return _told(SUBMITTED, issue, person, which=which, editor=str(by))


def approved(issue: Issue, person: Person, *, by: Person) -> Told:
    which = f"{issue.approved_at:%Y%m%d%H%M%S%f}"
    return _told(APPROVED, issue, person, which=which, editor=str(by))


def sent_back(issue: Issue, person: Person, *, by: Person, which: str) -> Told:
    words = issue.sent_back_because
    return _told(SENT_BACK, issue, person, which=which, editor=str(by), words=words)


def held(issue: Issue, person: Person, *, which: str) -> Told:
    return _told(HELD, issue, person, which=which, because=issue.held_because)
