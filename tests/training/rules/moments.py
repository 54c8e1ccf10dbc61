from datetime import UTC, datetime

from commonweal.dates.occurrences import LONDON


def london(text: str) -> datetime:
    """Return a moment by London's clock, "2026-05-14 09:30", in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)
