"""A member's passphrase and key, and the quarter of an hour in which they work."""

import base64
import binascii
import unicodedata
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import uuid4

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from commonweal.people.models import Person
from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.emails.keys import waiting
from commonweal.sealed.exceptions import (
    SealedError,
    SealError,
    WrongPassphraseError,
)
from commonweal.sealed.models import LogEntry, MemberKey, Team, Unlocking
from commonweal.sealed.queries import Unlocked, about_member_key
from commonweal.sealed.sealing import (
    derived,
    lock,
    new_key,
    new_key_pair,
    seal,
    unlock,
    unseal,
)

IDLE = timedelta(minutes=15)
# Written down at most this often: an open page is no reason to write each second.
NOTED_EVERY = timedelta(seconds=30)
SHORTEST = 14
TRIES = 10


def set_passphrase(*, person: Person, passphrase: str, at: datetime) -> MemberKey:
    """Make a person a new key pair under a passphrase.

    A key they had before is retired, and what it was granted is of no use any more:
    a colleague in each team lets them in again.

    Raises:
        SealedError: the passphrase is too short, or is their e-mail address.
    """
    passphrase = _accepted(passphrase, person)
    pair = new_key_pair()
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        _keys(person).update(retired_at=at)
        Unlocking.objects.filter(person=person).delete()
        key = MemberKey(id=uuid4(), person=person, public=pair.public, made_at=at)
        key.locked = lock(
            pair.private, passphrase=passphrase, about=about_member_key(key)
        )
        key.save(force_insert=True)
        write_log(LogEntry.Deed.PASSPHRASE_SET, at=at, by=person)
        for team in Team.objects.of(person):
            tell(waiting(team, person, key=key), at=at)
    return key


def change_passphrase(
    *, person: Person, passphrase: str, new_passphrase: str, at: datetime
) -> None:
    """Put the same key under another passphrase.

    Raises:
        WrongPassphraseError: ``passphrase`` is not the one in use.
        SealedError: the new one is too short, or there were too many tries.
    """
    new_passphrase = _accepted(new_passphrase, person)
    key, private = _opened(person, passphrase, at=at)
    with transaction.atomic():
        key.locked = lock(
            private, passphrase=new_passphrase, about=about_member_key(key)
        )
        key.save(update_fields=["locked"])
        Unlocking.objects.filter(person=person).delete()
        write_log(LogEntry.Deed.PASSPHRASE_CHANGED, at=at, by=person)


def begin_unlocking(*, person: Person, passphrase: str, at: datetime) -> str:
    """Open a person's key for ``IDLE`` and return the secret for their cookie.

    The key lies in the database under that secret alone. A wrong passphrase is
    written in the log.

    Raises:
        WrongPassphraseError: it is not the passphrase.
        SealedError: they have none yet, or there were too many tries.
    """
    key, private = _opened(person, passphrase, at=at)
    secret = new_key()
    with transaction.atomic():
        Unlocking.objects.create(
            key_hash=_name(secret),
            person=person,
            member_key=key,
            envelope=seal(
                derived(secret, purpose="unlocking"),
                private,
                about=_about(key, person),
                key_id=key.pk,
            ),
            used_at=at,
        )
        write_log(LogEntry.Deed.UNLOCKED, at=at, by=person)
    return base64.urlsafe_b64encode(secret).decode().rstrip("=")


def resume(*, cookie: str, person: Person, now: datetime) -> Unlocked | None:
    """Return the key that a cookie opens; None when nothing is unlocked.

    Being asked counts as being at work: the quarter of an hour begins anew.
    """
    secret = _secret(cookie)
    found = (
        Unlocking.objects.filter(
            key_hash=_name(secret),
            person=person,
            used_at__gt=now - IDLE,
            member_key__retired_at=None,
        )
        .select_related("member_key")
        .first()
    )
    if found is None:
        return None
    try:
        private = unseal(
            derived(secret, purpose="unlocking"),
            found.envelope,
            about=_about(found.member_key, person),
        )
    except SealError:
        return None
    if now - found.used_at > NOTED_EVERY:
        Unlocking.objects.filter(pk=found.pk).update(used_at=now)
    return Unlocked(person.pk, found.member_key.pk, private)


def lock_again(*, person: Person, at: datetime) -> None:
    """End all unlockings of a person, in every browser."""
    with transaction.atomic():
        count, _ = Unlocking.objects.filter(person=person).delete()
        if count:
            write_log(LogEntry.Deed.LOCKED, at=at, by=person)


def lock_on_signing_out(*, user: object, **kwargs: object) -> None:
    """Receive Django's signal that somebody has signed out."""
    if isinstance(user, Person):
        lock_again(person=user, at=timezone.now())


def lock_idle(*, now: datetime) -> int:
    """Take away what nobody has used for ``IDLE``; return how many there were."""
    count, _ = Unlocking.objects.filter(used_at__lte=now - IDLE).delete()
    return count


def normalised(passphrase: str) -> str:
    """Return one spelling of a passphrase, whatever keyboard typed it (NFKC), with
    single spaces."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def _accepted(passphrase: str, person: Person) -> str:
    passphrase = normalised(passphrase)
    if len(passphrase) < SHORTEST:
        raise SealedError(
            f"Your passphrase must have at least {SHORTEST} characters. "
            "Four words that do not belong together are good."
        )
    if len(set(passphrase.lower())) < 6 or person.email in passphrase.lower():
        raise SealedError(
            "Choose a passphrase that nobody can guess: "
            "four words that do not belong together are good."
        )
    return passphrase


def _opened(
    person: Person, passphrase: str, *, at: datetime
) -> tuple[MemberKey, bytes]:
    """Return a person's key and its private half.

    One try of a person waits for the other, so that tries side by side do not count
    as one. Tries of a key they had before do not count for the present one.
    """
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        key = _keys(person).first()
        if key is None:
            raise SealedError("You have not chosen a passphrase yet.")
        tried = LogEntry.objects.filter(
            person_id=person.pk,
            deed=LogEntry.Deed.UNLOCK_FAILED,
            at__gt=at - IDLE,
            at__gte=key.made_at,
        )
        if tried.count() >= TRIES:
            raise SealedError(
                "There were too many wrong passphrases. Wait a quarter of an hour, "
                "or ask a colleague to let you in with a new one."
            )
        private = _tried(key, passphrase)
        if private is None:
            write_log(LogEntry.Deed.UNLOCK_FAILED, at=at, by=person)
    if private is None:
        # Not before the entry in the log is there to stay.
        raise WrongPassphraseError(
            "That is not your passphrase. Check capital letters and spaces."
        )
    return key, private


def _tried(key: MemberKey, passphrase: str) -> bytes | None:
    try:
        return unlock(
            key.locked, passphrase=normalised(passphrase), about=about_member_key(key)
        )
    except SealError:
        return None


def _keys(person: Person) -> QuerySet[MemberKey]:
    return MemberKey.objects.filter(person=person, retired_at=None)


def _about(key: MemberKey, person: Person) -> bytes:
    return f"commonweal/sealed/1 unlocking {key.pk} {person.pk}".encode()


def _secret(cookie: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(cookie + "=" * (-len(cookie) % 4))
    except (ValueError, binascii.Error):
        return b""


def _name(secret: bytes) -> str:
    return sha256(b"unlocking" + secret).hexdigest()
