from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from commonweal.governance.exceptions import ErasureError
from commonweal.training.actions.leaving import cancel_booking
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking

IN_THE_WAY = "The booking {reference} cannot be cancelled, so nothing is erased. {why}"


@transaction.atomic
def erase_bookings(rows: QuerySet[Booking], *, at: datetime) -> int:
    """Give back what is held on sessions to come, and erase what people wrote.

    The rows stay: a seat that was taken is counted, and so is the agency it was for.

    Returns:
        How many were changed now.

    Raises:
        ErasureError: a booking on a session to come cannot be cancelled.
    """
    changed = _give_back(rows, at=at)
    written = rows.exclude(
        manager_email="", declared_equivalent="", ended_because="", joined_at=None
    )
    changed.update(written.values_list("pk", flat=True))
    rows.update(
        manager_email="",
        declared_equivalent="",
        ended_because="",
        coming_since=None,
        joined_at=None,
    )
    return len(changed)


def _give_back(rows: QuerySet[Booking], *, at: datetime) -> set[int]:
    """Cancel what is live on sessions that have not started; return which."""
    given_back = set()
    live = rows.filter(status__in=Booking.LIVE)
    for booking in live.exclude(session__starts_at__lte=at).order_by("pk"):
        try:
            cancel_booking(booking=booking, by=None, at=at)
        except BookingError as error:
            raise ErasureError(
                IN_THE_WAY.format(reference=booking.reference, why=error)
            ) from error
        given_back.add(booking.pk)
    return given_back
