from datetime import timedelta
from decimal import Decimal

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import cancel_booking, give_back, say_coming
from commonweal.training.exceptions import BookingError
from commonweal.training.models import BookingTerms
from tests.people.factories import MembershipFactory, PersonFactory
from tests.training.deeds import book, entries, fill, statuses, told, verbs
from tests.training.factories import NOW, STARTS, SessionFactory, TermsFactory

pytestmark = pytest.mark.django_db

# Tuesday 9:30am less two working days, at 5pm.
FREE_UNTIL = STARTS - timedelta(days=4) + timedelta(hours=7.5)
SECOND = timedelta(seconds=1)


def test_cancel_booking_in_time_costs_nothing_and_clears_the_calendar():
    session = SessionFactory()
    booking = book(session)

    cancel_booking(
        booking=booking, by=booking.attendee, at=FREE_UNTIL, reason="On leave"
    )

    booking.refresh_from_db()
    session.refresh_from_db()
    assert booking.status == "cancelled"
    assert (booking.ended_at, booking.ended_because) == (FREE_UNTIL, "On leave")
    assert session.taken == 0
    assert entries(booking.attendee) == [
        ("REQUEST", f"{booking.uid}-1@testserver", 0),
        ("CANCEL", f"{booking.uid}-1@testserver", 1),
    ]
    message = OutgoingEmail.objects.get(template="training.booking_cancelled")
    assert "in time" in message.text
    assert verbs() == ["training.booked", "training.cancelled"]


def test_cancel_booking_a_second_too_late_is_late_and_says_what_may_be_charged():
    TermsFactory(late_charge=Decimal(40))
    booking = book(SessionFactory())

    cancel_booking(booking=booking, by=booking.attendee, at=FREE_UNTIL + SECOND)

    assert statuses([booking]) == ["cancelled-late"]
    message = OutgoingEmail.objects.get(template="training.booking_cancelled")
    assert "£40" in message.text
    assert "5pm on Friday 15 May 2026" in message.text
    assert verbs()[-1] == "training.cancelled_late"


def test_a_booking_keeps_the_terms_it_was_made_under():
    terms = TermsFactory()
    booking = book(SessionFactory())
    TermsFactory(
        policy=terms.policy,
        applies_from=NOW.date() + timedelta(days=1),
        cutoff_n=20,
    )

    cancel_booking(booking=booking, by=booking.attendee, at=FREE_UNTIL)

    assert statuses([booking]) == ["cancelled"]


def test_messages_that_wait_for_a_cancelled_place_are_not_sent():
    booking = book(SessionFactory())

    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    assert told(booking.attendee) == ["training.booking_cancelled"]


def test_cancel_booking_is_refused_once_the_session_has_started():
    booking = book(SessionFactory())

    with pytest.raises(BookingError, match="started"):
        cancel_booking(booking=booking, by=booking.attendee, at=STARTS)


def test_cancel_booking_twice_is_refused():
    booking = book(SessionFactory())
    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    with pytest.raises(BookingError, match="cancelled in time"):
        cancel_booking(booking=booking, by=booking.attendee, at=NOW)


def test_a_held_place_is_freed_and_its_manager_need_not_answer():
    TermsFactory(approval=BookingTerms.Approval.MANAGER)
    session = SessionFactory()
    booking = book(session, PersonFactory(line_manager_email="manager@example.org"))

    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    session.refresh_from_db()
    assert statuses([booking]) == ["cancelled"]
    assert session.taken == 0
    assert booking.approvals.get().outcome == "withdrawn"
    assert told("manager@example.org") == []


def test_a_request_is_withdrawn():
    TermsFactory(approval=BookingTerms.Approval.COORDINATOR)
    booking = book(SessionFactory())

    cancel_booking(booking=booking, by=booking.attendee, at=NOW)

    assert statuses([booking]) == ["cancelled"]
    assert verbs()[-1] == "training.request_withdrawn"


def test_a_team_booker_cancels_for_their_organisation_only():
    membership = MembershipFactory()
    booking = book(
        SessionFactory(), membership.person, organisation=membership.organisation
    )
    stranger = MembershipFactory(is_team_booker=True).person
    booker = MembershipFactory(
        organisation=membership.organisation, is_team_booker=True
    ).person

    with pytest.raises(BookingError, match="Only the person"):
        cancel_booking(booking=booking, by=stranger, at=NOW)
    cancel_booking(booking=booking, by=booker, at=NOW)

    assert statuses([booking]) == ["cancelled"]


def test_give_back_offers_the_place_on():
    session = SessionFactory(capacity=1)
    [booking] = fill(session)
    waiting = book(session)

    give_back(booking=booking, at=NOW)

    assert statuses([booking, waiting]) == ["cancelled", "offered"]


def test_say_coming_is_noted_once():
    booking = book(SessionFactory())

    for hours in (1, 2):
        say_coming(booking=booking, at=NOW + timedelta(hours=hours))

    booking.refresh_from_db()
    assert booking.coming_since == NOW + timedelta(hours=1)
    assert verbs() == ["training.booked", "training.coming"]


def test_say_coming_needs_a_place():
    booking = book(SessionFactory(capacity=0))

    with pytest.raises(BookingError, match="no confirmed place"):
        say_coming(booking=booking, at=NOW)
