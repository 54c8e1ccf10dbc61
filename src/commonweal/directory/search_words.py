"""Words as the search page compares them.

SQLite's full-text search knows no endings of English words, and PostgreSQL's
splits "2024/25" and "www.example.org" in its own way. Both therefore get text
that is reduced here already, and find the same.
"""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_QUERY = 200
MOST_WORDS = 16

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

# Words that nearly every page has. They say nothing about what is looked for.
_COMMON = (
    "a about above after again against all am an and any are as at be because "
    "been before being below between both but by can did do does doing don down "
    "during each few for from further had has have having he her here hers "
    "herself him himself his how i if in into is it its itself just me more "
    "most my myself no nor not now of off on once only or other our ours "
    "ourselves out over own s same she should so some such t than that the "
    "their theirs them themselves then there these they this those through to "
    "too under until up very was we were what when where which while who whom "
    "why will with you your yours yourself yourselves "
)
COMMON = frozenset(_COMMON.split())
# Plurals without an -s, and one -s that makes no plural.
IRREGULAR = {
    "children": "child",
    "men": "man",
    "women": "woman",
    "people": "person",
    "persons": "person",
    "news": "news",
}
DOUBLED = re.compile(r"([bdfglmnprstz])\1$")


def tidy(typed: str) -> str:
    """Return a reader's words in one line: no control characters, 200 at most."""
    shown = "".join(sign if sign.isprintable() else " " for sign in typed)
    return " ".join(shown.split())[:LONGEST_QUERY].strip()


def normal(token: str) -> str:
    """Return one word in lower case, without accents, apostrophes and 's.

    >>> normal("Children’s"), normal("Café"), normal("O'Brien")
    ('children', 'cafe', 'obrien')
    """
    word = re.sub(r"['’]s$", "", token.casefold())
    taken_apart = unicodedata.normalize("NFKD", word)
    return "".join(sign for sign in taken_apart if sign.isalnum())


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a text that mean something, each in its normal form."""
    for match in TOKEN.finditer(text):
        word = normal(match[0])
        if word and word not in COMMON:
            yield word


def root(word: str) -> str:
    """Return what the forms of a word have in common: "policies" and "policy".

    Only endings that change no meaning fall; the root of a root is itself.
    """
    while (shorter := _shortened(word)) != word:
        word = shorter
    return word


def _shortened(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if not word.isascii() or not word.isalpha() or len(word) < 4:
        return word
    return DOUBLED.sub(r"\1", _without_ending(word))


def _without_ending(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "i"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    if word.endswith("e") and len(word) > 4:
        return word[:-1]
    if word.endswith("y"):
        return word[:-1] + "i"
    return word


def roots_of(text: str) -> list[str]:
    """Return the roots of a text's words, in their order."""
    return [root(word) for word in words_of(text)]
