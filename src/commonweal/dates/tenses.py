"""Tell from the verb nearest to a date whether it is to come or over."""

from enum import Enum, auto

from commonweal.dates import cues
from commonweal.dates.calendar_words import word_set
from commonweal.dates.surroundings import Surroundings

_DETERMINERS = frozenset(
    {"a", "an", "the", "our", "your", "this", "any", "these", "their", "its", "all"}
)
_HELD = frozenset({"held", "hosted", "run", "delivered"})
_AFTER_VERB = frozenset({"on", "in", "by", "at", ":", "between", "from"})
_WAS = frozenset({"was", "were", "saw", "took", "had", "marked", "did"})
# What is closed for a while, not for good.
_CLOSING = word_set(
    "office offices centre library school schools building service helpline line lines "
    "phones we're we’re be is are will reception"
)
_LISTED = word_set(
    "dates date days sessions events courses workshops times training venues webinars "
    "briefings meetings"
)
_REACH_AFTER = 14
_NOT_PAST = word_set(
    "need based aimed named limited advanced dedicated related speed targeted mixed "
    "unlimited blended accredited focused facilitated subsidised certified led "
    "recommended required updated shared combined varied detailed experienced feed "
    "seed bed red fed wed shed indeed exceed proceed succeed united"
)


class Tense(Enum):
    COMING = auto()
    OVER = auto()
    PERHAPS_OVER = auto()  # a past verb that only an earlier year confirms


def tense(here: Surroundings) -> Tense | None:
    """Return what the nearest verb says of the date, or None when none does."""
    for place, word in enumerate(here.left):
        if word in (";", "but") or (word == ":" and place > 2):
            break
        if _follows(here.left, place, word):
            return Tense.OVER
        if found := _verb(here, place, word):
            return found
    return _after(here)


def _follows(left: list[str], place: int, word: str) -> bool:
    """ "Following the visit on …", "This follows the announcement on …"."""
    if word not in ("following", "follows") or "," in left[:place]:
        return False
    if not 0 < place < 7:
        return False
    after = left[place - 1]
    is_opening = word == "following" and place + 1 == len(left)
    return after in _DETERMINERS or (is_opening and after not in _LISTED)


def _verb(here: Surroundings, place: int, word: str) -> Tense | None:
    left = here.left
    before = left[place + 1 : place + 4]
    if word in cues.ARRANGED or word in _HELD:
        return _participle(here, place, word)
    if word in _WAS:
        return Tense.OVER
    if word == "closed" and _CLOSING & set(before[:2]):
        return Tense.COMING
    if word in cues.OVER or (word.endswith("ed") and len(word) > 4):
        describes = word.endswith("ed") and _is_adjective(here, place)
        if describes or word in _NOT_PAST - cues.OVER:
            return None
        if any(each in cues.PASSIVE for each in before[:2]):
            return Tense.COMING
        return Tense.OVER if word in cues.OVER else Tense.PERHAPS_OVER
    if word in cues.COMING and not (word in cues.NOUNS and _is_adjective(here, place)):
        return Tense.COMING
    return None


def _participle(here: Surroundings, place: int, word: str) -> Tense | None:
    """Read "held" and "arranged", which tell nothing without the verb before."""
    before = here.left[place + 1 : place + 4]
    if any(each in _WAS for each in before):
        return Tense.OVER if word in _HELD else None
    if any(each in cues.PASSIVE for each in before):
        return Tense.COMING
    if word not in _HELD:
        return Tense.COMING if "been" in before or not before else None
    if _is_adjective(here, place) or word == "run":
        return None
    if any(each in cues.COMING for each in here.left[place + 1 :]):
        return Tense.COMING
    return Tense.OVER


def _is_adjective(here: Surroundings, place: int) -> bool:
    """Whether "revised" only describes: "our revised training", "Revised dates"."""
    before = here.left[place + 1 : place + 2]
    if before:
        return before[0] in _DETERMINERS
    after = here.left[place - 1] if place else ""
    return here.opens and place > 0 and after not in _AFTER_VERB


def _after(here: Surroundings) -> Tense | None:
    """Read the verb after a date that opens its sentence: "On 5 June we held …"."""
    opened = bool(here.left) and here.left[0] in ("on", "in", "between")
    for place, word in enumerate(here.right[:_REACH_AFTER]):
        if word in cues.COMING and word not in cues.ALSO_NOUNS:
            return Tense.COMING
        if word in _WAS and (opened or place < 4):
            return Tense.OVER
        if opened and word in cues.OVER:
            return Tense.OVER
    return None
