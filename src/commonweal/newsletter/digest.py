"""What an issue is drafted from, as plain values: this room knows no page and no
course. Whoever collects them stands above it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Source(StrEnum):
    """Where an item comes from; a standing section takes from one of them."""

    NEWS = "news"
    POLICY = "policy"
    TRAINING = "training"
    DIARY = "diary"
    DEADLINE = "deadline"


class Standing(StrEnum):
    """Whether what an item tells can still be told."""

    HOLDS = ""
    FULL = "full"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One thing that is true and may stand in an issue.

    Attributes:
        key: which thing, and which version of it where a new version is news again:
            ``session:33``, ``policy:4:2026-11-03``. Two issues do not hold one key.
        url: whole http or https address of its page; empty when it has none.
        when: its day and time in words; empty when it has none.
        happens_at: when it begins, aware; orders the diary.
        expires_at: from when on it must not be told any more, aware.
        what_changed: a sentence, for documents and policies.
        topics, sectors: slugs; none means it is for everybody.
    """

    key: str
    source: Source
    title: str
    summary: str = ""
    url: str = ""
    when: str = ""
    happens_at: datetime | None = None
    expires_at: datetime | None = None
    what_changed: str = ""
    topics: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    standing: Standing = Standing.HOLDS
