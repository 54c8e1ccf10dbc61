"""Moments on the clock in London."""

from datetime import UTC, datetime

from commonweal.dates.occurrences import LONDON


def london(text: str) -> datetime:
    """Return the moment of "2026-11-23 10:00". The first of two in October."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MONDAY = london("2026-11-23 10:00")
