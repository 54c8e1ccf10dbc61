"""What personal data each room holds, why, and for how long."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module

from django.apps import apps
from django.db.models import Model, Q
from django.utils.module_loading import module_has_submodule
from django.utils.text import capfirst

from commonweal.governance.data_subjects import Trace


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a table that are kept for another time than the rest.

    Attributes:
        rows: which; a row may belong to several parts, and then goes with the first
            whose time is over.
        what: the rows in words, for the record of processing.
        keep_for, clock_starts: as for ``Holding``.
    """

    rows: Q
    what: str
    keep_for: timedelta
    clock_starts: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One table's entry in the record of processing.

    Attributes:
        keep_for: time from ``clock_starts`` until the rows are deleted;
            None means kept while the service runs. Rows of ``parts`` follow those.
        clock_starts: the date-time field the time is counted from.
        personal: fields that identify or describe a person.
        other: every remaining field. Listing them all is the point: a new
            field fails the architecture test until someone decides.
        traces: how rows are found for one person, and what erasure does to
            them. A row belongs to the first trace that finds it.
        untraced: why personal fields are not found for one person, where no
            trace leads to them.
    """

    model: type[Model]
    reason: str
    keep_for: timedelta | None
    clock_starts: str | None = None
    personal: frozenset[str] = field(default_factory=frozenset)
    other: frozenset[str] = field(default_factory=frozenset)
    parts: tuple[Part, ...] = ()
    traces: tuple[Trace, ...] = ()
    untraced: str = ""

    @property
    def table(self) -> str:
        """What the table is called where people read of it."""
        return capfirst(str(self.model._meta.verbose_name_plural))

    def times(self) -> Iterator[tuple[str, timedelta, str]]:
        """Yield which rows are kept for how long from which field: "" for the rest,
        which comes first. Nothing for rows that are kept while the service runs."""
        if self.keep_for is not None and self.clock_starts is not None:
            yield "", self.keep_for, self.clock_starts
        for part in self.parts:
            yield part.what, part.keep_for, part.clock_starts

    def due(self, *, now: datetime) -> Iterator[Q]:
        """Yield what picks the rows whose time is over at ``now``."""
        rest = Q()
        for part in self.parts:
            yield part.rows & _over(part.clock_starts, now - part.keep_for)
            rest &= ~part.rows
        if self.keep_for is not None and self.clock_starts is not None:
            yield rest & _over(self.clock_starts, now - self.keep_for)


def _over(clock: str, moment: datetime) -> Q:
    return Q(**{f"{clock}__lt": moment})


def holdings() -> Iterator[Holding]:
    """Yield the holdings declared in each installed room's ``privacy`` module."""
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "privacy"):
            yield from import_module(f"{app.name}.privacy").HOLDINGS
