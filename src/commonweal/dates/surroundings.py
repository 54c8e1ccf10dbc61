"""The words around a date that belong to it, nearest first."""

from dataclasses import dataclass

from commonweal.dates import cues
from commonweal.dates.mentions import Count, Days, Mention, Round, Times
from commonweal.dates.tokens import AHEAD, Is, Source

TIME = "<time>"  # stands for a time of day among the words
_FAR = 25
_BE = frozenset({"is", "are", "be", "was", "were", ":", "will", "now", "has", "been"})
_SENTENCES_UP = 3
_LONGEST_LABEL = 7


@dataclass(slots=True)
class Surroundings:
    """Words before a date (``left``) and after it (``right``), nearest first.

    Each side ends at the sentence, or at the next date. A time of day is one word,
    TIME. ``meets_day`` says that another date follows in the sentence;
    ``follows_day`` that one came before; ``in_series`` that the sentence tells of
    a series; ``opens`` that ``left`` reaches back to the beginning of the sentence.
    """

    left: list[str]
    right: list[str]
    meets_day: bool = False
    follows_day: bool = False
    in_series: bool = False
    opens: bool = False


def surroundings(
    source: Source, mentions: list[Mention], position: int, previous: Days | None
) -> Surroundings:
    """Return the words around the Days at ``position``; ``previous`` is the last Days."""
    mention = mentions[position]
    here = Surroundings([], [])
    start = source.sentences[mention.sentence]
    if mention.first - start > _FAR:
        start = mention.first - _FAR
    else:
        here.opens = True
        start = _with_label(source, mention, start)
    skipped: range = range(0)
    if previous is not None and previous.last > start:
        here.follows_day = True
        if _only_be(source, previous.last, mention.first):
            skipped = range(previous.first, previous.last)
        else:
            start, here.opens = previous.last, False
    times = _times_around(mentions, position)
    here.left = _words(source, range(mention.first - 1, start - 1, -1), times, skipped)
    stop, here.meets_day = _stop(source, mentions, position)
    here.right = _words(source, range(mention.last, stop), times, range(0))
    here.in_series = _has_series(mentions, position)
    return here


def _only_be(source: Source, first: int, last: int) -> bool:
    """Whether only "is" stands between two dates: the second is told of the first."""
    if last - first > 3 or last == first:
        return False
    return all(source.tokens[n].text in _BE for n in range(first, last))


def _with_label(source: Source, mention: Mention, start: int) -> int:
    """Move ``start`` back over a short line above that labels the date.

    "Closing date:" and below it the day.
    """
    tokens = source.tokens
    if any(tokens[n].kind == Is.WORD for n in range(start, mention.first)):
        return start
    above = start
    for sentence in range(mention.sentence - 1, mention.sentence - _SENTENCES_UP, -1):
        if sentence < 0 or start - above > 1:
            break
        above = source.sentences[sentence]
    texts = [token.text for token in tokens[above : start - 1]]
    if not texts or start - above > _LONGEST_LABEL or tokens[start - 1].kind != Is.LINE:
        return start
    is_label = texts[-1] == ":" or any(text in cues.DEADLINE for text in texts)
    return above if is_label else start


def _times_around(mentions: list[Mention], position: int) -> dict[int, range]:
    """Return the tokens of the times near the date, by each token."""
    found: dict[int, range] = {}
    for n in range(max(0, position - 4), min(len(mentions), position + 5)):
        mention = mentions[n]
        if isinstance(mention, Times):
            places = range(mention.first, mention.last)
            found.update(dict.fromkeys(places, places))
    return found


def _words(
    source: Source, places: range, times: dict[int, range], skipped: range
) -> list[str]:
    words: list[str] = []
    last: range | None = None
    for place in places:
        span = times.get(place)
        if span is not None:
            if span is not last:
                words.append(TIME)
            last = span
        elif place not in skipped and source.tokens[place].kind != Is.LINE:
            words.append(source.tokens[place].text)
    return words


def _stop(source: Source, mentions: list[Mention], position: int) -> tuple[int, bool]:
    """Return where the words after the date end, and whether another date is there."""
    mention = mentions[position]
    sentence = mention.sentence + 1
    while (
        sentence < len(source.sentences) and source.sentences[sentence] < mention.last
    ):
        sentence += 1
    stop = len(source.tokens) - AHEAD
    if sentence < len(source.sentences):
        stop = source.sentences[sentence]
    for n in range(position + 1, min(len(mentions), position + _FAR)):
        following = mentions[n]
        if following.first >= stop:
            break
        if isinstance(following, Days):
            return min(following.first, mention.last + _FAR), True
    return min(stop, mention.last + _FAR), False


def _has_series(mentions: list[Mention], position: int) -> bool:
    sentence = mentions[position].sentence
    return any(
        isinstance(mention, (Round, Count)) and mention.sentence == sentence
        for mention in mentions[max(0, position - 4) : position + 5]
    )
