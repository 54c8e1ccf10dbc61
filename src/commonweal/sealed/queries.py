"""Whose key opens what."""

from dataclasses import dataclass, field
from uuid import UUID

from commonweal.people.models import Person
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.models import (
    KeyWrap,
    MemberKey,
    Submission,
    Team,
    TeamKey,
    TeamKeyGrant,
    TeamMember,
)
from commonweal.sealed.sealing import unwrap


@dataclass(frozen=True, slots=True)
class Unlocked:
    """A member at work: their private key, for as long as one request takes."""

    person_id: int
    member_key_id: UUID
    private: bytes = field(repr=False)


def about_member_key(key: MemberKey) -> dict[str, object]:
    """Return what a member's locked key is tied to."""
    return {"kind": "member-key", "key": str(key.pk), "person": key.person_id}


def about_team_key(team_key: TeamKey, member_key_id: object) -> dict[str, object]:
    """Return what a team key's envelope for one member is tied to."""
    return {
        "kind": "team-key",
        "team": team_key.team_id,
        "number": team_key.number,
        "key": str(team_key.pk),
        "for": str(member_key_id),
    }


def about_submission_key(submission: Submission, key_id: object) -> dict[str, object]:
    """Return what the envelope of a submission's key is tied to."""
    return {
        "kind": "submission-key",
        "form": submission.form,
        "version": submission.version,
        "submission": str(submission.pk),
        "for": str(key_id),
    }


def is_member(person: Person, team: Team) -> bool:
    return TeamMember.objects.current().filter(person=person, team=team).exists()


def team_private(team_key: TeamKey, unlocked: Unlocked) -> bytes:
    """Return a team's private key, from the member's grant.

    Raises:
        SealedError: nobody has let this member in.
        SealError: the grant is not as it was given.
    """
    grant = TeamKeyGrant.objects.filter(
        team_key=team_key, member_key=unlocked.member_key_id
    ).first()
    if grant is None:
        raise SealedError(
            "You cannot open what this team receives yet. Ask a colleague in the "
            "team to let you in."
        )
    return unwrap(
        grant.envelope,
        private=unlocked.private,
        about=about_team_key(team_key, unlocked.member_key_id),
    )


def submission_key(submission: Submission, unlocked: Unlocked) -> bytes:
    """Return the key of a submission.

    Raises:
        SealedError: nobody has let this member in, or its keys were destroyed.
        SealError: an envelope is not as it was made.
    """
    wraps = KeyWrap.objects.filter(
        submission=submission, team_key__team=submission.team
    ).select_related("team_key")
    granted = wraps.filter(team_key__grants__member_key=unlocked.member_key_id)
    wrap = granted.order_by("-team_key__number").first()
    if wrap is None and not wraps.exists():
        raise SealedError("Its keys were destroyed, so nobody can open it any more.")
    if wrap is None or wrap.team_key is None:
        raise SealedError(
            "You cannot open this yet. Ask a colleague in the team to let you in."
        )
    return key_in(wrap, team_private(wrap.team_key, unlocked))


def key_in(wrap: KeyWrap, private: bytes) -> bytes:
    """Return the submission's key from one envelope.

    Raises:
        SealError: the envelope is not as it was made, or is of another submission.
    """
    key_id = wrap.team_key_id or wrap.break_glass_key_id
    key = unwrap(
        wrap.envelope,
        private=private,
        about=about_submission_key(wrap.submission, key_id),
    )
    if len(key) != 32:
        raise SealError
    return key
