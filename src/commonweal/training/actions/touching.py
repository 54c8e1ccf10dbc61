"""Take a booking in hand: lock its session, settle, read it again, check who asks."""

from datetime import datetime

from django.utils import timezone

from commonweal.people.models import Person
from commonweal.training.actions.places import read_again
from commonweal.training.actions.settling import settle
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking
from commonweal.training.queries.standing import may_act_on

NOT_YOURS = (
    "Only the person, a team booker of their organisation or the training desk "
    "can change this booking."
)


def for_deed(booking: Booking, *, by: Person | None, at: datetime) -> Booking:
    """Return ``booking`` as it is at ``at``, its session locked and settled.

    Args:
        by: None for the clock, and for a manager, whose link says who they are.

    Raises:
        BookingError: ``by`` may not change it.
    """
    session = settle(session=booking.session, at=at)
    fresh = read_again(booking, session=session)
    check_may_act(fresh, by=by, at=at)
    return fresh


def check_may_act(booking: Booking, *, by: Person | None, at: datetime) -> None:
    """Refuse somebody whose booking it is not.

    Raises:
        BookingError: who may instead.
    """
    if by is not None and not may_act_on(booking, by, today=timezone.localdate(at)):
        raise BookingError(NOT_YOURS)
