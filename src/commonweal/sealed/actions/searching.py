"""That somebody searched the list."""

from collections.abc import Mapping
from datetime import datetime

from commonweal.people.models import Person
from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.models import LogEntry


def search_list(
    *, searched_for: Mapping[str, str], by: Person, at: datetime
) -> LogEntry:
    """Write down what somebody searched the list for: criteria, no content."""
    said = ", ".join(f"{name} {words}" for name, words in searched_for.items())
    return write_log(LogEntry.Deed.SEARCHED, at=at, by=by, detail=said)
