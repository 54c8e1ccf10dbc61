"""What the rush needs: a course with one date, and people who may book it.

    python -m benchmarks.rushing.content PEOPLE SEATS

Prints the session's path and everybody's address, as JSON.
"""

import json
import sys
from datetime import timedelta

import django

django.setup()

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.utils import timezone

from benchmarks.home import make_home
from commonweal.people.models import Membership, Organisation, Person, Sector
from commonweal.training.models import Course, Meeting, Session


def main(people: int, seats: int) -> dict[str, object]:
    call_command("migrate", verbosity=0)
    make_home("localhost")
    now = timezone.now()
    sector = Sector.objects.first()
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Agency {number}", sector=sector) for number in range(20)
    )
    everybody = Person.objects.bulk_create(
        Person(
            email=f"person{number}@example.org",
            first_name="Person",
            last_name=str(number),
        )
        for number in range(people)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in everybody
    )
    Membership.objects.bulk_create(
        Membership(
            person=person,
            organisation=organisations[number % 20],
            starts_on=timezone.localdate(now) - timedelta(days=100),
        )
        for number, person in enumerate(everybody)
    )
    paths = [
        _session(name, places=places)
        for name, places in (("Rush", seats), *((f"Alone {n}", 1000) for n in range(9)))
    ]
    return {
        "session": paths[0],
        "alone": paths[1],
        "people": [p.email for p in everybody],
    }


def _session(name: str, *, places: int) -> str:
    starts_at = timezone.now() + timedelta(days=60)
    course = Course.objects.create(
        title=f"{name} course",
        slug=name.lower().replace(" ", "-"),
        summary="A day.",
        is_published=True,
    )
    session = Session.objects.create(
        course=course,
        status=Session.Status.SCHEDULED,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=6),
        capacity=places,
    )
    Meeting.objects.create(
        session=session, starts_at=session.starts_at, ends_at=session.ends_at
    )
    return f"/training/sessions/{session.pk}/"


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
