"""Dates that cannot be right, subjects that look like spam, text that reads badly."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from commonweal.dates import Code, Kind, read, write_date

# Read by different people on different days, these words name no day.
RELATIVE = re.compile(
    r"\b(today|tonight|tomorrow|yesterday"
    r"|(?:next|this|last|coming) "
    r"(?:week|month|weekend|morning|afternoon|evening"
    r"|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A day without a year that lies so far ahead was most likely meant to be past.
FAR = timedelta(days=300)

LONGEST_SUBJECT = 78  # characters; longer ones are cut off on most screens
LOUD = re.compile(
    r"\b(?:act now|click here|congratulations|don[’']t miss|free!|last chance"
    r"|limited time|urgent|winner|100%)",
    re.IGNORECASE,
)
SHOUTED = re.compile(r"\b[A-Z]{4,}\b")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:amp|nbsp|lt|gt|quot|#\d+);")


def wrong_dates(words: str, *, now: datetime, today: date) -> Iterator[tuple[str, str]]:
    """Yield (words in question, sentence) for dates that contradict themselves, are
    past, or mean another day to each reader.

    Args:
        now: the moment from which "past" counts.
        today: its day in London.
    """
    reading = read(words, published=today)
    said: set[str] = set()
    asked = [q for q in reading.warnings if q.code is Code.PAST]
    for question in [*reading.refusing, *asked]:
        said.add(question.text)
        yield question.text, question.message
    for found in reading.occurrences:
        if found.text in said:
            continue
        ahead = found.first_day - today
        if found.over_at <= now:
            on = write_date(found.last_day)
            yield found.text, f"“{found.text}” is over already: it was on {on}."
        elif ahead > FAR and found.text and not YEAR.search(found.text):
            kind = "due" if found.kind is Kind.DEADLINE else "on"
            on = write_date(found.first_day)
            yield found.text, f"“{found.text}” names no year, and would be {kind} {on}."
    for match in RELATIVE.finditer(words):
        yield (
            match[0],
            f"“{match[0]}” is another day for each reader. Say the date instead.",
        )


def spam_signs(subject: str) -> Iterator[str]:
    """Yield a sentence for each thing that makes mail filters and people wary."""
    letters = [letter for letter in subject if letter.isalpha()]
    loud = LOUD.search(subject)
    if not subject.strip():
        yield "The e-mail has no subject."
    if len(subject) > LONGEST_SUBJECT:
        yield (
            f"The subject has {len(subject)} characters. After {LONGEST_SUBJECT} it is "
            "cut off on most screens."
        )
    if letters and len(letters) > 6 and subject.upper() == subject:
        yield "The subject is in capitals only."
    elif len(SHOUTED.findall(subject)) > 1:
        yield "The subject has several words in capitals."
    if subject.count("!") > 1 or "£££" in subject or "$" in subject:
        yield "The subject has signs that mail filters take for advertising."
    if loud:
        yield f"The subject says “{loud[0]}”, which mail filters take for advertising."
    if re.match(r"(?:re|fwd?):", subject.strip(), re.IGNORECASE):
        yield "The subject looks like an answer to somebody’s message."


def markup_in(words: str) -> str:
    """Return the first piece of HTML in what should be plain words; "" if none."""
    found = MARKUP.search(words)
    return found[0] if found else ""
