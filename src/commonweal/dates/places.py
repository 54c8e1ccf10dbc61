"""Recognise venues and ways of attending that stand with a date."""

from commonweal.dates.mentions import Mention
from commonweal.dates.occurrences import Mode
from commonweal.dates.tokens import Source


class Places:
    """Finds the venue and the mode of each occasion of one text."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def of(self, mention: Mention) -> tuple[str | None, Mode | None]:
        return None, None
