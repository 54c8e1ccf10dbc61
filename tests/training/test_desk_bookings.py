"""What the desk does to one booking, and how it books somebody."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import escape

from commonweal.people.models import Person
from commonweal.training.models import Booking, Session
from tests.people.factories import (
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.training.deeds import book_now, fill, in_days, told
from tests.training.factories import (
    BookingPolicyFactory,
    SessionFactory,
    TermsFactory,
)

pytestmark = pytest.mark.django_db
S = Booking.Status


@pytest.fixture
def session():
    """To come, whenever this is run."""
    return _session()


def _session(days=40, **more):
    return SessionFactory(starts_at=in_days(days), **{"capacity": 2, **more})


def _asked():
    policy = BookingPolicyFactory()
    TermsFactory(policy=policy, approval="coordinator")
    return book_now(_session(policy=policy))


def _awaiting():
    policy = BookingPolicyFactory()
    TermsFactory(policy=policy, approval="manager")
    attendee = PersonFactory(line_manager_email="boss@example.org")
    return book_now(_session(policy=policy), attendee=attendee)


def _act(visitor, booking, deed, status=302, **typed):
    fields = {f"{deed}-{name}": value for name, value in typed.items()}
    address = f"/admin/training/bookings/{booking.pk}/{deed}/"
    page = visitor.send(address, fields, status=status)
    booking.refresh_from_db()
    return page


def test_desk_agrees_to_a_request(visitor, desk):
    booking = _asked()

    _act(visitor, booking, "agree")

    assert booking.status == S.CONFIRMED
    assert "training.place_confirmed" in told(booking.attendee)


def test_desk_declines_a_request_with_a_reason(visitor, desk):
    booking = _asked()

    without = _act(visitor, booking, "decline", status=200)
    _act(visitor, booking, "decline", reason="This one is for new starters.")

    assert "This field is required." in without.content.decode()
    assert (booking.status, booking.ended_because) == (
        S.DECLINED,
        "This one is for new starters.",
    )


@pytest.mark.parametrize(
    ("deed", "status"), [("approve", S.CONFIRMED), ("refuse", S.DECLINED)]
)
def test_desk_answers_in_the_managers_place(visitor, desk, deed, status):
    booking = _awaiting()

    _act(visitor, booking, deed, reason="Agreed by telephone.")

    assert booking.status == status


def test_desk_cancels_a_booking(visitor, desk, session):
    booking = book_now(session)

    _act(visitor, booking, "cancel", reason="Asked by telephone.")

    assert booking.status == S.CANCELLED


def test_desk_moves_a_booking_to_another_date(visitor, desk, session):
    booking = book_now(session)
    other = _session(days=50, course=session.course)

    _act(visitor, booking, "transfer", to_session=other.pk)

    assert booking.status == S.TRANSFERRED
    assert booking.transferred_to.session == other


def test_a_full_date_is_refused_in_words_and_nothing_moves(visitor, desk, session):
    booking = book_now(session)
    other = _session(days=50, course=session.course, capacity=1)
    book_now(other)

    page = _act(visitor, booking, "transfer", status=200, to_session=other.pk)

    assert "There is no free place on that date" in page.content.decode()
    assert booking.status == S.CONFIRMED


def test_desk_sends_a_colleague_who_is_not_known_yet(visitor, desk, session):
    booking = book_now(session)

    _act(
        visitor,
        booking,
        "substitute",
        email="new@example.org",
        first_name="Noor",
        last_name="Example",
    )

    assert booking.status == S.SUBSTITUTED
    assert booking.substitute.attendee == Person.objects.get(email="new@example.org")


def test_nobody_is_added_when_the_colleague_may_not_come(visitor, desk, session):
    booking = book_now(session)
    there = book_now(session)
    before = Person.objects.count()

    page = _act(visitor, booking, "substitute", status=200, email=there.attendee.email)

    assert booking.status == S.CONFIRMED
    assert Person.objects.count() == before
    assert "There is a problem" in page.content.decode()


def test_desk_gives_a_place_out_of_turn(visitor, desk):
    # So near to the start that nobody is offered a place any more.
    session = SessionFactory(starts_at=timezone.now() + timedelta(hours=5), capacity=2)
    fill(session, at=timezone.now())
    first, second = book_now(session), book_now(session)
    Session.objects.update(capacity=3)

    _act(visitor, second, "give", reason="Their manager rang.")

    first.refresh_from_db()
    assert (first.status, second.status) == (S.WAITING, S.CONFIRMED)
    assert "Their manager rang." in first.offers.get().reason


def test_a_booking_shows_only_what_can_be_done_now(visitor, desk):
    page = visitor.fetch(f"/admin/training/bookings/{_asked().pk}/")

    assert [name for name, _, _ in page.context["deeds"]] == ["agree", "decline"]


def test_a_deed_that_does_not_exist_is_not_found(visitor, desk, session):
    booking = book_now(session)

    visitor.send(f"/admin/training/bookings/{booking.pk}/vanish/", status=404)


def _book(visitor, session, status=302, **typed):
    address = f"/admin/training/sessions/{session.pk}/book/"
    return visitor.send(address, typed, status=status)


def test_desk_books_somebody_known_by_their_address(visitor, desk, session):
    person = PersonFactory(email="amira@example.org")

    _book(visitor, session, email="Amira@Example.org", dietary="Vegan")

    booking = Booking.objects.get()
    assert (booking.attendee, booking.status, booking.booked_by) == (
        person,
        S.CONFIRMED,
        desk,
    )
    assert booking.needs.dietary == "Vegan"


def test_desk_books_somebody_without_an_address(visitor, desk, session):
    school = OrganisationFactory()

    _book(visitor, session, last_name="Example", organisation=school.pk)

    booking = Booking.objects.get()
    assert not booking.attendee.has_email
    assert booking.organisation == school
    assert booking.attendee.memberships.get().organisation == school


def test_somebody_unknown_needs_a_name(visitor, desk, session):
    nameless = _book(visitor, session, status=200, email="new@example.org")
    nobody = _book(visitor, session, status=200, email="")

    assert "Nobody is known by this address." in nameless.content.decode()
    assert "Enter a name, or an e-mail address." in nobody.content.decode()
    assert Booking.objects.count() == 0


def test_an_address_that_several_people_read_is_refused(visitor, desk, session):
    typed = {"email": "office@example.org", "last_name": "Example"}

    page = _book(visitor, session, status=200, **typed).content.decode()

    assert "looks like an address that several people read" in page
    assert not Person.objects.filter(email="office@example.org").exists()


def test_nobody_is_added_when_the_booking_is_refused(visitor, desk):
    cancelled = _session(status="cancelled")

    _book(visitor, cancelled, status=200, last_name="Example")

    assert not Person.objects.filter(last_name="Example").exists()


def test_booking_is_refused_in_words_unless_the_desk_insists(visitor, desk):
    closed = _session(booking_closes_at=timezone.now() - timedelta(days=1))
    typed = {"email": PersonFactory().email}

    refused = _book(visitor, closed, status=200, **typed)
    _book(visitor, closed, despite_problems="on", reason="Agreed.", **typed)

    assert "There is a problem" in refused.content.decode()
    assert Booking.objects.get().status == S.CONFIRMED


def _why(visitor, session, person):
    address = f"/admin/training/sessions/{session.pk}/why/"
    page = visitor.send(address, {"email": person.email}, status=200)
    return page.content.decode()


def test_desk_can_ask_why_somebody_can_book_or_not(visitor, desk, session):
    free, closed = PersonFactory(), _session(status="cancelled")

    can, cannot = _why(visitor, session, free), _why(visitor, closed, free)

    assert "They can book." in can
    assert "They cannot book." in cannot
    assert Booking.objects.count() == 0


def test_why_is_asked_for_the_organisation_somebody_works_for(visitor, desk):
    member = MembershipFactory()
    TermsFactory(is_open_to_all=False).organisations.add(member.organisation)

    told = _why(visitor, _session(), member.person)
    stranger = _why(visitor, _session(), PersonFactory())

    assert "They can book." in told
    assert f"comes for {escape(member.organisation.name)}." in told
    assert "They cannot book." in stranger
    assert "comes for no organisation." in stranger


def test_asking_why_about_somebody_unknown_is_said(visitor, desk, session):
    page = _why(visitor, session, PersonFactory.build(email="none@example.org"))

    assert "Nobody is known by this address." in page


@pytest.mark.parametrize("field", ["email", "manager_email"])
def test_an_address_too_long_to_keep_is_refused_and_the_rest_stays(
    visitor, desk, session, field
):
    address = f"{'a' * 60}@{'b.' * 100}example.org"

    page = visitor.send(
        f"/admin/training/sessions/{session.pk}/book/",
        {"last_name": "Ashdown", field: address},
        status=200,
    ).content.decode()

    assert "at most 254 characters" in page
    assert "Ashdown" in page
    assert not Booking.objects.exists()
