"""What is due by the clock: complaints to be acknowledged, answered enquiries to be
closed."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.intake import enquiry_emails as emails
from commonweal.intake.actions.enquiry_letters import tell
from commonweal.intake.complaint_clock import left, reminders_due
from commonweal.intake.enquiry_people import people_for
from commonweal.intake.models import Enquiry, EnquiryEvent
from commonweal.intake.models.enquiries import CLOSES_AFTER
from commonweal.people.models import Person

AT_ONCE = 200


@transaction.atomic
def remind_of_complaints(*, now: datetime) -> int:
    """Remind those who answer of complaints that nobody has acknowledged: 14 and 3 days
    before the last day, and the day after it. Idempotent, and safe with several workers.

    Returns:
        For how many complaints a reminder went out.
    """
    today, reminded = localdate(now), 0
    waiting = Enquiry.objects.unacknowledged().filter(
        is_set_aside=False, reminders__lt=3
    )
    waiting = waiting.select_related("route").order_by("acknowledge_by", "pk")
    for complaint in waiting.select_for_update(of=("self",), skip_locked=True):
        last_day = complaint.acknowledge_by
        if last_day is None:
            continue
        due = reminders_due(last_day, today=today)
        if due <= complaint.reminders:
            continue
        complaint.reminders = due
        complaint.save(update_fields=["reminders"])
        time_left = left(last_day, today=today)
        for person in _reminded(complaint):
            message = emails.clock(
                complaint, person, last_day=last_day, time_left=time_left
            )
            tell(message, at=now)
        reminded += 1
    return reminded


def _reminded(complaint: Enquiry) -> list[Person]:
    people = people_for(complaint)
    owner = complaint.assigned_to
    return [*people, *([owner] if owner and owner not in people else [])]


@transaction.atomic
def close_answered(*, now: datetime) -> int:
    """Close what was answered four weeks ago and heard no more of, so that its twelve
    months begin. Returns how many."""
    silent = Enquiry.objects.filter(
        status=Enquiry.Status.ANSWERED, answered_at__lte=now - CLOSES_AFTER
    )
    chosen = list(silent.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])
    for enquiry in chosen:
        enquiry.status, enquiry.closed_at = Enquiry.Status.CLOSED, now
        enquiry.edits += 1
        enquiry.save(update_fields=["status", "closed_at", "edits"])
        enquiry.events.create(
            what=EnquiryEvent.What.CLOSED,
            words="By itself, four weeks after the answer.",
            at=now,
        )
    return len(chosen)
