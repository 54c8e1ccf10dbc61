"""A course with its dates, made on one page."""

import pytest

from commonweal.governance.models import AuditEvent
from commonweal.training.models import Course, Session
from tests.training.factories import CourseFactory, VenueFactory

pytestmark = pytest.mark.django_db

NEW = "/admin/training/courses/new/"
TEN = "\n".join(f"{day} March 2099, 10am to 2pm" for day in range(2, 12))


def _typed(**more):
    return {
        "title": "Trauma-informed practice",
        "kind": "course",
        "summary": "How trauma shows, and what helps.",
        "delivery": "in-person",
        "is_published": "on",
        "words": TEN,
        "capacity": "16",
        "minimum": "4",
        "is_open": "on",
        **more,
    }


def _read(visitor, address, typed, **more):
    """Send the form to be read back; return the page and what it says was seen."""
    page = visitor.client.post(address, {**typed, "action": "read", **more})
    return page, page.context["mark"]


def test_ten_dates_are_read_back_and_then_saved(visitor, desk):
    hall = VenueFactory(name="West Hall")
    typed = _typed(venue=hall.pk, room="Ouse")

    page, seen = _read(visitor, NEW, typed)
    nothing_yet = Course.objects.count()
    saved = visitor.send(NEW, {**typed, "action": "save", "seen": seen}, status=302)

    course = Course.objects.get()
    sessions = Session.objects.order_by("starts_at")
    assert "Monday 2 March 2099, 10am to 2pm" in page.content.decode()
    assert nothing_yet == 0
    assert saved["Location"] == f"/admin/training/courses/{course.pk}/"
    assert len(sessions) == 10
    assert {(s.status, s.capacity, s.minimum, s.venue, s.room) for s in sessions} == {
        ("scheduled", 16, 4, hall, "Ouse")
    }
    assert AuditEvent.objects.filter(verb="training.session_published").count() == 10


def test_nothing_is_saved_that_was_not_seen(visitor, desk):
    typed = _typed(words="2 March 2099, 10am to 2pm")
    _, seen = _read(visitor, NEW, typed)
    changed = {**typed, "words": "3 March 2099, 10am to 2pm"}

    visitor.send(NEW, {**changed, "action": "save", "seen": seen}, status=200)
    visitor.send(NEW, {**typed, "action": "save"}, status=200)

    assert Course.objects.count() == 0


def test_a_wrong_weekday_is_asked_about_and_its_answer_saved(visitor, desk):
    typed = _typed(words="Friday 2 March 2099, 10am to 2pm")
    page, _ = _read(visitor, NEW, typed)
    [question] = page.context["planned"][0].line.questions
    answer = {question.name: "2099-03-06"}

    again, seen = _read(visitor, NEW, typed, **answer)
    visitor.send(NEW, {**typed, **answer, "action": "save", "seen": seen}, status=302)

    assert f'name="{question.name}" value="2099-03-02"' in page.content.decode()
    assert "Save 1 session" not in page.content.decode()
    assert "Save 1 session" in again.content.decode()
    assert Session.objects.get().starts_at.strftime("%Y-%m-%d") == "2099-03-06"


def test_drafts_are_kept_from_booking(visitor, desk):
    typed = _typed(words="2 March 2099, 10am to 2pm")
    del typed["is_open"]
    _, seen = _read(visitor, NEW, typed)

    visitor.send(NEW, {**typed, "action": "save", "seen": seen}, status=302)

    assert Session.objects.get().status == Session.Status.DRAFT


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": "!!!"}, "Use some letters or numbers"),
        ({"title": "known COURSE"}, "There is a course with this title"),
        ({"minimum": "17"}, "This is more than there are places"),
        ({"capacity": ""}, "This field is required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_saved(visitor, desk, wrong, sentence):
    CourseFactory(title="Known course", slug="known-course")

    page, _ = _read(visitor, NEW, _typed(**wrong))

    assert sentence in page.content.decode()
    assert Course.objects.count() == 1


def test_dates_are_added_to_a_course_that_stands(visitor, desk):
    course = CourseFactory()
    address = f"/admin/training/courses/{course.pk}/dates/"
    typed = {"words": TEN, "capacity": "8", "is_open": "on"}

    _, seen = _read(visitor, address, {**typed, "minimum": "0"})
    visitor.send(
        address, {**typed, "minimum": "0", "action": "save", "seen": seen}, status=302
    )

    assert course.sessions.count() == 10


def test_a_venue_in_the_line_comes_before_the_one_for_all(visitor, desk):
    usual, other = VenueFactory(name="West Hall"), VenueFactory(name="Guildhall")
    typed = _typed(
        venue=usual.pk,
        words="2 March 2099, 10am to 2pm\n3 March 2099, 10am to 2pm, at Guildhall",
    )
    _, seen = _read(visitor, NEW, typed)

    visitor.send(NEW, {**typed, "action": "save", "seen": seen}, status=302)

    assert [s.venue for s in Session.objects.order_by("starts_at")] == [usual, other]
