from datetime import datetime

from django.db import transaction

from commonweal.people.models import Person
from commonweal.training.actions.asking import approval_ends, approving, ask_manager
from commonweal.training.actions.places import S, move
from commonweal.training.actions.settling import (
    end_offers,
    offer_places,
    pass_over,
    read_floor,
)
from commonweal.training.actions.telling import tell
from commonweal.training.actions.touching import for_deed
from commonweal.training.emails import places
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, Offer
from commonweal.training.queries.places import place_for
from commonweal.training.queries.standing import is_desk
from commonweal.training.terms import plain, terms_in_force

TOO_LATE = (
    "This offer has ended, and the place has gone to the next person. "
    "You can ask for a place again."
)


@transaction.atomic
def accept_offer(*, booking: Booking, by: Person, at: datetime) -> Booking:
    """Take an offered place: it is confirmed, or, where a manager approves, held for
    the manager's answer.

    Args:
        by: the person (also when they followed the link without signing in), a team
            booker of theirs, or the desk.

    Raises:
        BookingError: there is no offer, or it has ended; or they may not.
    """
    booking = for_deed(booking, by=by, at=at)
    if booking.status != S.OFFERED:
        raise BookingError(TOO_LATE)
    end_offers(booking, outcome=Offer.Outcome.ACCEPTED, at=at)
    terms = plain(booking.terms)
    way = approving(
        terms,
        attendee=booking.attendee,
        by=by,
        manager_email=booking.manager_email,
    )
    if way.first_status == S.AWAITING_APPROVAL:
        until = approval_ends(
            booking.session,
            terms,
            attendee=booking.attendee,
            manager_email=booking.manager_email,
            at=at,
        )
        move(booking, to=S.AWAITING_APPROVAL, by=by, at=at, held_until=until)
        ask_manager(booking, until=until, at=at)
    else:
        move(booking, to=S.CONFIRMED, by=by, at=at)
        tell(places.confirmed(booking, at=at), at=at)
    return booking


@transaction.atomic
def decline_offer(
    *, booking: Booking, by: Person, at: datetime, reason: str = ""
) -> Booking:
    """Leave an offered place to the next person, who is offered it at once. The person
    is off the waiting list.

    Raises:
        BookingError: there is no offer, or it has ended; or they may not.
    """
    booking = for_deed(booking, by=by, at=at)
    if booking.status != S.OFFERED:
        raise BookingError(TOO_LATE)
    end_offers(booking, outcome=Offer.Outcome.DECLINED, at=at)
    move(booking, to=S.DECLINED, by=by, at=at, reason=reason)
    offer_places(booking.session, at=at)
    return booking


@transaction.atomic
def leave_waiting_list(
    *, booking: Booking, by: Person, at: datetime, reason: str = ""
) -> Booking:
    """Take somebody off the waiting list, as they wish.

    Of a group that wants places together the others go on waiting.

    Raises:
        BookingError: they are not waiting (any more), or ``by`` may not.
    """
    booking = for_deed(booking, by=by, at=at)
    if booking.status != S.WAITING:
        raise BookingError("This booking is not on the waiting list.")
    move(booking, to=S.CANCELLED, by=by, at=at, reason=reason)
    outcome = "You are off the waiting list."
    told = places.cancelled(booking, outcome=outcome, had_a_place=False, at=at)
    tell(told, at=at)
    # A smaller group may fit where the whole did not.
    offer_places(booking.session, at=at)
    return booking


@transaction.atomic
def give_place(*, booking: Booking, by: Person, at: datetime, reason: str) -> Booking:
    """Confirm somebody who waits, out of turn or after offers have ended: the desk's
    own decision. Whoever has waited longer gets a row that says so.

    Raises:
        BookingError: ``by`` is not the desk, the person does not wait, or no place is
            free within the session's limits.
    """
    if not is_desk(by):
        raise BookingError("Only the training desk can give a place out of turn.")
    booking = for_deed(booking, by=by, at=at)
    session = booking.session
    if booking.status != S.WAITING:
        raise BookingError("This booking is not on the waiting list.")
    floor = read_floor(session, terms_in_force(session, at=at), at=at)
    refusal = floor.refusal([place_for(booking.organisation)])
    if refusal is not None:
        raise BookingError(refusal)
    told = f"The training desk gave a place to somebody else: {reason}"
    since = booking.waiting_since or at
    before = (entry for entry in floor.line if entry.since < since)
    pass_over({entry.key: told for entry in before}, at=at)
    move(booking, to=S.CONFIRMED, by=by, at=at, reason=reason)
    tell(places.confirmed(booking, at=at), at=at)
    return booking
