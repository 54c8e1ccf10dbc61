"""The way in when nobody of a team can open anything: any two of three holders.

The key's private half is in an envelope for each of the three pairs of holders. What
opens an envelope is derived from the two printed codes together: one code alone, and
everything that the server holds, opens nothing. (Wrapped once for each pair; no
secret is shared out by formulas of our own.)
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from uuid import uuid4

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.sealed.actions.logging import take_turn, write_log
from commonweal.sealed.actions.sealing import wrapped_for
from commonweal.sealed.actions.teams import renew
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.emails import keys as emails
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.models import (
    BreakGlassKey,
    BreakGlassShare,
    KeyWrap,
    LogEntry,
    MemberKey,
    Team,
    TeamKey,
)
from commonweal.sealed.queries import is_member, key_in
from commonweal.sealed.references import ALPHABET, check_of
from commonweal.sealed.sealing import (
    derived,
    new_key_pair,
    seal,
    unseal,
)

HOLDERS = (1, 2, 3)
# 26 characters of 5 bits are 130; before them whose it is, behind them the check.
RANDOM_CHARACTERS = 26
CODE_LENGTH = 1 + RANDOM_CHARACTERS + 1


@transaction.atomic
def make_break_glass(*, by: Person | None, at: datetime) -> tuple[str, ...]:
    """Make the break-glass key and return the three codes, to be printed and given
    to three people. They are shown this once and kept nowhere.

    From now on each submission is sealed for this key too. What was sealed for the
    former one still opens with the former codes.

    Args:
        by: None on the command line.
    """
    take_turn()  # Of two who make it at once, the second replaces the first's.
    BreakGlassKey.objects.filter(retired_at=None).update(retired_at=at)
    pair = new_key_pair()
    key = BreakGlassKey.objects.create(id=uuid4(), public=pair.public, made_at=at)
    codes = tuple(_new_code(holder) for holder in HOLDERS)
    BreakGlassShare.objects.bulk_create(
        BreakGlassShare(
            key=key,
            first=first,
            second=second,
            envelope=seal(
                _pair_key(codes[first - 1], codes[second - 1]),
                pair.private,
                about=_about(key, first, second),
                key_id=key.pk,
            ),
        )
        for first, second in combinations(HOLDERS, 2)
    )
    write_log(LogEntry.Deed.BREAK_GLASS_MADE, at=at, by=by)
    record("sealed.break_glass_made", by=by, subject=key, at=at)
    tell(emails.break_glass_made(key), at=at)
    return codes


def drill(*, codes: Sequence[str], by: Person | None, at: datetime) -> None:
    """Try two codes without opening anything, and write down that they work.

    Raises:
        SealedError: they do not.
    """
    key, _ = _opened(codes, by=by, at=at)
    with transaction.atomic():
        key.drilled_at = at
        key.save(update_fields=["drilled_at"])
        write_log(LogEntry.Deed.BREAK_GLASS_DRILLED, at=at, by=by)


def recover_team(
    *,
    codes: Sequence[str],
    team: Team,
    person: Person,
    reason: str,
    by: Person | None,
    at: datetime,
) -> int:
    """Make a team a new key for one member, and put under it the keys of all
    submissions that break-glass opens. Return how many. Nothing of their content is
    opened here; the member does that as always.

    Raises:
        SealedError: the codes are wrong, there is no reason, or ``person`` is not a
            member with a passphrase.
        SealError: an envelope is not as it was made.
    """
    if not reason.strip():
        raise SealedError("Say why break-glass is used.")
    member_key = MemberKey.objects.filter(person=person, retired_at=None).first()
    if member_key is None or not is_member(person, team):
        raise SealedError(
            "Choose a member of the team who has set a passphrase. They can open "
            "everything afterwards, and let their colleagues in."
        )
    glass_key, private = _opened(codes, by=by, at=at)
    with transaction.atomic():
        team = Team.objects.select_for_update(no_key=True).get(pk=team.pk)
        key, _ = renew(team=team, to=[member_key.pk], at=at)
        count = _rewrap(team, key, glass_key, private)
        write_log(
            LogEntry.Deed.BREAK_GLASS_USED,
            at=at,
            by=by,
            team=team,
            detail=f"{count} submissions for person {person.pk}: {reason.strip()}",
        )
        record("sealed.break_glass_used", by=by, subject=team, at=at)
        tell(emails.break_glass_used(team, at=at), at=at)
    return count


def read_code(words: str) -> str:
    """Return a holder's code from what somebody typed.

    Raises:
        SealedError: it is not one; the words say what is wrong.
    """
    meant = "".join(words.upper().split()).replace("-", "")
    meant = meant.translate(str.maketrans("OIL", "011"))
    if len(meant) != CODE_LENGTH or any(c not in ALPHABET for c in meant):
        raise SealedError(
            f"A code has {CODE_LENGTH} letters and numbers, in groups of four."
        )
    if check_of(meant[:-1]) != meant[-1] or meant[0] not in "123":
        raise SealedError(
            "Check the code. One of its characters is wrong or two changed places."
        )
    return meant


def grouped(code: str) -> str:
    """Return a code as it is printed: groups of four."""
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))


def _rewrap(team: Team, key: TeamKey, glass_key: BreakGlassKey, private: bytes) -> int:
    wraps = KeyWrap.objects.filter(
        break_glass_key=glass_key,
        submission__team=team,
        submission__shredded_at=None,
    ).select_related("submission")
    made = [
        wrapped_for(each.submission, key_in(each, private), team_key=key)
        for each in wraps.iterator(chunk_size=500)
    ]
    KeyWrap.objects.bulk_create(made, batch_size=500)
    return len(made)


def _opened(
    codes: Sequence[str], *, by: Person | None, at: datetime
) -> tuple[BreakGlassKey, bytes]:
    """Return the newest key that two codes open, and its private half."""
    meant = sorted({read_code(code) for code in codes})
    if len(meant) != 2 or meant[0][0] == meant[1][0]:
        raise SealedError("Enter the codes of two different holders.")
    first, second = int(meant[0][0]), int(meant[1][0])
    shares = BreakGlassShare.objects.filter(first=first, second=second)
    for share in shares.select_related("key").order_by("-key__made_at"):
        try:
            private = unseal(
                _pair_key(*meant),
                share.envelope,
                about=_about(share.key, first, second),
            )
        except SealError:
            continue
        return share.key, private
    write_log(LogEntry.Deed.BREAK_GLASS_FAILED, at=at, by=by)
    raise SealedError(
        "These two codes do not open anything. Check that both were printed at the "
        "same time."
    )


def _new_code(holder: int) -> str:
    random = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    body = f"{holder}{random}"
    return body + check_of(body)


def _pair_key(first: str, second: str) -> bytes:
    joined = "+".join(sorted((first, second)))
    return derived(joined.encode(), purpose="break-glass pair")


def _about(key: BreakGlassKey, first: int, second: int) -> bytes:
    return f"commonweal/sealed/1 break-glass {key.pk} {first} {second}".encode()
