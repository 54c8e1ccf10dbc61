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


class Place(StrEnum):
    """Where something is put right, when it is not in an item."""

    MESSAGE = "message"
    HEADING = "heading"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to put right, or to override with a reason.

    Attributes:
        key: which finding; another one when the words it is about change.
        words: a sentence for the editor.
        item_id: the item it is about; None when it is about the whole issue.
        place: where else it is put right; empty when in an item, or in several.
        reason: why it does not matter, when somebody has said so.
    """

    key: str
    check: Check
    words: str
    item_id: int | None = None
    reason: str = ""
    place: Place | str = ""

    @classmethod
    def of(
        cls,
        check: Check,
        words: str,
        *,
        about: str = "",
        item_id: int | None = None,
        place: Place | str = "",
    ) -> Self:
        """Return a finding with its key.

        Args:
            about: the words or the address in question; a change of them makes it
                another finding, so that a reason given before does not cover it.
        """
        known = hashlib.sha256(f"{words}\n{about}".encode()).hexdigest()[:16]
        key = f"{check}:{item_id or place or 'issue'}:{known}"
        return cls(key, check, words, item_id, place=place)

    @property
    def is_open(self) -> bool:
        return not self.reason

    def overridden(self, reason: str) -> Self:
        return replace(self, reason=reason)
