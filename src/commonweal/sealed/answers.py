"""What a form and its answers are called, and how long they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# The group that a forwarding team adds to what it forwards.
FORWARDING = "forwarding"
CALLED = {
    "from": "Forwarded by",
    "by": "Forwarded by whom",
    "reference": "Reference there",
    "basis": "Lawful basis for sharing",
    "note": "Note to your team",
}
# Days from the hand-over, and the longest from receiving what nobody hands over.
KEPT, KEPT_UNANSWERED = 90, 365


@dataclass(frozen=True, slots=True)
class Row:
    """One answer in words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """Answers that belong together."""

    title: str
    group: str
    rows: list[Row]


def title_of(form: str, version: int) -> str:
    return form.replace("-", " ").capitalize()


def sections_of(
    form: str, version: int, groups: Mapping[str, Mapping[str, Any]]
) -> list[Section]:
    """Return the answers in words, in the form's order; attachments apart. What a
    forwarding team wrote stands first."""
    return [
        Section(
            title=group.replace("_", " ").capitalize(),
            group=group,
            rows=[
                Row(key, key.replace("_", " ").capitalize(), str(value))
                for key, value in answers.items()
            ],
        )
        for group, answers in groups.items()
        if group != "files"
    ]


def days_kept(form: str, version: int) -> int:
    """Return how many days the content is kept after the hand-over."""
    return KEPT


def days_unanswered(form: str, version: int) -> int:
    """Return how many days something is kept that nobody accepts or declines."""
    return KEPT_UNANSWERED
