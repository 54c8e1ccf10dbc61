"""What somebody is told before they ask for a place: whether they can, and what then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from commonweal.people.models import Membership, Organisation, Person
from commonweal.training.models import Booking, BookingTerms, Question, Session
from commonweal.training.queries.eligibility import problems_with_booking
from commonweal.training.queries.explaining import why_waiting
from commonweal.training.queries.places import Floor, floor
from commonweal.training.queries.standing import is_desk
from commonweal.training.rules.approval import APPROVALS
from commonweal.training.rules.eligibility import Problem
from commonweal.training.rules.fees import cancelling_in_words, fee
from commonweal.training.terms import plain, terms_in_force, with_charges


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a booking by one person, for one organisation of theirs, would come to.

    Attributes:
        organisation: for whom they would come; None: nobody's.
        problems: what keeps them from booking and cannot be mended by saying so.
        to_declare: courses that come first, where saying what was done elsewhere helps.
        asks_manager: whether a manager is to approve.
        status: of the booking that would come about now, if nothing changes meanwhile.
        why_waiting: why they would join the waiting list; "" when they would not.
        waiting: how many people are on the waiting list.
    """

    session: Session
    organisation: Organisation | None
    terms: BookingTerms | None
    problems: Sequence[Problem]
    to_declare: Sequence[Problem]
    asks_manager: bool
    status: str
    why_waiting: str
    waiting: int


def session_to_book(pk: int) -> Session | None:
    """Return a session that anybody may look up, with what pages say of it, or None.
    Two queries."""
    return (
        Session.objects.public()
        .select_related("course", "venue", "partner")
        .prefetch_related("meetings")
        .filter(pk=pk)
        .first()
    )


def memberships_of(person: Person, *, at: datetime) -> list[Membership]:
    """Return for whom ``person`` can come, and whose people they may book, by the
    organisation's name. One query."""
    current = person.memberships.current(today=timezone.localdate(at))
    return list(
        current.select_related("organisation__kind").order_by("organisation__name")
    )


def prospects(
    session: Session,
    person: Person,
    organisations: Sequence[Organisation],
    *,
    at: datetime,
) -> list[Prospect]:
    """Return what booking would come to for each organisation; for none, if the
    person belongs to none. Those with the fewest problems come first.

    The places are read without a lock: this is what a page says, the deed asks again.
    """
    terms = terms_in_force(session, at=at)
    stands = floor(session, at=at, order=plain(terms).waiting_order)
    comes_for: Sequence[Organisation | None] = organisations or [None]
    found = [
        _prospect(session, person, organisation, terms, stands, at)
        for organisation in comes_for
    ]
    return sorted(found, key=lambda each: len(each.problems))


def _prospect(
    session: Session,
    person: Person,
    organisation: Organisation | None,
    terms: BookingTerms | None,
    stands: Floor,
    at: datetime,
) -> Prospect:
    found = problems_with_booking(
        session, person, organisation=organisation, floor=stands, terms=terms, at=at
    )
    approval = plain(terms).approval
    if approval != "none" and is_desk(person):
        approval = "none"
    way = APPROVALS[approval]
    why = why_waiting(stands, organisation) if way.holds_a_place else ""
    return Prospect(
        session=session,
        organisation=organisation,
        terms=terms,
        problems=[each for each in found if not each.can_declare],
        to_declare=[each for each in found if each.can_declare],
        asks_manager=way is APPROVALS["manager"],
        status=Booking.Status.WAITING if why else way.first_status,
        why_waiting=why,
        waiting=stands.waiting,
    )


def live_booking(session: Session, person: Person, *, at: datetime) -> Booking | None:
    """Return the booking that ``person`` has on the session already, or None."""
    live = Booking.objects.filter(session=session, attendee=person).live()
    return live.exclude(pk__in=Booking.objects.lapsed(now=at)).first()


def questions_of(session: Session) -> list[Question]:
    """Return what the organiser wants to know, in order. One query."""
    return list(Question.objects.filter(session=session))


def cost(prospect: Prospect, *, at: datetime) -> tuple[Decimal, tuple[str, ...]]:
    """Return the fee in pounds, and what cancelling costs from when on, in sentences."""
    terms, session = with_charges(prospect.terms), prospect.session
    kind = prospect.organisation.kind if prospect.organisation else None
    pounds = fee(
        terms.fees,
        organisation_kind=kind.slug if kind else "",
        delivery=session.course.delivery,
        hours=session.course.hours,
    )
    if session.starts_at is None:
        return pounds, ()
    return pounds, cancelling_in_words(
        terms, starts_at=session.starts_at, at=at, fee=pounds
    )
