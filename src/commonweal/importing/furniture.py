"""What stands on a "Latest news" page beside the news: the page's heading, the
banner's description, links back. Captures often glue it to the words next to
it ("Back to list of newsA boy's hand …"), because the page had no space there.
"""

import re

from commonweal.importing.pieces import BackLink

_BACK_LINE = re.compile(
    r"[\u2039«←<\s]*(?:Go\s+)?(?:Back|Return) to (?:the )?(?:list of )?(?:all |latest )?"
    r"news(?: list| index| page)?\s*\.?",
    re.IGNORECASE,
)
_BACK_GLUED = re.compile(r"Back to list of (?:latest )?news\.?")
_BACK_TO_TOP = re.compile(
    r"[↑^\s]*(?:Back|Return) to (?:the )?top(?: of (?:the )?page)?\s*\.?", re.IGNORECASE
)
_LIST_HEADING = re.compile(
    r"(?:Our )?(?:Latest )?news(?: and (?:updates|events))?\s*:?", re.IGNORECASE
)
_LIST_HEADING_GLUED = re.compile(r"Latest news(?=[A-Z‘“])")


def split_at_back_links(text: str) -> list[str | BackLink]:
    """Return ``text`` with each "Back to list of news" in it made a mark.

    Text on either side, glued or not, is kept as a part of its own, so that a
    paragraph before it stays in its item and a title after it stays a title.
    """
    if _BACK_LINE.fullmatch(text):
        return [BackLink()]
    parts: list[str | BackLink] = []
    end = 0
    for found in _BACK_GLUED.finditer(text):
        before = text[end : found.start()].strip()
        parts += [before, BackLink()] if before else [BackLink()]
        end = found.end()
    rest = text[end:].strip()
    return [*parts, rest] if rest else parts


def is_page_furniture(text: str) -> bool:
    """Whether a whole line belongs to the page and never to an item."""
    return bool(_LIST_HEADING.fullmatch(text) or _BACK_TO_TOP.fullmatch(text))


def title_without_furniture(text: str) -> str:
    """Return a title without a "Latest news" glued to its front."""
    return _LIST_HEADING_GLUED.sub("", text, count=1).strip()
