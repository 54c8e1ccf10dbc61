from datetime import timedelta

from django.db.models import Model, Q

from commonweal.governance.retention import Holding, Part
from commonweal.training.models import (
    AgendaSlot,
    Answer,
    Approval,
    Attendance,
    Batch,
    Booking,
    BookingPolicy,
    BookingTerms,
    CancellationTier,
    Course,
    Diary,
    Fee,
    Interest,
    Level,
    Meeting,
    Needs,
    Offer,
    OfferLength,
    PlaceLimit,
    Prerequisite,
    Question,
    SchoolHoliday,
    Session,
)
from commonweal.training.traces import TRACES

YEAR = timedelta(days=365)
NEEDED_FOR = timedelta(days=30)  # after the session, to settle what went wrong
RECORDS = 6 * YEAR

UNSUCCESSFUL = [status for status in Booking.Status if status not in Booking.LIVE]


def _impersonal(model: type[Model]) -> Holding:
    return Holding(
        model=model,
        reason="No personal data.",
        keep_for=None,
        other=frozenset(field.name for field in model._meta.local_fields),
        traces=TRACES.get(model, ()),
    )


HOLDINGS = [
    Holding(
        model=Booking,
        traces=TRACES[Booking],
        reason=(
            "To keep a place for somebody, and to show who was trained: attendance is "
            "asked for in audits and reviews."
        ),
        keep_for=RECORDS,
        clock_starts="ended_at",
        parts=(
            Part(
                rows=Q(status__in=UNSUCCESSFUL),
                what="declined, expired, cancelled or passed on",
                keep_for=YEAR,
                clock_starts="ended_at",
            ),
            Part(
                rows=Q(ended_at=None),
                what="never closed",
                keep_for=RECORDS,
                clock_starts="booked_at",
            ),
        ),
        personal=frozenset(
            {
                "attendee",
                "organisation",
                "booked_by",
                "manager_email",
                "declared_equivalent",
                "ended_because",
                "coming_since",
                "joined_at",
            }
        ),
        other=frozenset(
            {
                "id",
                "reference",
                "session",
                "terms",
                "status",
                "uid",
                "sequence",
                "booked_at",
                "waiting_since",
                "held_until",
                "confirmed_at",
                "ended_at",
                "stands_in_for",
                "transferred_from",
                "group",
            }
        ),
    ),
    Holding(
        model=Needs,
        traces=TRACES[Needs],
        reason=(
            "What somebody needs on the day, if they want to say. It may tell of "
            "health or belief (special category), so organiser and trainer alone see it."
        ),
        keep_for=NEEDED_FOR,
        clock_starts="session_ends_at",
        personal=frozenset({"booking", "dietary", "access"}),
        other=frozenset({"id", "session_ends_at"}),
    ),
    Holding(
        model=Answer,
        traces=TRACES[Answer],
        reason="What somebody answered to the organiser’s questions, if they wanted to.",
        keep_for=NEEDED_FOR,
        clock_starts="session_ends_at",
        personal=frozenset({"booking", "text"}),
        other=frozenset({"id", "question", "session_ends_at"}),
    ),
    Holding(
        model=Offer,
        traces=TRACES[Offer],
        reason="To explain to whom a free place was offered, and why not to others.",
        keep_for=YEAR,
        clock_starts="made_at",
        personal=frozenset({"booking", "reason"}),
        other=frozenset({"id", "made_at", "expires_at", "outcome", "ended_at"}),
    ),
    Holding(
        model=Approval,
        traces=TRACES[Approval],
        reason="To ask a manager, and to show what they answered.",
        keep_for=YEAR,
        clock_starts="asked_at",
        personal=frozenset({"booking", "email", "reason"}),
        other=frozenset(
            {
                "id",
                "asked_at",
                "expires_at",
                "reminded_at",
                "outcome",
                "answered_at",
            }
        ),
    ),
    Holding(
        model=Attendance,
        traces=TRACES[Attendance],
        reason="To show who was trained.",
        keep_for=RECORDS,
        clock_starts="marked_at",
        personal=frozenset({"booking", "mark", "marked_by"}),
        other=frozenset({"id", "meeting", "marked_at"}),
    ),
    Holding(
        model=Interest,
        traces=TRACES[Interest],
        reason="To tell somebody, as they asked, when a course has dates.",
        keep_for=2 * YEAR,
        clock_starts="asked_at",
        personal=frozenset({"person"}),
        other=frozenset({"id", "course", "asked_at", "told_at"}),
    ),
    Holding(
        model=Diary,
        traces=TRACES[Diary],
        reason="The secret address of somebody’s own calendar feed; until they renew it.",
        keep_for=None,
        personal=frozenset({"person", "secret"}),
        other=frozenset({"id", "renewed_at"}),
    ),
    Holding(
        model=Batch,
        traces=TRACES[Batch],
        reason=(
            "What the desk asked to be done for many bookings at once, to finish it "
            "and to show how far it is."
        ),
        keep_for=timedelta(days=90),
        clock_starts="asked_at",
        personal=frozenset({"subject", "words", "booking_ids", "refused", "asked_by"}),
        other=frozenset(
            {
                "id",
                "kind",
                "session",
                "to_session",
                "cancels_session",
                "before",
                "done",
                "asked_at",
                "ended_at",
            }
        ),
    ),
    Holding(
        model=AgendaSlot,
        untraced="A speaker’s name belongs to no account: look in the agenda.",
        reason="Published: who speaks at an event, as they agreed to.",
        keep_for=None,
        personal=frozenset({"speaker"}),
        other=frozenset({"id", "session", "starts_at", "ends_at", "title", "is_break"}),
    ),
    *(
        _impersonal(model)
        for model in (
            BookingPolicy,
            BookingTerms,
            CancellationTier,
            Course,
            Fee,
            Level,
            Meeting,
            OfferLength,
            PlaceLimit,
            Prerequisite,
            Question,
            SchoolHoliday,
            Session,
        )
    ),
]
