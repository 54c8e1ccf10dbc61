"""What is held about one person, for them to read and for a machine to read."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string

from commonweal.design.components.dates import uk_date, uk_moment
from commonweal.governance.retention import Holding

STYLE = """\
body { max-width: 50rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.5 sans-serif; color: #0b0c0c; }
h2 { margin: 3rem 0 0.5rem; border-top: 2px solid; padding-top: 1rem; }
.about { color: #505a5f; }
dl { display: grid; grid-template-columns: minmax(8rem, 14rem) minmax(0, 1fr); gap: 0.25rem 1rem; border-top: 1px solid #b1b4b6; padding-top: 0.75rem; }
dt { font-weight: bold; }
dd { margin: 0; overflow-wrap: anywhere; white-space: pre-line; }
@media (max-width: 30rem) { dl { display: block; } dd { margin-bottom: 0.5rem; } }
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a row: its value for a machine, and in words."""

    name: str
    label: str
    value: Any
    words: Any

    @property
    def readable(self) -> str:
        """The value as a person reads it, moments in UK local time."""
        if isinstance(self.words, bool):
            return "yes" if self.words else "no"
        if isinstance(self.words, datetime):
            return uk_moment(self.words)
        if isinstance(self.words, date):
            return uk_date(self.words)
        if isinstance(self.words, dict | list):
            return json.dumps(self.words, ensure_ascii=False)
        return str(self.words)


@dataclass(frozen=True, slots=True)
class Section:
    """The rows of one table. ``kept`` says for how long."""

    label: str
    table: str
    reason: str
    kept: str
    rows: tuple[tuple[Fact, ...], ...]

    @classmethod
    def of(cls, holding: Holding, *, rows: tuple[tuple[Fact, ...], ...]) -> "Section":
        return cls(
            label=holding.model._meta.label,
            table=holding.table,
            reason=holding.reason,
            kept="; ".join(_kept(holding)),
            rows=rows,
        )


@dataclass(frozen=True, slots=True)
class Export:
    """Everything held about one person at ``at``.

    ``files`` are those that rows carry, by the path that the row names.
    """

    at: datetime
    sections: tuple[Section, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def as_json(self) -> str:
        """Return it for a machine: per table why and how long it is kept, and its rows."""
        tables = {
            section.label: {
                "name": section.table,
                "why": section.reason,
                "kept": section.kept,
                "rows": [
                    {fact.name: fact.value for fact in row} for row in section.rows
                ],
            }
            for section in self.sections
        }
        return json.dumps(
            {"held_at": self.at, "tables": tables},
            cls=DjangoJSONEncoder,
            ensure_ascii=False,
            indent=2,
        )

    def as_html(self) -> str:
        """Return it as a page of its own, that needs no network."""
        return render_to_string("governance/export.html", {"export": self})

    def as_zip(self) -> bytes:
        """Return both and the files, in one archive. The same data gives the same
        bytes."""
        parts = {
            "what-we-hold.html": self.as_html().encode(),
            "what-we-hold.json": self.as_json().encode(),
            "style.css": STYLE.encode(),
            **self.files,
        }
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as packed:
            for path, content in parts.items():
                entry = zipfile.ZipInfo(path, date_time=self.at.timetuple()[:6])
                entry.compress_type = zipfile.ZIP_DEFLATED
                packed.writestr(entry, content)
        return out.getvalue()


def _kept(holding: Holding) -> Iterator[str]:
    if holding.keep_for is None:
        yield "while the service runs, or until it is erased"
    for what, keep_for, clock in holding.times():
        time = f"{keep_for.days} days from “{clock.replace('_', ' ')}”"
        yield f"{what}: {time}" if what else time
