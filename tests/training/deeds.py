"""Short ways for tests to act, and to see what a deed has left behind."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from icalendar import Calendar

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Person
from commonweal.training.actions import (
    book_place,
    close_marked,
    end_waiting,
    remind_managers,
    send_due,
    settle_due,
)
from commonweal.training.models import Booking, Session
from tests.people.factories import PersonFactory
from tests.training.factories import NOW


def book(
    session: Session, attendee: Person | None = None, at: datetime = NOW, **more: Any
) -> Booking:
    """Book a place, the person for themselves unless ``by`` says otherwise."""
    attendee = attendee or PersonFactory()
    values = {"organisation": None, "by": attendee, **more}
    return book_place(session=session, attendee=attendee, at=at, **values)


def in_days(days: int) -> datetime:
    """Ten o'clock so many days from today, whenever this is run."""
    day = timezone.localtime() + timedelta(days=days)
    return day.replace(hour=10, minute=0, second=0, microsecond=0)


def book_now(session: Session, **more: Any) -> Booking:
    """Book at the moment of the test, as the desk's own deeds are done."""
    return book(session, at=timezone.now(), **more)


def fill(session: Session, at: datetime = NOW) -> list[Booking]:
    """Book until the session is full."""
    return [book(session, at=at) for _ in range(session.capacity)]


def tick(now: datetime) -> None:
    """Do what the worker does for this room, once."""
    for work in (settle_due, end_waiting, remind_managers, close_marked, send_due):
        work(now=now)


def verbs() -> list[str]:
    """What the audit trail says, the oldest first."""
    return list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))


def told(person: Person | str) -> list[str]:
    """Which messages somebody was sent, the oldest first, without those dropped."""
    address = person if isinstance(person, str) else person.email
    sent = OutgoingEmail.objects.filter(to=address).exclude(
        status=OutgoingEmail.Status.DROPPED
    )
    return list(sent.order_by("pk").values_list("template", flat=True))


def statuses(bookings: Iterable[Booking]) -> list[str]:
    """The states as the database has them."""
    now = Booking.objects.in_bulk([booking.pk for booking in bookings])
    return [now[booking.pk].status for booking in bookings]


def entries(person: Person) -> list[tuple[str, str, int]]:
    """The calendar entries that somebody was sent: method, UID and sequence."""
    found = []
    for email in OutgoingEmail.objects.filter(to=person.email).order_by("pk"):
        for file in email.files.all():
            calendar = Calendar.from_ical(bytes(file.content))
            [event] = calendar.walk("VEVENT")
            method = str(calendar["METHOD"])
            found.append((method, str(event["UID"]), int(event["SEQUENCE"])))
    return found


def deliver(at: datetime = NOW) -> None:
    """Send whatever waits, so that it cannot be dropped any more."""
    waiting = OutgoingEmail.objects.filter(status=OutgoingEmail.Status.WAITING)
    waiting.update(status=OutgoingEmail.Status.SENT, sent_at=at)


def letters(booking: Booking, template: str = "training.session_changed") -> list[str]:
    """The texts about a booking that were sent, or will be."""
    found = OutgoingEmail.objects.filter(template=template, about_id=str(booking.pk))
    found = found.exclude(status=OutgoingEmail.Status.DROPPED)
    return list(found.order_by("pk").values_list("text", flat=True))


def calendar(person: Person) -> list[tuple[datetime, datetime]]:
    """What a person's calendar shows once all their messages have come.

    Raises:
        AssertionError: one was sent after a newer one.
    """
    newest: dict[str, int] = {}
    shown: dict[str, tuple[datetime, datetime]] = {}
    sent = OutgoingEmail.objects.filter(to=person.email)
    sent = sent.exclude(status=OutgoingEmail.Status.DROPPED)
    for email in sent.order_by("pk"):
        for file in email.files.all():
            entry = Calendar.from_ical(bytes(file.content))
            [event] = entry.walk("VEVENT")
            uid, number = str(event["UID"]), int(event["SEQUENCE"])
            assert number >= newest.get(uid, 0)
            newest[uid] = number
            shown.pop(uid, None)
            if str(entry["METHOD"]) == "REQUEST":
                shown[uid] = (event.start, event.end)
    return sorted(shown.values())


def calendar_wanted(person: Person) -> list[tuple[datetime, datetime]]:
    """What it should show: every meeting of every confirmed place."""
    confirmed = Booking.objects.filter(attendee=person, status=Booking.Status.CONFIRMED)
    return sorted(
        confirmed.values_list(
            "session__meetings__starts_at", "session__meetings__ends_at"
        )
    )
