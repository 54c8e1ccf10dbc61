"""Recognise venues and ways of attending that stand with a date."""

from dataclasses import replace

from commonweal.dates.mentions import Mention
from commonweal.dates.occurrences import Occurrence
from commonweal.dates.tokens import Source


class Places:
    """Finds the venue and the mode of each occasion of one text."""

    def __init__(self, source: Source, mentions: list[Mention]) -> None:
        self._source = source

    def put(self, occurrence: Occurrence, mention: Mention) -> Occurrence:
        return replace(occurrence)
