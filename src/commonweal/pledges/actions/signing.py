"""From a form to a signature: nobody counts who has not confirmed."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.governance.actions import record
from commonweal.mail.actions import drop_waiting_about
from commonweal.pledges import emails, links
from commonweal.pledges.actions.telling import tell
from commonweal.pledges.exceptions import LinkError, PledgeError
from commonweal.pledges.models import Covenant, Signature, Version

Status = Signature.Status
CLOSED = "This covenant cannot be signed at the moment."
OTHER_TEXT = (
    "The text has changed since you opened the page. Read it again, then sign it."
)
WITHDRAWN = "This signature was withdrawn, or its time was over. Nothing is held of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What somebody typed who signs.

    Attributes:
        organisation, role: empty for somebody who signs for themselves.
    """

    email: str
    name: str
    organisation: str = ""
    role: str = ""
    list_publicly: bool = False


@transaction.atomic
def sign(*, version: Version, signing: Signing, at: datetime) -> Signature:
    """Take down that somebody signs, and write to the address to have it confirmed.

    Whether an address is known shows in what is written to it, and nowhere else. For
    an address that has signed already nothing changes; its owner is told so. Of two
    forms for an address that has not confirmed, the later counts.

    Args:
        version: the text that stood on the page.

    Raises:
        PledgeError: the covenant is closed, or ``version`` is not its text any more.
    """
    covenant = Covenant.objects.select_for_update().get(pk=version.covenant_id)
    if not covenant.is_open:
        raise PledgeError(CLOSED)
    if covenant.current_version() != version:
        raise PledgeError(OTHER_TEXT)
    signature, is_new = _row_of(version, signing, at=at)
    if signature.status == Status.SIGNED:
        tell(emails.already(signature, at=at), at=at)
        return signature
    if not is_new and signature.asked_at >= at:
        return signature
    if not is_new:
        _take_over(signature, version=version, signing=signing, at=at)
    drop_waiting_about(about=signature, at=at, templates=[emails.CONFIRM.key])
    tell(emails.confirm(signature), at=at)
    return signature


@transaction.atomic
def confirm(*, signature: Signature, asked_at: datetime, at: datetime) -> Signature:
    """Let a signature count: the owner of the address has confirmed it. Doing it again
    changes nothing.

    Args:
        asked_at: of the form that the link was made for.

    Raises:
        LinkError: the form has been sent again since, the link is too old, or the
            signature is gone.
    """
    signature = locked(signature)
    check_link(signature, asked_at=asked_at, at=at)
    if signature.status == Status.SIGNED:
        return signature
    signature.status = Status.SIGNED
    signature.signed_at = signature.first_signed_at = at
    signature.save(update_fields=["status", "signed_at", "first_signed_at"])
    record("pledges.signed", subject=signature, by=None, at=at)
    tell(emails.signed(signature, at=at), at=at)
    return signature


def check_link(signature: Signature, *, asked_at: datetime, at: datetime) -> None:
    """Refuse a link that must not confirm any more.

    Raises:
        LinkError: see ``confirm``.
    """
    if signature.status == Status.SIGNED:
        return
    if signature.asked_at != asked_at:
        raise LinkError(links.NEWER)
    if at >= asked_at + links.LASTS:
        raise LinkError(links.TOO_OLD)


@transaction.atomic
def renew(*, signature: Signature, version: Version, at: datetime) -> Signature:
    """Let a signature stand for another two years, under the text that was read.

    Args:
        version: the text that stood on the page.

    Raises:
        PledgeError: ``version`` is not the covenant's text any more.
        LinkError: the signature is gone.
    """
    covenant = Covenant.objects.select_for_update().get(pk=signature.covenant_id)
    signature = locked(signature)
    if signature.status != Status.SIGNED:
        raise PledgeError("Confirm the signature first, with the link we sent you.")
    if covenant.current_version() != version:
        raise PledgeError(OTHER_TEXT)
    signature.version, signature.signed_at, signature.reminders = version, at, 0
    signature.save(update_fields=["version", "signed_at", "reminders"])
    drop_waiting_about(
        about=signature, at=at, templates=[emails.RENEW.key, emails.NEW_TEXT.key]
    )
    record("pledges.renewed", subject=signature, by=None, at=at)
    return signature


@transaction.atomic
def list_publicly(*, signature: Signature, is_listed: bool, at: datetime) -> Signature:
    """Name a signer in public from now on, or no longer.

    Raises:
        LinkError: the signature is gone.
    """
    signature = locked(signature)
    signature.list_publicly = is_listed
    signature.save(update_fields=["list_publicly"])
    verb = "pledges.listed" if is_listed else "pledges.unlisted"
    record(verb, subject=signature, by=None, at=at)
    return signature


def locked(signature: Signature) -> Signature:
    """Return the row as it is now, locked until the transaction ends.

    Raises:
        LinkError: it is gone.
    """
    rows = Signature.objects.select_for_update(of=("self",))
    found = rows.select_related("covenant", "version").filter(pk=signature.pk).first()
    if found is None:
        raise LinkError(WITHDRAWN)
    return found


def _row_of(
    version: Version, signing: Signing, *, at: datetime
) -> tuple[Signature, bool]:
    """Return the locked row of an address, and whether it was made now."""
    rows = Signature.objects.filter(covenant=version.covenant_id)
    rows = rows.at_address(signing.email).select_for_update(of=("self",))
    rows = rows.select_related("covenant")
    found = rows.first()
    if found is not None:
        return found, False
    made = Signature(version=version, covenant=version.covenant)
    _fill(made, signing, at=at)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        # Two presses at once: the other one was first.
        return rows.get(), False
    return made, True


def _take_over(
    signature: Signature, *, version: Version, signing: Signing, at: datetime
) -> None:
    signature.version = version
    _fill(signature, signing, at=at)
    fields = ["version", "email", "name", "organisation", "role"]
    signature.save(update_fields=[*fields, "list_publicly", "asked_at"])


def _fill(signature: Signature, signing: Signing, *, at: datetime) -> None:
    signature.email = signing.email.strip()
    signature.name, signature.role = signing.name, signing.role
    signature.organisation = signing.organisation
    signature.list_publicly = signing.list_publicly
    signature.asked_at = at
