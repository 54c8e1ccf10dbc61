"""What stands between a person and a place, why, and what would change it.

An answer is a list of problems, all of them, not only the first: whoever mends one
should not find the next behind it. The sentences say nothing of "you", because a
colleague or the desk may be booking.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from commonweal.dates import write_moment
from commonweal.training.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing in the way.

    ``code`` is for programs, see the functions below; ``remedy`` says what would
    change it, "" if nothing would. With ``can_declare``, saying what was done elsewhere
    is enough.
    """

    code: str
    sentence: str
    remedy: str = ""
    can_declare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """A session as booking sees it.

    ``status`` is "draft", "announced", "scheduled" or "cancelled". ``waiting_limit``
    counts people; None: as many as like, 0: no waiting list. ``has_room`` says whether
    a place would be free for this person now, those waiting before them served first.
    ``partner`` is the name of whoever it is booked with, "" if here.
    """

    status: str = "scheduled"
    starts_at: datetime | None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    partner: str = ""
    has_room: bool = True
    waiting: int = 0
    waiting_limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """Whoever is to come. ``organisations`` are the one they come for and the one above
    it, so that inviting a trust invites its schools; empty: none is known."""

    organisations: frozenset[int] = frozenset()
    sector: int | None = None
    has_live_booking: bool = False
    has_shared_mailbox: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A course that comes first, and what is known of it.

    ``is_met``: attended, it or one that it replaced. ``is_declared``: the person has
    said what they did elsewhere.
    """

    title: str
    is_met: bool
    accepts_equivalent: bool = True
    is_declared: bool = False


def problems(
    session: SessionFacts,
    person: PersonFacts,
    terms: Terms,
    requirements: Iterable[Requirement],
    *,
    at: datetime,
    books_for_another: bool = False,
) -> list[Problem]:
    """Return what keeps ``person`` from booking at ``at``; empty: nothing does.

    Codes: "draft", "announced", "cancelled", "elsewhere", "past", "not-open", "closed",
    "waiting-list-full", "already-booked", "shared-mailbox", "not-invited",
    "prerequisite", "equivalent", "team-booking". The session's own come first.

    A full session is no problem while its waiting list has room.

    Args:
        books_for_another: whether a colleague books, not the person or the desk.
    """
    found = [*_of_session(session, at), *_of_person(person)]
    found += [*_of_invitation(person, terms), *_of_requirements(requirements)]
    if books_for_another and not terms.allows_team_booking:
        found.append(
            Problem(
                "team-booking",
                "Places on this session cannot be booked for somebody else.",
                "The person can book, or the training desk can.",
            )
        )
    return found


def substitute_problems(
    session: SessionFacts,
    colleague: PersonFacts,
    terms: Terms,
    requirements: Iterable[Requirement],
    *,
    at: datetime,
) -> list[Problem]:
    """Return what keeps ``colleague`` from coming in somebody's place; empty: nothing.

    The place is taken already, so booking may have closed and the session be full. It
    must not have started. What the course requires is asked again only if the terms
    say so. Codes as for ``problems``, and "no-substitutes".
    """
    found: list[Problem] = []
    if not terms.allows_substitutes:
        found.append(
            Problem(
                "no-substitutes",
                "Places on this session cannot be passed to a colleague.",
                "Give the place back, and the colleague can ask for one.",
            )
        )
    found += [*_of_status(session, at), *_of_person(colleague)]
    if terms.rechecks_substitutes:
        found += [*_of_invitation(colleague, terms), *_of_requirements(requirements)]
    return found


_STATUS = {
    "draft": Problem("draft", "This session has not been published."),
    "announced": Problem(
        "announced",
        "The dates of this session are not known yet.",
        "Ask to be told when they are.",
    ),
    "cancelled": Problem(
        "cancelled", "This session has been cancelled.", "Choose another date."
    ),
}


def _of_session(session: SessionFacts, at: datetime) -> list[Problem]:
    return (
        _of_status(session, at)
        or _of_partner(session)
        or _of_opening(session, at)
        or _of_waiting_list(session)
    )


def _of_partner(session: SessionFacts) -> list[Problem]:
    if not session.partner:
        return []
    told = f"This session is booked with {session.partner}."
    return [Problem("elsewhere", told, "Book on their site.")]


def _of_status(session: SessionFacts, at: datetime) -> list[Problem]:
    if session.status in _STATUS:
        return [_STATUS[session.status]]
    if session.starts_at is not None and session.starts_at <= at:
        started = write_moment(session.starts_at)
        told = f"This session started at {started}."
        return [Problem("past", told, "Choose another date.")]
    return []


def _of_opening(session: SessionFacts, at: datetime) -> list[Problem]:
    if session.opens_at is not None and at < session.opens_at:
        opens = write_moment(session.opens_at)
        told = f"Booking opens at {opens}."
        return [Problem("not-open", told, "Book from then on.")]
    if session.closes_at is not None and session.closes_at <= at:
        told = f"Booking closed at {write_moment(session.closes_at)}."
        return [Problem("closed", told, "Choose another date, or ask the desk.")]
    return []


def _of_waiting_list(session: SessionFacts) -> list[Problem]:
    limit = session.waiting_limit
    if session.has_room or limit is None or session.waiting < limit:
        return []
    told = "This session is full"
    told += f", and so is its waiting list of {limit}." if limit else "."
    remedy = "Choose another date, or look again later: places are given back."
    return [Problem("waiting-list-full", told, remedy)]


def _of_person(person: PersonFacts) -> list[Problem]:
    found: list[Problem] = []
    if person.has_live_booking:
        found.append(
            Problem(
                "already-booked",
                "There is a booking for this person on this session already.",
                "It stands under “My training”.",
            )
        )
    if person.has_shared_mailbox:
        found.append(
            Problem(
                "shared-mailbox",
                "This e-mail address is read by several people. Joining links and "
                "certificates belong to one person.",
                "Use the person’s own work address. If they have none, the training "
                "desk can book for them.",
            )
        )
    return found


def _of_invitation(person: PersonFacts, terms: Terms) -> list[Problem]:
    is_invited = (
        terms.is_open_to_all
        or bool(person.organisations & terms.organisations)
        or person.sector in terms.sectors
    )
    if is_invited:
        return []
    told = "This session is for certain organisations or sectors only"
    if not person.organisations:
        remedy = "Say which organisation the person comes for."
        return [Problem("not-invited", f"{told}.", remedy)]
    remedy = "Ask the training desk whether there is a place."
    return [Problem("not-invited", f"{told}; the person’s is not one of them.", remedy)]


def _of_requirements(requirements: Iterable[Requirement]) -> list[Problem]:
    return [
        _of_requirement(each)
        for each in requirements
        if not each.is_met and not (each.accepts_equivalent and each.is_declared)
    ]


def _of_requirement(requirement: Requirement) -> Problem:
    told = f"“{requirement.title}” comes first, and there is no record of it."
    if requirement.accepts_equivalent:
        remedy = (
            "Say what the person did in its place, where and when, or book it first."
        )
        return Problem("equivalent", told, remedy, can_declare=True)
    return Problem("prerequisite", told, f"Book “{requirement.title}” first.")
