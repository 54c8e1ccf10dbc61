"""What the desk does to a session, and that everybody is told."""

import pytest
from django.utils import timezone

from commonweal.governance.models import AuditEvent
from commonweal.training.actions import batches, continue_batches
from commonweal.training.models import Batch, Booking, Session
from tests.training.deeds import book_now, in_days, told
from tests.training.factories import CourseFactory, SessionFactory, VenueFactory

pytestmark = pytest.mark.django_db
S = Booking.Status


@pytest.fixture
def session():
    """To come, whenever this is run."""
    return SessionFactory(starts_at=in_days(40), capacity=5)


def _words(days):
    return f"{in_days(days):%-d %B %Y}, 1pm to 3pm"


def _at(session, page):
    return f"/admin/training/sessions/{session.pk}/{page}/"


def _save_dates(visitor, address, words, **more):
    read = visitor.client.post(address, {"words": words, "action": "read"})
    typed = {"words": words, "action": "save", "seen": read.context["mark"], **more}
    return visitor.send(address, typed, status=302)


def test_moving_a_session_tells_everyone(visitor, desk, session):
    booking = book_now(session)

    _save_dates(visitor, _at(session, "move"), _words(47), reason="The hall is shut.")

    session.refresh_from_db()
    assert timezone.localdate(session.starts_at) == in_days(47).date()
    assert session.meetings.get().starts_at == session.starts_at
    assert "training.session_changed" in told(booking.attendee)
    assert AuditEvent.objects.get(verb="training.session_moved").by == desk


def test_moving_needs_one_line_that_was_read_back(visitor, desk, session):
    two = f"{_words(47)}\n{_words(48)}"
    before = session.starts_at

    page = visitor.send(
        _at(session, "move"), {"words": two, "action": "save"}, status=200
    )
    visitor.send(
        _at(session, "move"), {"words": _words(47), "action": "save"}, status=200
    )

    session.refresh_from_db()
    assert "Write all its days in one line." in page.content.decode()
    assert session.starts_at == before


def test_moving_into_the_past_is_refused_in_words(visitor, desk, session):
    address = _at(session, "move")
    words = "1 June 2020, 1pm to 3pm"
    seen = visitor.client.post(address, {"words": words, "action": "read"})

    page = visitor.send(
        address,
        {"words": words, "action": "save", "seen": seen.context["mark"]},
        status=200,
    )

    assert "The new time lies in the past." in page.content.decode()


def test_copies_are_drafts_of_the_same_course(visitor, desk, session):
    words = f"{_words(60)}\n{_words(61)}"

    _save_dates(visitor, _at(session, "copy"), words)

    copies = Session.objects.exclude(pk=session.pk)
    assert {(copy.course, copy.status, copy.capacity) for copy in copies} == {
        (session.course, "draft", 5)
    }
    assert len(copies) == 2


@pytest.mark.parametrize(
    ("page", "typed", "template"),
    [
        ("place", {"room": "Foss"}, "training.session_changed"),
        ("cancel", {"reason": "The trainer is ill."}, "training.session_cancelled"),
    ],
)
def test_telling_many_is_left_to_the_worker_and_shows_its_progress(
    visitor, desk, session, monkeypatch, page, typed, template
):
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    bookings = [book_now(session) for _ in range(3)]

    answer = visitor.send(_at(session, page), typed, status=302)
    before = visitor.fetch(answer["Location"]).content.decode()
    told_before = [template in told(booking.attendee) for booking in bookings]
    continue_batches(now=timezone.now())
    after = visitor.fetch(answer["Location"]).content.decode()

    assert answer["Location"] == f"/admin/training/several/{Batch.objects.get().pk}/"
    assert "0 of 3 done." in before
    assert told_before == [False, False, False]
    assert "3 of 3 went well" in after
    assert all(template in told(booking.attendee) for booking in bookings)


def test_another_place_is_told_to_everyone(visitor, desk, session):
    booking = book_now(session)
    hall = VenueFactory(name="West Hall")

    visitor.send(_at(session, "place"), {"venue": hall.pk, "room": "Foss"}, status=302)

    session.refresh_from_db()
    assert (session.venue, session.room) == (hall, "Foss")
    assert "training.session_changed" in told(booking.attendee)


def test_places_can_be_more_but_not_fewer_than_are_taken(visitor, desk, session):
    book_now(session)
    book_now(session)

    visitor.send(_at(session, "places"), {"capacity": "9"}, status=302)
    refused = visitor.send(_at(session, "places"), {"capacity": "1"}, status=200)

    session.refresh_from_db()
    assert session.capacity == 9
    assert "2 places are taken" in refused.content.decode()


def test_cancelling_ends_bookings_and_says_why(visitor, desk, session):
    booking = book_now(session)

    visitor.send(_at(session, "cancel"), {"reason": "The trainer is ill."}, status=302)

    session.refresh_from_db()
    booking.refresh_from_db()
    assert (session.status, session.cancelled_because) == (
        "cancelled",
        "The trainer is ill.",
    )
    assert booking.status == S.CANCELLED
    assert "training.session_cancelled" in told(booking.attendee)


def test_cancelling_moves_those_who_fit_to_the_other_date(visitor, desk, session):
    other = SessionFactory(course=session.course, starts_at=in_days(50), capacity=1)
    fits, stays = book_now(session), book_now(session)

    answer = visitor.send(
        _at(session, "cancel"),
        {"reason": "The trainer is ill.", "to_session": other.pk},
        status=302,
    )

    batch = Batch.objects.get(kind=Batch.Kind.TRANSFER)
    for booking in (fits, stays):
        booking.refresh_from_db()
    session.refresh_from_db()
    assert answer["Location"] == f"/admin/training/several/{batch.pk}/"
    assert (fits.status, stays.status) == (S.TRANSFERRED, S.CANCELLED)
    assert fits.transferred_to.session == other
    assert session.status == Session.Status.CANCELLED
    assert [booking_id for booking_id, _ in batch.refused] == [stays.pk]
    visitor.fetch(answer["Location"])


def test_people_cannot_be_moved_to_another_course(visitor, desk, session):
    elsewhere = SessionFactory(course=CourseFactory(), starts_at=in_days(50))
    book_now(session)

    visitor.send(
        _at(session, "cancel"),
        {"reason": "The trainer is ill.", "to_session": elsewhere.pk},
        status=200,
    )

    session.refresh_from_db()
    assert session.status == Session.Status.SCHEDULED


def test_a_draft_is_opened_for_booking_once(visitor, desk):
    draft = SessionFactory(status=Session.Status.DRAFT, starts_at=in_days(40))

    visitor.send(_at(draft, "publish"), status=302)
    visitor.send(_at(draft, "publish"), status=302)

    draft.refresh_from_db()
    assert draft.status == Session.Status.SCHEDULED
    assert AuditEvent.objects.filter(verb="training.session_published").count() == 1


@pytest.mark.parametrize("page", ["publish", "several"])
def test_deeds_without_a_page_of_their_own_are_posted(visitor, desk, session, page):
    visitor.fetch(_at(session, page), status=405)


@pytest.mark.parametrize("page", ["move", "copy", "place", "places", "cancel", "book"])
def test_looking_at_a_form_changes_nothing(visitor, desk, session, page):
    before = Session.objects.values().get()

    visitor.fetch(_at(session, page))

    assert Session.objects.values().get() == before
    assert AuditEvent.objects.count() == 0
