from datetime import timedelta

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.training.actions import Wish
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Booking, BookingTerms, Offer, PlaceLimit, Session
from tests.people.factories import (
    AdministratorFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.training.deeds import book, entries, fill, told, verbs
from tests.training.factories import (
    ENDS,
    NOW,
    STARTS,
    BookingFactory,
    CourseFactory,
    PlaceLimitFactory,
    PrerequisiteFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db


def test_book_place_confirms_while_there_is_room():
    session = SessionFactory(capacity=2)

    booking = book(session)

    session.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED
    assert booking.confirmed_at == NOW
    assert session.taken == 1
    assert verbs() == ["training.booked"]
    assert told(booking.attendee) == ["training.place_confirmed"]


def test_confirmation_says_until_when_cancelling_is_free():
    booking = book(SessionFactory(), at=NOW)

    message = OutgoingEmail.objects.get(to=booking.attendee.email)
    # Tuesday less two working days.
    assert "Cancel free until 5pm on Friday 15 May 2026." in message.text
    assert "Tuesday 19 May 2026, 9:30am to 1pm" in message.text
    assert message.useless_after == ENDS


def test_confirmation_carries_a_calendar_entry_without_the_online_room():
    session = SessionFactory(online_link="https://meet.example.org/secret-room")

    booking = book(session)

    message = OutgoingEmail.objects.get(to=booking.attendee.email)
    [file] = message.files.all()
    assert file.content_type == "text/calendar; method=REQUEST; charset=utf-8"
    assert entries(booking.attendee) == [("REQUEST", f"{booking.uid}-1@testserver", 0)]
    words = bytes(file.content).replace(b"\r\n ", b"").decode()
    assert "Online: your joining page http://testserver/training/join/" in words
    assert "secret-room" not in words + message.text + message.html


def test_each_meeting_has_a_calendar_entry_in_a_message_of_its_own():
    second = (STARTS + timedelta(days=7), ENDS + timedelta(days=7))
    session = SessionFactory(meetings=[(STARTS, ENDS), second], ends_at=second[1])

    booking = book(session)

    assert told(booking.attendee) == [
        "training.place_confirmed",
        "training.further_meeting",
    ]
    assert entries(booking.attendee) == [
        ("REQUEST", f"{booking.uid}-1@testserver", 0),
        ("REQUEST", f"{booking.uid}-2@testserver", 0),
    ]


def test_book_place_joins_the_waiting_list_when_the_session_is_full():
    session = SessionFactory(capacity=1)
    fill(session)

    booking = book(session)

    session.refresh_from_db()
    assert booking.status == Booking.Status.WAITING
    assert booking.waiting_since == NOW
    assert session.taken == 1
    assert verbs() == ["training.booked", "training.waiting_list_joined"]
    assert told(booking.attendee) == ["training.waiting_list_joined"]


def test_nobody_books_one_session_twice():
    session = SessionFactory()
    booking = book(session)

    with pytest.raises(BookingError, match="already"):
        book(session, booking.attendee)

    assert Booking.objects.count() == 1


def test_book_place_again_after_cancelling_is_a_new_booking():
    session = SessionFactory()
    old = BookingFactory(session=session, status=Booking.Status.CANCELLED)

    booking = book(session, old.attendee)

    assert booking.status == Booking.Status.CONFIRMED
    assert booking.uid != old.uid


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"status": Session.Status.DRAFT}, "not been published"),
        ({"status": Session.Status.CANCELLED}, "cancelled"),
        ({"booking_opens_at": NOW + timedelta(days=1)}, "Booking opens at"),
        ({"booking_closes_at": NOW}, "Booking closed at 10am on Monday 20 April"),
        ({"starts_at": NOW, "ends_at": ENDS}, "started at"),
        ({"capacity": 0, "waiting_limit": 0}, "full"),
    ],
)
def test_book_place_refuses_and_says_why(fields, words):
    session = SessionFactory(**fields)

    with pytest.raises(BookingError, match=words):
        book(session)

    assert not Booking.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_waiting_list_takes_no_more_than_its_limit():
    session = SessionFactory(capacity=0, waiting_limit=1)
    book(session)

    with pytest.raises(BookingError, match="waiting list of 1"):
        book(session)


def test_all_reasons_are_given_at_once():
    prerequisite = PrerequisiteFactory()
    session = SessionFactory(course=prerequisite.course, booking_closes_at=NOW)

    with pytest.raises(BookingError) as refusal:
        book(session)

    assert len(refusal.value.problems) == 2


def test_prerequisite_may_be_declared_as_done_elsewhere():
    prerequisite = PrerequisiteFactory()
    session = SessionFactory(course=prerequisite.course)

    booking = book(session, wish=Wish(declared_equivalent="Level 1, next door, 2024"))

    assert booking.status == Booking.Status.CONFIRMED
    assert booking.declared_equivalent == "Level 1, next door, 2024"


def test_prerequisite_is_met_by_the_course_that_it_replaced():
    new = CourseFactory()
    oldest = CourseFactory(replaced_by=new, replaced_from=NOW.date())
    session = SessionFactory(
        course=PrerequisiteFactory(requires=new, accepts_equivalent=False).course
    )
    past = BookingFactory(
        session__course=oldest, status=Booking.Status.ATTENDED, session__starts_at=NOW
    )

    booking = book(session, past.attendee)

    assert booking.status == Booking.Status.CONFIRMED


def test_the_desk_books_despite_a_rule_with_a_reason():
    session = SessionFactory(booking_closes_at=NOW)
    desk = AdministratorFactory()

    booking = book(session, by=desk, despite_problems=True, reason="Agreed by phone.")

    assert booking.status == Booking.Status.CONFIRMED
    assert booking.booked_by == desk


def test_nobody_but_the_desk_books_despite_a_rule():
    session = SessionFactory(booking_closes_at=NOW)

    with pytest.raises(BookingError, match="closed"):
        book(session, despite_problems=True)


def test_an_address_that_several_people_read_is_refused_kindly():
    with pytest.raises(BookingError, match="read by several people"):
        book(SessionFactory(), PersonFactory(email="office@example.org"))


def test_needs_and_answers_are_kept_with_the_end_of_the_session():
    booking = book(SessionFactory(), wish=Wish(dietary="No nuts", access=""))

    assert booking.needs.dietary == "No nuts"
    assert booking.needs.session_ends_at == ENDS


def test_needs_are_not_kept_when_there_are_none():
    booking = book(SessionFactory(), wish=Wish(dietary="  "))

    assert not hasattr(booking, "needs")


def test_a_colleague_without_a_booking_role_books_for_nobody_else():
    membership = MembershipFactory()

    with pytest.raises(BookingError, match="team booker"):
        book(
            SessionFactory(),
            by=PersonFactory(),
            attendee=membership.person,
            organisation=membership.organisation,
        )


def test_a_team_booker_books_for_members_only():
    booker = MembershipFactory(is_team_booker=True)
    member = MembershipFactory(organisation=booker.organisation).person
    session = SessionFactory()

    booking = book(session, member, by=booker.person, organisation=booker.organisation)
    with pytest.raises(BookingError, match="own organisation"):
        book(session, by=booker.person, organisation=booker.organisation)

    assert booking.status == Booking.Status.CONFIRMED
    assert told(member) == ["training.place_confirmed"]


def test_somebody_cannot_come_for_an_organisation_that_is_not_theirs():
    with pytest.raises(BookingError, match="own organisation"):
        book(SessionFactory(), organisation=OrganisationFactory())


def test_limits_send_the_third_of_an_organisation_to_the_waiting_list():
    organisation = OrganisationFactory()
    session = SessionFactory()
    PlaceLimitFactory(session=session, places=2)
    members = [MembershipFactory(organisation=organisation).person for _ in range(3)]

    found = [book(session, each, organisation=organisation) for each in members]

    assert [booking.status for booking in found] == ["confirmed"] * 2 + ["waiting"]


def test_who_passes_somebody_that_waits_leaves_a_reason():
    organisation = OrganisationFactory()
    session = SessionFactory()
    PlaceLimitFactory(session=session, places=1)
    members = [MembershipFactory(organisation=organisation).person for _ in range(2)]
    waiting = [book(session, each, organisation=organisation) for each in members][1]

    newcomer = book(session, at=NOW + timedelta(hours=1))

    assert newcomer.status == Booking.Status.CONFIRMED
    [row] = waiting.offers.all()
    assert row.outcome == Offer.Outcome.PASSED_OVER
    assert "has 1 place already" in row.reason


def test_places_kept_for_a_sector_are_not_for_others_until_released():
    organisation = OrganisationFactory()
    session = SessionFactory(capacity=1)
    release = NOW + timedelta(days=5)
    PlaceLimitFactory(
        session=session,
        kind=PlaceLimit.Kind.SECTOR,
        sector=organisation.sector,
        held_until=release,
    )

    early = book(session)
    of_sector = book(
        session,
        MembershipFactory(organisation=organisation).person,
        organisation=organisation,
    )

    assert early.status == Booking.Status.WAITING
    assert of_sector.status == Booking.Status.CONFIRMED


@pytest.mark.parametrize(
    "approval", [BookingTerms.Approval.COORDINATOR, BookingTerms.Approval.SHORTLIST]
)
def test_a_request_to_the_desk_holds_no_place(approval):
    TermsFactory(approval=approval)
    session = SessionFactory()

    booking = book(session)

    session.refresh_from_db()
    assert booking.status == Booking.Status.REQUESTED
    assert session.taken == 0
    assert told(booking.attendee) == ["training.request_received"]


def test_somebody_without_an_address_is_told_by_who_booked():
    organisation = OrganisationFactory()
    desk = AdministratorFactory()
    attendee = type(desk).objects.create_without_email(first_name="Kim")

    book(SessionFactory(), attendee, by=desk, organisation=organisation)

    message = OutgoingEmail.objects.get()
    assert message.to == desk.email
    assert "For Kim" in message.text


def test_booking_costs_the_same_however_many_have_booked(django_assert_max_num_queries):
    session = SessionFactory(capacity=200)
    for _ in range(30):
        BookingFactory(session=session)
    person = PersonFactory()

    # 19 to decide, write and record; 8 to compose and queue; the rest are savepoints.
    with django_assert_max_num_queries(33):
        book(session, person)
