"""Sessions to come, for pages: they read the clock, so dates are counted from it."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from commonweal.dates.occurrences import LONDON
from commonweal.training.models import Session
from tests.training.factories import SessionFactory


def day(days: int, clock: time = time(9, 30)) -> datetime:
    """A time of London's clock, so many days from today."""
    on = timezone.localdate(timezone.now()) + timedelta(days=days)
    return datetime.combine(on, clock, LONDON)


def coming(days: int = 40, **fields: Any) -> Session:
    """A scheduled session so many days from now."""
    session: Session = SessionFactory(starts_at=day(days), **fields)
    return session
