"""What an import found, for people and for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from commonweal.dates import Occurrence, write_date, write_occurrence
from commonweal.dates.json_lines import as_wall_clock, question_values
from commonweal.importing.blocks import Block
from commonweal.importing.items import ARCHIVED, CURRENT, Item
from commonweal.importing.outcome import Outcome, as_lines
from commonweal.importing.questions import Decision
from commonweal.importing.snapshots import Snapshot, Version


@dataclass(frozen=True, slots=True)
class Report:
    """The snapshots, oldest first, and the items in them, newest first."""

    snapshots: tuple[Snapshot, ...]
    items: tuple[Item, ...]

    @property
    def current(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.status == CURRENT)

    @property
    def archived(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.status == ARCHIVED)


def as_json(report: Report, *, outcome: Outcome | None = None) -> str:
    """Return the report as JSON, ending with a newline.

    Days are ``YYYY-MM-DD`` and instants ``YYYY-MM-DDTHH:MM``, Europe/London wall
    clock; an end that the text does not give is null. ``problems`` has what
    needs a decision, item by item, and what is wrong with whole files. With an
    ``outcome``, what was written stands under that name.
    """
    answer: dict[str, Any] = {
        "items": [_item(item) for item in report.items],
        "problems": list(_problems(report)),
        "snapshots": [_snapshot(snapshot) for snapshot in report.snapshots],
    }
    if outcome is not None:
        answer["outcome"] = asdict(outcome)
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _item(item: Item) -> dict[str, Any]:
    return {
        "title": item.title,
        "published": item.published.isoformat(),
        "seen_in": list(item.seen_in),
        "status": item.status,
        "gone_on": item.gone_on and item.gone_on.isoformat(),
        "diary": diary(item),
        "questions": [question_values(question) for question in item.questions],
        "quotations": item.quotations,
        "slug": item.slug,
        "summary": item.summary,
        "held_back": item.is_held_back,
        "blocks": [_block(block) for block in item.blocks],
        "versions": [_version(version) for version in item.versions],
    }


def diary(item: Item) -> list[list[str | None]]:
    """Return ``[kind, start, end]`` for each date of an item, earliest first."""
    entries = {_entry(occurrence): None for occurrence in item.occurrences}
    return [list(entry) for entry in sorted(entries, key=lambda entry: entry[1])]


def _entry(occurrence: Occurrence) -> tuple[str, str, str | None]:
    start = as_wall_clock(occurrence.start) or ""
    return occurrence.kind.value, start, as_wall_clock(occurrence.end)


def _block(block: Block) -> dict[str, Any]:
    return {"type": type(block).__name__, **asdict(block)}


def _version(version: Version) -> dict[str, Any]:
    return {"seen_in": version.seen_in, "changes": list(version.changes)}


def _snapshot(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "file": snapshot.name,
        "items": len(snapshot.items),
        "latest": snapshot.latest.isoformat(),
        "left_out": list(snapshot.left_out),
    }


def _problems(report: Report) -> Iterator[dict[str, Any]]:
    for snapshot in report.snapshots:
        for problem in snapshot.problems:
            yield {"code": "unreadable", "file": snapshot.name, "message": problem}
    for item in report.items:
        for decision in item.decisions:
            yield {
                "code": decision.code,
                "title": item.title,
                "published": item.published.isoformat(),
                "text": decision.text,
                "message": decision.message,
                "holds_back": decision.holds_back,
            }


def as_text(report: Report, *, publish: bool, outcome: Outcome | None = None) -> str:
    """Return the report to read: what stands in the files, what became of it or,
    without an ``outcome``, what would, and what needs a decision. ``publish``: as
    if asked to publish."""
    done = as_lines(outcome) if outcome else [_to_come(report, publish=publish)]
    return "\n".join([*_summary(report), *_details(report), *done]) + "\n"


def _summary(report: Report) -> Iterator[str]:
    yield "Read:"
    for snapshot in report.snapshots:
        count = _count(len(snapshot.items), "item")
        yield f"  {snapshot.name}: {count}, the latest of {_day(snapshot.latest)}"
    total = _count(len(report.items), "item")
    yield f"{total}: {len(report.current)} current, {len(report.archived)} for the archive."
    dates = sum(len(item.dates_to_show) for item in report.items)
    yield f"{_count(dates, 'date')} for the calendar."


def _to_come(report: Report, *, publish: bool) -> str:
    drafts = (
        sum(item.is_held_back for item in report.items)
        if publish
        else len(report.items)
    )
    ready = len(report.items) - drafts
    return f"Nothing was written. {ready} to publish, {_count(drafts, 'draft')}."


def _details(report: Report) -> Iterator[str]:
    yield ""
    for item in report.items:
        yield f"{_day(item.published)} – {item.title} [{item.status}]"
        for occurrence in item.occurrences:
            kind, words = occurrence.kind.value, write_occurrence(occurrence)
            shown = occurrence in item.dates_to_show
            yield f"    {kind}: {words}{'' if shown else ' (not in the calendar)'}"
        for version in item.versions:
            for change in version.changes:
                yield f"    {version.seen_in}: {change}"
    yield ""
    yield from _to_decide(report)
    yield ""


def _to_decide(report: Report) -> Iterator[str]:
    count = len(list(_problems(report)))
    if not count:
        yield "Nothing needs a decision."
        return
    yield f"Needs a decision ({count}):"
    for snapshot in report.snapshots:
        for problem in snapshot.problems:
            yield f"  {snapshot.name}: {problem}"
    for item in report.items:
        if item.decisions:
            yield f"  {item.title}"
            yield from _decisions(item)


def _decisions(item: Item) -> Iterator[str]:
    """Yield what to decide, each message once with all the lines it is about."""
    by_message: dict[str, list[Decision]] = {}
    for decision in item.decisions:
        by_message.setdefault(decision.message, []).append(decision)
    for message, alike in by_message.items():
        yield f"    {message}"
        for decision in alike:
            if decision.text:
                yield f"      “{decision.text}”"
            if decision.candidates:
                days = ", ".join(map(write_date, decision.candidates))
                yield f"      It may be: {days}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _day(day: date) -> str:
    return write_date(day, weekday=False)
