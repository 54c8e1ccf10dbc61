"""The words for months, weekdays and small numbers, and how people misspell them."""

from functools import cache, lru_cache
from string import ascii_lowercase


def word_set(words: str) -> frozenset[str]:
    """Return the words of a sentence as a set; long lists read better so."""
    return frozenset(words.split())


def _numbered(words: str) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split(), 1)}


MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAY_NAMES = (
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
)

MONTHS: dict[str, int] = {name.lower(): n for n, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name.lower()[:3]: n for n, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {"sept": 9, "octo": 10, "novem": 11}

WEEKDAYS: dict[str, int] = {name.lower(): n for n, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {name.lower()[:3]: n for n, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {"tues": 1, "weds": 2, "wedn": 2, "thur": 3, "thurs": 3, "satur": 5}

# "Tuesdays" says that the day comes round again; "Tues" does not.
WEEKDAY_PLURALS: dict[str, int] = {
    f"{name.lower()}s": n for n, name in enumerate(WEEKDAY_NAMES)
}
WEEKDAY_PLURALS |= {"mons": 0, "fris": 4}

NUMBERS = _numbered("one two three four five six seven eight nine ten eleven twelve")
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth "
    "thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
) | {"thirtieth": 30}

# Real words one slip away from a month or a weekday.
_NOT_SLIPS = word_set(
    "marsh match larch starch parch arch marcher augusta julia julie junk "
    "sundry mondays tuesdays fridays birthday someday payday noonday jury juries "
    "marc macho marchs apron aril"
)


def _slips(word: str) -> set[str]:
    """Return every spelling one slip away: a letter lost, doubled, wrong, swapped."""
    halves = [(word[:n], word[n:]) for n in range(len(word) + 1)]
    lost = {a + b[1:] for a, b in halves if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in halves if len(b) > 1}
    wrong = {a + c + b[1:] for a, b in halves if b for c in ascii_lowercase}
    added = {a + c + b for a, b in halves for c in ascii_lowercase}
    return lost | swapped | wrong | added


def _losses(word: str) -> set[str]:
    return {word[:n] + word[n + 1 :] for n in range(len(word))}


def _swaps(word: str) -> set[str]:
    return {
        word[:n] + word[n + 1] + word[n] + word[n + 2 :] for n in range(len(word) - 1)
    }


@cache
def _misspellings() -> dict[str, tuple[str, int]]:
    """Map each spelling one slip away to ("month" or "weekday", its number).

    Short names are kept safe: "Jane" is not June and "Mary" is not May, so a name
    of four letters allows only two letters swapped, and May allows nothing.
    """
    names = [("month", n, name.lower()) for n, name in enumerate(MONTH_NAMES, 1)]
    names += [("weekday", n, name.lower()) for n, name in enumerate(WEEKDAY_NAMES)]
    table = {
        slip: (kind, number)
        for kind, number, name in names
        for slip in _misspellings_of(name)
    }
    for word in (*MONTHS, *WEEKDAYS, *_NOT_SLIPS, *WEEKDAY_PLURALS):
        table.pop(word, None)
    return table


def _misspellings_of(name: str) -> set[str]:
    if len(name) < 4:
        return set()
    if len(name) == 4:
        return _swaps(name)
    two_lost = {each for slip in _losses(name) for each in _losses(slip)}
    return _slips(name) | (two_lost if len(name) > 7 else set())


@lru_cache(maxsize=8192)
def misspelt(word: str) -> tuple[str, int] | None:
    """Return what a misspelt month or weekday stands for, or None.

    One slip is forgiven, and two in a long word when letters are missing, too
    many or swapped ("Wendsday", "Septemebr"). The first letter, or
    the first two swapped, must be right: "remember" is not December.

    Args:
        word: lower-case letters.

    Returns:
        ("month", 1 to 12), ("weekday", 0 for Monday to 6), or None.
    """
    if not 4 <= len(word) <= 12 or word in _NOT_SLIPS:
        return None
    table = _misspellings()
    found = table.get(word)
    if found is None and len(word) >= 6:
        for near in _losses(word) | _swaps(word):
            if found := table.get(near):
                break
    if found is None:
        return None
    kind, number = found
    name = MONTH_NAMES[number - 1] if kind == "month" else WEEKDAY_NAMES[number]
    return found if word[0] in name[:2].lower() else None
