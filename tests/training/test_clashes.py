from datetime import date, datetime, timedelta

import pytest

from commonweal.dates.occurrences import LONDON
from commonweal.training.models import SchoolHoliday, Session
from commonweal.training.queries.clashes import Wish, clashes_of
from tests.people.factories import PersonFactory
from tests.training.factories import ENDS, STARTS, SessionFactory, VenueFactory

pytestmark = pytest.mark.django_db

SPAN = [(STARTS, ENDS)]


def clashes(meetings, *, trainers=(), venue=None, room="", leaving_out=None):
    """What speaks against one session."""
    wish = Wish(
        meetings=tuple(meetings),
        venue_id=venue and venue.pk,
        room=room,
        trainer_ids=frozenset(person.pk for person in trainers),
        leaving_out=leaving_out and leaving_out.pk,
    )
    [found] = clashes_of([wish])
    return found


def _day(*parts):
    start = datetime(*parts, 10, tzinfo=LONDON)
    return (start, start + timedelta(hours=2))


def test_nothing_speaks_against_a_quiet_tuesday():
    assert clashes(SPAN, trainers=[PersonFactory()], venue=VenueFactory()) == []


def test_bank_holidays_weekends_and_school_holidays_are_named():
    SchoolHoliday.objects.create(
        name="Half term",
        first_day=date(2026, 5, 25),
        last_day=date(2026, 5, 29),
    )

    found = clashes([_day(2026, 5, 25), _day(2026, 5, 30), _day(2026, 6, 1)])

    assert found == [
        "Monday 25 May 2026 is a bank holiday: Spring Bank Holiday.",
        "Saturday 30 May 2026 is a Saturday.",
        "Schools are closed: Half term, 25 to 29 May 2026.",
    ]


def test_a_trainer_who_teaches_elsewhere_then_is_named():
    trainer = PersonFactory()
    other = SessionFactory(course__title="Level 1")
    other.trainers.add(trainer)

    found = clashes(SPAN, trainers=[trainer, PersonFactory()])

    assert found == [
        f"{trainer} is teaching “Level 1” (Tuesday 19 May 2026, 9:30am to 1pm) then."
    ]


def test_the_same_room_is_a_clash_and_another_room_is_none():
    venue = VenueFactory(name="Example Hall")
    SessionFactory(course__title="Level 1", venue=venue, room="Room 1")

    [same] = clashes(SPAN, venue=venue, room="room 1")
    [unsure] = clashes(SPAN, venue=venue)

    assert same.startswith("Room 1, Example Hall is taken by “Level 1”")
    assert unsure.endswith("Check that there are two rooms.")
    assert clashes(SPAN, venue=venue, room="Room 2") == []


def test_what_ends_as_another_begins_is_no_clash():
    venue = VenueFactory()
    SessionFactory(venue=venue)

    assert clashes([(ENDS, ENDS + timedelta(hours=1))], venue=venue) == []


def test_cancelled_sessions_and_the_planned_one_itself_clash_with_nothing():
    venue = VenueFactory()
    SessionFactory(venue=venue, status=Session.Status.CANCELLED)
    itself = SessionFactory(venue=venue)

    assert clashes(SPAN, venue=venue, leaving_out=itself) == []
