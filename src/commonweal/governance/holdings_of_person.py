"""Find and read what the tables hold about one person. Changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.db.models import BinaryField, Field, ForeignKey, Model
from django.utils.text import capfirst, get_valid_filename

from commonweal.governance.data_subjects import DataSubject, Rows, Trace
from commonweal.governance.exports import Export, Fact, Section
from commonweal.governance.retention import Holding, holdings

THEMSELVES = "this person"
SOMEBODY_ELSE = "somebody else"


@dataclass(frozen=True, slots=True)
class Found:
    """The rows that one trace finds for one person, and no earlier trace does."""

    holding: Holding
    trace: Trace
    rows: Rows


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows of a table are about a person, and what erasure does to them."""

    table: str
    reason: str
    rows: int
    words: str
    because: str


def subject_of(person: AbstractUser) -> DataSubject:
    """Return whom to look for, with the keys of what is theirs. One query a table
    that holds such."""
    subject = DataSubject.of(person)
    records: dict[str, tuple[str, ...]] = {}
    for holding in holdings():
        for trace in holding.traces:
            if trace.is_theirs:
                rows = trace.rows(holding.model._base_manager.all(), subject)
                keys = rows.values_list("pk", flat=True)
                label = holding.model._meta.label
                records[label] = records.get(label, ()) + tuple(map(str, keys))
    return replace(subject, records=records)


def found(holding: Holding, subject: DataSubject) -> Iterator[Found]:
    """Yield what each trace of a table finds, no row twice. Queries nothing yet."""
    left = holding.model._base_manager.all()
    for trace in holding.traces:
        rows = trace.rows(left, subject)
        yield Found(holding, trace, rows)
        left = left.exclude(pk__in=rows.values("pk"))


def held(person: AbstractUser) -> list[Held]:
    """Count what is held about a person, table by table; tables without are left out.

    One query a trace, however many rows there are.
    """
    subject = subject_of(person)
    return [
        Held(
            table=part.holding.table,
            reason=part.holding.reason,
            rows=count,
            words=part.trace.fate.words,
            because=part.trace.fate.because,
        )
        for holding in holdings()
        for part in found(holding, subject)
        if (count := part.rows.count())
    ]


def gather(person: AbstractUser, *, now: datetime) -> Export:
    """Read what is held about a person; see ``actions.export_person``."""
    return gather_about(subject_of(person), holdings(), now=now)


def gather_about(
    subject: DataSubject, tables: Iterable[Holding], *, now: datetime
) -> Export:
    """Read what some tables hold about somebody, who may have no account."""
    files: dict[str, bytes] = {}
    sections = []
    for holding in tables:
        rows = tuple(
            tuple(_facts(row, part.trace, subject=subject, files=files))
            for part in found(holding, subject)
            for row in _with_what_is_named(part.rows, part.trace)
        )
        if rows:
            sections.append(Section.of(holding, rows=rows))
    return Export(at=now, sections=tuple(sections), files=files)


def _with_what_is_named(rows: Rows, trace: Trace) -> Rows:
    fields = [rows.model._meta.get_field(name) for name in trace.shows]
    pointing = [f.name for f in fields if isinstance(f, ForeignKey)]
    rows = rows.order_by("pk")
    # Without names, select_related() would follow every key.
    return rows.select_related(*pointing) if pointing else rows


def _facts(
    row: Model, trace: Trace, *, subject: DataSubject, files: dict[str, bytes]
) -> Iterator[Fact]:
    # In the order of the table, which is the order somebody thought of.
    for field in row._meta.local_fields:
        if field.name in trace.shows:
            label = capfirst(str(field.verbose_name))
            value, words = _value(row, field, subject=subject)
            if isinstance(field, BinaryField):
                value = words = _put(files, row, content=bytes(value or b""))
            yield Fact(field.name, label, value, words)


def _value(
    row: Model, field: "Field[Any, Any]", *, subject: DataSubject
) -> tuple[Any, Any]:
    """Return a field's value for a machine, and as a person reads it."""
    if isinstance(field, ForeignKey):
        key = getattr(row, field.attname)
        if key is None:
            return None, None
        if issubclass(field.related_model, get_user_model()):
            words = THEMSELVES if key == subject.key else SOMEBODY_ELSE
            return words, words
        words = str(getattr(row, field.name))
        return {"id": key, "name": words}, words
    value = field.value_from_object(row)
    if field.choices:
        return value, dict(field.flatchoices).get(value, value)
    return value, value


def _put(files: dict[str, bytes], row: Model, *, content: bytes) -> str:
    """Put a file beside the export, and return its path there."""
    name = get_valid_filename(getattr(row, "filename", "") or "file")
    path = f"files/{row._meta.model_name}-{row.pk}-{name}"
    files[path] = content
    return path
