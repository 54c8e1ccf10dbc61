"""What the check before sending found."""

import hashlib
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self


class Check(StrEnum):
    """What is looked at, in the order in which findings are shown."""

    EMPTY = "empty"
    ADDRESS = "address"
    SUBJECT = "subject"
    LINK = "link"
    PICTURE = "picture"
    DATE = "date"
    EXPIRED = "expired"
    HEADING = "heading"
    SIZE = "size"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, or to override with a reason.

    Attributes:
        key: which finding; another one when the words it is about change.
        words: a sentence for the editor.
        item_id: the item it is about; None when it is about the whole issue.
        reason: why it does not matter, when somebody has said so.
    """

    key: str
    check: Check
    words: str
    item_id: int | None = None
    reason: str = ""

    @classmethod
    def of(
        cls, check: Check, words: str, *, about: str = "", item_id: int | None = None
    ) -> Self:
        """Return a finding with its key.

        Args:
            about: the words or the address in question; a change of them makes it
                another finding, so that a reason given before does not cover it.
        """
        known = hashlib.sha256(f"{words}\n{about}".encode()).hexdigest()[:16]
        return cls(f"{check}:{item_id or 'issue'}:{known}", check, words, item_id)

    @property
    def is_open(self) -> bool:
        return not self.reason

    def overridden(self, reason: str) -> Self:
        return replace(self, reason=reason)
