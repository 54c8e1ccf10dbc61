"""What a reader asks for."""

from dataclasses import dataclass
from functools import cached_property

from commonweal.directory.search_words import MOST_WORDS, normal, root, tidy, words_of

# "ch" would stand for half of all pages.
SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Question:
    """A reader's words. ``typed`` is safe to show, and never too long to look for.

    Whatever stands in it is looked for as words: there are no operators, so no
    sign in it can break a query or widen one.
    """

    typed: str

    @classmethod
    def read(cls, typed: str) -> "Question":
        return cls(tidy(typed))

    @cached_property
    def words(self) -> list[str]:
        """The words that mean something, in their normal form, 16 at most."""
        return list(words_of(self.typed))[:MOST_WORDS]

    @cached_property
    def roots(self) -> list[str]:
        return [root(word) for word in self.words]

    @property
    def phrase(self) -> str:
        """The roots in their order; empty unless there are two words or more."""
        return " ".join(self.roots) if len(self.roots) > 1 else ""

    @property
    def beginning(self) -> str:
        """The last word, when it is long enough to be the beginning of others."""
        last = self.words[-1] if self.words else ""
        return last if len(last) >= SHORTEST_BEGINNING else ""

    def matches(self, token: str) -> bool:
        """Whether a word of a page, as it stands there, is one that was asked for."""
        word = normal(token)
        if self.beginning and word.startswith(self.beginning):
            return True
        return root(word) in self.roots
