"""Somebody who is named for a booking belongs to whom they come for."""

from datetime import datetime

from django.utils import timezone

from commonweal.people.actions import ensure_membership
from commonweal.people.exceptions import MembershipError
from commonweal.people.models import Organisation, Person
from commonweal.training.exceptions import BookingError


def join_for_booking(
    person: Person, organisation: Organisation | None, *, by: Person, at: datetime
) -> None:
    """Make ``person`` a member from today, if they are not, with no rights over
    anybody. None: they come for nobody.

    Raises:
        BookingError: the organisation is no longer active.
    """
    if organisation is None:
        return
    try:
        ensure_membership(
            person=person,
            organisation=organisation,
            on=timezone.localdate(at),
            by=by,
            at=at,
        )
    except MembershipError as error:
        raise BookingError(str(error)) from error
