"""What members are told about keys."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.mail.wording import declare
from commonweal.people.models import Person
from commonweal.sealed.emails.told import Told, first_name, members_of, whole
from commonweal.sealed.models import BreakGlassKey, MemberKey, Team, TeamMember

EXAMPLES = {"name": "Alex", "team": "Exploitation team"}

INVITED = declare(
    key="sealed.invited",
    title="Sealed forms: somebody is put on a team’s list",
    subject="You are on the list of {team}",
    body="""
Hello {name}

You have been put on the list of {team}, which receives sealed forms.

Choose a passphrase. A colleague in the team lets you in afterwards.

Choose your passphrase: {desk_link}
""",
    placeholders={
        "name": "First name of the member",
        "team": "Name of the team",
        "desk_link": "Page where the passphrase is chosen",
    },
    examples=EXAMPLES,
)
WAITING = declare(
    key="sealed.waiting",
    title="Sealed forms: a colleague waits to be let in",
    subject="A colleague waits to be let in to {team}",
    body="""
Hello {name}

A colleague in {team} has chosen a passphrase, and can open nothing until somebody in
the team lets them in. Compare the key’s sixteen digits with them first, by telephone
or in person.

See who waits: {desk_link}
""",
    placeholders={
        "name": "First name of the member",
        "team": "Name of the team",
        "desk_link": "Page of the team’s keys",
    },
    examples=EXAMPLES,
)
GLASS_MADE = declare(
    key="sealed.break_glass_made",
    title="Sealed forms: break-glass codes were printed",
    subject="New break-glass codes were printed",
    body="""
Hello {name}

A new break-glass key for sealed forms was made on {day}. Whoever holds two of its three
printed codes can let a member of a team in to everything that is sealed from now on.

If you did not expect this, ask your information governance lead.
""",
    placeholders={"name": "First name of the member", "day": "When"},
    examples={"name": "Alex", "day": "4 March 2026"},
)
GLASS_USED = declare(
    key="sealed.break_glass_used",
    title="Sealed forms: break-glass was used for a team",
    subject="Break-glass was used for {team}",
    body="""
Hello {name}

On {day} two holders used break-glass to let a member of {team} in to what the team has
received. The log says who and why.

If you did not expect this, ask your information governance lead.
""",
    placeholders={
        "name": "First name of the member",
        "team": "Name of the team",
        "day": "When",
    },
    examples={**EXAMPLES, "day": "4 March 2026"},
)


def invited(member: TeamMember) -> Told:
    """Tell somebody that they are on a team's list now."""
    return Told(
        member.person.email,
        INVITED,
        {
            "name": first_name(member.person),
            "team": member.team.name,
            "desk_link": whole("sealed:passphrase"),
        },
        key=f"sealed.invited:{member.pk}",
        about=member.team,
    )


def waiting(team: Team, person: Person, *, key: MemberKey) -> Iterator[Told]:
    """Tell a team's other members that ``person`` waits to be let in."""
    for other in members_of(team):
        if other.person_id != person.pk:
            yield Told(
                other.person.email,
                WAITING,
                {
                    "name": first_name(other.person),
                    "team": team.name,
                    "desk_link": whole("sealed:team_keys", team.pk),
                },
                key=f"sealed.waiting:{key.pk}:{other.pk}",
                about=team,
            )


def break_glass_made(key: BreakGlassKey) -> Iterator[Told]:
    """Tell every member of every team."""
    day = write_date(localdate(key.made_at), weekday=False)
    current = TeamMember.objects.current()
    members = Person.objects.filter(sealed_memberships__in=current)
    for person in members.reachable().distinct():
        yield Told(
            person.email,
            GLASS_MADE,
            {"name": first_name(person), "day": day},
            key=f"sealed.break_glass_made:{key.pk}:{person.pk}",
        )


def break_glass_used(team: Team, *, at: datetime) -> Iterator[Told]:
    """Tell every member of a team."""
    day = write_date(localdate(at), weekday=False)
    for member in members_of(team):
        yield Told(
            member.person.email,
            GLASS_USED,
            {"name": first_name(member.person), "team": team.name, "day": day},
            key=f"sealed.break_glass_used:{team.pk}:{at.timestamp()}:{member.pk}",
            about=team,
        )
