"""Links that stand in what signers are sent, and let them act without an account.

A link names a row by its number or key, and nothing that a reader could understand.
"""

from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from commonweal.design.addresses import full_address
from commonweal.pledges.exceptions import LinkError

UNKNOWN = "This link is not complete. Open it from the e-mail again."
TOO_OLD = "This link is too old. Sign again, and we send you a new one."
NEWER = "You have signed again since. Open the link in the newer e-mail."
LASTS = timedelta(days=7)


def confirm_url(signature_pk: int, *, asked_at: datetime) -> str:
    """Return the whole address that confirms a signature, good for seven days and
    until the form is sent again."""
    named = [signature_pk, asked_at.isoformat()]
    return full_address(
        reverse("pledges:confirm", args=[_signer("confirm").sign_object(named)])
    )


def read_confirm(token: str) -> tuple[int, datetime]:
    """Return which signature a link confirms, and when its form was sent.

    Raises:
        LinkError: it was changed on its way, or made for another purpose.
    """
    try:
        pk, asked = _signer("confirm").unsign_object(token)
        return int(pk), datetime.fromisoformat(asked)
    except (BadSignature, ValueError) as error:
        raise LinkError(UNKNOWN) from error


def own_path(key: str) -> str:
    """Return the path of a signer's own page, which works until they withdraw."""
    return reverse("pledges:own", args=[_signer("own").sign(key)])


def own_url(key: str) -> str:
    """Return the whole address of a signer's own page. No query is made."""
    return full_address(own_path(key))


def read_own(token: str) -> str:
    """Return the key of the signature that a link belongs to.

    Raises:
        LinkError: it was changed on its way, or made for another purpose.
    """
    try:
        return _signer("own").unsign(token)
    except BadSignature as error:
        raise LinkError(UNKNOWN) from error


def _signer(purpose: str) -> Signer:
    # A colon in an address is cut off by some mail programs.
    return Signer(salt=f"commonweal.pledges.{purpose}", sep=".")
