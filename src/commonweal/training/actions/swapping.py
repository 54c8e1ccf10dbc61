from datetime import datetime

from django.db import transaction

from commonweal.people.models import Organisation, Person
from commonweal.training.actions.booking import (
    NOTHING,
    Wish,
    keep_answers,
    refuse,
)
from commonweal.training.actions.places import S, begin, locked, move, read_again
from commonweal.training.actions.settling import (
    offer_places,
    read_floor,
    settle_locked,
)
from commonweal.training.actions.telling import take_back, tell
from commonweal.training.actions.touching import check_may_act, for_deed
from commonweal.training.emails import places
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, Session
from commonweal.training.queries.eligibility import (
    problems_with_booking,
    problems_with_substitute,
)
from commonweal.training.queries.places import floor, place_for
from commonweal.training.queries.standing import is_desk
from commonweal.training.rules.cutoffs import free_until, in_words, is_in_time
from commonweal.training.terms import plain, terms_in_force

NO_PLACE = "Only a confirmed place can be passed on or moved."


@transaction.atomic
def substitute(
    *,
    booking: Booking,
    colleague: Person,
    by: Person,
    at: datetime,
    organisation: Organisation | None = None,
    wish: Wish = NOTHING,
) -> Booking:
    """Give a confirmed place to a colleague, who comes instead.

    The place never falls free in between. Both are told; the first person's calendar
    is cleared. A colleague who was waiting for this session leaves the list.

    Args:
        by: whoever gives the place away: the person (also by link), a team booker of
            theirs, or the desk.
        organisation: for whom the colleague comes; the same as before if None.

    Returns:
        The colleague's booking.

    Raises:
        BookingError: the terms forbid it, the colleague may not come, there is no
            confirmed place, or the session has started.
    """
    booking = for_deed(booking, by=by, at=at)
    session = booking.session
    if booking.status != S.CONFIRMED:
        raise BookingError(NO_PLACE)
    if colleague == booking.attendee:
        raise BookingError("Name a colleague, not the person who has the place.")
    organisation = organisation or booking.organisation
    refuse(
        problems_with_substitute(
            session,
            colleague,
            organisation=organisation,
            terms=booking.terms,
            at=at,
            declared_equivalent=wish.declared_equivalent,
        )
    )
    _give_up(
        booking, to=S.SUBSTITUTED, by=by, at=at, told=f"{colleague} comes instead."
    )
    _stop_waiting(session, colleague, by=by, at=at)
    if organisation != booking.organisation:
        _check_limits(session, organisation, at=at)
    following = begin(
        session=session,
        attendee=colleague,
        organisation=organisation,
        terms=booking.terms,
        status=S.CONFIRMED,
        by=by,
        at=at,
        stands_in_for=booking,
        manager_email=colleague.line_manager_email,
        declared_equivalent=wish.declared_equivalent.strip()[:300],
    )
    keep_answers(following, wish)
    tell(places.confirmed(following, at=at), at=at)
    return following


def _give_up(booking: Booking, *, to: str, by: Person, at: datetime, told: str) -> None:
    take_back(booking, at=at)
    sequence = booking.sequence + 1
    move(booking, to=to, by=by, at=at, reason=told, sequence=sequence)
    tell(
        places.cancelled(booking, outcome=told, had_a_place=True, at=at),
        at=at,
    )


def _stop_waiting(
    session: Session, person: Person, *, by: Person, at: datetime
) -> None:
    waiting = Booking.objects.filter(
        session=session, attendee=person, status__in=(S.WAITING, S.REQUESTED)
    ).first()
    if waiting is not None:
        waiting = read_again(waiting, session=session)
        move(waiting, to=S.CANCELLED, by=by, at=at, reason="Took a colleague’s place.")


def _check_limits(
    session: Session, organisation: Organisation | None, *, at: datetime
) -> None:
    places_now = floor(session, at=at)
    refusal = places_now.refusal([place_for(organisation)])
    if refusal is not None:
        raise BookingError(refusal)


@transaction.atomic
def transfer(
    *, booking: Booking, to_session: Session, by: Person, at: datetime, reason: str = ""
) -> Booking:
    """Move a confirmed place to another date of the same course.

    The place on the new date is confirmed, or nothing changes: nobody gives up a place
    for a waiting list. The old one goes to whoever waits, at once.

    Returns:
        The booking on the new date.

    Raises:
        BookingError: the new date has no free place for this person, they may not book
            it, cancelling the old one would be late (the desk may all the same), or
            ``by`` may not.
    """
    old, new = both_locked(booking.session, to_session, at=at)
    booking = read_again(booking, session=old)
    check_may_act(booking, by=by, at=at)
    following = move_over(booking, new, by=by, at=at, reason=reason)
    offer_places(old, at=at)
    return following


def move_over(
    booking: Booking, new: Session, *, by: Person, at: datetime, reason: str
) -> Booking:
    """``transfer`` once both sessions are locked, without offering the old place on."""
    _check_may_move(booking, new, by=by, at=at)
    terms = terms_in_force(new, at=at)
    places_now = read_floor(new, terms, at=at)
    refuse(
        problems_with_booking(
            new,
            booking.attendee,
            organisation=booking.organisation,
            floor=places_now,
            terms=terms,
            at=at,
            declared_equivalent=booking.declared_equivalent,
        )
    )
    if not places_now.is_free_for([place_for(booking.organisation)]):
        raise BookingError(
            "There is no free place on that date, so the booking stays as it is. "
            "Choose another, or join its waiting list and keep this place meanwhile."
        )
    told = f"You now have a place on another date instead. {reason}".strip()
    _give_up(booking, to=S.TRANSFERRED, by=by, at=at, told=told)
    following = begin(
        session=new,
        attendee=booking.attendee,
        organisation=booking.organisation,
        terms=terms,
        status=S.CONFIRMED,
        by=by,
        at=at,
        reason=reason,
        transferred_from=booking,
        manager_email=booking.manager_email,
        declared_equivalent=booking.declared_equivalent,
    )
    carry_needs(booking, following)
    tell(places.confirmed(following, at=at), at=at)
    return following


def both_locked(
    one: Session, other: Session, *, at: datetime
) -> tuple[Session, Session]:
    """Lock both sessions, the older row first, so that two transfers in opposite
    directions never wait for each other; and settle them."""
    if one.pk == other.pk:
        raise BookingError("That is the date the place is on already.")
    found = {}
    for session in sorted((one, other), key=lambda session: session.pk):
        found[session.pk] = locked(session)
    for session in found.values():
        settle_locked(session, at=at)
    return found[one.pk], found[other.pk]


def _check_may_move(
    booking: Booking, new: Session, *, by: Person, at: datetime
) -> None:
    old = booking.session
    if booking.status != S.CONFIRMED:
        raise BookingError(NO_PLACE)
    if new.course_id != old.course_id:
        raise BookingError("A place can be moved to another date of the same course.")
    if is_desk(by) or old.starts_at is None:
        return
    terms = plain(booking.terms)
    if not is_in_time(terms, old.starts_at, at):
        until = in_words(free_until(terms, old.starts_at))
        raise BookingError(
            f"Moving to another date was possible until {until}. You can send a "
            "colleague, or ask the training desk."
        )


def carry_needs(old: Booking, new: Booking) -> None:
    """Take needs along to the new date, where they are kept until after that one."""
    ends_at = new.session.ends_at
    needs = getattr(old, "needs", None)
    if needs is not None and ends_at is not None:
        needs.booking, needs.session_ends_at = new, ends_at
        needs.save(update_fields=["booking", "session_ends_at"])
