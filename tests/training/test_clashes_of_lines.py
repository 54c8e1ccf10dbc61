"""What speaks against several sessions that are planned together."""

from datetime import timedelta

import pytest

from commonweal.training.models import Session
from commonweal.training.queries.clashes import Wish, clashes_of
from tests.people.factories import PersonFactory
from tests.training.factories import STARTS, SessionFactory, VenueFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
SPAN = (STARTS + HOUR, STARTS + 2 * HOUR)


@pytest.mark.parametrize(
    ("taken", "wanted", "is_clash"),
    [
        ("Ouse", "ouse", True),
        ("Ouse", "", True),
        ("", "Foss", True),
        ("Ouse", "Foss", False),
    ],
)
def test_a_room_clashes_when_it_is_or_may_be_the_same(taken, wanted, is_clash):
    venue = VenueFactory()
    SessionFactory(venue=venue, room=taken)
    wish = Wish(meetings=(SPAN,), venue_id=venue.pk, room=wanted)

    [found] = clashes_of([wish])

    assert bool(found) == is_clash


@pytest.mark.parametrize("status", [Session.Status.CANCELLED, Session.Status.ANNOUNCED])
def test_a_session_that_does_not_run_is_in_nobodys_way(status):
    venue = VenueFactory()
    SessionFactory(venue=venue, status=status)

    assert clashes_of([Wish(meetings=(SPAN,), venue_id=venue.pk)]) == [[]]


def test_lines_are_held_against_each_other():
    wishes = [
        Wish(meetings=(SPAN,), trainer_ids=frozenset({1})),
        Wish(meetings=(SPAN,), trainer_ids=frozenset({1, 2})),
        Wish(meetings=(SPAN,), trainer_ids=frozenset({3})),
        Wish(meetings=(SPAN,), venue_id=7),
        Wish(meetings=(SPAN,), venue_id=7, room="Foss"),
    ]

    assert clashes_of(wishes) == [
        [],
        ["A line above has the same trainer at the same time."],
        [],
        [],
        ["A line above has the same room at the same time."],
    ]


@pytest.mark.parametrize("many", [1, 10])
def test_many_lines_cost_the_same_number_of_queries(many, django_assert_num_queries):
    venue = VenueFactory()
    for _ in range(many):
        SessionFactory(venue=venue).trainers.add(PersonFactory())

    with django_assert_num_queries(3):
        clashes_of([Wish(meetings=(SPAN,), venue_id=venue.pk)] * many)
