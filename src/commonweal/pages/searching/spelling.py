"""Spelling, from the words of our own pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from commonweal.directory.search_words import TOKEN, normal, root, words_of
from commonweal.pages.searching.questions import Question

# More unknown words than these are no slips of the finger.
MOST_MENDED = 4


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How many of our titles and summaries have each word."""

    counts: dict[str, int]
    roots: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Vocabulary":
        counts: Counter[str] = Counter()
        for text in texts:
            counts.update(set(words_of(text)))
        words = {word: n for word, n in counts.items() if not word.isdigit()}
        return cls(words, frozenset(root(word) for word in words))

    def nearest(self, word: str) -> str | None:
        """Return the word that ``word`` was probably meant to be, if there is one.

        One slip in a short word, two in one of six letters or more: a letter
        wrong, missing, too many, or two of them swapped. Among equally near
        words the commonest, then the first in the alphabet.
        """
        allowed = 1 if len(word) < 6 else 2
        if len(word) < 4:
            return None
        near = (
            (distance, -count, known)
            for known, count in self.counts.items()
            if abs(len(known) - len(word)) <= allowed
            and len(set(known) ^ set(word)) <= 2 * allowed
            and (distance := slips(word, known, at_most=allowed)) <= allowed
        )
        best = min(near, default=None)
        return best[2] if best else None

    def mended(self, question: Question) -> str | None:
        """Return the question with its unknown words put right; None if it
        has none or nothing comes near."""
        unknown = [w for w in question.words if root(w) not in self.roots]
        if not 0 < len(unknown) <= MOST_MENDED:
            return None
        meant = {word: near for word in unknown if (near := self.nearest(word))}
        if not meant:
            return None
        return TOKEN.sub(
            lambda token: meant.get(normal(token[0]), token[0]), question.typed
        )


def slips(first: str, second: str, *, at_most: int) -> int:
    """Return the number of letters to change, add, drop or swap with their
    neighbour to get from one word to the other (optimal string alignment).

    Stops early, and returns a number above ``at_most``, once it must be more.
    """
    before_last: list[int] = []
    last = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        row = [i]
        for j, b in enumerate(second, 1):
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                best = min(best, before_last[j - 2] + 1)
            row.append(best)
        if min(row) > at_most and (i == 1 or min(last) > at_most):
            return at_most + 1
        before_last, last = last, row
    return last[-1]
