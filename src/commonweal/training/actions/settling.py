"""Write down what the clock has decided: offers that ran out, and whose turn it is."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from commonweal.mail.actions import drop_waiting_about
from commonweal.training.actions.places import S, locked, move
from commonweal.training.actions.telling import tell
from commonweal.training.emails import approvals, places
from commonweal.training.models import (
    Approval,
    Booking,
    BookingTerms,
    Offer,
    Session,
)
from commonweal.training.models.booking import BookingQuerySet
from commonweal.training.queries.places import Floor, floor
from commonweal.training.rules.offers import offer_ends
from commonweal.training.rules.waiting import Choice
from commonweal.training.terms import plain, terms_in_force, with_offers

NOT_ANSWERED = "The offer was not answered in time."
NOT_APPROVED = "The manager did not answer in time."


@transaction.atomic(savepoint=False)
def settle(*, session: Session, at: datetime) -> Session:
    """End the session's offers and held places that have run out by ``at``, and offer
    what is free to those who wait.

    Doing it twice changes nothing. Every other deed does this first, so that it never
    works on what only looks taken.

    Returns:
        The session as it is now, locked until the transaction ends.
    """
    session = locked(session)
    settle_locked(session, at=at)
    return session


def settle_locked(session: Session, *, at: datetime) -> None:
    """``settle`` for a session that the caller has locked."""
    if session.status == Session.Status.CANCELLED:
        # Its bookings are being closed one by one; nothing runs out before that.
        return
    lapsed = _of(session).lapsed(now=at).order_by("held_until", "pk")
    for booking in lapsed.select_related("attendee", "organisation", "booked_by"):
        booking.session = session
        _expire(booking, at=at)
    offer_places(session, at=at)


def _of(session: Session) -> BookingQuerySet:
    return Booking.objects.filter(session=session)


def _expire(booking: Booking, *, at: datetime) -> None:
    ended_at = booking.held_until or at
    if booking.status == S.OFFERED:
        [offer] = end_offers(booking, outcome=Offer.Outcome.EXPIRED, at=ended_at)
        move(booking, to=S.EXPIRED, by=None, at=at, reason=NOT_ANSWERED)
        tell(places.offer_expired(booking, offer, at=at), at=at)
        return
    [approval] = end_approvals(booking, outcome=Approval.Outcome.EXPIRED, at=ended_at)
    move(booking, to=S.EXPIRED, by=None, at=at, reason=NOT_APPROVED)
    tell(approvals.refused(booking, approval, outcome=NOT_APPROVED, at=at), at=at)


def end_offers(booking: Booking, *, outcome: str, at: datetime) -> list[Offer]:
    """Close the booking's open offer, if it has one. Its message is not sent any more
    if it is still waiting to be."""
    found = list(booking.offers.filter(outcome=Offer.Outcome.OPEN))
    for offer in found:
        offer.outcome, offer.ended_at = outcome, at
        offer.save(update_fields=["outcome", "ended_at"])
        drop_waiting_about(about=booking, at=at, templates={places.OFFERED.key})
    return found


def end_approvals(
    booking: Booking, *, outcome: str, at: datetime, reason: str = ""
) -> list[Approval]:
    """Close the booking's open question to a manager, if there is one. It is not sent
    any more if it is still waiting to be."""
    found = list(booking.approvals.filter(outcome=Approval.Outcome.OPEN))
    for approval in found:
        approval.outcome, approval.answered_at = outcome, at
        approval.reason, approval.booking = reason[:300], booking
        approval.save(update_fields=["outcome", "answered_at", "reason"])
        questions = {approvals.ASKED.key, approvals.REMINDED.key}
        drop_waiting_about(about=booking, at=at, templates=questions)
    return found


def offer_places(session: Session, *, at: datetime) -> None:
    """Offer every free place to whoever of those waiting is next, while there is time.

    Whoever waited longer and was not chosen gets a row that says why.
    """
    if not session.places_left or not is_to_come(session, at=at):
        return
    if not _of(session).waiting().exists() or _is_being_called_off(session):
        return
    terms = terms_in_force(session, at=at)
    line = read_floor(session, terms, at=at)
    while session.places_left:
        choice = line.next()
        if choice.chosen is None:
            pass_over(_reasons(choice), at=at)
            return
        if not _offer(session, choice.chosen, choice.why, at=at):
            return
        pass_over(_reasons(choice), at=at)
        line = read_floor(session, terms, at=at)


def _is_being_called_off(session: Session) -> bool:
    """Whether its people are being moved to another date, to cancel it afterwards.
    Nobody is to be offered a place there that ends a minute later."""
    return session.batches.filter(cancels_session=True, ended_at=None).exists()


def _reasons(choice: Choice) -> dict[int, str]:
    return {each.key: each.reason for each in choice.passed_over}


def is_to_come(session: Session, *, at: datetime) -> bool:
    return (
        session.status == Session.Status.SCHEDULED
        and session.starts_at is not None
        and at < session.starts_at
    )


def read_floor(session: Session, terms: BookingTerms | None, *, at: datetime) -> Floor:
    """Read the places of a locked and settled session.

    Args:
        terms: those in force, which say the order of the waiting list.
    """
    return floor(session, at=at, order=plain(terms).waiting_order)


def _offer(session: Session, key: int, why: str, *, at: datetime) -> bool:
    """Offer the places of the entry so named, one booking or a group; False: too late."""
    chosen = _of(session).waiting().get(pk=key)
    group = (
        _of(session).waiting().filter(group=chosen.group)
        if chosen.group
        else _of(session).filter(pk=chosen.pk)
    )
    members = list(
        group.select_related("attendee", "organisation__kind", "terms", "booked_by")
    )
    until = [_offer_ends(booking, session, at) for booking in members]
    if None in until:
        return False
    for booking, ends in zip(members, until, strict=True):
        booking.session = session
        move(booking, to=S.OFFERED, by=None, at=at, reason=why, held_until=ends)
        offer = Offer.objects.create(
            booking=booking, made_at=at, expires_at=ends, reason=why[:300]
        )
        tell(places.offered(booking, offer, at=at), at=at)
    return True


def _offer_ends(booking: Booking, session: Session, at: datetime) -> datetime | None:
    terms = with_offers(booking.terms)
    if session.starts_at is None:
        return None
    return offer_ends(
        made_at=at,
        starts_at=session.starts_at,
        lengths=terms.offer_lengths,
        last=terms.offers_end_hours,
    )


def pass_over(reasons: Mapping[int, str], *, at: datetime) -> None:
    """Write down why entries on the waiting list were not next.

    A reason that was the last one written for a booking already is not repeated: the
    list is looked at each minute, and the story must stay readable.
    """
    if not reasons:
        return
    last: dict[int, str] = {}
    told = Offer.objects.filter(booking__in=reasons).order_by("made_at", "pk")
    for booking, outcome, reason in told.values_list("booking", "outcome", "reason"):
        last[booking] = reason if outcome == Offer.Outcome.PASSED_OVER else ""
    Offer.objects.bulk_create(
        Offer(
            booking_id=booking,
            made_at=at,
            ended_at=at,
            outcome=Offer.Outcome.PASSED_OVER,
            reason=reason[:300],
        )
        for booking, reason in reasons.items()
        if last.get(booking) != reason[:300]
    )
