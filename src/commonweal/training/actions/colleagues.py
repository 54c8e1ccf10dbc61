"""Somebody who is named by a colleague, by name and work e-mail address."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commonweal.governance.actions import record
from commonweal.people.actions import join_organisation
from commonweal.people.models import Organisation, Person
from commonweal.people.shared_mailboxes import explain
from commonweal.training.actions.booking import Wish
from commonweal.training.actions.swapping import substitute
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking


@transaction.atomic
def name_colleague(
    *,
    first_name: str,
    last_name: str,
    email: str,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
) -> Person:
    """Return the person with that address, or add them, so that they can be booked.

    Somebody who is known keeps the name they gave themselves. They become a member of
    ``organisation`` if they are not, with no rights over anybody.

    Args:
        organisation: for whom they come; None: nobody's.
        by: who names them.

    Raises:
        BookingError: several people read the address, or its account is closed.
    """
    email = email.strip().lower()
    refusal = explain(email)
    if refusal:
        raise BookingError(refusal)
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = Person.objects.create_user(
            email, first_name=first_name.strip(), last_name=last_name.strip()
        )
        record("people.added", subject=person, by=by, at=at)
    elif person.closed_at is not None:
        raise BookingError(
            "Nobody can be booked with this address at the moment. Ask the training "
            "desk to book for them."
        )
    if organisation is not None:
        _join(person, organisation, by=by, at=at)
    return person


def _join(
    person: Person, organisation: Organisation, *, by: Person, at: datetime
) -> None:
    today = timezone.localdate(at)
    if (
        not person.memberships.current(today=today)
        .filter(organisation=organisation)
        .exists()
    ):
        join_organisation(
            person=person, organisation=organisation, starts_on=today, by=by, at=at
        )


@transaction.atomic
def send_colleague(
    *,
    booking: Booking,
    first_name: str,
    last_name: str,
    email: str,
    declared_equivalent: str,
    by: Person,
    at: datetime,
) -> Booking:
    """Give a place to a colleague who is named; nobody is added if that fails.

    Returns:
        The colleague's booking.

    Raises:
        BookingError: as ``name_colleague`` and ``substitute``.
    """
    colleague = name_colleague(
        first_name=first_name,
        last_name=last_name,
        email=email,
        organisation=booking.organisation,
        by=by,
        at=at,
    )
    wish = Wish(declared_equivalent=declared_equivalent)
    return substitute(booking=booking, colleague=colleague, by=by, at=at, wish=wish)
