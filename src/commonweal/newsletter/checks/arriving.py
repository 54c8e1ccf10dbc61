"""An issue as it arrives: how large it is, how its headings stand, how it reads as text."""

import re
from collections.abc import Iterator
from itertools import pairwise

from commonweal.newsletter.checks.words import markup_in
from commonweal.newsletter.findings import Check

# Gmail cuts a message at 102 KB of HTML and hides the rest, the way out with it.
CLIPPED_AT = 102 * 1024
# The links of each recipient are put in afterwards, and are longer than their words.
ROOM_FOR_LINKS = 1024
HEADING = re.compile(r"<h([1-6])[\s>]", re.IGNORECASE)
# Of words that are no address; a program's wrapping keeps below it.
LONGEST_LINE = 200


def faults_of(html: str, text: str) -> Iterator[tuple[Check, str]]:
    """Yield what is wrong with the two parts of a message, each fault once."""
    size = len(html.encode()) + ROOM_FOR_LINKS
    if size > CLIPPED_AT:
        yield (
            Check.SIZE,
            f"The issue has {size // 1024} KB. Gmail shows the first 102 KB of it and "
            "hides the rest, with the link to unsubscribe. Drop or shorten items.",
        )
    yield from _headings([int(level) for level in HEADING.findall(html)])
    yield from _text(text)


def _headings(levels: list[int]) -> Iterator[tuple[Check, str]]:
    if levels.count(1) != 1 or levels[0] != 1:
        yield Check.HEADING, "The issue must begin with one main heading, its title."
    for above, below in pairwise(levels):
        if below > above + 1:
            yield (
                Check.HEADING,
                f"A heading of level {below} follows one of level {above}: a level is "
                "left out.",
            )
            return


def _text(text: str) -> Iterator[tuple[Check, str]]:
    if not text.strip():
        yield Check.TEXT, "The plain-text part is empty."
    markup = markup_in(text)
    if markup:
        yield Check.TEXT, f"“{markup}” stands in the plain-text part."
    long = [
        line
        for line in text.splitlines()
        if len(line) > LONGEST_LINE and " " in line.strip()
    ]
    if long:
        yield Check.TEXT, "The plain-text part has lines too long to be read."
