"""Everything about one session on one page, and its details."""

from datetime import timedelta

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Sector
from commonweal.people.roles import Role
from commonweal.training.models import Answer, Booking, Needs, PlaceLimit, Question
from commonweal.training.queries.desk_session import session_page
from tests.people.factories import (
    OrganisationFactory,
    PersonFactory,
    person_in,
)
from tests.training.deeds import book
from tests.training.factories import (
    NOW,
    STARTS,
    BookingFactory,
    PlaceLimitFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db
S = Booking.Status


def test_bookings_stand_by_state_and_the_waiting_list_by_time():
    session = SessionFactory()
    confirmed = BookingFactory(session=session)
    request = BookingFactory(session=session, status=S.REQUESTED)
    ended = BookingFactory(session=session, status=S.CANCELLED)
    second, first = (
        BookingFactory(
            session=session, status=S.WAITING, waiting_since=NOW - timedelta(days=days)
        )
        for days in (1, 2)
    )

    page = session_page(session.pk, now=NOW)

    assert [(group.heading, group.bookings) for group in page.groups] == [
        ("Asked for", [request]),
        ("Confirmed", [confirmed]),
    ]
    assert page.waiting == [first, second]
    assert page.ended == [ended]
    assert page.live_count == 4


def test_limits_say_how_they_stand():
    session = SessionFactory()
    sector = Sector.objects.get(slug="health")
    PlaceLimitFactory(session=session, places=1)
    PlaceLimitFactory(
        session=session, kind=PlaceLimit.Kind.SECTOR, places=2, sector=sector
    )
    PlaceLimitFactory(session=session, kind=PlaceLimit.Kind.FAMILY, places=5)
    BookingFactory(session=session, organisation=OrganisationFactory(sector=sector))

    page = session_page(session.pk, now=NOW)

    assert {(limit.rule, limit.stands) for limit in page.limits} == {
        ("At most 1 from one organisation", "1 at the limit"),
        ("2 kept for Health", "1 of them taken"),
        ("At most 5 from one organisation and its branches", "none at the limit"),
    }


def test_needs_and_answers_show_to_the_desk(visitor, desk):
    session = SessionFactory()
    vegan, lift = BookingFactory(session=session), BookingFactory(session=session)
    Needs.objects.create(booking=vegan, dietary="Vegan", session_ends_at=STARTS)
    question = Question.objects.create(session=session, text="How do you arrive?")
    Answer.objects.create(
        booking=lift, question=question, text="By lift", session_ends_at=STARTS
    )

    page = visitor.fetch(f"/admin/training/sessions/{session.pk}/").content.decode()

    assert "Diet: Vegan" in page
    assert "How do you arrive? By lift" in page


def test_messages_and_what_happened_stand_on_the_page(visitor, desk):
    session = SessionFactory()
    booking = book(session, PersonFactory(first_name="Amira", last_name="Holt"))

    page = session_page(session.pk, now=NOW)

    assert [one.booking for one in page.messages] == [booking]
    assert [(deed.what, deed.about) for deed in page.events] == [("Booked", booking)]
    shown = visitor.fetch(f"/admin/training/sessions/{session.pk}/").content.decode()
    assert OutgoingEmail.objects.get().subject in shown


@pytest.mark.parametrize("many", [20, 200])
def test_the_page_asks_the_same_number_of_queries_for_20_and_200_bookings(
    many, visitor, desk, django_assert_num_queries
):
    session = SessionFactory(capacity=400)
    PlaceLimitFactory(session=session, places=200)
    organisation = OrganisationFactory()
    question = Question.objects.create(session=session, text="Anything?")
    states = [S.CONFIRMED, S.WAITING, S.REQUESTED, S.CANCELLED]
    for n in range(many):
        booking = BookingFactory(
            session=session,
            status=states[n % 4],
            waiting_since=NOW if n % 4 == 1 else None,
            organisation=organisation,
            # One spelling of a password for all of them: hashing is slow.
            attendee=PersonFactory(password="!"),
        )
        Needs.objects.create(booking=booking, access="Ramp", session_ends_at=STARTS)
        Answer.objects.create(
            booking=booking, question=question, text="No", session_ends_at=STARTS
        )
    address = f"/admin/training/sessions/{session.pk}/"
    visitor.fetch(address)  # What Wagtail looks up once per process.

    with django_assert_num_queries(24):
        visitor.fetch(address)


def test_a_session_that_is_not_there_is_not_found(visitor, desk):
    visitor.fetch("/admin/training/sessions/99999/", status=404)


def _rows(**more):
    empty = {
        f"{prefix}-{name}": value
        for prefix in ("limits", "asked", "agenda")
        for name, value in (
            ("TOTAL_FORMS", "0"),
            ("INITIAL_FORMS", "0"),
            ("MIN_NUM_FORMS", "0"),
            ("MAX_NUM_FORMS", "40"),
        )
    }
    return {**empty, "minimum": "0", **more}


def test_details_questions_limits_and_agenda_are_edited_on_one_page(visitor, desk):
    session = SessionFactory(capacity=10)
    BookingFactory(session=session)
    trainer = person_in(Role.TRAINER)
    sector = Sector.objects.first()

    visitor.send(
        f"/admin/training/sessions/{session.pk}/details/",
        _rows(
            **{
                "minimum": "4",
                "waiting_limit": "12",
                "message": "Bring a pen.",
                "trainers": trainer.pk,
                "booking_closes_at": "2026-05-18T17:00",
                "limits-TOTAL_FORMS": "1",
                "limits-0-kind": "sector",
                "limits-0-places": "2",
                "limits-0-sector": sector.pk,
                "limits-0-held_until": "2026-05-10T12:00",
                "asked-TOTAL_FORMS": "1",
                "asked-0-kind": "other",
                "asked-0-text": "How do you arrive?",
                "agenda-TOTAL_FORMS": "1",
                "agenda-0-starts_at": "2026-05-19T09:30",
                "agenda-0-title": "Welcome",
            }
        ),
        status=302,
    )

    session.refresh_from_db()
    assert (session.minimum, session.waiting_limit, session.message, session.taken) == (
        4,
        12,
        "Bring a pen.",
        1,
    )
    assert session.booking_closes_at.isoformat() == "2026-05-18T16:00:00+00:00"
    assert list(session.trainers.all()) == [trainer]
    assert session.limits.get().sector == sector
    assert session.questions.get().text == "How do you arrive?"
    assert session.agenda.get().title == "Welcome"


def test_details_refuse_what_contradicts_itself(visitor, desk):
    session = SessionFactory()

    page = visitor.send(
        f"/admin/training/sessions/{session.pk}/details/",
        _rows(
            **{
                "booking_opens_at": "2026-05-18T17:00",
                "booking_closes_at": "2026-05-17T17:00",
                "limits-TOTAL_FORMS": "1",
                "limits-0-kind": "sector",
                "limits-0-places": "2",
            }
        ),
        status=200,
    ).content.decode()

    assert "This is before booking opens." in page
    assert "Choose for which sector." in page
    assert PlaceLimit.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"minimum": "11"}, "This is more than there are places."),
        (
            {
                "limits-TOTAL_FORMS": "1",
                "limits-0-kind": "organisation",
                "limits-0-places": "0",
            },
            "Enter 1 or more, or delete this rule.",
        ),
        (
            {
                "agenda-TOTAL_FORMS": "1",
                "agenda-0-starts_at": "2026-05-19T09:30",
                "agenda-0-ends_at": "2026-05-19T09:00",
                "agenda-0-title": "Welcome",
            },
            "This is before it begins.",
        ),
    ],
)
def test_details_refuse_figures_and_times_that_cannot_be(
    visitor, desk, typed, sentence
):
    session = SessionFactory(capacity=10)

    page = visitor.send(
        f"/admin/training/sessions/{session.pk}/details/",
        _rows(**{"message": "Bring a pen.", **typed}),
        status=200,
    ).content.decode()

    assert sentence in page
    assert "Bring a pen." in page
    session.refresh_from_db()
    assert session.message == ""
    assert not session.limits.exists()
    assert not session.agenda.exists()


def test_saving_details_does_not_touch_the_count_of_places(visitor, desk, monkeypatch):
    session = SessionFactory(capacity=10)
    stale = type(session).objects.get(pk=session.pk)
    BookingFactory(session=session)
    monkeypatch.setattr(
        "commonweal.training.views.desk_details.get_object_or_404",
        lambda *args, **kwargs: stale,
    )

    visitor.send(f"/admin/training/sessions/{session.pk}/details/", _rows(), status=302)

    session.refresh_from_db()
    assert session.taken == 1
