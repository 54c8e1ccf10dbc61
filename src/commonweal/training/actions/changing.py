"""Move sessions, change their place, call them off, and tell everybody."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from commonweal.directory.models import Venue
from commonweal.governance.actions import record
from commonweal.mail.actions import drop_waiting_about
from commonweal.people.models import Person
from commonweal.training.actions.places import S, locked, move
from commonweal.training.actions.sessions import (
    Span,
    checked_spans,
    write_meetings,
)
from commonweal.training.actions.settling import (
    end_approvals,
    end_offers,
    offer_places,
    settle_locked,
)
from commonweal.training.actions.telling import tell
from commonweal.training.emails import changes
from commonweal.training.emails.facts import place, spans, times
from commonweal.training.exceptions import SessionError
from commonweal.training.models import Answer, Approval, Booking, Needs, Offer, Session

OVER = "This session is over."
NOT_SCHEDULED = "Only a scheduled session can be changed like that."


@transaction.atomic
def move_session(
    *,
    session: Session,
    meetings: Sequence[Span],
    by: Person,
    at: datetime,
    reason: str = "",
    closes_at: datetime | None = None,
) -> Session:
    """Give a session other times. Everybody with a live booking is told, calendars
    follow, and offers and held places end in time for the new date.

    Args:
        closes_at: when booking closes then. None: as long before the start as it was.

    Raises:
        SessionError: it is not scheduled or has begun, the times cannot be, or they
            lie in the past.
    """
    session = _changeable(session, at=at)
    new = checked_spans(meetings)
    if new[0][0] <= at:
        raise SessionError("The new time lies in the past.")
    was, told = spans(session), times(session)
    if new == was:
        return session
    shift = new[0][0] - was[0][0]
    if closes_at is None and session.booking_closes_at is not None:
        closes_at = session.booking_closes_at + shift
    session.starts_at, session.ends_at = new[0][0], new[-1][1]
    session.booking_closes_at = closes_at
    session.sequence += 1
    session.save(
        update_fields=[
            "starts_at",
            "ends_at",
            "booking_closes_at",
            "sequence",
            "changed_at",
        ]
    )
    write_meetings(session, new)
    _keep_until_after(session)
    record("training.session_moved", subject=session, by=by, at=at, reason=reason)
    session = locked(session)
    change = f"It was to be on {'; '.join(told)}. {reason}".strip()
    # Whoever could come on the old date may not on the new one.
    Booking.objects.filter(session=session).update(coming_since=None)
    _tell_all(session, was=was, change=change, at=at)
    _shorten_holds(session, at=at)
    offer_places(session, at=at)
    return session


@transaction.atomic
def change_place(
    *,
    session: Session,
    by: Person,
    at: datetime,
    venue: Venue | None,
    room: str = "",
    online_link: str = "",
    reason: str = "",
) -> Session:
    """Give a session another venue, room or online room. Everybody with a live booking
    is told, and calendars follow. A new address of the same online room changes
    nothing for anybody: their joining page stays.

    Raises:
        SessionError: it is not scheduled, or over.
    """
    session = _changeable(session, at=at, may_have_begun=True)
    before = place(session)
    session.venue, session.room, session.online_link = venue, room, online_link
    session.sequence += 1
    session.save(
        update_fields=["venue", "room", "online_link", "sequence", "changed_at"]
    )
    record("training.place_changed", subject=session, by=by, at=at, reason=reason)
    session = locked(session)
    if place(session) != before:
        here = "; ".join(place(session)) or "to be told later"
        change = f"The place is now: {here}. {reason}".strip()
        _tell_all(session, was=spans(session), change=change, at=at)
    return session


@transaction.atomic
def cancel_session(
    *, session: Session, by: Person, at: datetime, reason: str
) -> Session:
    """Call a session off. Every live booking ends, nobody owes anything, everybody is
    told and calendars are cleared. To take people to another date first:
    ``cancel_and_rebook``.

    Raises:
        SessionError: it is cancelled already, or over.
    """
    session = locked(session)
    if session.status == Session.Status.CANCELLED:
        raise SessionError("This session is cancelled already.")
    if session.ends_at is not None and session.ends_at <= at:
        raise SessionError(OVER)
    session.status = Session.Status.CANCELLED
    session.cancelled_at, session.cancelled_because = at, reason[:300]
    session.sequence += 1
    session.save(
        update_fields=[
            "status",
            "cancelled_at",
            "cancelled_because",
            "sequence",
            "changed_at",
        ]
    )
    record("training.session_cancelled", subject=session, by=by, at=at, reason=reason)
    for booking in _live(session):
        _end(booking, by=by, at=at, reason=reason)
    return session


def _end(booking: Booking, *, by: Person, at: datetime, reason: str) -> None:
    had_a_place = booking.status == S.CONFIRMED
    end_offers(booking, outcome=Offer.Outcome.WITHDRAWN, at=at)
    end_approvals(booking, outcome=Approval.Outcome.WITHDRAWN, at=at)
    drop_waiting_about(about=booking, at=at)
    sequence = booking.sequence + 1
    move(booking, to=S.CANCELLED, by=by, at=at, reason=reason, sequence=sequence)
    told = changes.called_off(
        booking,
        reason=reason,
        next_step="Nothing is owed. You can book another date.",
        had_a_place=had_a_place,
        at=at,
    )
    tell(told, at=at)


def _changeable(
    session: Session, *, at: datetime, may_have_begun: bool = False
) -> Session:
    session = locked(session)
    if session.status != Session.Status.SCHEDULED:
        raise SessionError(NOT_SCHEDULED)
    end = session.ends_at if may_have_begun else session.starts_at
    if end is not None and end <= at:
        raise SessionError(OVER if may_have_begun else "This session has begun.")
    settle_locked(session, at=at)
    return session


def _live(session: Session) -> list[Booking]:
    """Return the bookings that somebody still counts on, attendance not yet marked."""
    counted = (S.REQUESTED, S.WAITING, S.OFFERED, S.AWAITING_APPROVAL, S.CONFIRMED)
    found = Booking.objects.filter(session=session, status__in=counted)
    related = ("attendee", "organisation__kind", "terms", "booked_by")
    # Most have the same terms: read once, not once a message.
    charges = ("terms__tiers", "terms__fees__organisation_kind")
    found = found.select_related(*related).prefetch_related(*charges)
    bookings = list(found.order_by("booked_at", "pk"))
    for booking in bookings:
        booking.session = session
    return bookings


def _tell_all(session: Session, *, was: list[Span], change: str, at: datetime) -> None:
    for booking in _live(session):
        # What still waits to be sent names the old time or place.
        drop_waiting_about(about=booking, at=at, templates=STALE)
        booking.sequence += 1
        booking.save(update_fields=["sequence"])
        if booking.status == S.CONFIRMED:
            tell(changes.changed(booking, was=was, change=change, at=at), at=at)
        else:
            told = changes.changed_for_waiting(booking, change=change, at=at)
            tell(told, at=at)


STALE = {
    "training.place_confirmed",
    "training.further_meeting",
    "training.session_changed",
    "training.reminder",
    "training.joining_instructions",
    "training.online_link",
}


def _keep_until_after(session: Session) -> None:
    """Needs and answers are erased a while after the session, so they move along."""
    for table in (Needs, Answer):
        table.objects.filter(booking__session=session).update(
            session_ends_at=session.ends_at
        )


def _shorten_holds(session: Session, *, at: datetime) -> None:
    """No offer and no held place outlasts the start of the session."""
    for booking in _live(session):
        if booking.held_until is None or session.starts_at is None:
            continue
        if booking.held_until > session.starts_at:
            _hold_until(booking, session.starts_at)


def _hold_until(booking: Booking, until: datetime) -> None:
    booking.held_until = until
    booking.save(update_fields=["held_until"])
    booking.offers.filter(outcome=Offer.Outcome.OPEN).update(expires_at=until)
    booking.approvals.filter(outcome=Approval.Outcome.OPEN).update(expires_at=until)
