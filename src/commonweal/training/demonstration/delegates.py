"""People who have booked the demonstration's training. All of them are invented."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count

from commonweal.directory.demonstration_days import at
from commonweal.people.models import Membership, Organisation, Person, Sector
from commonweal.training.models import Booking, Session

# Name and sector of each organisation, and the part of its addresses after the @.
ORGANISATIONS = (
    ("Aldermere Academy", "schools-and-colleges", "aldermere-academy"),
    ("Wickenhall School", "schools-and-colleges", "wickenhall-school"),
    ("Pellbrook Primary School", "schools-and-colleges", "pellbrook-primary"),
    ("Busy Otters Nursery", "early-years-and-childcare", "busy-otters"),
    ("Vale Community NHS Trust", "health", "vale-nhs"),
    ("Aldermere Medical Practice", "health", "aldermere-medical"),
    ("Vale Constabulary", "police", "vale-police"),
    ("Aldermere Council", "council", "aldermere-council"),
    ("Vale Youth Justice Service", "probation-and-youth-justice", "vale-youth-justice"),
    ("Harbour Domestic Abuse Service", "charities-and-community-groups", "harbour"),
    ("Aldermere Young Carers", "charities-and-community-groups", "young-carers"),
    ("St Brannoc’s Church", "faith-groups", "st-brannocs"),
)
FIRST = [
    "Amara",
    "Ben",
    "Carys",
    "Dilip",
    "Elin",
    "Farrah",
    "Gareth",
    "Hana",
    "Idris",
    "Jo",
    "Kofi",
    "Leila",
    "Marek",
    "Nadia",
    "Owen",
    "Priya",
    "Rhian",
    "Sol",
    "Tomasz",
    "Una",
]
LAST = [
    "Ashdown",
    "Birtwell",
    "Calder",
    "Dunmore",
    "Eastlake",
    "Fairley",
    "Garside",
    "Holroyd",
]
MOST_WANTED = 96


@dataclass
class Delegates:
    """Books invented people on sessions, as if they had done so in the past weeks."""

    today: date
    _wishes: list[tuple[Session, int, int]] = field(default_factory=list)

    def wish(self, session: Session, *, taken: int, waiting: int) -> None:
        """Have ``taken`` places booked, and so many people wait for one."""
        if taken or waiting:
            self._wishes.append((session, taken, waiting))

    def book(self) -> None:
        """Store all bookings at once, and how many places they take.

        They stand for a history that was not made here, so nobody is told of them
        and no audit event says who made them.
        """
        people, numbers, bookings = self._people(), count(1), []
        for shift, (session, taken, waiting) in enumerate(self._wishes):
            for place in range(taken + waiting):
                person, organisation = people[(shift * 17 + place) % len(people)]
                bookings.append(
                    self._booking(
                        session,
                        person,
                        organisation,
                        number=next(numbers),
                        is_waiting=place >= taken,
                    )
                )
            session.taken = taken
        Booking.objects.bulk_create(bookings)
        Session.objects.bulk_update([each for each, *_ in self._wishes], ["taken"])

    def _booking(
        self,
        session: Session,
        person: Person,
        organisation: Organisation,
        *,
        number: int,
        is_waiting: bool,
    ) -> Booking:
        booked_at = at(self.today - timedelta(days=30 - number % 20), 9, number % 60)
        status = Booking.Status.WAITING if is_waiting else Booking.Status.CONFIRMED
        return Booking(
            reference=f"DEMO-{number:05}",
            session=session,
            attendee=person,
            organisation=organisation,
            status=status,
            booked_by=person,
            booked_at=booked_at,
            waiting_since=booked_at if is_waiting else None,
            confirmed_at=None if is_waiting else booked_at,
        )

    def _people(self) -> list[tuple[Person, Organisation]]:
        """Return people with whom they work for, made when they are missing."""
        organisations = [self._organisation(*row) for row in ORGANISATIONS]
        found = []
        for number in range(MOST_WANTED):
            first, last = FIRST[number % len(FIRST)], LAST[number // 12 % len(LAST)]
            organisation, place = organisations[number % len(organisations)]
            email = f"{first}.{last}{number}@{place}.example.org".lower()
            person, is_new = Person.objects.get_or_create(
                email=email, defaults={"first_name": first, "last_name": last}
            )
            if is_new:
                Membership.objects.create(
                    person=person, organisation=organisation, starts_on=self.joined_on
                )
            found.append((person, organisation))
        return found

    @property
    def joined_on(self) -> date:
        return self.today - timedelta(days=200)

    @staticmethod
    def _organisation(name: str, sector: str, place: str) -> tuple[Organisation, str]:
        organisation, _ = Organisation.objects.get_or_create(
            name=name, defaults={"sector": Sector.objects.get(slug=sector)}
        )
        return organisation, place
