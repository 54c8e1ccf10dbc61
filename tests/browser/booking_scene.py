"""People and dates for the booking journeys. Everybody is invented.

``prepare`` runs with the rest of the content; ``remind`` in a process of its own, over
a site that is being served.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from commonweal.people.demonstration import sign_in_path
from commonweal.people.models import Membership, Organisation, Person, Sector
from commonweal.training.actions.telling import tell
from commonweal.training.emails import timeline
from commonweal.training.models import (
    Booking,
    BookingPolicy,
    BookingTerms,
    Course,
    Meeting,
    Session,
)

REMIND = (
    "import sys, django; django.setup(); from tests.browser import booking_scene; "
    "booking_scene.remind(sys.argv[1])"
)
PEOPLE = {
    "amal": "Amal Holt",
    "bea": "Bea Moss",
    "cai": "Cai Penn",
    "sam": "Sam Booker",
}


def prepare(now: datetime) -> dict[str, object]:
    """Add a course with one place, one that a manager approves, and one for a team.
    Returns facts: their paths, and what signs people in."""
    starts_on = timezone.localdate(now) - timedelta(days=100)
    organisation = Organisation.objects.create(
        name="Journey Example School", sector=Sector.objects.all()[0]
    )
    people = {}
    for name, whole in PEOPLE.items():
        first, last = whole.split()
        people[name] = Person.objects.create_user(
            f"{name}@journey.example.org", first_name=first, last_name=last
        )
        Membership.objects.create(
            person=people[name],
            organisation=organisation,
            starts_on=starts_on,
            is_team_booker=name == "sam",
        )
    manager = BookingPolicy.objects.create(name="Journey: the manager approves")
    BookingTerms.objects.create(
        policy=manager, applies_from=starts_on, approval=BookingTerms.Approval.MANAGER
    )
    nobody = BookingPolicy.objects.create(name="Journey: nobody approves")
    BookingTerms.objects.create(policy=nobody, applies_from=starts_on)
    return {
        "one_place": _session("Journey with one place", now, 1, nobody),
        "approved": _session("Journey with a manager", now, 5, manager),
        "for_team": _session("Journey of a team", now, 2, nobody),
        "people": {name: sign_in_path(person) for name, person in people.items()},
    }


def _session(title: str, now: datetime, capacity: int, policy: BookingPolicy) -> str:
    starts_at = now.replace(minute=0, second=0, microsecond=0) + timedelta(days=40)
    slug = title.lower().replace(" ", "-")
    course = Course.objects.create(
        title=title, slug=slug, summary="A day to try.", is_published=True
    )
    session = Session.objects.create(
        course=course,
        status=Session.Status.SCHEDULED,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=3),
        capacity=capacity,
        policy=policy,
    )
    Meeting.objects.create(
        session=session, starts_at=session.starts_at, ends_at=session.ends_at
    )
    return f"/training/sessions/{session.pk}/"


def remind(reference: str) -> None:
    """Send the reminder of a booking now, instead of two weeks before the day."""
    booking = Booking.objects.get(reference=reference)
    now = timezone.now()
    ends_at = booking.session.ends_at or now
    tell(timeline.reminder(booking, at=now, useless_after=ends_at), at=now)
