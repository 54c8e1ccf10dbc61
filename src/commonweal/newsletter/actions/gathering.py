"""From digest items to rows of an issue, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from commonweal.directory.models import Topic
from commonweal.newsletter.digest import DigestItem, Source, Standing
from commonweal.newsletter.models import Issue, IssueItem, Section
from commonweal.people.models import Sector

# What is taken from a digest item, and what of it an editor may have put otherwise.
WORDS = ("title", "summary", "what_changed")
FACTS = ("when", "url", "happens_at", "expires_at", "standing")
# Each column's room; a longer text is cut at a word.
ROOM = {"title": 200, "what_changed": 300, "when": 400, "url": 500}
DATED = frozenset({Source.TRAINING, Source.DIARY, Source.DEADLINE})


def values_of(item: DigestItem, names: Iterable[str]) -> dict[str, Any]:
    """Return those values of a digest item as columns hold them."""
    found: dict[str, Any] = {}
    for name in names:
        value = getattr(item, name)
        if isinstance(value, Standing):
            value = value.value
        room = ROOM.get(name)
        found[name] = _cut(value, room) if room else value
    return found


def _cut(words: str, room: int) -> str:
    if len(words) <= room:
        return words
    return words[: room - 1].rsplit(" ", 1)[0] + "…"


@dataclass(slots=True)
class Gathering:
    """One issue being filled: its sections, and where the next item of each goes."""

    issue: Issue
    sections: dict[str, Section]
    ends: defaultdict[int, int]

    @classmethod
    def of(cls, issue: Issue, *, takes: frozenset[Source]) -> Self:
        """Return the gathering of an issue that takes from these sources. Two queries."""
        sections: dict[str, Section] = {}
        for section in Section.objects.filter(is_in_use=True).exclude(source=""):
            if section.source in {each.value for each in takes}:
                sections.setdefault(section.source, section)
        ends: defaultdict[int, int] = defaultdict(int)
        placed = issue.items.values_list("section_id", "position")
        for section_id, position in placed:
            ends[section_id] = max(ends[section_id], position + 1)
        return cls(issue, sections, ends)

    def fits(self, item: DigestItem, *, at: datetime) -> bool:
        """Whether it can be told, in a section of this issue."""
        is_over = item.expires_at is not None and item.expires_at <= at
        holds = item.standing is Standing.HOLDS and not is_over
        return holds and item.source.value in self.sections

    def add(
        self,
        items: Iterable[DigestItem],
        *,
        at: datetime,
        pinned: Mapping[str, IssueItem] | None = None,
    ) -> int:
        """Put those that fit at the end of their sections. Returns how many.

        Args:
            pinned: by key, what the last issue had pinned, its topics and sectors fetched:
                its words come along, and whom an editor said it is for.
        """
        carried = pinned or {}
        fitting = {item.key: item for item in items if self.fits(item, at=at)}
        ordered = sorted(fitting.values(), key=_in_its_section)
        rows = [self._row(item, carried.get(item.key)) for item in ordered]
        IssueItem.objects.bulk_create(rows)
        pairs = list(zip(rows, ordered, strict=True))
        set_audiences(pair for pair in pairs if not pair[0].has_own_audience)
        for row, item in pairs:
            if row.has_own_audience:
                row.topics.set(carried[item.key].topics.all())
                row.sectors.set(carried[item.key].sectors.all())
        return len(rows)

    def _row(self, item: DigestItem, before: IssueItem | None) -> IssueItem:
        section = self.sections[item.source.value]
        row = IssueItem(
            issue=self.issue,
            section=section,
            position=self.ends[section.pk],
            source_key=item.key,
            **values_of(item, (*WORDS, *FACTS)),
        )
        self.ends[section.pk] += 1
        if before is not None:
            row.is_pinned = True
            row.has_own_audience = before.has_own_audience
            row.picture_id, row.picture_alt = before.picture_id, before.picture_alt
            if before.is_rewritten:
                row.is_rewritten = True
                row.title, row.summary = before.title, before.summary
        return row


def _in_its_section(item: DigestItem) -> float:
    """Dates stand soonest first, all else as it was given: sorting is stable."""
    if item.source in DATED and item.happens_at is not None:
        return item.happens_at.timestamp()
    return 0.0


def set_audiences(pairs: Iterable[tuple[IssueItem, DigestItem]]) -> None:
    """Give rows the topics and sectors of their digest items, in place of those they
    have. Slugs that are not known are passed over. Six queries at most."""
    wanted = list(pairs)
    if not wanted:
        return
    models: tuple[tuple[Any, str], ...] = ((Topic, "topic"), (Sector, "sector"))
    for model, name in models:
        through: Any = getattr(IssueItem, f"{name}s").through
        named = [
            (row, slug) for row, item in wanted for slug in getattr(item, f"{name}s")
        ]
        slugs = {slug for _, slug in named}
        known = dict(model.objects.filter(slug__in=slugs).values_list("slug", "pk"))
        should = {(row.pk, known[slug]) for row, slug in named if slug in known}
        rows = through.objects.filter(issueitem__in=[row.pk for row, _ in wanted])
        there = {
            (item_id, other): pk
            for pk, item_id, other in rows.values_list(
                "pk", "issueitem_id", f"{name}_id"
            )
        }
        gone = [pk for pair, pk in there.items() if pair not in should]
        if gone:
            through.objects.filter(pk__in=gone).delete()
        through.objects.bulk_create(
            through(**{"issueitem_id": item_id, f"{name}_id": other})
            for item_id, other in sorted(should - there.keys())
        )
