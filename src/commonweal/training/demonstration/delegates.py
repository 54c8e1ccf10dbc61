"""People who have booked the demonstration's training. All of them are invented."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import count

from django.utils.timezone import localdate

from commonweal.directory.demonstration_days import at
from commonweal.people.models import Membership, Organisation, Person, Sector
from commonweal.training.models import Attendance, Booking, Meeting, Session

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
# Registers are kept but for the latest dates, which the desk is asked about.
REGISTER_OPEN = timedelta(days=28)
ONE_IN_SO_MANY_STAYS_AWAY = 11


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
        Attendance.objects.bulk_create(_marks(bookings))
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
        booked_at = self._booked_at(session, number)
        status = self._status(session, number, is_waiting=is_waiting)
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

    def _booked_at(self, session: Session, number: int) -> datetime:
        """In the past weeks, or in those before a date that is over."""
        day = self.today
        if session.starts_at is not None:
            day = min(day, localdate(session.starts_at))
        return at(day - timedelta(days=30 - number % 20), 9, number % 60)

    def _status(
        self, session: Session, number: int, *, is_waiting: bool
    ) -> Booking.Status:
        if is_waiting:
            return Booking.Status.WAITING
        kept_until = self.today - REGISTER_OPEN
        if session.ends_at is None or localdate(session.ends_at) >= kept_until:
            return Booking.Status.CONFIRMED
        stays_away = number % ONE_IN_SO_MANY_STAYS_AWAY == 0
        return Booking.Status.ABSENT if stays_away else Booking.Status.ATTENDED

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
                    person=person,
                    organisation=organisation,
                    starts_on=self.joined_on,
                    is_team_booker=number < len(organisations),
                    is_organisation_lead=number // len(organisations) == 1,
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


def _marks(bookings: list[Booking]) -> list[Attendance]:
    """Return the register of those who came, or did not, for every meeting."""
    marks = {
        Booking.Status.ATTENDED: Attendance.Mark.PRESENT,
        Booking.Status.ABSENT: Attendance.Mark.ABSENT,
    }
    meetings: dict[int, list[Meeting]] = {}
    for meeting in Meeting.objects.all():
        meetings.setdefault(meeting.session_id, []).append(meeting)
    return [
        Attendance(
            booking=booking,
            meeting=meeting,
            mark=marks[Booking.Status(booking.status)],
            marked_at=meeting.ends_at,
        )
        for booking in bookings
        if booking.status in marks
        for meeting in meetings[booking.session_id]
    ]
