"""A team with members, break-glass, and something sealed for it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from commonweal.people.models import Person
from commonweal.sealed.actions import (
    invite_member,
    let_in,
    make_break_glass,
    resume,
    seal_submission,
    set_passphrase,
    start_team,
)
from commonweal.sealed.actions.unlocking import begin_unlocking
from commonweal.sealed.models import MemberKey, Submission, Team, TeamMember
from commonweal.sealed.queries import Unlocked

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
PASSPHRASE = "otter marble lantern fog"
ANSWERS = {
    "who": {"name": "Robin Example", "age": "15"},
    "what": {"known": "Seen with older adults at the station."},
}
_numbers = count(1)


@dataclass
class Member:
    person: Person
    membership: TeamMember
    unlocked: Unlocked


@dataclass
class Scene:
    """One team that can receive, with as many members as asked for."""

    team: Team
    manager: Person
    codes: tuple[str, ...]
    members: list[Member] = field(default_factory=list)

    @property
    def first(self) -> Member:
        return self.members[0]

    def add_member(self, *, is_let_in: bool = True) -> Member:
        member = join(self.team, by=self.manager)
        if is_let_in:
            let_in(
                member=member.membership,
                key_id=key_of(member.person),
                unlocked=self.first.unlocked,
                by=self.first.person,
                at=NOW,
            )
        self.members.append(member)
        return member

    def send(self, **said: object) -> Submission:
        values = {
            "team": self.team,
            "form": "information-sharing",
            "version": 1,
            "schema_hash": "0" * 64,
            "urgency": "routine",
            "groups": ANSWERS,
            "at": NOW,
            **said,
        }
        return seal_submission(**values)


def key_of(someone: Person) -> UUID:
    return MemberKey.objects.get(person=someone, retired_at=None).pk


def person(**fields: object) -> Person:
    return Person.objects.create_user(f"member-{next(_numbers)}@example.org", **fields)


def join(team: Team, *, by: Person) -> Member:
    """Put somebody new on the list, with a passphrase and an open key."""
    someone = person()
    membership = invite_member(team=team, person=someone, by=by, at=NOW)
    set_passphrase(person=someone, passphrase=PASSPHRASE, at=NOW)
    return Member(someone, membership, unlocked_of(someone))


def unlocked_of(someone: Person, passphrase: str = PASSPHRASE) -> Unlocked:
    cookie = begin_unlocking(person=someone, passphrase=passphrase, at=NOW)
    found = resume(cookie=cookie, person=someone, now=NOW)
    assert found is not None
    return found


def set_scene(name: str = "Police exploitation team", *, members: int = 1) -> Scene:
    manager = person()
    team = Team.objects.create(name=name)
    scene = Scene(team, manager, make_break_glass(by=manager, at=NOW))
    first = join(team, by=manager)
    start_team(team=team, unlocked=first.unlocked, by=first.person, at=NOW)
    scene.members.append(first)
    for _ in range(members - 1):
        scene.add_member()
    return scene
