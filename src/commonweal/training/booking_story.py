"""What has become of a booking, and what happens next, in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from commonweal.dates import write_date, write_moment
from commonweal.training.models import Booking
from commonweal.training.terms import plain
from commonweal.training.wording import Tag

S = Booking.Status

TAGS: Mapping[str, Tag] = {
    S.CONFIRMED: Tag("Confirmed", "green"),
    S.WAITING: Tag("On the waiting list", "yellow"),
    S.OFFERED: Tag("A place is free", "blue"),
    S.AWAITING_APPROVAL: Tag("Waiting for the manager", "blue"),
    S.REQUESTED: Tag("Asked for", "blue"),
    S.ATTENDED: Tag("Attended", "green"),
    S.PARTLY: Tag("Attended in part", "yellow"),
    S.ABSENT: Tag("Did not attend", "red"),
    S.DECLINED: Tag("Declined", "grey"),
    S.EXPIRED: Tag("Not answered in time", "grey"),
    S.CANCELLED: Tag("Cancelled", "grey"),
    S.CANCELLED_LATE: Tag("Cancelled late", "grey"),
    S.SUBSTITUTED: Tag("A colleague came instead", "grey"),
    S.TRANSFERRED: Tag("Moved to another date", "grey"),
}
# Titles of the page after booking.
TITLES: Mapping[str, str] = {
    S.CONFIRMED: "Place booked",
    S.WAITING: "On the waiting list",
    S.AWAITING_APPROVAL: "Place held for the manager’s answer",
    S.REQUESTED: "Request sent",
}


@dataclass(frozen=True, slots=True)
class Story:
    """A booking in words.

    Attributes:
        tag: its state in a few words.
        title: for the page after booking; empty for states that do not come of it.
        told: sentences on how it stands.
        next: what happens from here, in order; empty when nothing does.
    """

    tag: Tag
    title: str
    told: tuple[str, ...]
    next: tuple[str, ...] = ()


def story_of(booking: Booking, *, at: datetime, position: int | None = None) -> Story:
    """Return the words on a booking at ``at``. No query.

    Args:
        booking: with attendee, terms, session and its course.
        position: on the waiting list, for somebody who is on it.
    """
    status = _status(booking, at)
    tell = _TOLD.get(status)
    told, following = tell(booking, at, position) if tell else (_ended(booking), ())
    title = TITLES.get(status, "")
    return Story(tag=tag_of(booking, at=at), title=title, told=told, next=following)


def tag_of(booking: Booking, *, at: datetime) -> Tag:
    """Return how a booking stands at ``at``, in a few words."""
    return TAGS[_status(booking, at)]


def _status(booking: Booking, at: datetime) -> str:
    return S.EXPIRED if booking.has_lapsed(now=at) else booking.status


Told = tuple[tuple[str, ...], tuple[str, ...]]


def _confirmed(booking: Booking, at: datetime, position: int | None) -> Told:
    return (), (
        _writes(booking, "the details and a calendar entry"),
        *_timeline(booking, at),
    )


def _timeline(booking: Booking, at: datetime) -> tuple[str, ...]:
    """What is sent before the day, as far as its day is still to come."""
    session, terms = booking.session, plain(booking.terms)
    if session.starts_at is None:
        return ()
    day, today = timezone.localdate(session.starts_at), timezone.localdate(at)
    sent = [
        (terms.reminder_days, "we ask whether you are coming"),
        (terms.instructions_days, "we send joining instructions"),
    ]
    told = [
        f"On {write_date(day - timedelta(days=days))} {words}."
        for days, words in sent
        if day - timedelta(days=days) > today
    ]
    if session.online_link:
        told.append(
            f"{terms.link_hours} hours before the start we send the way to your own "
            "joining page."
        )
    return tuple(told)


def _waiting(booking: Booking, at: datetime, position: int | None) -> Told:
    told = (
        f"Number {position} on the waiting list."
        if position
        else "On the waiting list."
    )
    if plain(booking.terms).waiting_order == "mix":
        told += " Places go to whoever improves the mix of agencies, and then to whoever has waited longest."
    return (told,), (
        _writes(booking, "this"),
        "When somebody gives a place back, it is offered by e-mail to whoever is next, "
        "who has until a stated time to take it.",
        "You can leave the waiting list at any time.",
    )


def _awaiting(booking: Booking, at: datetime, position: int | None) -> Told:
    until = write_moment(booking.held_until) if booking.held_until else ""
    return (
        f"The place is held until {until}. It is confirmed as soon as the manager approves.",
    ), (
        f"{booking.manager_email} has an e-mail from us with a link to approve. They need no account.",
        "We remind them once.",
        f"If there is no answer by {until}, the place goes to somebody else.",
    )


def _requested(booking: Booking, at: datetime, position: int | None) -> Told:
    return ("There is no place yet: the training team decides who comes.",), (
        _writes(booking, "this"),
        "We write again when it is decided.",
    )


def _offered(booking: Booking, at: datetime, position: int | None) -> Told:
    until = write_moment(booking.held_until) if booking.held_until else ""
    return (f"It is kept until {until}. After that it goes to the next person.",), ()


def _writes(booking: Booking, what: str) -> str:
    email = booking.attendee.contact_email
    return (
        f"We have sent {what} to {email}."
        if email
        else f"We send {what} to whoever booked."
    )


def _ended(booking: Booking) -> tuple[str, ...]:
    return (booking.ended_because,) if booking.ended_because else ()


_TOLD: Mapping[str, Callable[[Booking, datetime, int | None], Told]] = {
    S.CONFIRMED: _confirmed,
    S.WAITING: _waiting,
    S.AWAITING_APPROVAL: _awaiting,
    S.REQUESTED: _requested,
    S.OFFERED: _offered,
}
