"""Notice days that are off: cancelled, moved away from, left out of a series."""

from commonweal.dates import cues
from commonweal.dates.mentions import Standing
from commonweal.dates.surroundings import Surroundings

_LIGHT = frozenset({"on", "the", ",", "(", ":", "-", "–"})
_OFF_AFTER_NOT = frozenset(
    {"take", "go", "be", "run", "running", "taking", "meet", "happen", "going"}
)
_WERE = frozenset({"was", "were"})
_INTENDED = frozenset({"due", "scheduled", "planned", "supposed", "meant", "intended"})
_MAY = frozenset({"can", "may", "could", "must", "might", "should"})
_MOVED_PAIRS = frozenset(
    {("re", "-"), ("now", "be"), ("now", "on"), ("now", "take"), ("now", "taking")}
    | {("now", "being"), ("now", "to"), ("now", "run"), ("now", "happen")}
)
_PUT_OFF = frozenset({"postpone", "postponed", "reschedule", "move", "defer", "delay"})
_TO = frozenset({"to", "until", "till", "for"})


def changed(here: Surroundings) -> Standing | None:
    """Return EXCEPT or CANCELLED when the words say that the day is off, or None."""
    if _is_excepted(here.left):
        return Standing.EXCEPT
    if _was_intended(here) or _is_replaced(here.left):
        return Standing.CANCELLED
    if _is_off_after(here) or _is_off_before(here.left):
        return Standing.CANCELLED
    return None


def is_moved(left: list[str]) -> bool:
    """Whether the words before the date say that something was put to this day."""
    return any(word in cues.MOVES for word in left[:10])


def moved_from(left: list[str]) -> bool:
    """Whether a run of days is a move from the first to the last."""
    if not any(word in cues.MOVES for word in left[:7]):
        return False
    return "from" in left[:2] or bool(_PUT_OFF & set(left[1:7]))


def _is_excepted(left: list[str]) -> bool:
    words = [word for word in left[:6] if word not in _LIGHT]
    if not words:
        return False
    if words[0] in cues.EXCEPT:
        return "later" not in words and "if" not in words
    pairs = zip(words[1:], words, strict=False)
    return any(pair in cues.EXCEPT_PHRASES for pair in list(pairs)[:2])


def _was_intended(here: Surroundings) -> bool:
    """ "originally planned for 3 June", "was due to be held on 3 June"."""
    near = here.left[:9]
    if any(word in cues.FORMERLY for word in near):
        return "now" not in near
    for word, before in zip(near, here.left[1:10], strict=False):
        if word in _INTENDED and before in _WERE:
            return True
    return False


def _is_replaced(left: list[str]) -> bool:
    words = [word for word in left[:8] if word not in _LIGHT]
    pairs = list(zip(words[1:], words, strict=False))[:4]
    if ("instead", "of") in pairs or ("rather", "than") in pairs:
        return True
    return words[:1] == ["from"] and is_moved(left)


def _is_off_after(here: Surroundings) -> bool:
    if "if" in here.left or {"by", "before", "until"} & set(here.left[:2]):
        return False
    for place, word in enumerate(here.right):
        before = here.right[place - 1] if place else ""
        after = here.right[place + 1] if place + 1 < len(here.right) else ""
        if word in ("but", "if", "next") or (word == "." and place):
            return False
        if word in cues.CANCELLED:
            return before != "be" or not _MAY & set(here.right[:place])
        if word in ("not", "no", "won't", "won’t") and (
            after == "longer" or after in _OFF_AFTER_NOT
        ):
            return True
        if here.meets_day and (word in cues.MOVES or (word, after) in _MOVED_PAIRS):
            return True
    return False


def _is_off_before(left: list[str]) -> bool:
    for place, word in enumerate(left):
        if (
            word in cues.INSTEAD
            or word in _TO
            or word in ("by", "next", "if", "within")
        ):
            return False
        if word in cues.CANCELLED:
            return left[place + 1 : place + 2] != ["be"]
    return False
