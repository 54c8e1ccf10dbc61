"""The line that says when an item was published."""

import re
from datetime import date

from commonweal.importing.pieces import Published

_LONGEST = 160
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\s+)?"
_DAY = (
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?P<month>[A-Za-z]{3,12})\.?,?\s+(?P<year>\d{4})"
    r"|(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}))"
)
_TIME = r"(?:,?\s*(?:at\s+)?\d{1,2}[.:]\d{2}\s*(?:am|pm)?)?"
_UPDATED = r"(?:[|(–-]?\s*(?:last\s+)?(?:updated|modified|reviewed)\b.{0,60})?"
_LINE = re.compile(
    rf"(?:Date\s+)?Published(?:\s+on)?\s*:?\s*{_WEEKDAY}{_DAY}{_TIME}\s*\.?\s*{_UPDATED}",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(rf"\bPublished(?:\s+on)?\s*:?\s*{_WEEKDAY}{_DAY}", re.IGNORECASE)


def published_line(text: str) -> Published | None:
    """Return the mark when the whole of ``text`` says when an item was
    published, such as "Published 16 April 2025."; otherwise None.

    A sentence that goes on ("Published 3 May 2025, the report …") is not one.
    """
    if len(text) > _LONGEST:
        return None
    found = _LINE.fullmatch(text.strip())
    return Published(_day(found), text.strip()) if found else None


def names_a_publication(text: str) -> bool:
    """Whether somewhere in ``text`` stands "Published" with a date."""
    return bool(_ANYWHERE.search(text))


def _day(found: re.Match[str]) -> date | None:
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        if found["d"]:
            return date(int(found["y"]), int(found["m"]), int(found["d"]))
        return date(int(found["year"]), _month(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _month(name: str) -> int:
    """Return 1 to 12 for a month or its abbreviation; ValueError for others."""
    wanted = name.lower()
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(wanted) or (wanted == "sept" and month[:4] == "sept"):
            return number
    raise ValueError(name)
