"""Somebody with the database, the files and every environment variable, and without a
passphrase.

    python -m benchmarks.sealed_forms.burglar

Tries each value of the environment and of the settings as a key and as a passphrase,
on everything that is sealed. Prints as JSON how much was tried and how much opened.
"""

import json
import os
from collections.abc import Iterator
from hashlib import sha256

import django

django.setup()

from django.conf import settings

from commonweal.sealed import sealed_files
from commonweal.sealed.exceptions import SealError
from commonweal.sealed.models import (
    BreakGlassShare,
    Draft,
    KeyWrap,
    MemberKey,
    SealedFile,
    SealedPart,
    Unlocking,
)
from commonweal.sealed.queries import about_member_key, about_submission_key
from commonweal.sealed.sealing import Context, derived, unlock, unseal, unwrap

# A passphrase costs 0.1 s to try; so many values are tried as one.
PASSPHRASES = 25


def main() -> dict[str, int]:
    values = sorted(set(_values()), key=len, reverse=True)
    keys = {key for value in values for key in _keys(value)}
    tried = opened = 0
    for envelope, about in _sealed():
        for key in keys:
            tried += 1
            opened += _opens(lambda: unseal(key, envelope, about=about))  # noqa: B023
    for wrap in KeyWrap.objects.select_related("submission"):
        about = about_submission_key(
            wrap.submission, wrap.team_key_id or wrap.break_glass_key_id
        )
        for key in keys:
            tried += 1
            opened += _opens(
                lambda: unwrap(wrap.envelope, private=key, about=about)  # noqa: B023
            )
    for member in MemberKey.objects.all():
        for value in values[:PASSPHRASES]:
            tried += 1
            opened += _opens(
                lambda: unlock(
                    member.locked,  # noqa: B023
                    passphrase=value,  # noqa: B023
                    about=about_member_key(member),  # noqa: B023
                )
            )
    return {"tried": tried, "opened": opened}


def _sealed() -> Iterator[tuple[bytes, Context | bytes]]:
    """Yield every envelope under a plain key, with what it is tied to."""
    for part in SealedPart.objects.select_related("submission"):
        one = part.submission
        yield (
            bytes(part.envelope),
            Context(one.form, one.version, str(one.pk), part.group),
        )
    for file in SealedFile.objects.select_related("submission"):
        one = file.submission
        first = sealed_files.path_of(file.pk).read_bytes()
        place = f"file-{file.number}:0:last"
        yield (
            first[: sealed_files.ENVELOPE_BYTES],
            Context(one.form, one.version, str(one.pk), place),
        )
    for draft in Draft.objects.all():
        yield bytes(draft.envelope), b""
    for row in Unlocking.objects.select_related("member_key"):
        tied = f"commonweal/sealed/1 unlocking {row.member_key_id} {row.person_id}"
        yield bytes(row.envelope), tied.encode()
    for share in BreakGlassShare.objects.all():
        tied = f"commonweal/sealed/1 break-glass {share.key_id} {share.first} {share.second}"
        yield bytes(share.envelope), tied.encode()


def _values() -> Iterator[str]:
    yield from (value for value in os.environ.values() if value)
    for name in dir(settings):
        value = getattr(settings, name)
        if isinstance(value, str) and value:
            yield value


def _keys(value: str) -> Iterator[bytes]:
    plain = value.encode()
    yield sha256(plain).digest()
    yield plain[:32].ljust(32, b"\0")
    yield derived(plain, purpose="unlocking")
    yield derived(plain, purpose="draft")
    yield derived(plain, purpose="break-glass pair")


def _opens(deed: object) -> bool:
    try:
        deed()  # type: ignore[operator]
    except SealError:
        return False
    return True


if __name__ == "__main__":
    print(json.dumps(main()))
