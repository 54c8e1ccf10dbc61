"""Somebody who is named by a colleague, by name and work e-mail address."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from commonweal.people.actions import add_person
from commonweal.people.models import Organisation, Person
from commonweal.people.shared_mailboxes import explain
from commonweal.training.actions.booking import Wish
from commonweal.training.actions.joining import join_for_booking
from commonweal.training.actions.swapping import substitute
from commonweal.training.actions.team import book_team
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, Session
from commonweal.training.queries.eligibility import requirements


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
        BookingError: several people read the address, its account is closed, or the
            organisation is no longer active.
    """
    email = email.strip().lower()
    refusal = explain(email, is_own=False)
    if refusal:
        raise BookingError(refusal)
    person = Person.objects.filter(email=email).first()
    if person is None:
        person = add_person(
            email=email, first_name=first_name, last_name=last_name, by=by, at=at
        )
    elif person.closed_at is not None:
        raise BookingError(
            "Nobody can be booked with this address at the moment. Ask the training "
            "desk to book for them."
        )
    join_for_booking(person, organisation, by=by, at=at)
    return person


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


@transaction.atomic
def book_named_team(
    *,
    session: Session,
    members: Sequence[Person],
    added: Sequence[Mapping[str, str]],
    organisation: Organisation,
    wish: Wish,
    all_or_none: bool,
    by: Person,
    at: datetime,
) -> list[Booking]:
    """Book members of an organisation and people who join it by being named here.
    Nobody is added if the booking fails.

    Args:
        added: for each, "first_name", "last_name" and "email".
        wish: for all of them: who approves, and what those did instead who have not
            attended what comes first.

    Raises:
        BookingError: as ``name_colleague`` and ``book_team``, or ``by`` may not book
            for the organisation.
    """
    bookable = Organisation.objects.bookable_by(by, today=timezone.localdate(at))
    if not bookable.filter(pk=organisation.pk).exists():
        raise BookingError("You can book people of your own organisation only.")
    named = [
        name_colleague(**each, organisation=organisation, by=by, at=at)
        for each in added
    ]
    people = list(dict.fromkeys([*members, *named]))
    return book_team(
        session=session,
        people=people,
        organisation=organisation,
        by=by,
        at=at,
        all_or_none=all_or_none,
        wishes=[_own_wish(wish, person, session) for person in people],
    )


def _own_wish(wish: Wish, person: Person, session: Session) -> Wish:
    """Leave out what was done instead for somebody who has what comes first."""
    needed = requirements(session.course, person)
    if all(each.is_met for each in needed):
        return replace(wish, declared_equivalent="")
    return wish


def rehearse_named_team(
    *,
    session: Session,
    members: Sequence[Person],
    added: Sequence[Mapping[str, str]],
    organisation: Organisation,
    wish: Wish,
    all_or_none: bool,
    by: Person,
    at: datetime,
) -> list[tuple[str, str]]:
    """Return what ``book_named_team`` would come to now, and leave nothing behind:
    everybody's name and the state of their booking. It is done and taken back, so
    that no second set of rules can tell it otherwise.

    Raises:
        BookingError: as ``book_named_team``.
    """
    with transaction.atomic():
        found = book_named_team(
            session=session,
            members=members,
            added=added,
            organisation=organisation,
            wish=wish,
            all_or_none=all_or_none,
            by=by,
            at=at,
        )
        told = [(str(each.attendee), each.status) for each in found]
        transaction.set_rollback(True)
    return told
