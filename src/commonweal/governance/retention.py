"""What personal data each room holds, why, and for how long."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.db.models import Model
from django.utils.module_loading import module_has_submodule

from commonweal.governance.data_subjects import Trace


@dataclass(frozen=True, slots=True)
class Holding:
    """One table's entry in the record of processing.

    Attributes:
        keep_for: time from ``clock_starts`` until the rows are deleted;
            None means kept while the service runs.
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
    traces: tuple[Trace, ...] = ()
    untraced: str = ""


def holdings() -> Iterator[Holding]:
    """Yield the holdings declared in each installed room's ``privacy`` module."""
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, "privacy"):
            yield from import_module(f"{app.name}.privacy").HOLDINGS
