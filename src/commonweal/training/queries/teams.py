"""Whom a team booker may book, and how their organisation's bookings stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from commonweal.people.models import Organisation, Person
from commonweal.training.models import Booking, Course, Session
from commonweal.training.models.booking import BookingQuerySet
from commonweal.training.queries.eligibility import problems_with_booking
from commonweal.training.queries.own_bookings import for_pages
from commonweal.training.queries.places import floor
from commonweal.training.rules.eligibility import Problem
from commonweal.training.terms import plain, terms_in_force

# What keeps anybody from being booked, whoever they are.
OF_THE_SESSION = frozenset(
    {
        "draft",
        "announced",
        "cancelled",
        "elsewhere",
        "past",
        "not-open",
        "closed",
        "waiting-list-full",
        "team-booking",
    }
)
S = Booking.Status


def booked_for_by(person: Person, *, at: datetime) -> list[Organisation]:
    """Return the organisations whose people ``person`` may book, by name. One query."""
    found = Organisation.objects.bookable_by(person, today=localdate(at))
    return list(found.order_by("name"))


def watched_by(person: Person, *, at: datetime) -> list[Organisation]:
    """Return the organisations whose bookings ``person`` may see as their booker or
    lead, by name. One query."""
    today = localdate(at)
    booked_for = Organisation.objects.bookable_by(person, today=today)
    led = Organisation.objects.led_by(person, today=today)
    return list((booked_for | led).distinct().order_by("name"))


def members_to_book(
    organisation: Organisation, session: Session, *, at: datetime
) -> list[Person]:
    """Return who belongs to an organisation today and has no booking on a session yet,
    by name. One query."""
    live = Booking.objects.filter(session=session, attendee=OuterRef("pk")).live()
    members = Person.objects.members_of([organisation], today=localdate(at))
    found: list[Person] = list(
        members.filter(~Exists(live)).open().order_by("last_name", "first_name", "pk")
    )
    return found


@dataclass(frozen=True, slots=True)
class TeamProspect:
    """What a team finds on a session.

    Attributes:
        problems: what keeps anybody from being booked.
        left: places that newcomers may have now.
        asks_manager: whether a manager is to approve.
        decides: the training desk decides about each.
    """

    problems: tuple[Problem, ...]
    left: int
    asks_manager: bool
    decides: bool


def team_prospect(
    session: Session, by: Person, organisation: Organisation, *, at: datetime
) -> TeamProspect:
    """Return what ``by`` is told before booking people of an organisation. The deed
    asks again, for each of them."""
    terms = terms_in_force(session, at=at)
    values = plain(terms)
    stands = floor(session, at=at, order=values.waiting_order)
    found = problems_with_booking(
        session,
        by,
        organisation=organisation,
        floor=stands,
        terms=terms,
        at=at,
        books_for_another=True,
    )
    owed = stands.next().chosen is not None
    return TeamProspect(
        problems=tuple(each for each in found if each.code in OF_THE_SESSION),
        left=0 if owed else max(stands.capacity - stands.taken.total, 0),
        asks_manager=values.approval == "manager",
        decides=values.approval in ("coordinator", "shortlist"),
    )


def team_on(session: Session, organisations: Iterable[Organisation]) -> BookingQuerySet:
    """Return the bookings of organisations on a session, those with places first."""
    own = Booking.objects.filter(session=session, organisation__in=organisations)
    return for_pages(own).order_by("-confirmed_at", "waiting_since", "pk")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of an organisation's bookings to list. Empty: all.

    Attributes:
        when: "coming" or "past".
        state: a value of ``Booking.Status``.
    """

    organisation: Organisation | None = None
    course: Course | None = None
    when: str = ""
    state: str = ""


def organisation_bookings(
    organisations: Iterable[Organisation], wanted: Wanted, *, at: datetime
) -> BookingQuerySet:
    """Return bookings of some organisations, the latest date first."""
    which: dict[str, Any] = {
        "organisation__in": [wanted.organisation]
        if wanted.organisation
        else list(organisations)
    }
    if wanted.course:
        which["session__course"] = wanted.course
    if wanted.when == "coming":
        which["session__ends_at__gt"] = at
    elif wanted.when == "past":
        which["session__ends_at__lte"] = at
    if wanted.state:
        which["status"] = wanted.state
    order = "session__starts_at" if wanted.when == "coming" else "-session__starts_at"
    return for_pages(Booking.objects.filter(**which)).order_by(order, "-pk")


def courses_booked(organisations: Iterable[Organisation]) -> QuerySet[Course]:
    """Return the courses that people of some organisations were ever booked on, by
    title."""
    booked = Booking.objects.filter(
        organisation__in=list(organisations), session__course=OuterRef("pk")
    )
    return Course.objects.filter(Exists(booked)).order_by("title")
