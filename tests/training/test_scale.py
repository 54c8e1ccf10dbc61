"""The partnership that the benchmark of sizes makes, as small as it gets."""

import pytest
from benchmarks.scaling import partnership
from benchmarks.scaling.content import make
from benchmarks.scaling.size import Size
from django.db.models import Count, F, Q
from django.utils import timezone

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Membership, Person
from commonweal.training.models import Booking, Course, Session
from commonweal.training.queries.catalogue import found_by

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

SIZE = Size(courses=10, sessions=100, people=200, bookings=3_000)


@pytest.fixture
def _partnership() -> None:
    make(SIZE)


@pytest.mark.usefixtures("_partnership")
def test_partnership_is_as_large_as_asked_for() -> None:
    made = [
        model.objects.count()
        for model in (Course, Session, Person, Membership, Booking)
    ]

    assert made == [10, 100, 200, 200, 3_000]


@pytest.mark.usefixtures("_partnership")
def test_partnership_counts_the_places_taken() -> None:
    holding = Count("bookings", filter=Q(bookings__status__in=Booking.HOLDING))

    miscounted = Session.objects.annotate(number=holding).exclude(taken=F("number"))

    assert list(miscounted) == []


@pytest.mark.usefixtures("_partnership")
def test_partnership_has_every_state_that_bookings_wait_in() -> None:
    ahead = Session.objects.upcoming(now=timezone.now())

    found = set(
        Booking.objects.filter(session__in=ahead).values_list("status", flat=True)
    )

    assert found == {
        *("requested", "awaiting", "waiting", "offered"),
        *("confirmed", "cancelled"),
    }


@pytest.mark.usefixtures("_partnership")
def test_partnership_leaves_a_trail_for_every_booking() -> None:
    booked = AuditEvent.objects.filter(verb="training.booked").count()

    assert booked == 3_000
    assert OutgoingEmail.objects.filter(template="training.place_confirmed").exists()


@pytest.mark.usefixtures("_partnership")
def test_partnership_can_be_searched() -> None:
    assert found_by("neglect")


def test_rows_that_come_later_have_numbers_of_their_own() -> None:
    make(SIZE)

    administrator = partnership.administrator()

    assert administrator.pk == SIZE.people + 1
