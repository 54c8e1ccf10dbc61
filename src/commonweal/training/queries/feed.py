"""Sessions for calendars to subscribe to."""

from datetime import datetime

from django.db.models import Max, Q

from commonweal.training.models import Session
from commonweal.training.models.session import SessionQuerySet

# A device asks for all of it four times a day. Two years of a large partnership.
MOST_ENTRIES = 2000


def sessions_for_feed(*, since: datetime) -> SessionQuerySet:
    """Return dated sessions that were not over at ``since``, soonest first; cancelled
    ones too, so that they are struck out where they were entered."""
    dated = Q(status__in=[Session.Status.SCHEDULED, Session.Status.CANCELLED])
    return for_files(
        Session.objects.public()
        .filter(dated, ends_at__gt=since)
        .order_by("starts_at", "pk")[:MOST_ENTRIES]
    )


def for_files(sessions: SessionQuerySet) -> SessionQuerySet:
    """Fetch what a calendar file says of each session. Two queries."""
    return sessions.select_related("course", "venue").prefetch_related("meetings")


def latest_change() -> datetime | None:
    """Return when a session was last changed; None when there is none. One query."""
    changed_at: datetime | None = Session.objects.aggregate(at=Max("changed_at"))["at"]
    return changed_at
