"""Say why: why somebody can or cannot book, and how a waiting list has moved."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from commonweal.dates import write_moment
from commonweal.people.models import Organisation, Person
from commonweal.training.models import Booking, Offer, Session
from commonweal.training.queries.eligibility import problems_with_booking
from commonweal.training.queries.places import Floor, floor, place_for
from commonweal.training.rules.approval import APPROVALS
from commonweal.training.rules.cutoffs import instant_before
from commonweal.training.rules.eligibility import Problem
from commonweal.training.terms import plain, terms_in_force


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether somebody can book a session, and what would come of it.

    Attributes:
        would_be: the status that a booking made now would have ("confirmed",
            "awaiting", "requested" or "waiting"); "" when none can be made.
        sentence: the whole in one sentence, fit to show.
        problems: what stands in the way, each with its remedy; empty when they can.
        why_waiting: why they would have to wait; "" when not.
    """

    would_be: str
    sentence: str
    problems: tuple[Problem, ...] = ()
    why_waiting: str = ""

    @property
    def can_book(self) -> bool:
        return not self.problems

    @property
    def what_would_change_it(self) -> tuple[str, ...]:
        return tuple(each.remedy for each in self.problems if each.remedy)


_SENTENCES = {
    Booking.Status.CONFIRMED: "There is a place: a booking made now is confirmed at once.",
    Booking.Status.AWAITING_APPROVAL: "There is a place: it is held until the manager answers.",
    Booking.Status.REQUESTED: "The training desk decides about each request.",
    Booking.Status.WAITING: "A booking made now joins the waiting list.",
}


def explain_booking(
    person: Person,
    session: Session,
    *,
    now: datetime,
    organisation: Organisation | None = None,
    declared_equivalent: str = "",
) -> Explanation:
    """Say whether ``person`` could book ``session`` for themselves at ``now``, with
    what result, or all that stands in the way and what would change it.

    Changes nothing: offers that have run out count as free places, although nobody may
    have written that down yet.
    """
    terms = terms_in_force(session, at=now)
    values = plain(terms)
    standing = floor(session, at=now, order=values.waiting_order)
    found = problems_with_booking(
        session,
        person,
        organisation=organisation,
        floor=standing,
        terms=terms,
        at=now,
        declared_equivalent=declared_equivalent,
    )
    if found:
        told = " ".join(problem.sentence for problem in found)
        return Explanation("", told, tuple(found))
    way = APPROVALS[values.approval]
    why = why_waiting(standing, organisation) if way.holds_a_place else ""
    would_be = Booking.Status.WAITING if why else Booking.Status(way.first_status)
    sentence = f"{_SENTENCES[would_be]} {why}".strip()
    return Explanation(would_be, sentence, why_waiting=why)


def explain_for(
    person: Person, session: Session, *, now: datetime
) -> tuple[Explanation, Organisation | None]:
    """Say the same for whichever of their organisations gets ``person`` furthest, as
    booking itself offers it, and which that is; None: they work for none."""
    today = timezone.localdate(now)
    current = person.memberships.current(today=today).select_related("organisation")
    organisations: list[Organisation | None] = [
        each.organisation for each in current.order_by("organisation__name")
    ]
    found = [
        (explain_booking(person, session, now=now, organisation=each), each)
        for each in organisations or [None]
    ]
    return min(found, key=lambda each: (len(each[0].problems), each[0].why_waiting))


def why_waiting(standing: Floor, organisation: Organisation | None) -> str:
    """Say why somebody who asks now would have to wait; "" when a place is theirs."""
    refusal = standing.refusal([place_for(organisation)])
    if refusal is not None:
        return refusal
    if standing.next().chosen is not None:
        return "A place is free, but it belongs to somebody who is waiting already."
    return ""


def waiting_position(booking: Booking) -> int | None:
    """Return how many wait before this booking, and itself; None: it does not wait.

    By order of time. Where the mix of agencies decides, this is no promise.
    """
    if booking.status != Booking.Status.WAITING:
        return None
    ahead = Booking.objects.filter(session=booking.session_id).waiting()
    keys = list(ahead.values_list("pk", flat=True))
    return keys.index(booking.pk) + 1 if booking.pk in keys else None


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to somebody on the waiting list."""

    at: datetime
    booking: Booking
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class WaitingListStory:
    """How a waiting list has moved, and how it stands.

    Attributes:
        steps: who was offered what, when, with what result, and who was passed over
            and why, the oldest first.
        next_step: what happens next, in a sentence.
    """

    steps: tuple[Step, ...]
    next_step: str


def explain_waiting_list(session: Session, *, now: datetime) -> WaitingListStory:
    """Tell the story of a session's waiting list up to ``now``. Changes nothing."""
    offers = Offer.objects.filter(booking__session=session).select_related(
        "booking__attendee", "booking__organisation"
    )
    return WaitingListStory(
        steps=tuple(_step(offer, now) for offer in offers.order_by("made_at", "pk")),
        next_step=_next_step(session, now),
    )


def _step(offer: Offer, now: datetime) -> Step:
    outcome = Offer.Outcome(offer.outcome)
    person = offer.booking.attendee
    if outcome is Offer.Outcome.PASSED_OVER:
        told = f"{person} was passed over. {offer.reason}"
        return Step(offer.made_at, offer.booking, outcome, told)
    if outcome is Offer.Outcome.OPEN and offer.expires_at and offer.expires_at <= now:
        outcome = Offer.Outcome.EXPIRED
    until = f" until {write_moment(offer.expires_at)}" if offer.expires_at else ""
    ended = f" at {write_moment(offer.ended_at)}" if offer.ended_at else ""
    result = {
        Offer.Outcome.OPEN: "Not answered yet.",
        Offer.Outcome.ACCEPTED: f"Accepted{ended}.",
        Offer.Outcome.DECLINED: f"Declined{ended}.",
        Offer.Outcome.EXPIRED: "Not answered in time.",
        Offer.Outcome.WITHDRAWN: f"Withdrawn{ended}.",
    }[outcome]
    told = f"{person} was offered a place{until}. {offer.reason} {result}"
    return Step(offer.made_at, offer.booking, outcome, told)


def _next_step(session: Session, now: datetime) -> str:
    terms = plain(terms_in_force(session, at=now))
    if session.status != Session.Status.SCHEDULED or session.starts_at is None:
        return "No places are offered: the session is not scheduled."
    last = instant_before(
        session.starts_at, n=terms.offers_end_hours, unit="hours", anchor="start"
    )
    if now >= last:
        return (
            f"No places have been offered since {write_moment(last)}. The training "
            "desk can still give a free place to somebody who waits."
        )
    standing = floor(session, at=now, order=terms.waiting_order)
    choice = standing.next()
    if choice.chosen is not None:
        return f"A place is free and is offered within the minute. {choice.why}"
    if not standing.waiting:
        return "Nobody is waiting."
    if standing.taken.total < standing.capacity:
        return "Places are free, but there is room for nobody who waits."
    return f"The next free place is offered at once, until {write_moment(last)}."
