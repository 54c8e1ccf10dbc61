from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from commonweal.people.models import Organisation, Person
from commonweal.training.actions.asking import approval_ends, approving, ask_manager
from commonweal.training.actions.places import S, begin
from commonweal.training.actions.settling import pass_over, read_floor, settle
from commonweal.training.actions.telling import tell
from commonweal.training.emails import places
from commonweal.training.exceptions import BookingError
from commonweal.training.models import (
    Answer,
    Booking,
    BookingTerms,
    Needs,
    Question,
    Session,
)
from commonweal.training.queries.eligibility import problems_with_booking
from commonweal.training.queries.places import Floor, place_for
from commonweal.training.queries.standing import is_desk, may_book_for
from commonweal.training.rules.eligibility import Problem
from commonweal.training.terms import plain, terms_in_force

# What nobody can overrule: there is nothing to book, or it is booked already.
FINAL = frozenset({"draft", "announced", "cancelled", "elsewhere", "already-booked"})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody says when they ask for a place. Everything is optional.

    Attributes:
        dietary, access: needs on the day; seen by organiser and trainer only, and
            erased 30 days after the session.
        answers: to the organiser's questions.
        declared_equivalent: what was done elsewhere in place of a prerequisite.
        manager_email: who is to approve; the one on the person's account if empty.
    """

    dietary: str = ""
    access: str = ""
    answers: Mapping[Question, str] = field(default_factory=dict)
    declared_equivalent: str = ""
    manager_email: str = ""


NOTHING = Wish()


@transaction.atomic
def book_place(
    *,
    session: Session,
    attendee: Person,
    organisation: Organisation | None,
    by: Person,
    at: datetime,
    wish: Wish = NOTHING,
    despite_problems: bool = False,
    reason: str = "",
) -> Booking:
    """Ask for a place for ``attendee``, and give it where that is possible now.

    The booking comes back confirmed; or awaiting approval, with a place held; or
    requested, where the training desk decides; or waiting, where the session is full
    or somebody who waits comes first. Its messages are in the outbox.

    Args:
        organisation: for whom the person comes; one of theirs, or None.
        by: the person, a team booker of that organisation, or the training desk.
        at: aware; the moment of the deed.
        despite_problems: the desk books although a rule is against it: booking has
            closed, the person is not invited, a prerequisite is missing. Capacity,
            limits and the order of the waiting list hold all the same.
        reason: why, for the audit trail.

    Raises:
        BookingError: they may not book, or not for this person; ``problems`` names
            each reason.
    """
    # What does not depend on the session comes before its lock.
    check_may_book(attendee, organisation, by=by, at=at)
    session = settle(session=session, at=at)
    terms = terms_in_force(session, at=at)
    floor = read_floor(session, terms, at=at)
    found = problems_with_booking(
        session,
        attendee,
        organisation=organisation,
        floor=floor,
        terms=terms,
        at=at,
        declared_equivalent=wish.declared_equivalent,
        books_for_another=by != attendee and not is_desk(by),
    )
    if despite_problems and is_desk(by):
        found = [problem for problem in found if _is_final(problem, session, at)]
    refuse(found)
    return write_booking(
        session=session,
        attendee=attendee,
        organisation=organisation,
        terms=terms,
        floor=floor,
        by=by,
        at=at,
        wish=wish,
        reason=reason,
    )


def _is_final(problem: Problem, session: Session, at: datetime) -> bool:
    if problem.code == "past":
        # Somebody who turns up on the day can still be let in.
        return session.ends_at is None or session.ends_at <= at
    return problem.code in FINAL


def check_may_book(
    attendee: Person,
    organisation: Organisation | None,
    *,
    by: Person,
    at: datetime,
) -> None:
    """Refuse somebody who books for others without being asked to.

    Raises:
        BookingError: with what they can do instead.
    """
    today = timezone.localdate(at)
    if not may_book_for(by, attendee, organisation, today=today):
        raise BookingError(
            "You can book for yourself, or as a team booker for people of your own "
            "organisation. The training desk can book for anybody."
        )


def refuse(found: list[Problem]) -> None:
    """Raise one error for all ``found``, each with what would change it."""
    if found:
        told = [f"{each.sentence} {each.remedy}".strip() for each in found]
        raise BookingError(" ".join(told), problems=told)


def write_booking(
    *,
    session: Session,
    attendee: Person,
    organisation: Organisation | None,
    terms: BookingTerms | None,
    floor: Floor,
    by: Person,
    at: datetime,
    wish: Wish,
    reason: str = "",
    group: UUID | None = None,
    must_wait: bool = False,
) -> Booking:
    """Write the booking in the state that follows from the terms and the places.

    The session is locked and settled, and the person may book.

    Args:
        must_wait: join the waiting list although there is room, because a group does.
    """
    values = plain(terms)
    manager = (wish.manager_email or attendee.line_manager_email).strip().lower()
    way = approving(values, attendee=attendee, by=by, manager_email=manager)
    has_room = not must_wait and floor.is_free_for([place_for(organisation)])
    status = way.first_status if has_room or not way.holds_a_place else S.WAITING
    until = None
    if status == S.AWAITING_APPROVAL:
        until = approval_ends(
            session, values, attendee=attendee, manager_email=manager, at=at
        )
    booking = begin(
        session=session,
        attendee=attendee,
        organisation=organisation,
        terms=terms,
        status=status,
        by=by,
        at=at,
        reason=reason,
        manager_email=manager,
        declared_equivalent=wish.declared_equivalent.strip()[:300],
        group=group,
        held_until=until,
    )
    if booking.holds_a_place:
        # Those who wait and do not fit: nobody gets past them without a reason.
        choice = floor.next()
        pass_over({each.key: each.reason for each in choice.passed_over}, at=at)
    keep_answers(booking, wish)
    _tell(booking, until=until, at=at)
    return booking


def keep_answers(booking: Booking, wish: Wish) -> None:
    """Write down needs and answers, with the moment their time runs from."""
    ends_at = booking.session.ends_at
    if ends_at is None:
        return
    if wish.dietary.strip() or wish.access.strip():
        Needs.objects.create(
            booking=booking,
            dietary=wish.dietary.strip()[:500],
            access=wish.access.strip()[:500],
            session_ends_at=ends_at,
        )
    Answer.objects.bulk_create(
        Answer(
            booking=booking,
            question=question,
            text=text.strip()[:500],
            session_ends_at=ends_at,
        )
        for question, text in wish.answers.items()
        if text.strip()
    )


def _tell(booking: Booking, *, until: datetime | None, at: datetime) -> None:
    if booking.status == S.CONFIRMED:
        tell(places.confirmed(booking, at=at), at=at)
    elif until is not None:
        ask_manager(booking, until=until, at=at)
    elif booking.status == S.REQUESTED:
        tell(places.requested(booking, at=at), at=at)
    else:
        tell(places.waiting(booking, at=at), at=at)
