"""Ask a manager, and who need not be asked."""

from datetime import datetime

from commonweal.people.models import Person
from commonweal.training.actions.telling import tell
from commonweal.training.emails import approvals
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Approval, Booking, Session
from commonweal.training.queries.standing import is_desk
from commonweal.training.rules.approval import APPROVALS, Approving, held_until
from commonweal.training.rules.terms import Terms

NO_MANAGER = (
    "This session needs a manager’s approval. Give your manager’s e-mail address."
)
OWN_MANAGER = (
    "Somebody cannot approve their own booking. Give your manager’s e-mail address."
)


def approving(
    terms: Terms, *, attendee: Person, by: Person, manager_email: str
) -> Approving:
    """Return how a booking by ``by`` is approved.

    What the desk books, the desk has approved; what the manager books, the manager.
    Nobody is their own manager.
    """
    if terms.approval == "none":
        return APPROVALS["none"]
    is_manager = by != attendee and by.email == manager_email
    if is_desk(by) or (terms.approval == "manager" and is_manager):
        return APPROVALS["none"]
    return APPROVALS[terms.approval]


def approval_ends(
    session: Session,
    terms: Terms,
    *,
    attendee: Person,
    manager_email: str,
    at: datetime,
) -> datetime:
    """Return until when a place is held for the manager's answer.

    Raises:
        BookingError: no manager is named, or the person names themselves; or the
            session has no time yet.
    """
    if manager_email == attendee.email:
        raise BookingError(OWN_MANAGER)
    if not manager_email:
        raise BookingError(NO_MANAGER)
    if session.starts_at is None:
        raise BookingError("The dates of this session are not known yet.")
    return held_until(
        asked_at=at,
        starts_at=session.starts_at,
        hours=terms.approval_hours,
        last=terms.offers_end_hours,
    )


def ask_manager(booking: Booking, *, until: datetime, at: datetime) -> Approval:
    """Put the question about a booking that holds a place ``until`` then."""
    approval = Approval.objects.create(
        booking=booking,
        email=booking.manager_email,
        asked_at=at,
        expires_at=until,
    )
    tell(approvals.asked(approval), at=at)
    tell(approvals.awaited(booking, approval, at=at), at=at)
    return approval
