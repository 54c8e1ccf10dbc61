"""Take over people and past attendance from another system."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from commonweal.governance.actions import record
from commonweal.people.actions import join_organisation
from commonweal.people.models import Organisation, Person
from commonweal.people.shared_mailboxes import explain
from commonweal.training.bookings_file import PastRow, Problem
from commonweal.training.models import Attendance, Booking, Course, Meeting, Session

# Times of day where the other system has none.
USUAL_START, USUAL_END = time(9), time(17)
MARKS = {
    Booking.Status.ATTENDED: Attendance.Mark.PRESENT,
    Booking.Status.PARTLY: Attendance.Mark.LEFT_EARLY,
    Booking.Status.ABSENT: Attendance.Mark.ABSENT,
}


@dataclass(slots=True)
class Outcome:
    """What an import made and what it found there already."""

    rows: int = 0
    people_made: int = 0
    courses_made: int = 0
    sessions_made: int = 0
    bookings_made: int = 0
    bookings_found: int = 0
    problems: list[Problem] = field(default_factory=list)


@transaction.atomic
def import_past_attendance(
    *,
    rows: Sequence[PastRow],
    by: Person | None,
    at: datetime,
    may_add_courses: bool = False,
    is_dry_run: bool = False,
) -> Outcome:
    """Write ``rows`` down: people, their organisation, sessions and attendance.

    All or nothing: with a single problem nothing is written. Done twice, the
    second time changes nothing. Nobody is written to, and what is known of a
    person already is left as it is.

    Args:
        may_add_courses: make courses that are not known, out of the catalogue.
        is_dry_run: count and check, and write nothing.
    """
    taking = _Taking(rows, by=by, at=at, may_add_courses=may_add_courses)
    for row in rows:
        taking.take(row)
    if is_dry_run or taking.outcome.problems:
        transaction.set_rollback(True)
    return taking.outcome


class _Taking:
    """One import: what is known already, looked up once for all rows."""

    def __init__(
        self,
        rows: Sequence[PastRow],
        *,
        by: Person | None,
        at: datetime,
        may_add_courses: bool,
    ) -> None:
        self.by, self.at, self.may_add_courses = by, at, may_add_courses
        self.outcome = Outcome(rows=len(rows))
        self.organisations = _organisations()
        self.courses = {course.title.casefold(): course for course in _courses()}
        self.courses |= {course.slug: course for course in _courses()}
        self.people = _people(rows)
        self.sessions = _sessions(rows)
        self.booked = _booked(rows)

    def take(self, row: PastRow) -> None:
        organisation = self.organisations.get(row.organisation.casefold())
        if row.organisation and organisation is None:
            self._refuse(
                row,
                "organisation",
                "the name or the reference of an organisation on this site",
                "Add it to the organisations first, or write it as it stands there.",
            )
        course = self.courses.get(row.course.casefold()) or self._new_course(row)
        if course is None or (row.organisation and organisation is None):
            return
        person = self._person(row, organisation)
        session = self._session(row, course)
        if (session.pk, person.pk) in self.booked:
            self.outcome.bookings_found += 1
            return
        self._book(row, person, organisation, session)

    def _refuse(self, row: PastRow, column: str, expected: str, remedy: str) -> None:
        self.outcome.problems.append(Problem(row.row, column, expected, remedy))

    def _new_course(self, row: PastRow) -> Course | None:
        title = row.course
        slug = slugify(title)[:150]
        if not self.may_add_courses or not slug or len(title) > 150:
            self._refuse(
                row,
                "course",
                "the title of a course on this site",
                "Add the course first, or run the command again with --add-courses.",
            )
            return None
        found = self.courses.get(slug)
        if found is None:
            found = Course.objects.create(
                title=title, slug=slug, summary=title, is_published=False
            )
            record("training.course_created", subject=found, by=self.by, at=self.at)
            self.outcome.courses_made += 1
        self.courses[slug] = self.courses[title.casefold()] = found
        return found

    def _person(self, row: PastRow, organisation: Organisation | None) -> Person:
        key = _key_of(row, organisation)
        person = self.people.get(key)
        if person is None:
            person = self._new_person(row)
            self.people[key] = person
            self.outcome.people_made += 1
            if organisation is not None and organisation.is_active:
                join_organisation(
                    person=person,
                    organisation=organisation,
                    starts_on=row.day,
                    by=self.by,
                    at=self.at,
                )
        return person

    def _new_person(self, row: PastRow) -> Person:
        shared = explain(row.email) if row.email else None
        if shared:
            self._refuse(row, "email", "one person’s own address", shared)
        names = {"first_name": row.first_name, "last_name": row.last_name}
        if row.email:
            person = Person.objects.create_user(row.email, **names)
        else:
            person = Person.objects.create_without_email(**names)
        record("people.imported", subject=person, by=self.by, at=self.at)
        return person

    def _session(self, row: PastRow, course: Course) -> Session:
        key = (course.pk, row.day)
        if key not in self.sessions:
            starts_at = _moment(row.day, row.starts or USUAL_START)
            ends_at = _moment(row.day, row.ends or USUAL_END)
            if ends_at <= starts_at:
                ends_at = starts_at + timedelta(hours=1)
            session = Session.objects.create(
                course=course,
                status=Session.Status.SCHEDULED,
                starts_at=starts_at,
                ends_at=ends_at,
            )
            Meeting.objects.create(
                session=session, starts_at=starts_at, ends_at=ends_at
            )
            record("training.session_imported", subject=session, by=self.by, at=self.at)
            self.sessions[key] = session
            self.outcome.sessions_made += 1
        return self.sessions[key]

    def _book(
        self,
        row: PastRow,
        person: Person,
        organisation: Organisation | None,
        session: Session,
    ) -> None:
        _make_room(session)
        booking = Booking.objects.create(
            reference=_reference(session, person),
            session=session,
            attendee=person,
            organisation=organisation,
            status=row.status,
            booked_by=self.by,
            booked_at=session.starts_at or self.at,
            # Attendance closes a booking; how long it is kept counts from there.
            ended_at=session.ends_at,
            ended_because=f"Imported: {row.reference}"[:300] if row.reference else "",
        )
        Attendance.objects.bulk_create(
            Attendance(
                booking=booking,
                meeting=meeting,
                mark=MARKS[Booking.Status(row.status)],
                marked_at=self.at,
                marked_by=self.by,
            )
            for meeting in session.meetings.all()
        )
        record("training.attendance_imported", subject=booking, by=self.by, at=self.at)
        self.booked.add((session.pk, person.pk))
        self.outcome.bookings_made += 1


def _make_room(session: Session) -> None:
    """Count one more place. A session that is over has as many as came to it."""
    row = Session.objects.select_for_update().get(pk=session.pk)
    row.taken += 1
    row.capacity = max(row.capacity, row.taken)
    row.save(update_fields=["taken", "capacity"])


def _reference(session: Session, person: Person) -> str:
    """Return a reference that is the same whenever this is imported."""
    whole = f"{session.uid}:{person.pk}".encode()
    return f"I{hashlib.sha256(whole).hexdigest()[:11].upper()}"


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def _key_of(row: PastRow, organisation: Organisation | None) -> tuple[str, int | None]:
    """Return what tells people apart: the address, or name and organisation."""
    if row.email:
        return row.email, None
    name = f"{row.first_name} {row.last_name}".casefold()
    return name, organisation.pk if organisation else None


def _organisations() -> dict[str, Organisation]:
    found = {}
    for organisation in Organisation.objects.all():
        if organisation.reference:
            found[organisation.reference.casefold()] = organisation
        found[organisation.name.casefold()] = organisation
    return found


def _courses() -> Iterable[Course]:
    return Course.objects.order_by("pk")


def _people(rows: Sequence[PastRow]) -> dict[tuple[str, int | None], Person]:
    found: dict[tuple[str, int | None], Person] = {}
    emails = sorted({row.email for row in rows if row.email})
    for start in range(0, len(emails), 500):
        for person in Person.objects.filter(email__in=emails[start : start + 500]):
            found[person.email, None] = person
    without = [row for row in rows if not row.email]
    if without:
        surnames = {row.last_name for row in without}
        for person in (
            Person.objects.filter(last_name__in=surnames)
            .exclude(pk__in=Person.objects.reachable())
            .prefetch_related("memberships")
        ):
            name = f"{person.first_name} {person.last_name}".casefold()
            for membership in person.memberships.all():
                found[name, membership.organisation_id] = person
    return found


def _sessions(rows: Sequence[PastRow]) -> dict[tuple[int, date], Session]:
    if not rows:
        return {}
    days = [row.day for row in rows]
    found = Session.objects.filter(
        status=Session.Status.SCHEDULED,
        partner=None,
        starts_at__gte=_moment(min(days), time.min),
        starts_at__lt=_moment(max(days) + timedelta(days=1), time.min),
    )
    return {
        (session.course_id, timezone.localdate(session.starts_at)): session
        for session in found.order_by("-pk")
    }


def _booked(rows: Sequence[PastRow]) -> set[tuple[int, int]]:
    days = [row.day for row in rows]
    if not days:
        return set()
    return set(
        Booking.objects.live()
        .filter(
            session__starts_at__gte=_moment(min(days), time.min),
            session__starts_at__lt=_moment(max(days) + timedelta(days=1), time.min),
        )
        .values_list("session", "attendee")
    )
