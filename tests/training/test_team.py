import pytest

from commonweal.training.actions import book_team, cancel_booking
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking
from tests.people.factories import MembershipFactory, PersonFactory
from tests.training.deeds import book, statuses, told
from tests.training.factories import (
    NOW,
    PlaceLimitFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db


def _team(size):
    """A team booker's membership, and colleagues."""
    booker = MembershipFactory(is_team_booker=True)
    people = [
        MembershipFactory(organisation=booker.organisation).person for _ in range(size)
    ]
    return booker, people


def _book(session, booker, people, **more):
    return book_team(
        session=session,
        people=people,
        organisation=booker.organisation,
        by=booker.person,
        at=NOW,
        **more,
    )


def test_book_team_gives_places_as_far_as_they_go_and_the_rest_wait():
    booker, people = _team(3)

    found = _book(SessionFactory(capacity=2), booker, people)

    assert [booking.status for booking in found] == [
        "confirmed",
        "confirmed",
        "waiting",
    ]
    assert [told(person) for person in people] == [
        ["training.place_confirmed"],
        ["training.place_confirmed"],
        ["training.waiting_list_joined"],
    ]


def test_those_who_want_to_come_together_wait_together():
    booker, people = _team(2)
    session = SessionFactory(capacity=2)
    others = [book(session) for _ in range(2)]

    found = _book(session, booker, people, all_or_none=True)
    cancel_booking(booking=others[0], by=others[0].attendee, at=NOW)
    after_one = statuses(found)
    cancel_booking(booking=others[1], by=others[1].attendee, at=NOW)

    assert len({booking.group for booking in found}) == 1
    assert after_one == ["waiting", "waiting"]
    assert statuses(found) == ["offered", "offered"]


def test_a_group_that_is_too_large_for_a_free_place_is_told_why_it_was_passed_over():
    booker, people = _team(2)
    session = SessionFactory(capacity=1)
    other = book(session)
    found = _book(session, booker, people, all_or_none=True)
    behind = book(session)

    cancel_booking(booking=other, by=other.attendee, at=NOW)

    assert statuses([*found, behind]) == ["waiting", "waiting", "offered"]
    assert "wanted together" in found[0].offers.get().reason


def test_together_all_get_places_where_they_fit():
    booker, people = _team(2)

    found = _book(SessionFactory(capacity=2), booker, people, all_or_none=True)

    assert [booking.status for booking in found] == ["confirmed", "confirmed"]


def test_limits_count_within_the_team():
    booker, people = _team(3)
    session = SessionFactory()
    PlaceLimitFactory(session=session, places=2)

    found = _book(session, booker, people)

    assert [booking.status for booking in found] == [
        "confirmed",
        "confirmed",
        "waiting",
    ]


def test_nobody_is_booked_when_somebody_cannot_be():
    booker, people = _team(2)
    session = SessionFactory()
    book(session, people[1])

    with pytest.raises(BookingError) as refusal:
        _book(session, booker, people)

    [problem] = refusal.value.problems
    assert problem.startswith(f"{people[1]}: There is a booking")
    assert Booking.objects.count() == 1


def test_book_team_fits_the_waiting_list_or_books_nobody():
    booker, people = _team(3)
    session = SessionFactory(capacity=1, waiting_limit=1)

    with pytest.raises(BookingError, match="2 of them would have to wait"):
        _book(session, booker, people)

    assert not Booking.objects.exists()


def test_book_team_is_for_members_and_team_bookers():
    booker, people = _team(1)

    with pytest.raises(BookingError, match="own organisation"):
        _book(SessionFactory(), booker, [*people, PersonFactory()])
    booker.is_team_booker = False
    booker.save()
    with pytest.raises(BookingError, match="team booker"):
        _book(SessionFactory(), booker, people)


def test_terms_may_forbid_booking_for_others():
    TermsFactory(allows_team_booking=False)
    booker, people = _team(1)

    with pytest.raises(BookingError, match="cannot be booked for somebody else"):
        _book(SessionFactory(), booker, people)


def test_a_person_named_twice_is_booked_once():
    booker, [person] = _team(1)

    assert len(_book(SessionFactory(), booker, [person, person])) == 1


def test_book_team_names_somebody():
    booker, _ = _team(0)

    with pytest.raises(BookingError, match="at least one"):
        _book(SessionFactory(), booker, [])
