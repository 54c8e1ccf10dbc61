"""From a form to somebody who answers."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from commonweal.governance.actions import record
from commonweal.intake import enquiry_emails as emails
from commonweal.intake.actions.enquiry_letters import tell
from commonweal.intake.complaint_clock import acknowledge_by
from commonweal.intake.enquiry_people import people_for
from commonweal.intake.enquiry_references import new_reference
from commonweal.intake.models import Enquiry, EnquiryEvent, Kind, Route
from commonweal.intake.models.enquiries import best_route

What = EnquiryEvent.What


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody typed into one of the forms. The fields are those of ``Enquiry``;
    an e-mail address or a telephone number is among them."""

    kind: Kind
    message: str
    topic: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    about: str = ""
    wanted: str = ""
    wanted_by: date | None = None


@transaction.atomic
def receive(
    *, asked: Asked, at: datetime, is_calm: bool = True, may_write: bool = True
) -> Enquiry:
    """Keep what somebody sent, tell them, and tell those who answer.

    The same words from the same sender on the same day are one enquiry, so a second
    press changes nothing.

    Args:
        is_calm: False for what came in a flood or from a program: it is kept and set
            aside for a person to look at, and nobody is written to.
        may_write: False when the sender's address has been written to too often.
    """
    today = localdate(at)
    digest = _digest(asked, today=today)
    route = best_route(asked.kind, asked.topic, Route.objects.filter(kind=asked.kind))
    made = Enquiry(
        **asdict(asked),
        reference=new_reference(),
        route=route,
        received_at=at,
        acknowledge_by=acknowledge_by(today) if asked.kind == Kind.COMPLAINT else None,
        is_set_aside=not is_calm,
        digest=digest,
    )
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        # A second press: the first one is there.
        return Enquiry.objects.get(digest=digest)
    made.events.create(what=What.RECEIVED, at=at)
    record("intake.received", subject=made, by=None, at=at)
    if is_calm:
        tell_of(made, may_write=may_write, at=at)
    return made


def tell_of(enquiry: Enquiry, *, may_write: bool, at: datetime) -> None:
    """Write the receipt, and to those who answer, in the caller's transaction."""
    if enquiry.email and may_write:
        tell(emails.receipt(enquiry), at=at)
    for person in people_for(enquiry):
        tell(emails.came(enquiry, person), at=at)


def _digest(asked: Asked, *, today: date) -> str:
    typed = asdict(asked) | {"email": asked.email.lower(), "day": today}
    return sha256(json.dumps(typed, default=str).encode()).hexdigest()
