"""How training's rows are found for one person, and what erasure does to them.

Beside ``privacy``, which says what is personal and for how long it is kept.
"""

from collections.abc import Mapping

from django.db.models import Model

from commonweal.governance.data_subjects import (
    Blanked,
    DataSubject,
    Deleted,
    Done,
    Erasing,
    Kept,
    Rows,
    Trace,
    by_address,
)
from commonweal.training.actions.erasing import erase_bookings
from commonweal.training.models import (
    Answer,
    Approval,
    Attendance,
    Booking,
    Diary,
    Interest,
    Needs,
    Offer,
    Session,
)

COUNTED = (
    "That a seat was taken and which agency came is counted for the yearly report "
    "and for audits; nobody’s name is on it any more."
)
ACCOUNTABLE = "Who did it; the name behind the account is erased."
FAIR = "To explain to others who waited why a place went where it did; without a name."
ANSWER_AWAITED = (
    "Somebody waits for the answer. Erase again once it has come or time has run out."
)


def _answered(every: Rows, subject: DataSubject) -> Rows:
    return _asked(every, subject).exclude(outcome=Approval.Outcome.OPEN)


_asked = by_address("email")


_named_as_manager = by_address("manager_email")
PENDING = (
    Booking.Status.REQUESTED,
    Booking.Status.AWAITING_APPROVAL,
    Booking.Status.WAITING,
    Booking.Status.OFFERED,
)


def _decided(every: Rows, subject: DataSubject) -> Rows:
    return _named_as_manager(every, subject).exclude(status__in=PENDING)


def _take_off(rows: Rows, erasing: Erasing) -> int:
    """Take the trainer off sessions, whose pages would show a nameless one."""
    trainers = Session.trainers.through.objects.filter(
        session__in=rows, person=erasing.subject.key
    )
    return Deleted().apply(trainers, erasing)


TRACES: Mapping[type[Model], tuple[Trace, ...]] = {
    Session: (
        Trace(
            "trainers",
            fate=Done(_take_off, words="taken off as trainer"),
            shows=frozenset({"course", "starts_at"}),
        ),
    ),
    Booking: (
        Trace(
            "attendee",
            fate=Done(
                lambda rows, erasing: erase_bookings(rows, at=erasing.at),
                words="places to come given back; what was written erased",
                because=COUNTED,
            ),
            shows=frozenset(
                {
                    *("reference", "session", "organisation", "status", "group"),
                    *("booked_by", "booked_at", "waiting_since", "held_until"),
                    *("confirmed_at", "coming_since", "ended_at", "ended_because"),
                    *("joined_at", "declared_equivalent"),
                }
            ),
            is_theirs=True,
        ),
        # Bookings of others: that this person is their manager, or booked for them.
        Trace(
            _decided,
            fate=Blanked({"manager_email": ""}, because="It is another’s booking."),
            shows=frozenset({"manager_email", "booked_at"}),
        ),
        Trace(
            _named_as_manager,
            fate=Kept(ANSWER_AWAITED),
            shows=frozenset({"manager_email", "booked_at"}),
        ),
        Trace(
            "booked_by",
            fate=Kept(ACCOUNTABLE),
            shows=frozenset({"booked_by", "booked_at"}),
        ),
    ),
    Needs: (
        Trace(
            "booking__attendee",
            fate=Deleted(),
            shows=frozenset({"booking", "dietary", "access"}),
        ),
    ),
    Answer: (
        Trace(
            "booking__attendee",
            fate=Deleted(),
            shows=frozenset({"booking", "question", "text"}),
        ),
    ),
    Offer: (
        Trace(
            "booking__attendee",
            fate=Kept(FAIR),
            shows=frozenset(
                {"booking", "made_at", "expires_at", "outcome", "ended_at", "reason"}
            ),
        ),
    ),
    Approval: (
        Trace(
            "booking__attendee",
            fate=Blanked({"email": "", "reason": ""}, because=COUNTED),
            shows=frozenset(
                {"booking", "asked_at", "outcome", "answered_at", "reason"}
            ),
        ),
        # Questions put to this person about others.
        Trace(
            _answered,
            fate=Blanked({"email": ""}, because="It is another’s booking."),
            shows=frozenset({"email", "asked_at", "outcome", "answered_at"}),
        ),
        Trace(
            _asked,
            fate=Kept(ANSWER_AWAITED),
            shows=frozenset({"email", "asked_at", "outcome"}),
        ),
    ),
    Attendance: (
        Trace(
            "booking__attendee",
            fate=Kept(COUNTED),
            shows=frozenset({"booking", "meeting", "mark", "marked_at"}),
        ),
        Trace(
            "marked_by",
            fate=Kept(ACCOUNTABLE),
            shows=frozenset({"marked_at", "marked_by"}),
        ),
    ),
    Interest: (
        Trace(
            "person",
            fate=Deleted(),
            shows=frozenset({"course", "asked_at", "told_at"}),
        ),
    ),
    # Not its secret: whoever has the address can read the diary.
    Diary: (Trace("person", fate=Deleted(), shows=frozenset({"renewed_at"})),),
}
