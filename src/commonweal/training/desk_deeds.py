"""What the desk can do about one booking, and in which of its states."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.people.models import Person
from commonweal.training.actions.approval import (
    agree_request,
    approve,
    decline_approval,
    decline_request,
)
from commonweal.training.actions.desk_people import Named, find_or_add_person
from commonweal.training.actions.leaving import cancel_booking
from commonweal.training.actions.offers import give_place
from commonweal.training.actions.swapping import substitute, transfer
from commonweal.training.desk_session_forms import (
    AgreeForm,
    DeedForm,
    PersonDeedForm,
    ReasonForm,
    TransferForm,
)
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Approval, Booking

S = Booking.Status
Do = Callable[[Booking, Mapping[str, Any], Person, datetime], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do.

    Attributes:
        label: on its button.
        done: what is said afterwards, after the person's name.
        states: of the booking in which it is offered; the action has the last word.
        do: with the booking, what was typed, who and when.
    """

    label: str
    done: str
    states: frozenset[str]
    form: type[DeedForm]
    do: Do


def _agree(
    booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime
) -> None:
    agree_request(booking=booking, by=by, at=at)


def _decline(
    booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime
) -> None:
    decline_request(booking=booking, by=by, at=at, reason=typed["reason"])


def _approve(
    booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime
) -> None:
    approve(approval=_open_approval(booking), by=by, at=at, reason=typed["reason"])


def _refuse(
    booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime
) -> None:
    decline_approval(
        approval=_open_approval(booking), by=by, at=at, reason=typed["reason"]
    )


def _open_approval(booking: Booking) -> Approval:
    """
    Raises:
        BookingError: no manager is being asked (any more).
    """
    found = booking.approvals.filter(outcome=Approval.Outcome.OPEN).first()
    if found is None:
        raise BookingError("No manager is being asked any more.")
    found.booking = booking
    return found


def _give(booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime) -> None:
    give_place(booking=booking, by=by, at=at, reason=typed["reason"])


def _transfer(
    booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime
) -> None:
    transfer(booking=booking, to_session=typed["to_session"], by=by, at=at)


def _substitute(
    booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime
) -> None:
    named = Named(**typed)
    # One transaction, so that nobody is added when the colleague may not come.
    with transaction.atomic():
        colleague = find_or_add_person(named=named, by=by, at=at)
        substitute(
            booking=booking,
            colleague=colleague,
            organisation=named.organisation or booking.organisation,
            by=by,
            at=at,
        )


def _cancel(
    booking: Booking, typed: Mapping[str, Any], by: Person, at: datetime
) -> None:
    cancel_booking(booking=booking, by=by, at=at, reason=typed["reason"])


DEEDS = {
    "agree": Deed(
        "Agree to the request",
        "the request is agreed to.",
        frozenset({S.REQUESTED}),
        AgreeForm,
        _agree,
    ),
    "decline": Deed(
        "Decline the request",
        "the request is declined.",
        frozenset({S.REQUESTED}),
        ReasonForm,
        _decline,
    ),
    "approve": Deed(
        "Approve in the manager’s place",
        "the booking is approved.",
        frozenset({S.AWAITING_APPROVAL}),
        ReasonForm,
        _approve,
    ),
    "refuse": Deed(
        "Decline in the manager’s place",
        "the booking is declined.",
        frozenset({S.AWAITING_APPROVAL}),
        ReasonForm,
        _refuse,
    ),
    "give": Deed(
        "Give a place now, out of turn",
        "a place is given.",
        frozenset({S.WAITING}),
        ReasonForm,
        _give,
    ),
    "transfer": Deed(
        "Move to another date",
        "moved to another date.",
        frozenset({S.CONFIRMED}),
        TransferForm,
        _transfer,
    ),
    "substitute": Deed(
        "Send a colleague instead",
        "a colleague comes instead.",
        frozenset({S.CONFIRMED}),
        PersonDeedForm,
        _substitute,
    ),
    "cancel": Deed(
        "Cancel the booking",
        "the booking is cancelled.",
        frozenset({S.WAITING, S.AWAITING_APPROVAL, S.OFFERED, S.CONFIRMED}),
        ReasonForm,
        _cancel,
    ),
}
