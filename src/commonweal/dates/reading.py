"""Read UK dates in prose, and say what was read and why."""

from collections.abc import Mapping
from datetime import date

from commonweal.dates.binding import bind_times
from commonweal.dates.headings import headings_of
from commonweal.dates.lines import LineBinder
from commonweal.dates.mentions import Days
from commonweal.dates.occasions import Diary
from commonweal.dates.occurrences import Reading
from commonweal.dates.scanning import scan
from commonweal.dates.standing import give_standing
from commonweal.dates.tokens import tokenise
from commonweal.dates.years import YearFinder

_NO_ANSWERS: Mapping[str, date] = {}


def read(
    text: str, *, published: date, answers: Mapping[str, date] = _NO_ANSWERS
) -> Reading:
    """Return what ``text`` says for a diary, and what about it is in question.

    Any text is accepted; nothing is raised. Takes time in proportion to its length.
    After some thousands of dates the rest is left unread (``scanning.MOST``).

    Args:
        text: what an editor wrote, of any length, lines kept.
        published: the London day it was published, from which a date without a
            year is read.
        answers: for the words of an earlier question, the day an editor chose.
            Those words are then read as that day and not asked about again.
    """
    source = tokenise(text, published=published)
    mentions = scan(source)
    mentions = give_standing(source, mentions)
    bind_times(source, mentions)
    LineBinder(source, mentions).bind()
    finder = YearFinder(text, published=published, answers=answers)
    diary = Diary(source, mentions, finder)
    headings = headings_of(source, mentions)
    for mention in mentions:
        if isinstance(mention, Days):
            diary.add(mention, headings.above(mention))
    return diary.reading()
