"""Snapshots of one page taken at different times, and the items they share.

Identity is title and published date. Everything here follows from the files
alone, never from the clock: an import gives the same today and next year.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from commonweal.importing.blocks import Block, DocumentLink, Image, block_lines
from commonweal.importing.exceptions import ImportingError
from commonweal.importing.files import SavedFile
from commonweal.importing.links import has_lost_contact
from commonweal.importing.news_items import NewsItem, divide
from commonweal.importing.saved_html import read_saved_html
from commonweal.importing.text_capture import read_text_capture
from commonweal.importing.wording import (
    body_essence,
    changes,
    essence,
    is_near,
    says_the_same,
)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One saved page as read. ``latest`` is the latest published date in it."""

    name: str
    items: tuple[NewsItem, ...]
    latest: date
    left_out: tuple[str, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An item's wording from the snapshot ``seen_in`` on. ``changes`` tells in
    sentences what differs from the version before; empty for the first."""

    seen_in: str
    blocks: tuple[Block, ...]
    lost_links: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(slots=True)
class Story:
    """One item through all snapshots: its versions, oldest first, and the
    snapshots that have it, oldest first. ``doubled_in`` names snapshots that
    have it twice with different words; ``near`` holds titles of the same date
    that are almost, but not quite, the same."""

    title: str
    published: date
    versions: list[Version] = field(default_factory=list)
    seen_in: list[str] = field(default_factory=list)
    doubled_in: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)


def read_snapshot(file: SavedFile) -> Snapshot:
    """Read one saved page.

    Raises:
        ImportingError: there is no news item in it, or its markup is broken.
    """
    if file.is_html:
        division = divide(read_saved_html(file.text, name=file.name))
    else:
        division = divide(read_text_capture(file.text))
    if not division.items:
        found = f" {division.problems[0]}" if division.problems else ""
        raise ImportingError(
            f"{file.name} has no news item in it.{found} Expected each item as a title"
            " and under it a line such as “Published 16 April 2025.” Check that it is"
            " the “Latest news” page, and save it again."
        )
    return Snapshot(
        name=file.name,
        items=division.items,
        latest=max(item.published for item in division.items),
        left_out=division.left_out,
        problems=division.problems,
    )


def in_order(snapshots: Sequence[Snapshot]) -> list[Snapshot]:
    """Return the snapshots oldest first, by the latest published date in each.
    Of two with the same date the one given later is the newer."""
    return sorted(snapshots, key=lambda snapshot: snapshot.latest)


def stories(snapshots: Sequence[Snapshot]) -> list[Story]:
    """Return the items of all snapshots, each once, newest first.

    Args:
        snapshots: oldest first. Items of one date stand as in the newest
            snapshot that has them.
    """
    told: dict[tuple[str, date], Story] = {}
    for snapshot in snapshots:
        for item in snapshot.items:
            key = (essence(item.title), item.published)
            story = told.setdefault(key, Story(item.title, item.published))
            _add(story, item, snapshot.name)
    _note_near_titles(list(told.values()))
    return sorted(
        _by_page(snapshots, told), key=lambda story: story.published, reverse=True
    )


def _by_page(
    snapshots: Sequence[Snapshot], told: dict[tuple[str, date], Story]
) -> Iterator[Story]:
    waiting = dict(told)
    for snapshot in reversed(snapshots):
        for item in snapshot.items:
            story = waiting.pop((essence(item.title), item.published), None)
            if story:
                yield story


def _add(story: Story, item: NewsItem, seen_in: str) -> None:
    is_doubled = seen_in in story.seen_in
    if not is_doubled:
        story.seen_in.append(seen_in)
    version = Version(seen_in, item.blocks, item.lost_links, ())
    if not story.versions:
        story.versions.append(version)
        return
    last = story.versions[-1]
    if says_the_same(body_essence(last.blocks), body_essence(item.blocks)):
        story.versions[-1] = _richer(last, version)
        return
    told = changes(last.blocks, item.blocks)
    story.versions.append(Version(seen_in, item.blocks, item.lost_links, told))
    if is_doubled:
        story.doubled_in.append(seen_in)


def _richer(last: Version, same: Version) -> Version:
    """Of two copies that say the same, keep the one that lost less.

    Of equal ones the older stays, so that importing a further snapshot of an
    unchanged item changes nothing.
    """
    kept = same if _losses(same) < _losses(last) else last
    return Version(last.seen_in, kept.blocks, kept.lost_links, last.changes)


def _losses(version: Version) -> int:
    """How many addresses are lost from a version, and lines that are doubtful."""
    lost = len(version.lost_links)
    for block in version.blocks:
        match block:
            case DocumentLink(url=None) | Image(is_question=True):
                lost += 1
            case _:
                lost += sum(map(has_lost_contact, block_lines(block)))
    return lost


def _note_near_titles(all_stories: list[Story]) -> None:
    """Ask about titles that are nearly the same on the same date, in different
    snapshots: one of them may have been corrected. Two on one page are two."""
    by_date: dict[date, list[Story]] = defaultdict(list)
    for story in all_stories:
        by_date[story.published].append(story)
    for same_day in by_date.values():
        for one, other in combinations(same_day, 2):
            if set(one.seen_in).isdisjoint(other.seen_in) and is_near(
                one.title, other.title
            ):
                one.near.append(other.title)
                other.near.append(one.title)
