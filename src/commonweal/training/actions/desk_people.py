"""The desk names somebody by e-mail address or by name alone."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commonweal.people.actions import add_person
from commonweal.people.exceptions import AccountError
from commonweal.people.models import Organisation, Person
from commonweal.training.actions.booking import Wish, book_place
from commonweal.training.actions.joining import join_for_booking
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, Session


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody as the desk typed them in; the address may be empty."""

    email: str = ""
    first_name: str = ""
    last_name: str = ""
    organisation: Organisation | None = None


@transaction.atomic
def find_or_add_person(*, named: Named, by: Person, at: datetime) -> Person:
    """Return the person with that address, or add one.

    Whoever has no address is always added: a name alone tells nobody apart. They
    become a member of the organisation, if one is named.

    Raises:
        BookingError: neither address nor name, the account is closed, the address
            is not one person's own, or the organisation is no longer active.
    """
    email = named.email.strip().lower()
    person = Person.objects.filter(email=email).first() if email else None
    if person is None:
        person = _add(named, email, by=by, at=at)
    elif person.closed_at is not None:
        raise BookingError("The account with this address is closed.")
    join_for_booking(person, named.organisation, by=by, at=at)
    return person


def _add(named: Named, email: str, *, by: Person, at: datetime) -> Person:
    if not named.last_name.strip():
        raise BookingError("Nobody is known by this address. Enter their name too.")
    try:
        return add_person(
            email=email,
            first_name=named.first_name,
            last_name=named.last_name,
            by=by,
            at=at,
        )
    except AccountError as error:
        raise BookingError(str(error)) from error


@transaction.atomic
def book_somebody(
    *,
    session: Session,
    named: Named,
    by: Person,
    at: datetime,
    wish: Wish,
    despite_problems: bool = False,
    reason: str = "",
) -> Booking:
    """Book somebody that the desk names. If that fails, nobody is added either.

    Raises:
        BookingError: as ``find_or_add_person`` and ``book_place``.
    """
    return book_place(
        session=session,
        attendee=find_or_add_person(named=named, by=by, at=at),
        organisation=named.organisation,
        by=by,
        at=at,
        wish=wish,
        despite_problems=despite_problems,
        reason=reason,
    )
