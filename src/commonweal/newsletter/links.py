"""Links that stand in what subscribers are sent, and let them act without an account.

A link names a row by its key or number, and nothing that a reader could understand.
One made for one purpose opens no other: the link for leaving, which mail programs
and gateways handle by themselves, does not open the preferences.
"""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from commonweal.design.addresses import full_address
from commonweal.newsletter.exceptions import LinkError

UNKNOWN = "This link is not complete. Open it from the e-mail again."
TOO_OLD = "This link is too old."
# Public bodies' mail gateways hold messages back, and people take holidays.
LASTS = timedelta(days=7)


class Purpose(StrEnum):
    """What a link is for."""

    PREFERENCES = "preferences"  # names a Subscriber by key
    UNSUBSCRIBE = "unsubscribe"  # names a Subscriber by key
    CONFIRM = "confirm"  # names a Consent that waits for its confirmation
    INVITATION = "invitation"  # names a Subscriber by key
    ADDRESS = "address"  # names an AddressChange


def sign_up_url() -> str:
    """Return the whole address of the page to sign up on."""
    return full_address(reverse("newsletter:sign_up"))


def preferences_url(key: str) -> str:
    """Return the whole address of a subscriber's preferences, as issues carry it. It
    works for as long as they subscribe.

    Args:
        key: ``Subscriber.key``. No query is made.
    """
    return _address("newsletter:preferences", _signed(Purpose.PREFERENCES, key))


def preferences_path(key: str) -> str:
    """Return the same as a path, for our own pages."""
    token = _signed(Purpose.PREFERENCES, key)
    return reverse("newsletter:preferences", args=[token])


def unsubscribe_path(key: str) -> str:
    """Return the path for leaving, for our own pages."""
    token = _signed(Purpose.UNSUBSCRIBE, key)
    return reverse("newsletter:unsubscribe", args=[token])


def unsubscribe_url(key: str) -> str:
    """Return the whole address for leaving in one press, as issues carry it.

    A GET shows a page with one button. A POST unsubscribes, needs no cookie and
    answers 200, as RFC 8058 asks. It works for ever.

    Args:
        key: ``Subscriber.key``. No query is made.
    """
    return _address("newsletter:unsubscribe", _signed(Purpose.UNSUBSCRIBE, key))


def confirm_url(consent_pk: int, *, at: datetime) -> str:
    """Return the whole address that confirms a sign-up, good for seven days."""
    return _address("newsletter:confirm", _dated(Purpose.CONFIRM, consent_pk, at))


def invitation_url(key: str, *, at: datetime) -> str:
    """Return the whole address that accepts an invitation."""
    return _address("newsletter:invitation", _dated(Purpose.INVITATION, key, at))


def new_address_url(change_pk: int, *, at: datetime) -> str:
    """Return the whole address that confirms a change of address, good for seven days."""
    return _address("newsletter:new_address", _dated(Purpose.ADDRESS, change_pk, at))


def read_key(purpose: Purpose, token: str) -> str:
    """Return the subscriber's key that a link without an end names.

    Raises:
        LinkError: it was changed on its way, or made for another purpose.
    """
    try:
        return _signer(purpose).unsign(token)
    except BadSignature as error:
        raise LinkError(UNKNOWN) from error


def read_dated(purpose: Purpose, token: str) -> tuple[str | int, datetime]:
    """Return what a link names, and when it stops working.

    The caller says what is to be done when that is over: a new link, most often.

    Raises:
        LinkError: it was changed on its way, or made for another purpose.
    """
    try:
        named, made_at = _signer(purpose).unsign_object(token)
    except (BadSignature, ValueError) as error:
        raise LinkError(UNKNOWN) from error
    return named, datetime.fromtimestamp(made_at, tz=UTC) + LASTS


def _address(name: str, token: str) -> str:
    return full_address(reverse(name, args=[token]))


def _signed(purpose: Purpose, key: str) -> str:
    return _signer(purpose).sign(key)


def _dated(purpose: Purpose, named: str | int, at: datetime) -> str:
    return _signer(purpose).sign_object([named, int(at.timestamp())])


def _signer(purpose: Purpose) -> Signer:
    # A colon in an address is cut off by some mail programs.
    return Signer(salt=f"commonweal.newsletter.{purpose}", sep=".")
