"""What a form and its answers are called, and how long they are kept."""

from collections.abc import Mapping
from typing import Any

from commonweal.sealed.definitions import Row, Section, definition_of

# The group that a forwarding team adds to what it forwards.
FORWARDING = "forwarding"
FORWARDED = "Forwarded to your team"
CALLED = {
    "from": "By the team",
    "by": "By whom",
    "reference": "Its reference there",
    "basis": "Lawful basis for sharing",
    "note": "Note",
}
# Days from the hand-over, and the longest from receiving what nobody hands over.
# A form may say otherwise (``keep_days``, ``keep_unanswered_days``).
KEPT, KEPT_UNANSWERED = 90, 365


def title_of(form: str, version: int) -> str:
    """Return what a form is called to the teams that receive it."""
    try:
        return definition_of(form, version).about
    except KeyError:
        # Of a release that knew more forms than this one: its key has to do.
        return form.replace("-", " ").capitalize()


def sections_of(
    form: str, version: int, groups: Mapping[str, Mapping[str, Any]]
) -> list[Section]:
    """Return the answers in words, in the form's order. What a forwarding team wrote
    stands first.

    Args:
        groups: without the group of attachments.
    """
    asked = {group: said for group, said in groups.items() if group != FORWARDING}
    try:
        sections = definition_of(form, version).rows(asked)
    except KeyError:
        sections = [_plainly(group, said) for group, said in asked.items()]
    added = groups.get(FORWARDING, {})
    rows = [
        Row(key, words, str(added[key]))
        for key, words in CALLED.items()
        if added.get(key)
    ]
    return [Section(FORWARDED, FORWARDING, rows), *sections] if rows else sections


def _plainly(group: str, said: Mapping[str, Any]) -> Section:
    return Section(group, group, [Row(key, key, str(said[key])) for key in said])


def days_kept(form: str, version: int) -> int:
    """Return how many days the content is kept after the hand-over."""
    return _days(form, version, "keep_days", KEPT)


def days_unanswered(form: str, version: int) -> int:
    """Return how many days something is kept that nobody accepts or declines."""
    return _days(form, version, "keep_unanswered_days", KEPT_UNANSWERED)


def _days(form: str, version: int, name: str, otherwise: int) -> int:
    try:
        return int(getattr(definition_of(form, version), name, otherwise))
    except KeyError:
        return otherwise
