"""Links with which the owner of a service confirms it, without an account.

A link names the service, the day it was last confirmed and whom it was sent to: it
stops working when somebody else has become the owner, and confirms each round once.
"""

from dataclasses import dataclass
from datetime import date

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from commonweal.design.addresses import full_address
from commonweal.directory.exceptions import LinkError
from commonweal.directory.models import SupportService
from commonweal.mail.models import fingerprint

UNKNOWN = "This link is not complete. Open it from the e-mail again."
# A colon in an address is cut off by some mail programs.
SIGNER = Signer(salt="commonweal.directory.still_right", sep=".")
SHORT = 16


@dataclass(frozen=True, slots=True)
class Named:
    """What a link says.

    Attributes:
        round: the day of the last confirmation when the link was made.
        owner: the beginning of the fingerprint of the owner's address.
    """

    service_id: int
    round: date
    owner: str


def token_for(service: SupportService) -> str:
    """Return what names a service, its round and its owner."""
    named = [service.pk, service.verified_on.isoformat(), owner_of(service)]
    return str(SIGNER.sign_object(named))


def owner_of(service: SupportService) -> str:
    """Return the beginning of the fingerprint of the owner's address."""
    return fingerprint(service.owner_email)[:SHORT]


def still_right_url(service: SupportService) -> str:
    """Return the whole address of the page with the one button."""
    path = reverse("services:still_right", args=[token_for(service)])
    return full_address(path)


def read_token(token: str) -> Named:
    """Return what a link says.

    Raises:
        LinkError: it was changed on its way, or is no link of this kind.
    """
    try:
        service_id, confirmed, owner = SIGNER.unsign_object(token)
        return Named(int(service_id), date.fromisoformat(confirmed), str(owner))
    except (BadSignature, ValueError, TypeError) as error:
        raise LinkError(UNKNOWN) from error
