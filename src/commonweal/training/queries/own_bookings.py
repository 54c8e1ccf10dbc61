"""Bookings as the person, their team booker and their organisation's lead see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from commonweal.people.models import Organisation, Person
from commonweal.training.models import Booking, Prerequisite, Session
from commonweal.training.models.booking import BookingQuerySet
from commonweal.training.queries.standing import is_desk, may_act_on
from commonweal.training.rules.cutoffs import is_in_time
from commonweal.training.terms import plain

S = Booking.Status
UNDECIDED = (S.WAITING, S.REQUESTED, S.AWAITING_APPROVAL)


def visible_to(person: Person, *, at: datetime) -> BookingQuerySet:
    """Return the bookings that ``person`` may look up: their own, and those of people
    who come for an organisation that they book for or lead. The desk's: all."""
    if is_desk(person):
        return Booking.objects.all()
    today = timezone.localdate(at)
    booked_for = Organisation.objects.bookable_by(person, today=today)
    led = Organisation.objects.led_by(person, today=today)
    return Booking.objects.filter(
        Q(attendee=person)
        | Q(organisation__in=booked_for.values("pk"))
        | Q(organisation__in=led.values("pk"))
    )


def booking_to_show(reference: str, person: Person, *, at: datetime) -> Booking | None:
    """Return a booking with all that its page says, or None: there is none, or it is
    not theirs to see. Which of the two is not told."""
    found = for_pages(Booking.objects.filter(reference=reference.upper())).first()
    if found is None or found.attendee_id == person.pk:
        return found
    return found if visible_to(person, at=at).filter(pk=found.pk).exists() else None


def for_pages(bookings: BookingQuerySet) -> BookingQuerySet:
    """Fetch what a page says of each booking. Two queries."""
    return bookings.select_related(
        "attendee",
        "organisation__kind",
        "terms",
        "booked_by",
        "session__course",
        "session__venue",
        "session__partner",
    ).prefetch_related("session__meetings")


@dataclass(frozen=True, slots=True)
class Ways:
    """What somebody can do about a booking now."""

    say_coming: bool = False
    accept: bool = False
    give_back: bool = False
    substitute: bool = False
    transfer: bool = False
    leave: bool = False
    join: bool = False


def ways_on(booking: Booking, person: Person, *, at: datetime) -> Ways:
    """Return what ``person`` can do about a booking at ``at``. The deeds ask again.

    Two queries at most, and none for somebody's own booking.
    """
    session, today = booking.session, timezone.localdate(at)
    is_over = booking.has_lapsed(now=at) or not booking.is_live
    if is_over or not may_act_on(booking, person, today=today):
        return Ways()
    starts_at = session.starts_at
    has_begun = starts_at is not None and starts_at <= at
    if booking.status != S.CONFIRMED:
        return Ways(
            accept=booking.status == S.OFFERED and not has_begun,
            leave=booking.status in UNDECIDED,
        )
    terms = plain(booking.terms)
    is_own = booking.attendee_id == person.pk
    return Ways(
        say_coming=is_own and not has_begun and booking.coming_since is None,
        give_back=not has_begun,
        substitute=not has_begun and terms.allows_substitutes,
        transfer=starts_at is not None and is_in_time(terms, starts_at, at),
        join=is_own and bool(session.online_link),
    )


def titles_before(session: Session) -> list[str]:
    """Return the titles of the courses that come first, where having done something
    like it elsewhere counts. One query."""
    needed = Prerequisite.objects.filter(
        course=session.course_id, accepts_equivalent=True
    )
    return list(needed.values_list("requires__title", flat=True))


def other_dates_with_room(booking: Booking, *, at: datetime) -> list[Session]:
    """Return the dates of the same course, soonest first, that are open for booking
    here and have a place left. One query."""
    later = (
        Session.objects.public()
        .upcoming(now=at)
        .with_room()
        .filter(course=booking.session.course_id)
        .exclude(pk=booking.session_id)
        .select_related("course", "venue")
    )
    return [each for each in later if each.is_open_for_booking(now=at)]
