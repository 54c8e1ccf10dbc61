from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from commonweal.people.models import Organisation, Person
from commonweal.training.actions.booking import (
    NOTHING,
    Wish,
    check_may_book,
    write_booking,
)
from commonweal.training.actions.settling import read_floor, settle
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, Session
from commonweal.training.queries.eligibility import problems_with_booking
from commonweal.training.queries.places import Floor, place_for
from commonweal.training.queries.standing import is_desk
from commonweal.training.terms import terms_in_force


@transaction.atomic
def book_team(
    *,
    session: Session,
    people: Sequence[Person],
    organisation: Organisation,
    by: Person,
    at: datetime,
    all_or_none: bool = False,
    wishes: Sequence[Wish] = (),
) -> list[Booking]:
    """Book several named people of one organisation at once, in the order given.

    As many as fit get places and the rest wait, in that order. With ``all_or_none``
    they want to come together: all get places, or, where not all fit, all of them wait
    as one entry of the waiting list and are offered places together.

    Args:
        by: a team booker of the organisation, or the desk.
        wishes: as for ``book_place``, one a person; none at all: nothing said.

    Returns:
        The bookings, one a person, in the order given.

    Raises:
        BookingError: somebody cannot be booked, and so nobody is; ``problems`` names
            who and why.
    """
    people = list(dict.fromkeys(people))
    if not people:
        raise BookingError("Name at least one person.")
    for person in people:
        check_may_book(person, organisation, by=by, at=at)
    session = settle(session=session, at=at)
    terms = terms_in_force(session, at=at)
    said = dict(zip(people, wishes, strict=True)) if wishes else {}
    floor = read_floor(session, terms, at=at)
    _check(session, people, organisation, by, at, said, floor)
    together = all_or_none and len(people) > 1
    fitting = _fitting(floor, organisation, len(people))
    must_wait = together and fitting < len(people)
    _check_waiting_list(
        session, floor, len(people) if must_wait else len(people) - fitting
    )
    group = uuid4() if together else None
    found = []
    for person in people:
        booking = write_booking(
            session=session,
            attendee=person,
            organisation=organisation,
            terms=terms,
            floor=floor,
            by=by,
            at=at,
            wish=said.get(person, NOTHING),
            group=group,
            must_wait=must_wait,
        )
        found.append(booking)
        floor = read_floor(session, terms, at=at)
    return found


def _check(
    session: Session,
    people: Sequence[Person],
    organisation: Organisation,
    by: Person,
    at: datetime,
    said: dict[Person, Wish],
    floor: Floor,
) -> None:
    """Refuse the whole team for what stands in anybody's way, each by name."""
    terms = terms_in_force(session, at=at)
    found = [
        f"{person}: {problem.sentence} {problem.remedy}".strip()
        for person in people
        for problem in problems_with_booking(
            session,
            person,
            organisation=organisation,
            floor=floor,
            terms=terms,
            at=at,
            declared_equivalent=said.get(person, NOTHING).declared_equivalent,
            books_for_another=person != by and not is_desk(by),
        )
    ]
    if found:
        raise BookingError(" ".join(found), problems=found)


def _fitting(floor: Floor, organisation: Organisation, wanted: int) -> int:
    """How many of ``wanted`` places of one organisation are free for newcomers."""
    place = place_for(organisation)
    return next(
        n for n in range(wanted, -1, -1) if n == 0 or floor.is_free_for([place] * n)
    )


def _check_waiting_list(session: Session, floor: Floor, waiting: int) -> None:
    if session.waiting_limit is None or not waiting:
        return
    left = max(session.waiting_limit - floor.waiting, 0)
    if waiting > left:
        raise BookingError(
            f"{waiting} of them would have to wait, and the waiting list has room for "
            f"{left}. Book fewer people, or another date."
        )
