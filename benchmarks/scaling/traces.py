"""What bookings leave behind: attendance, the audit trail and the outbox."""

from benchmarks.scaling.rows import fill
from benchmarks.scaling.size import Size
from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.training.models import (
    Approval,
    Attendance,
    Booking,
    Meeting,
    Needs,
    Offer,
    Session,
)

BOOKING, SESSION = Booking._meta.db_table, Session._meta.db_table
BOTH = f"{BOOKING} b JOIN {SESSION} s ON s.id = b.session_id"
TEXT = "Hello. You have a place. Here is when and where, and how to give it back. " * 8
# Messages are kept for a year, their text for 90 days.
KEPT = "interval '365 days'"
TEXT_KEPT = "interval '90 days'"
LETTERS = (
    ("training.place_confirmed", "b.booked_at", "b.confirmed_at IS NOT NULL"),
    (
        "training.reminder",
        "s.starts_at - interval '14 days'",
        "b.confirmed_at <= s.starts_at - interval '13 days'",
    ),
    (
        "training.joining_instructions",
        "s.starts_at - interval '7 days'",
        "b.confirmed_at IS NOT NULL",
    ),
    (
        "training.online_link",
        "s.starts_at - interval '48 hours'",
        "b.confirmed_at IS NOT NULL AND s.online_link <> ''",
    ),
    (
        "training.missed_you",
        "s.ends_at + interval '1 day'",
        "b.status = 'absent'",
    ),
)


def make(size: Size) -> None:
    """Fill the tables that hang on bookings, whatever the ``size``."""
    fill(
        Attendance,
        f"{BOOKING} b JOIN {Meeting._meta.db_table} m ON m.session_id = b.session_id"
        " WHERE b.status IN ('attended', 'partly', 'absent')",
        booking="b.id",
        meeting="m.id",
        mark="CASE b.status WHEN 'absent' THEN 'absent'"
        " WHEN 'partly' THEN 'left-early' ELSE 'present' END",
        marked_at="m.ends_at",
    )
    fill(
        Needs,
        f"{BOTH} WHERE s.ends_at > now() - interval '30 days' AND b.id % 10 = 0",
        booking="b.id",
        dietary="'Vegetarian'",
        session_ends_at="s.ends_at",
    )
    _asked()
    _trail()
    for template, queued_at, condition in LETTERS:
        _letters(template, queued_at, condition)


def _asked() -> None:
    fill(
        Offer,
        f"{BOOKING} b WHERE b.status = 'offered'",
        booking="b.id",
        made_at="now() - interval '1 hour'",
        expires_at="b.held_until",
        reason="'They have waited longest.'",
    )
    fill(
        Offer,
        f"{BOOKING} b WHERE b.status = 'attended' AND b.id % 40 = 0",
        booking="b.id",
        made_at="b.booked_at",
        expires_at="b.booked_at + interval '2 days'",
        outcome="'accepted'",
        ended_at="b.booked_at + interval '1 day'",
        reason="'They have waited longest.'",
    )
    fill(
        Approval,
        f"{BOOKING} b WHERE b.status = 'awaiting'",
        booking="b.id",
        email="'manager@example.org'",
        asked_at="b.held_until - interval '5 days'",
        expires_at="b.held_until",
        reminded_at="now()",
    )


def _trail() -> None:
    fill(
        AuditEvent,
        f"{BOOKING} b",
        at="b.booked_at",
        by="b.attendee_id",
        verb="'training.booked'",
        subject_type=f"'{Booking._meta.label}'",
        subject_id="b.id",
    )
    fill(
        AuditEvent,
        f"{BOOKING} b WHERE b.ended_at IS NOT NULL",
        at="b.ended_at",
        verb="'training.' || b.status",
        subject_type=f"'{Booking._meta.label}'",
        subject_id="b.id",
    )


def _letters(template: str, queued_at: str, condition: str) -> None:
    start = template.replace(".", ":", 1)
    recent = f"{queued_at} > now() - {TEXT_KEPT}"
    fill(
        OutgoingEmail,
        f"{BOTH} WHERE {condition} AND s.status = 'scheduled'"
        f" AND {queued_at} BETWEEN now() - {KEPT} AND now()",
        key=f"'{start}:' || b.id || ':' || b.sequence",
        template=f"'{template}'",
        about_type=f"'{Booking._meta.label}'",
        about_id="b.id",
        to="'person' || b.attendee_id || '@example.org'",
        subject="'Your training'",
        text=f"CASE WHEN {recent} THEN '{TEXT}' ELSE '' END",
        html=f"CASE WHEN {recent} THEN '<p>{TEXT}</p>' ELSE '' END",
        text_erased_at=f"CASE WHEN {recent} THEN NULL ELSE {queued_at} + {TEXT_KEPT} END",
        message_id="'<' || b.id || '@example.org>'",
        queued_at=queued_at,
        send_at=queued_at,
        next_attempt_at=queued_at,
        sent_at=queued_at,
        status="'sent'",
        attempts="1",
    )
