"""How a dated entry is told, whether a whole row of it was fetched or a few columns."""

from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import timezone

from commonweal.dates import Kind, Occurrence, write_occurrence


class StoredDate(Protocol):
    """The columns of an occasion that its words follow from."""

    @property
    def kind(self) -> str: ...
    @property
    def is_all_day(self) -> bool: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime | None: ...
    @property
    def over_at(self) -> datetime: ...


class Dated:
    """What is true of every dated entry. Asks the database nothing."""

    __slots__ = ()

    @property
    def start(self: StoredDate) -> date | datetime:
        """A day, or an aware moment in London."""
        return _shown(self.starts_at, self.is_all_day)

    @property
    def end(self: StoredDate) -> date | datetime | None:
        """The last day, included; or an aware moment in London; or None."""
        return None if self.ends_at is None else _shown(self.ends_at, self.is_all_day)

    @property
    def first_day(self: StoredDate) -> date:
        """The London day on which it begins; see ``last_day``."""
        return min(timezone.localdate(self.starts_at), _last_day(self.over_at))

    @property
    def last_day(self: StoredDate) -> date:
        """The London day on which it ends. What ends at midnight, or is due at
        midnight, belongs to the day before, as ``in_words`` says it."""
        return _last_day(self.over_at)

    def as_occurrence(self: StoredDate) -> Occurrence:
        """The entry as the date library reads and writes it."""
        return _occurrence(self)

    @property
    def in_words(self: StoredDate) -> str:
        """The entry the GOV.UK way: "Thursday 29 May 2025, 10am to 2pm"."""
        return write_occurrence(_occurrence(self))

    def is_over(self: StoredDate, *, now: datetime) -> bool:
        return self.over_at <= now


def _shown(moment: datetime, is_all_day: bool) -> date | datetime:
    local = timezone.localtime(moment)
    return local.date() if is_all_day else local


def _occurrence(entry: StoredDate) -> Occurrence:
    all_day, end = entry.is_all_day, entry.ends_at
    return Occurrence(
        kind=Kind(entry.kind),
        start=_shown(entry.starts_at, all_day),
        end=None if end is None else _shown(end, all_day),
        spans=(),
    )


def _last_day(over_at: datetime) -> date:
    return timezone.localdate(over_at - timedelta(microseconds=1))
