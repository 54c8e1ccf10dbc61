"""What the desk lists: references, forms, times, urgency and state. No content."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)

from commonweal.people.models import Person
from commonweal.sealed.models import (
    MemberKey,
    Submission,
    Team,
    TeamKey,
    TeamKeyGrant,
    TeamMember,
)

State, Urgency = Submission.State, Submission.Urgency
TO_DO = (State.RECEIVED, State.OPENED)
# Where each kind of list begins; the first is shown when none is asked for.
KINDS = {
    "to-do": "To do",
    "accepted": "Accepted",
    "declined": "Declined",
    "held": "On legal hold",
    "deleted": "Deleted",
    "all": "All",
}
BY_KIND = {
    "to-do": Q(shredded_at=None, state__in=TO_DO),
    "accepted": Q(shredded_at=None, state=State.ACCEPTED),
    "declined": Q(shredded_at=None, state=State.DECLINED),
    "held": Q(shredded_at=None, held_at__isnull=False),
    "deleted": Q(shredded_at__isnull=False),
    "all": Q(),
}
MOST_URGENT_FIRST = Case(
    When(urgency=Urgency.URGENT, then=Value(0)),
    When(urgency=Urgency.SOON, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def received_by(person: Person) -> QuerySet[Submission]:
    """Return what the teams of ``person`` received, the newest first."""
    teams = Team.objects.of(person)
    return (
        Submission.objects.filter(team__in=teams)
        .select_related("team", "route")
        .order_by("-received_at", "-pk")
    )


def of_kind(found: QuerySet[Submission], kind: str) -> QuerySet[Submission]:
    """Narrow a list. What is to be done stands by urgency, the longest waiting
    first."""
    found = found.filter(BY_KIND[kind])
    if kind == "to-do":
        return found.order_by(MOST_URGENT_FIRST, "received_at", "pk")
    return found


def open_by(submission: Submission) -> datetime:
    """Return until when its team wants it opened. The team is fetched along."""
    team = submission.team
    is_urgent = submission.urgency == Urgency.URGENT
    hours = team.open_urgent_within if is_urgent else team.open_within
    return submission.received_at + timedelta(hours=hours)


def is_late(submission: Submission, *, now: datetime) -> bool:
    """Whether nobody opened it in its team's time."""
    return (
        submission.state == State.RECEIVED
        and submission.shredded_at is None
        and open_by(submission) <= now
    )


def late(team: Team, *, now: datetime) -> Q:
    """Return what picks those of a team whose time to be opened is over."""
    urgent = now - timedelta(hours=team.open_urgent_within)
    other = now - timedelta(hours=team.open_within)
    return Q(team=team) & (
        Q(urgency=Urgency.URGENT, received_at__lte=urgent)
        | ~Q(urgency=Urgency.URGENT) & Q(received_at__lte=other)
    )


@dataclass(frozen=True, slots=True)
class TeamAtDesk:
    """One of a person's teams, and what it waits for.

    Attributes:
        unopened, late: how many nobody has opened, and those past their time.
        has_key: False until its first member has started it.
        is_let_in: whether this person holds the present key.
        needs_new_key: somebody has left since the key was made.
        waiting: members who chose a passphrase and are to be let in.
    """

    team: Team
    unopened: int
    late: int
    has_key: bool
    is_let_in: bool
    needs_new_key: bool
    waiting: int


def teams_at_desk(person: Person, *, now: datetime) -> list[TeamAtDesk]:
    """Return the teams of ``person``. Four queries, however many there are."""
    teams = list(Team.objects.of(person).distinct())
    keys = {
        key.team_id: key
        for key in TeamKey.objects.filter(team__in=teams, retired_at=None)
    }
    unopened = Submission.objects.readable().unopened().filter(team__in=teams)
    is_late = Q(pk__in=[])
    for team in teams:
        is_late |= late(team, now=now)
    counts = {
        team_id: (count, late_count)
        for team_id, count, late_count in unopened.order_by()
        .values_list("team")
        .annotate(Count("pk"), late_count=Count("pk", filter=is_late))
    }
    members = _members(teams)
    return [
        TeamAtDesk(
            team=team,
            unopened=counts.get(team.pk, (0, 0))[0],
            late=counts.get(team.pk, (0, 0))[1],
            has_key=team.pk in keys,
            is_let_in=any(
                row.holds for row in members[team.pk] if row.person_id == person.pk
            ),
            needs_new_key=team.pk in keys
            and any(
                row.left_at and row.left_at > keys[team.pk].made_at
                for row in members[team.pk]
            ),
            waiting=sum(
                row.left_at is None and row.has_passphrase and not row.holds
                for row in members[team.pk]
            )
            if team.pk in keys
            else 0,
        )
        for team in teams
    ]


class _Member(NamedTuple):
    person_id: int
    left_at: datetime | None
    has_passphrase: bool
    holds: bool


def _members(teams: list[Team]) -> dict[int, list[_Member]]:
    """Return present and former members, with whether each has chosen a passphrase
    and whether each holds the team's present key."""
    own = MemberKey.objects.filter(person=OuterRef("person"), retired_at=None)
    held = TeamKeyGrant.objects.filter(
        member_key__person=OuterRef("person"),
        member_key__retired_at=None,
        team_key__team=OuterRef("team"),
        team_key__retired_at=None,
    )
    rows = (
        TeamMember.objects.filter(team__in=teams)
        .annotate(has_passphrase=Exists(own), holds=Exists(held))
        .values_list("team", "person", "left_at", "has_passphrase", "holds")
    )
    found: dict[int, list[_Member]] = {team.pk: [] for team in teams}
    for team_id, person_id, left_at, has_passphrase, holds in rows:
        member = _Member(person_id, left_at, has_passphrase, holds)
        found[team_id].append(member)
    return found


def teams_to_forward_to(submission: Submission) -> QuerySet[Team]:
    """Return the other teams that have a key, by organisation and name."""
    has_key = TeamKey.objects.filter(team=OuterRef("pk"), retired_at=None)
    return (
        Team.objects.filter(Exists(has_key), is_active=True)
        .exclude(pk=submission.team_id)
        .select_related("organisation")
        .order_by("name")
    )
