"""How a table's rows are found for one person, and what erasure does to them.

"Data subject" is the law's word for the person whom data is about (UK GDPR,
article 4). Rooms say it with a ``Trace`` beside each ``Holding``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.contrib.auth.models import AbstractBaseUser, AbstractUser
from django.db.models import Q, QuerySet

Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class DataSubject:
    """Whom an export or an erasure is about.

    Attributes:
        key: the primary key of their account; 0 for somebody without one.
        address: their e-mail address as it was when the deed began.
        records: the keys of the rows that are theirs, by model label, for
            tables that refer to records of any kind.
    """

    key: int
    address: str
    records: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, person: AbstractUser) -> "DataSubject":
        return cls(key=person.pk, address=person.email)


@dataclass(frozen=True, slots=True)
class Erasing:
    """One erasure: whose data, by whom (None on the command line), and when."""

    subject: DataSubject
    by: AbstractBaseUser | None
    at: datetime


Find = Callable[[Rows, DataSubject], Rows]
Deed = Callable[[Rows, Erasing], int]


class Fate(Protocol):
    """What erasure does to rows, and why something of them stays."""

    @property
    def words(self) -> str:
        """Return it as it is told, "deleted" for example."""

    @property
    def because(self) -> str:
        """Return why something stays; empty when nothing does."""

    def apply(self, rows: Rows, erasing: Erasing) -> int:
        """Do it, and return how many rows it changed: 0 when it was done before."""


@dataclass(frozen=True, slots=True)
class Deleted:
    """The rows go, and what hangs on them."""

    words: str = "deleted"
    because: str = ""

    def apply(self, rows: Rows, erasing: Erasing) -> int:
        count = rows.count()
        rows.delete()
        return count


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows stay as they are. Where they point at the account, the name behind it
    is erased."""

    because: str
    words: str = "kept"

    def apply(self, rows: Rows, erasing: Erasing) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Blanked:
    """The rows stay without what is personal: each of ``fields`` gets its value."""

    fields: Mapping[str, object]
    because: str

    @property
    def words(self) -> str:
        return f"{', '.join(sorted(self.fields))} emptied"

    def apply(self, rows: Rows, erasing: Erasing) -> int:
        done_before = Q(**self.fields)
        return rows.exclude(done_before).update(**self.fields)


@dataclass(frozen=True, slots=True)
class Done:
    """What an action of the room does."""

    deed: Deed
    words: str
    because: str = ""

    def apply(self, rows: Rows, erasing: Erasing) -> int:
        return self.deed(rows, erasing)


@dataclass(frozen=True, slots=True)
class Trace:
    """One way in which rows of a table are about a person.

    Attributes:
        find: the look-up that leads from a row to the account, such as
            "attendee", or a function that narrows a query to the person's rows.
        fate: what erasure does to the rows found so.
        shows: the fields that an export hands over. Leave out what is about
            somebody else, and secrets. A field that points at another account
            says "somebody else" by itself.
        is_theirs: the row is about this person before anybody else; needs a
            look-up. What was recorded or written about it is about them too.
    """

    find: str | Find
    fate: Fate
    shows: frozenset[str]
    is_theirs: bool = False

    def rows(self, every: Rows, subject: DataSubject) -> Rows:
        """Return those of ``every`` row that are about ``subject``."""
        if callable(self.find):
            return self.find(every, subject)
        return every.filter(**{self.find: subject.key})


def by_address(lookup: str) -> Find:
    """Return what finds rows whose field holds the person's e-mail address."""

    def find(every: Rows, subject: DataSubject) -> Rows:
        return every.filter(**{f"{lookup}__iexact": subject.address})

    return find


def about_their_records(type_lookup: str, key_lookup: str) -> Find:
    """Return what finds rows that name a record of the person's, by label and key."""

    def find(every: Rows, subject: DataSubject) -> Rows:
        theirs = Q(pk__in=[])
        for label, keys in subject.records.items():
            theirs |= Q(**{type_lookup: label, f"{key_lookup}__in": keys})
        return every.filter(theirs)

    return find
