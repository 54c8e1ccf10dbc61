"""Teams: setting one up, letting members in, and changing the key when one leaves."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.actions.sealing import wrapped_for
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.emails.keys import invited
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import (
    KeyWrap,
    LogEntry,
    MemberKey,
    Submission,
    Team,
    TeamKey,
    TeamKeyGrant,
    TeamMember,
)
from commonweal.sealed.queries import (
    Unlocked,
    about_team_key,
    is_member,
    key_in,
    team_private,
)
from commonweal.sealed.sealing import KeyPair, new_key_pair, wrap


@transaction.atomic
def invite_member(
    *, team: Team, person: Person, by: Person, at: datetime
) -> TeamMember:
    """Put somebody on a team's list. They can open nothing yet: they choose a
    passphrase, and then a colleague lets them in.

    Raises:
        SealedError: they are a member already.
    """
    team = _locked(team)
    if is_member(person, team):
        raise SealedError("They are a member of this team already.")
    member = TeamMember.objects.create(team=team, person=person, joined_at=at)
    write_log(
        LogEntry.Deed.MEMBER_INVITED,
        at=at,
        by=by,
        team=team,
        detail=f"person {person.pk}",
    )
    record("sealed.invited", by=by, subject=team, at=at)
    tell([invited(member)], at=at)
    return member


@transaction.atomic
def start_team(*, team: Team, unlocked: Unlocked, by: Person, at: datetime) -> TeamKey:
    """Make a team its first key, for its first member.

    Raises:
        SealedError: the team has a key, or ``by`` is not a member.
    """
    team = _locked(team)
    _refuse_strangers(by, team, unlocked)
    if TeamKey.objects.filter(team=team).exists():
        raise SealedError(
            "This team has its key already. Ask a colleague to let you in."
        )
    key, _ = _new_team_key(team, to=[unlocked.member_key_id], number=1, at=at)
    write_log(LogEntry.Deed.TEAM_STARTED, at=at, by=by, team=team)
    return key


@transaction.atomic
def let_in(
    *,
    member: TeamMember,
    key_id: UUID,
    unlocked: Unlocked,
    by: Person,
    at: datetime,
) -> None:
    """Give a colleague all keys of the team that ``by`` holds.

    Args:
        key_id: of the colleague's key whose digits were compared.

    Raises:
        SealedError: the colleague has no passphrase yet, or ``by`` is not in the team
            or has not been let in.
    """
    team = _locked(member.team)
    _refuse_strangers(by, team, unlocked)
    theirs = MemberKey.objects.filter(person=member.person, retired_at=None).first()
    if member.left_at is not None or theirs is None:
        raise SealedError("They have to choose their passphrase first.")
    if theirs.pk != key_id:
        raise SealedError(
            "They have a new key since this page was opened. Compare its digits again."
        )
    # Without the present key, letting in would let in to nothing new.
    team_private(_present(team), unlocked)
    held = TeamKey.objects.filter(
        team=team, grants__member_key=unlocked.member_key_id
    ).exclude(grants__member_key=theirs)
    for key in held:
        _grant(key, team_private(key, unlocked), theirs, at=at)
    write_log(
        LogEntry.Deed.MEMBER_LET_IN,
        at=at,
        by=by,
        team=team,
        detail=f"person {member.person_id}",
    )


@transaction.atomic
def remove_member(
    *, member: TeamMember, by: Person, at: datetime, unlocked: Unlocked | None = None
) -> None:
    """Take somebody off a team's list. What they were granted goes at once; the team
    gets a new key now, or when a member does it who has unlocked.

    Args:
        unlocked: of ``by``, when they are a member who has unlocked.

    Raises:
        SealedError: they left before, or nobody would be left who can open anything.
    """
    team = _locked(member.team)
    member = TeamMember.objects.select_for_update().get(pk=member.pk)
    if member.left_at is not None:
        raise SealedError("They have left the team already.")
    if unlocked is not None and unlocked.person_id == member.person_id:
        raise SealedError("Ask a colleague or a manager to take you off the list.")
    if _is_last_who_opens(member):
        raise SealedError(
            "They are the only one who can open what this team receives. "
            "Let somebody else in first."
        )
    member.left_at = at
    member.save(update_fields=["left_at"])
    TeamKeyGrant.objects.filter(
        team_key__team=team, member_key__person=member.person_id
    ).delete()
    write_log(
        LogEntry.Deed.MEMBER_REMOVED,
        at=at,
        by=by,
        team=team,
        detail=f"person {member.person_id}",
    )
    record("sealed.removed", by=by, subject=team, at=at)
    has_key = TeamKey.objects.filter(team=team, retired_at=None).exists()
    if has_key and unlocked is not None:
        rotate(team=team, unlocked=unlocked, by=by, at=at)


def needs_new_key(team: Team) -> bool:
    """Whether somebody has left since the team's key was made."""
    return TeamMember.objects.filter(
        team=team,
        left_at__isnull=False,
        left_at__gt=TeamKey.objects.filter(team=team, retired_at=None).values(
            "made_at"
        )[:1],
    ).exists()


@transaction.atomic
def rotate(*, team: Team, unlocked: Unlocked, by: Person, at: datetime) -> TeamKey:
    """Make the team a new key for its present members, and put the keys of all kept
    submissions under it.

    The envelopes under the former key stay until the worker takes them away.

    Raises:
        SealedError: ``by`` is not a member who has been let in.
        SealError: an envelope is not as it was made.
    """
    team = _locked(team)
    _refuse_strangers(by, team, unlocked)
    present = _present(team)
    team_private(present, unlocked)
    # Former keys too: what break-glass with former codes did not reach is under them.
    held = {
        each: team_private(each, unlocked)
        for each in TeamKey.objects.filter(
            team=team, grants__member_key=unlocked.member_key_id
        )
    }
    key, _ = renew(team=team, to=holders_of(present), at=at)
    rewrap(team=team, key=key, opened_with=held)
    write_log(
        LogEntry.Deed.KEY_ROTATED, at=at, by=by, team=team, detail=f"key {key.number}"
    )
    return key


def renew(*, team: Team, to: list[UUID], at: datetime) -> tuple[TeamKey, KeyPair]:
    """Retire a team's key and make the next one for some members' keys."""
    last = TeamKey.objects.filter(team=team).order_by("-number").first()
    TeamKey.objects.filter(team=team, retired_at=None).update(retired_at=at)
    return _new_team_key(team, to=to, number=last.number + 1 if last else 1, at=at)


def holders_of(key: TeamKey) -> list[UUID]:
    """Return the member keys that may open a team's key: of members, in use."""
    return list(
        TeamKeyGrant.objects.filter(
            team_key=key,
            member_key__retired_at=None,
            member_key__person__sealed_memberships__team=key.team,
            member_key__person__sealed_memberships__left_at=None,
        ).values_list("member_key", flat=True)
    )


def rewrap(*, team: Team, key: TeamKey, opened_with: dict[TeamKey, bytes]) -> int:
    """Put the keys of a team's submissions under a new team key too.

    Args:
        opened_with: the team keys whose private halves are at hand.
    """
    privates: dict[UUID | None, bytes] = {
        each.pk: private for each, private in opened_with.items()
    }
    wraps = KeyWrap.objects.filter(
        team_key__in=privates, submission__team=team, submission__shredded_at=None
    ).select_related("submission")
    made: dict[UUID, KeyWrap] = {}
    for wrapped in wraps.iterator(chunk_size=500):
        if wrapped.submission_id not in made:
            opened = key_in(wrapped, privates[wrapped.team_key_id])
            made[wrapped.submission_id] = wrapped_for(
                wrapped.submission, opened, team_key=key
            )
    KeyWrap.objects.bulk_create(made.values(), batch_size=500)
    return len(made)


def take_away_old_wraps(*, now: datetime) -> int:
    """Delete envelopes under team keys that are retired, where the present key opens
    the same submission. The worker's deed: the web process may not delete any."""
    # Asked through the keys: an envelope for break-glass has no team key at all.
    present = TeamKey.objects.filter(retired_at=None)
    replaced = Submission.objects.filter(wraps__team_key__in=present).values("pk")
    count, _ = KeyWrap.objects.filter(
        team_key__retired_at__lt=now, submission__in=replaced
    ).delete()
    return count


def _new_team_key(
    team: Team, *, to: list[UUID], number: int, at: datetime
) -> tuple[TeamKey, KeyPair]:
    pair = new_key_pair()
    key = TeamKey.objects.create(
        id=uuid4(), team=team, number=number, public=pair.public, made_at=at
    )
    for member_key in MemberKey.objects.filter(pk__in=to):
        _grant(key, pair.private, member_key, at=at)
    return key, pair


def _grant(key: TeamKey, private: bytes, to: MemberKey, *, at: datetime) -> None:
    TeamKeyGrant.objects.create(
        team_key=key,
        member_key=to,
        envelope=wrap(
            private,
            public=bytes(to.public),
            key_id=to.pk,
            about=about_team_key(key, to.pk),
        ),
        given_at=at,
    )


def _is_last_who_opens(member: TeamMember) -> bool:
    key = TeamKey.objects.filter(team=member.team, retired_at=None).first()
    if key is None:
        return False
    own = MemberKey.objects.filter(person=member.person, retired_at=None)
    holders = set(holders_of(key))
    return bool(holders) and holders <= set(own.values_list("pk", flat=True))


def _refuse_strangers(by: Person, team: Team, unlocked: Unlocked) -> None:
    if unlocked.person_id != by.pk or not is_member(by, team):
        raise SealedError("Only members of the team can do this.")


def _present(team: Team) -> TeamKey:
    """Return the key that a team's submissions are sealed for now.

    Raises:
        SealedError: it has none yet.
    """
    key = TeamKey.objects.filter(team=team, retired_at=None).first()
    if key is None:
        raise SealedError("This team has no key yet. Make the team’s key first.")
    return key


def _locked(team: Team) -> Team:
    # What points at a team can be added meanwhile. With the stronger lock a form that
    # is sent holds the log's turn and waits for the team, while this waits for its turn.
    return Team.objects.select_for_update(no_key=True).get(pk=team.pk)
