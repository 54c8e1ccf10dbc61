from datetime import timedelta

import pytest

from commonweal.training.actions import Wish, cancel_booking, substitute, transfer
from commonweal.training.exceptions import BookingError
from tests.people.factories import (
    AdministratorFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.training.deeds import book, entries, fill, statuses, told, verbs
from tests.training.factories import (
    ENDS,
    NOW,
    STARTS,
    PrerequisiteFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db

WEEK = timedelta(weeks=1)


def test_substitute_passes_the_place_on_without_freeing_it():
    session = SessionFactory(capacity=1)
    [booking] = fill(session)
    waiting = book(session)
    colleague = PersonFactory()

    following = substitute(
        booking=booking, colleague=colleague, by=booking.attendee, at=NOW
    )

    session.refresh_from_db()
    assert statuses([booking, following, waiting]) == [
        "substituted",
        "confirmed",
        "waiting",
    ]
    assert session.taken == 1
    assert following.stands_in_for == booking
    assert verbs()[-2:] == ["training.substituted", "training.booked"]


def test_substitute_moves_the_calendar_entry_from_one_to_the_other():
    booking = book(SessionFactory())
    colleague = PersonFactory()

    following = substitute(
        booking=booking, colleague=colleague, by=booking.attendee, at=NOW
    )

    assert entries(booking.attendee)[-1] == (
        "CANCEL",
        f"{booking.uid}-1@testserver",
        1,
    )
    assert entries(colleague) == [("REQUEST", f"{following.uid}-1@testserver", 0)]


def test_a_colleague_who_was_waiting_leaves_the_list():
    session = SessionFactory(capacity=1)
    [booking] = fill(session)
    waiting = book(session)

    following = substitute(
        booking=booking, colleague=waiting.attendee, by=booking.attendee, at=NOW
    )

    assert statuses([waiting, following]) == ["cancelled", "confirmed"]


def test_substitute_is_asked_for_what_the_course_requires():
    prerequisite = PrerequisiteFactory()
    session = SessionFactory(course=prerequisite.course)
    booking = book(session, wish=Wish(declared_equivalent="Level 1, 2024"))

    with pytest.raises(BookingError, match="comes first"):
        substitute(
            booking=booking, colleague=PersonFactory(), by=booking.attendee, at=NOW
        )


def test_substitute_is_not_asked_where_the_terms_do_not_recheck():
    TermsFactory(rechecks_substitutes=False)
    prerequisite = PrerequisiteFactory()
    session = SessionFactory(course=prerequisite.course)
    booking = book(session, wish=Wish(declared_equivalent="Level 1, 2024"))

    following = substitute(
        booking=booking, colleague=PersonFactory(), by=booking.attendee, at=NOW
    )

    assert following.status == "confirmed"


def test_terms_may_forbid_substitutes():
    TermsFactory(allows_substitutes=False)
    booking = book(SessionFactory())

    with pytest.raises(BookingError, match="cannot be passed"):
        substitute(
            booking=booking, colleague=PersonFactory(), by=booking.attendee, at=NOW
        )


def test_a_place_is_passed_on_after_the_cut_off_but_not_after_the_start():
    booking = book(SessionFactory())

    late = STARTS - timedelta(minutes=1)
    following = substitute(
        booking=booking, colleague=PersonFactory(), by=booking.attendee, at=late
    )
    with pytest.raises(BookingError, match="started"):
        substitute(
            booking=following,
            colleague=PersonFactory(),
            by=following.attendee,
            at=STARTS,
        )

    assert following.status == "confirmed"


def test_nobody_is_their_own_colleague_or_gives_what_they_have_not():
    booking = book(SessionFactory())
    other = book(booking.session)

    with pytest.raises(BookingError, match="Name a colleague"):
        substitute(
            booking=booking, colleague=booking.attendee, by=booking.attendee, at=NOW
        )
    with pytest.raises(BookingError, match="already"):
        substitute(
            booking=booking, colleague=other.attendee, by=booking.attendee, at=NOW
        )
    cancel_booking(booking=booking, by=booking.attendee, at=NOW)
    with pytest.raises(BookingError, match="confirmed place"):
        substitute(
            booking=booking, colleague=PersonFactory(), by=booking.attendee, at=NOW
        )


def _two_dates(capacity=1):
    first = SessionFactory(capacity=1)
    second = SessionFactory(
        course=first.course, starts_at=STARTS + WEEK, capacity=capacity
    )
    return first, second


def test_transfer_takes_the_new_place_and_offers_the_old_one_on():
    first, second = _two_dates()
    booking = book(first, wish=Wish(dietary="Vegan"))
    waiting = book(first)

    following = transfer(
        booking=booking, to_session=second, by=booking.attendee, at=NOW
    )

    second.refresh_from_db()
    assert statuses([booking, following, waiting]) == [
        "transferred",
        "confirmed",
        "offered",
    ]
    assert following.transferred_from == booking
    assert second.taken == 1
    assert following.needs.dietary == "Vegan"
    assert following.needs.session_ends_at == ENDS + WEEK
    assert [method for method, _, _ in entries(booking.attendee)] == [
        "REQUEST",
        "CANCEL",
        "REQUEST",
    ]
    assert told(booking.attendee)[-1] == "training.place_confirmed"


def test_transfer_to_a_full_date_changes_nothing():
    first, second = _two_dates(capacity=0)
    booking = book(first)

    with pytest.raises(BookingError, match="no free place"):
        transfer(booking=booking, to_session=second, by=booking.attendee, at=NOW)

    assert statuses([booking]) == ["confirmed"]


def test_transfer_goes_to_another_date_of_the_same_course():
    booking = book(SessionFactory())

    with pytest.raises(BookingError, match="same course"):
        transfer(
            booking=booking, to_session=SessionFactory(), by=booking.attendee, at=NOW
        )
    with pytest.raises(BookingError, match="already"):
        transfer(
            booking=booking, to_session=booking.session, by=booking.attendee, at=NOW
        )


def test_transfer_after_the_cut_off_is_for_the_desk():
    first, second = _two_dates()
    booking = book(first)
    late = STARTS - timedelta(days=1)

    with pytest.raises(BookingError, match="5pm on Friday 15 May 2026"):
        transfer(booking=booking, to_session=second, by=booking.attendee, at=late)
    following = transfer(
        booking=booking, to_session=second, by=AdministratorFactory(), at=late
    )

    assert following.status == "confirmed"


def test_a_stranger_moves_nobody():
    first, second = _two_dates()
    booking = book(first)

    with pytest.raises(BookingError, match="Only the person"):
        transfer(
            booking=booking,
            to_session=second,
            by=MembershipFactory(is_team_booker=True).person,
            at=NOW,
        )
