"""What members of a team are told of submissions: a reference and a link.

Neither the form nor the team is named: the name of either may tell what it is about.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Model

from commonweal.dates import write_date
from commonweal.mail.wording import Template, declare
from commonweal.people.models import Person
from commonweal.sealed.emails.told import Told, members_of, whole
from commonweal.sealed.models import LogCheck, Submission, Team
from commonweal.sealed.references import spaced

# More would not be read.
LISTED = 50
PLACEHOLDERS = {
    "references": "The references, a point each",
    "desk_link": "The desk for sealed forms",
}
EXAMPLES = {"references": "7K4M 2QXD"}

UNOPENED = declare(
    key="sealed.unopened",
    title="Sealed forms: nobody has opened it in time",
    subject="Not opened yet: {count}",
    body="""
Hello

Nobody has opened this in the time that your team set itself:

{references}

Sign in and open it, or ask a colleague to: {desk_link}

This is the only reminder.
""",
    placeholders={**PLACEHOLDERS, "count": "How many: “1 form”, “3 forms”"},
    examples={**EXAMPLES, "count": "1 form"},
)
DELETION_NEAR = declare(
    key="sealed.deletion_near",
    title="Sealed forms: content will be deleted soon",
    subject="Deleted in {days}: {count}",
    body="""
Hello

The content of these will be deleted for good, and nobody can bring it back:

{references}

Put what you need in your own records first. If something must be kept, because of an inquiry or a court for example, put it on legal hold.

Go to the desk: {desk_link}
""",
    placeholders={
        **PLACEHOLDERS,
        "count": "How many: “1 form”, “3 forms”",
        "days": "“14 days” or “3 days”",
    },
    examples={
        "count": "1 form",
        "days": "14 days",
        "references": "7K4M 2QXD, on 12 May 2026",
    },
)
FORWARDED = declare(
    key="sealed.forwarded",
    title="Sealed forms: something was forwarded to your team",
    subject="Forwarded to you: {reference}",
    body="""
Hello

A form was forwarded to your team. Its reference is {reference}.

Sign in to open it: {submission_link}
""",
    placeholders={
        "reference": "The reference of the forwarded form",
        "submission_link": "Its page at the desk",
    },
    examples={"reference": "7K4M 2QXD"},
)
LOG_BROKEN = declare(
    key="sealed.log_broken",
    title="Sealed forms: the log was changed",
    subject="The log of sealed forms is not whole",
    body="""
Hello

The daily check found that the log of who opened sealed forms is not as it was written.

{problem}

Tell your data protection officer, keep a copy of the database as it is now, and look at the log: {log_link}
""",
    placeholders={
        "problem": "What the check found, with numbers of entries",
        "log_link": "The whole log",
    },
    examples={"problem": "Changed or out of order: entry 1204."},
)


Values = Mapping[str, str | Sequence[str]]


def submissions_unopened(late: Sequence[Submission], *, team: Team) -> Iterator[Told]:
    """Tell a team, and the address above it, that nobody has opened these."""
    values: Values = {
        "references": _points([spaced(each.reference) for each in late]),
        "count": counted(len(late)),
        "desk_link": whole("sealed:desk"),
    }
    yield from _to(
        [*_addresses(team), team.escalation_email],
        UNOPENED,
        values,
        key=f"sealed.unopened:{late[0].reference}",
        about=late[0],
    )


def deletion_near(
    due: Sequence[Submission], *, team: Team, days: int
) -> Iterator[Told]:
    """Tell a team that the content of these goes within some days."""
    first = due[0]
    going = [
        f"{spaced(each.reference)}, on {write_date(each.delete_on)}"
        for each in due
        if each.delete_on
    ]
    values: Values = {
        "references": _points(going),
        "count": counted(len(due)),
        "days": f"{days} days",
        "desk_link": whole("sealed:desk"),
    }
    yield from _to(
        _addresses(team),
        DELETION_NEAR,
        values,
        key=f"sealed.deletion:{days}d:{first.reference}:{first.delete_on}",
        about=first,
    )


def submission_forwarded(copy: Submission) -> Iterator[Told]:
    """Tell the team that receives what was forwarded."""
    values: Values = {
        "reference": spaced(copy.reference),
        "submission_link": whole("sealed:desk_submission", copy.reference),
    }
    key = f"sealed.forwarded:{copy.reference}"
    yield from _to(_addresses(copy.team), FORWARDED, values, key=key, about=copy)


def log_broken(check: LogCheck, *, managers: Sequence[Person]) -> Iterator[Told]:
    """Tell whoever sets teams up what the daily check found."""
    values: Values = {"problem": check.problem, "log_link": whole("sealed:whole_log")}
    addresses = [person.email for person in managers]
    key = f"sealed.log_broken:{check.pk}"
    yield from _to(addresses, LOG_BROKEN, values, key=key, about=check)


def counted(number: int) -> str:
    return "1 form" if number == 1 else f"{number} forms"


def _addresses(team: Team) -> list[str]:
    return [member.person.email for member in members_of(team)]


def _to(
    addresses: Sequence[str],
    template: Template,
    values: Values,
    *,
    key: str,
    about: Model,
) -> Iterator[Told]:
    """Yield a message for each address, once where it stands twice."""
    whole_ones = dict.fromkeys(address.lower() for address in addresses if address)
    for number, address in enumerate(whole_ones, 1):
        yield Told(address, template, values, key=f"{key}:{number}", about=about)


def _points(words: list[str]) -> list[str]:
    over = len(words) - LISTED
    return words if over <= 0 else [*words[:LISTED], f"and {over} more"]
