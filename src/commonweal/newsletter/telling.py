"""What an issue tells, as plain values: what e-mail, plain text and page all show."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from wagtail.images.models import SourceImageIOError

from commonweal.design.addresses import full_address
from commonweal.newsletter.digest import Standing
from commonweal.newsletter.models import Issue, IssueItem

WIDTH = 584
"""Of the column that pictures fill, in CSS pixels."""

# Twice the column, because most screens draw two dots for one.
SIZE = f"max-{2 * WIDTH}x{3 * WIDTH}|jpegquality-72"

STANDING = {
    Standing.FULL: "Fully booked. You can join the waiting list.",
    Standing.CANCELLED: "Cancelled.",
    Standing.EXPIRED: "This is over.",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on this site. ``width`` and ``height`` are those it is shown with."""

    address: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Story:
    """One thing told.

    Attributes:
        address: of its page; empty when it has none.
        standing: what has become of it since it was written, as a sentence.
        audience: whom it is for, in words; empty when it is for everybody.
    """

    title: str
    address: str = ""
    when: str = ""
    what_changed: str = ""
    summary: str = ""
    standing: str = ""
    picture: Picture | None = None
    audience: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A standing section with what stands under it; never empty. ``anchor`` leads to it
    on a page."""

    title: str
    stories: tuple[Story, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """All of an issue. ``leader`` is empty in an issue without one."""

    title: str
    leader: str
    leader_name: str
    leader_picture: Picture | None
    chapters: tuple[Chapter, ...]

    @property
    def preview(self) -> str:
        """What a list of messages shows beside the subject: the first titles."""
        titles = [story.title for each in self.chapters for story in each.stories]
        return " · ".join(titles[:4])

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The chapters' titles, with what leads to each on a page."""
        return [(chapter.title, f"#{chapter.anchor}") for chapter in self.chapters]


def told(issue: Issue, items: Sequence[IssueItem]) -> Telling:
    """Return what ``issue`` tells to somebody for whom ``items`` were chosen.

    Args:
        items: in the issue's order, as ``assembling.items_of`` fetches them. Others
            cost a query for each.
    """
    return Telling(
        title=issue.title,
        leader=issue.leader_words.strip(),
        leader_name=issue.leader_name,
        leader_picture=picture_of(issue.leader_picture, issue.leader_picture_alt),
        chapters=tuple(_chapters(items)),
    )


def _chapters(items: Sequence[IssueItem]) -> Iterator[Chapter]:
    for section, rows in groupby(items, key=lambda item: item.section):
        yield Chapter(
            title=section.title,
            stories=tuple(_story(item) for item in rows),
            anchor=f"section-{section.pk}",
        )


def _story(item: IssueItem) -> Story:
    return Story(
        title=item.title,
        address=_safe(item.url),
        when=item.when,
        what_changed=item.what_changed,
        summary=item.summary.strip(),
        standing=STANDING.get(Standing(item.standing), ""),
        picture=picture_of(item.picture, item.picture_alt),
        audience=_in_words([sector.name for sector in item.sectors.all()]),
    )


def _in_words(names: Sequence[str]) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def picture_of(image: Any, alt: str) -> Picture | None:
    """Return a picture of Wagtail's, scaled; None when there is none to be shown:
    its file may be missing, and an issue must not fail for that."""
    if image is None:
        return None
    try:
        scaled = image.get_rendition(SIZE)
    except SourceImageIOError:
        return None
    width = min(WIDTH, scaled.width)
    return Picture(
        address=whole(scaled.url),
        alt=alt,
        width=width,
        height=round(scaled.height * width / scaled.width),
    )


def _safe(url: str) -> str:
    """Nothing but web addresses becomes a link, whatever a row may hold."""
    return url if url.startswith(("https://", "http://")) else ""


def whole(url: str) -> str:
    """Uploads may stand on another server of the partnership's, which has a name."""
    return full_address(url) if url.startswith("/") else url
