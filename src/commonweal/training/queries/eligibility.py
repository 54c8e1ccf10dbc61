"""What stands between a person and a place on a session."""

from dataclasses import replace
from datetime import datetime

from commonweal.people.models import Organisation, Person
from commonweal.people.shared_mailboxes import explain
from commonweal.training.models import (
    Booking,
    BookingTerms,
    Course,
    Prerequisite,
    Session,
)
from commonweal.training.queries.places import Floor, place_for
from commonweal.training.rules.eligibility import (
    PersonFacts,
    Problem,
    Requirement,
    SessionFacts,
    problems,
    substitute_problems,
)
from commonweal.training.terms import with_eligibility


def problems_with_booking(
    session: Session,
    person: Person,
    *,
    organisation: Organisation | None,
    floor: Floor,
    terms: BookingTerms | None,
    at: datetime,
    declared_equivalent: str = "",
    books_for_another: bool = False,
) -> list[Problem]:
    """Return what keeps ``person`` from booking at ``at``, all of it; empty: nothing.

    Args:
        floor: how the places stand.
        declared_equivalent: what was done elsewhere in place of a prerequisite.
        books_for_another: whether a colleague books, not the person or the desk.
    """
    facts = replace(
        session_facts(session),
        has_room=floor.is_free_for([place_for(organisation)]),
        waiting=floor.waiting,
        waiting_limit=session.waiting_limit,
    )
    return problems(
        facts,
        _person_facts(session, person, organisation, at),
        with_eligibility(terms),
        requirements(session.course, person, declared_equivalent),
        at=at,
        books_for_another=books_for_another,
    )


def problems_with_substitute(
    session: Session,
    colleague: Person,
    *,
    organisation: Organisation | None,
    terms: BookingTerms | None,
    at: datetime,
    declared_equivalent: str = "",
) -> list[Problem]:
    """Return what keeps ``colleague`` from coming in somebody's place at ``at``.

    Somebody who only waits for a place may come: they leave the waiting list.
    """
    return substitute_problems(
        session_facts(session),
        _person_facts(session, colleague, organisation, at, may_wait=True),
        with_eligibility(terms),
        requirements(session.course, colleague, declared_equivalent),
        at=at,
    )


def session_facts(session: Session) -> SessionFacts:
    return SessionFacts(
        status=session.status,
        starts_at=session.starts_at,
        opens_at=session.booking_opens_at,
        closes_at=session.closes_at,
        partner=session.partner.name if session.partner else "",
    )


def _person_facts(
    session: Session,
    person: Person,
    organisation: Organisation | None,
    at: datetime,
    *,
    may_wait: bool = False,
) -> PersonFacts:
    live = Booking.objects.filter(session=session, attendee=person).live()
    if may_wait:
        live = live.exclude(
            status__in=(Booking.Status.WAITING, Booking.Status.REQUESTED)
        )
    lapsed = Booking.objects.lapsed(now=at)
    ids = {organisation.pk, organisation.parent_id} if organisation else set()
    return PersonFacts(
        organisations=frozenset(pk for pk in ids if pk is not None),
        sector=organisation.sector_id if organisation else None,
        has_live_booking=live.exclude(pk__in=lapsed).exists(),
        has_shared_mailbox=is_shared(person),
    )


def is_shared(person: Person) -> bool:
    """Whether the person's address is read by several people: nobody's own."""
    return person.has_email and explain(person.email) is not None


def requirements(
    course: Course, person: Person, declared_equivalent: str = ""
) -> list[Requirement]:
    """Return the courses that come before ``course``, and what is known of each.

    Two queries where there are any, and one for each generation of replaced courses.
    """
    needed = list(Prerequisite.objects.filter(course=course).select_related("requires"))
    if not needed:
        return []
    done = _attended(person)
    return [
        Requirement(
            title=each.requires.title,
            is_met=each.requires_id in done,
            accepts_equivalent=each.accepts_equivalent,
            is_declared=bool(declared_equivalent.strip()),
        )
        for each in needed
    ]


def _attended(person: Person) -> set[int]:
    """Return the courses somebody has attended, and those that replaced them since:
    having done the old one counts as having done the new one."""
    found: set[int] = set()
    newest = set(
        Booking.objects.filter(
            attendee=person, status=Booking.Status.ATTENDED
        ).values_list("session__course_id", flat=True)
    )
    while newest - found:
        found |= newest
        newest = set(
            Course.objects.filter(pk__in=newest, replaced_by__isnull=False).values_list(
                "replaced_by_id", flat=True
            )
        )
    return found
