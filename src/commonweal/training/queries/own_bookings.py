"""Bookings as the person, their team booker and their organisation's lead see them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from commonweal.people.models import Organisation, Person
from commonweal.training.models import Booking
from commonweal.training.models.booking import BookingQuerySet
from commonweal.training.queries.places import line
from commonweal.training.queries.standing import is_desk, may_act_on
from commonweal.training.rules.cutoffs import is_in_time
from commonweal.training.rules.fees import cancelling_in_words
from commonweal.training.terms import fee_of, plain, with_charges

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
    found = for_pages(visible_to(person, at=at))
    return found.filter(reference=reference.upper()).first()


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


def position_of(booking: Booking) -> int | None:
    """Return where somebody stands on the waiting list, 1 for the first; of a group,
    where the group begins. None: they do not wait. Two queries at most."""
    if booking.status != Booking.Status.WAITING:
        return None
    group = [booking.pk]
    if booking.group is not None:
        # An entry of the list is named by its first booking.
        waiting = Booking.objects.filter(group=booking.group).waiting()
        group = list(waiting.values_list("pk", flat=True))
    before = 0
    for entry in line(booking.session):
        if entry.key in group:
            break
        before += len(entry.places)
    return before + 1


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


def cancelling(booking: Booking, *, at: datetime) -> tuple[str, ...]:
    """Return, in sentences, until when giving a confirmed place back is free and what
    it costs later; empty for other states. Two queries at most."""
    starts_at = booking.session.starts_at
    if booking.status != S.CONFIRMED or starts_at is None:
        return ()
    terms = with_charges(booking.terms)
    return cancelling_in_words(
        terms, starts_at=starts_at, at=at, fee=fee_of(booking, terms)
    )
