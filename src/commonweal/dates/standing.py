"""Decide what each mentioned day is: an occasion, a deadline, past, or no matter.

The words nearest to the date decide. A deadline word counts even across "is" and
"will be" ("the deadline will be 5 June"); an occasion named between does not let it
("book before the deadline for the conference on 5 June" is two things).
"""

from dataclasses import dataclass

from commonweal.dates import cues
from commonweal.dates.mentions import Days, Mention, Standing, Times
from commonweal.dates.tokens import Is, Source

_SKIP = frozenset(
    "on the at , ( - – : * a this end close date dates of day noon midnight midday "
    "approximately around is".split()
)
_FAR = 25
_BE = frozenset({"is", "are", "be", "was", "were", ":", "will", "now"})
_AFTER_REACH = 9


@dataclass(slots=True)
class _Side:
    """The words on one side of a date, nearest first."""

    words: list[str]

    def near(self, count: int) -> list[str]:
        return self.words[:count]


def give_standing(source: Source, mentions: list[Mention]) -> None:
    """Set ``standing`` of every Days in ``mentions``."""
    previous: Days | None = None
    for position, mention in enumerate(mentions):
        if not isinstance(mention, Days):
            continue
        left = _left(source, mentions, position, previous)
        right = _right(source, mentions, position)
        mention.standing, mention.by_verb = _standing(mention, left, right)
        previous = mention


def _left(
    source: Source, mentions: list[Mention], position: int, previous: Days | None
) -> _Side:
    """Return the words before the date back to its sentence or the date before.

    Times are stepped over. A label on the line above belongs to the date
    ("Closing date:" and below it the day).
    """
    mention = mentions[position]
    start = max(source.sentences[mention.sentence], mention.first - _FAR)
    start = _with_label(source, mention, start)
    between = previous.last if previous is not None else 0
    if previous is not None and previous.last > start:
        if not _only_be(source, previous.last, mention.first):
            start = previous.last
    skip = _places_of_times(mentions, position, start)
    words = []
    for place in range(mention.first - 1, start - 1, -1):
        if place in skip or (
            previous is not None and previous.first <= place < between
        ):
            continue
        words.append(source.tokens[place].text)
    return _Side(words)


def _only_be(source: Source, first: int, last: int) -> bool:
    """Whether only "is" stands between two dates: the second is told of the first."""
    if last - first > 3 or last == first:
        return False
    return all(source.tokens[n].text in _BE for n in range(first, last))


def _with_label(source: Source, mention: Mention, start: int) -> int:
    """Move ``start`` back over a short line above that labels the date."""
    if start != source.sentences[mention.sentence] or mention.sentence == 0:
        return start
    if any(source.tokens[n].kind == Is.WORD for n in range(start, mention.first)):
        return start
    sentence = mention.sentence - 1
    while sentence > 0 and mention.sentence - sentence < 3:
        if source.sentences[sentence + 1] - source.sentences[sentence] > 1:
            break
        sentence -= 1
    above = source.sentences[sentence]
    if start - above > 8 or source.tokens[start - 1].kind != Is.LINE:
        return start
    texts = [token.text for token in source.tokens[above : start - 1]]
    is_label = texts[-1:] == [":"] or any(text in cues.DEADLINE for text in texts)
    return above if is_label and len(texts) < 6 else start


def _places_of_times(mentions: list[Mention], position: int, start: int) -> set[int]:
    places: set[int] = set()
    for n in range(position - 1, -1, -1):
        if mentions[n].last <= start:
            break
        if isinstance(mentions[n], Times):
            places.update(range(mentions[n].first, mentions[n].last))
    return places


def _right(source: Source, mentions: list[Mention], position: int) -> _Side:
    """Return the words after the date up to the next date or the sentence's end."""
    mention = mentions[position]
    sentence = mention.sentence + 1
    while (
        sentence < len(source.sentences) and source.sentences[sentence] < mention.last
    ):
        sentence += 1
    stop = len(source.tokens) - 12
    if sentence < len(source.sentences):
        stop = source.sentences[sentence]
    skip: set[int] = set()
    for n in range(position + 1, len(mentions)):
        if mentions[n].first >= stop:
            break
        if isinstance(mentions[n], Days):
            stop = mentions[n].first
            break
        if isinstance(mentions[n], Times):
            skip.update(range(mentions[n].first, mentions[n].last))
    stop = min(stop, mention.last + _FAR)
    words = [source.tokens[n].text for n in range(mention.last, stop) if n not in skip]
    return _Side(words)


def _standing(days: Days, left: _Side, right: _Side) -> tuple[Standing, bool]:
    if changed := _changed(days, left, right):
        return changed, False
    if before := _directly_before(days, left):
        return before
    if _is_deadline(left, right):
        over = _tense(left, right)
        return (
            (Standing.OUT, True)
            if over is Standing.PAST
            else (Standing.DEADLINE, False)
        )
    if _is_effective(left, right):
        return Standing.OUT, False
    tense = _tense(left, right)
    if _is_coverage(days, left, tense):
        return Standing.OUT, False
    if tense is Standing.PAST:
        return Standing.PAST, True
    return Standing.EVENT, False


def _changed(days: Days, left: _Side, right: _Side) -> Standing | None:
    """Return what a cancelled, moved or excepted day is, or None."""
    words = [word for word in left.near(4) if word not in ("on", "the", ",", "(")]
    pairs = zip(words[1:], words, strict=False)
    if words[:1] and words[0] in cues.EXCEPT and "later" not in left.near(3):
        return Standing.EXCEPT
    if any(pair in cues.EXCEPT_PHRASES for pair in pairs):
        return Standing.EXCEPT
    if any(word in cues.FORMERLY for word in left.near(8)):
        return Standing.CANCELLED
    if words[:2] == ["of", "instead"] or words[:2] == ["than", "rather"]:
        return Standing.CANCELLED
    if _is_called_off(left, right):
        return Standing.CANCELLED
    return None


def _is_called_off(left: _Side, right: _Side) -> bool:
    for position, word in enumerate(right.words):
        if word in ("but", "if"):
            break
        if word in cues.CANCELLED:
            return "by" not in left.near(2) and "before" not in left.near(2)
        if word in ("no", "not") and right.words[position + 1 : position + 2] in (
            ["longer"],
            ["take"],
            ["go"],
            ["be"],
            ["run"],
        ):
            return True
        if word in ("moved", "rescheduled", "replaced") or right.words[
            position : position + 2
        ] == ["will", "now"]:
            return True
    for position, word in enumerate(left.words):
        if word in cues.INSTEAD or word in ("until", "to", "for", "by", "next", "if"):
            return False
        if word in cues.CANCELLED:
            return left.words[position + 1 : position + 2] not in (["be"],)
    return False


def _directly_before(days: Days, left: _Side) -> tuple[Standing, bool] | None:
    """Return what the word directly before the date makes of it, or None."""
    words = left.near(7)
    while words and words[0] in _SKIP and words[0] != "of":
        words.pop(0)
    word, before = [*words, "", ""][:2]
    moved = any(each in cues.MOVES for each in left.near(10))
    if word in cues.DEADLINE_BEFORE and not moved:
        if _is_told_as_over(left):
            return Standing.OUT, True
        return Standing.DEADLINE, False
    if (word, before) in (("than", "later"), ("to", "prior"), ("to", "up")):
        return Standing.DEADLINE, False
    if word == "including" and before == "and":
        return Standing.DEADLINE, False
    if word in ("since", "after"):
        return Standing.OUT, False
    if (word, before) in (
        ("of", "as"),
        ("at", "as"),
        ("from", "as"),
        ("from", "effect"),
    ):
        return Standing.OUT, False
    if word == "of" and before not in cues.TIME_OF:
        return Standing.PAST, True
    if word == "following" and before != "the":
        return Standing.PAST, True
    if word in ("from", "wef") and not _is_begun(days, left):
        return Standing.OUT, False
    if word in cues.DOCUMENT and before not in cues.PASSIVE and before != "be":
        return Standing.PAST, True
    return None


def _is_told_as_over(left: _Side) -> bool:
    return any(
        word in ("was", "were", "ran", "had") for word in left.near(8)
    ) and not any(
        word in ("must", "please", "will", "can", "extended") for word in left.near(8)
    )


def _is_begun(days: Days, left: _Side) -> bool:
    """Whether "from 3 June" begins an occasion and not a rule."""
    if any(part.last for part in days.parts) or days.plural:
        return True
    starting = (
        "starting",
        "starts",
        "start",
        "running",
        "runs",
        "run",
        "begins",
        "weekly",
    )
    return any(word in starting for word in left.near(4))


def _is_deadline(left: _Side, right: _Side) -> bool:
    occasion = False
    for position, word in enumerate(left.near(14)):
        if word in cues.DEADLINE and not (word == "close" and position > 5):
            if word in ("end", "ends") and position > 3:
                return False
            return not occasion or "is" in left.near(2) or ":" in left.near(1)
        if (
            word in cues.LAST_OF
            and left.words[position + 1 : position + 2]
            and (left.words[position + 1] in cues.LAST)
        ):
            return True
        if word in ("is", "are", "be", ":") and position < 3:
            continue
        if word in cues.OCCASION:
            occasion = True
    return _is_named_deadline(right)


def _is_named_deadline(right: _Side) -> bool:
    """Whether the words after say so: "30 May is the closing date"."""
    words = right.near(_AFTER_REACH)
    for position, word in enumerate(words):
        if word in (".", ";", "but", "and"):
            return False
        if word in ("deadline", "closing", "closes", "cutoff"):
            return position < 5 or word == "deadline"
    return False


def _is_effective(left: _Side, right: _Side) -> bool:
    if any(word in cues.EFFECTIVE for word in left.near(6)):
        return True
    if right.near(1) and right.words[0] in ("onwards", "onward"):
        return True
    near = left.near(3)
    return "review" in near and (
        "next" in left.near(5) or "date" in near or ":" in near
    )


def _tense(left: _Side, right: _Side) -> Standing | None:
    """Return EVENT, PAST, or None when no verb tells."""
    for position, word in enumerate(left.words):
        if word in (";", "but") or (word == ":" and position > 2):
            break
        if word in ("'s", "that"):
            continue
        if word == "held" or word in cues.ARRANGED:
            before = left.words[position + 1 : position + 4]
            if any(each in cues.PASSIVE for each in before):
                return Standing.EVENT
            if word != "held":
                return Standing.EVENT if "been" in before or not before else None
            return Standing.PAST
        if word in cues.OVER:
            before = left.words[position + 1 : position + 3]
            if word not in ("was", "were", "last") and any(
                each in cues.PASSIVE for each in before
            ):
                return Standing.EVENT
            return Standing.PAST
        if word in cues.COMING:
            return Standing.EVENT
    return _tense_after(left, right)


def _tense_after(left: _Side, right: _Side) -> Standing | None:
    """Read the verb after a date that opens its sentence: "On 5 June we held …"."""
    for position, word in enumerate(right.near(14)):
        if word in cues.COMING and word not in ("open", "start", "book", "training"):
            return Standing.EVENT
        if word in ("was", "were", "saw", "took", "had"):
            return Standing.PAST
        opened = bool(left.words) and left.words[0] in ("on", "in", "between")
        if opened and word in cues.OVER:
            return Standing.PAST
        if word == "held" and position < 2:
            return Standing.PAST
    return None


def _is_coverage(days: Days, left: _Side, tense: Standing | None) -> bool:
    if tense is Standing.EVENT or not any(part.last for part in days.parts):
        return False
    return any(word in cues.COVERAGE for word in left.near(10))
