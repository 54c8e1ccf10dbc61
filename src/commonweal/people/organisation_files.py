"""Organisations as rows of a table: what each column holds and may hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from commonweal.people.models import Organisation
from commonweal.people.models.organisations import DOMAIN

HEADER = [
    "name",
    "reference",
    "sector",
    "kind",
    "parent",
    "e-mail domains",
    "booking lead",
    "active",
]
NEEDED = {"name", "sector"}
YES_AND_NO = {"": True, "yes": True, "y": True, "no": False, "n": False}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one cell. ``row`` is the spreadsheet's, the header being 1."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"Row {self.row}, {self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One row, read: texts as typed, domains and addresses in lower case.

    A field is None where the file has no such column; what is stored stays then.
    """

    row: int
    name: str
    reference: str | None
    sector: str
    kind: str | None
    parent: str | None
    domains: tuple[str, ...] | None
    booking_lead_email: str | None
    is_active: bool | None


def read_rows(
    table: list[list[str]],
) -> tuple[list[OrganisationRow], list[RowError]]:
    """Return what the rows say, and what is wrong with them one by one.

    Whether a sector, a kind or a parent exists is for the import to find out.
    """
    header = [_plain(cell) for cell in table[0]]
    known = {_plain(name): name for name in HEADER}
    errors = [
        RowError(1, name, "this column is missing")
        for name in HEADER
        if name in NEEDED and _plain(name) not in header
    ]
    errors += [
        RowError(1, table[0][place], f"no such column; expected {', '.join(HEADER)}")
        for place, name in enumerate(header)
        if name and name not in known
    ]
    if errors:
        return [], errors
    rows = []
    for number, cells in enumerate(table[1:], 2):
        if any(cells):
            named = {
                known[name]: cells[place] if place < len(cells) else ""
                for place, name in enumerate(header)
                if name
            }
            errors += _wrong(number, named)
            rows.append(_row(number, named))
    return rows, [*errors, *_twice(rows)]


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _wrong(number: int, cells: dict[str, str]) -> Iterator[RowError]:
    for name in NEEDED:
        if not cells[name]:
            yield RowError(number, name, "is empty")
    for name, longest in (("name", 150), ("reference", 40)):
        if len(cells.get(name, "")) > longest:
            yield RowError(number, name, f"is longer than {longest} characters")
    yield from _wrong_domains(number, cells.get("e-mail domains", ""))
    if not _is_address(cells.get("booking lead", "")):
        yield RowError(
            number, "booking lead", "is not an e-mail address such as name@example.org"
        )
    if cells.get("active", "").lower() not in YES_AND_NO:
        yield RowError(number, "active", "must be yes or no")


def _wrong_domains(number: int, text: str) -> Iterator[RowError]:
    for domain in _domains(text):
        if not DOMAIN.fullmatch(domain):
            said = f"“{domain}” is not a domain such as school.example.org"
            yield RowError(number, "e-mail domains", said)


def _is_address(text: str) -> bool:
    try:
        validate_email(text or "name@example.org")
    except ValidationError:
        return False
    return True


def _domains(text: str) -> tuple[str, ...]:
    parts = re.split(r"[;,\s]+", text.lower())
    return tuple(
        dict.fromkeys(part.removeprefix("@") for part in parts if part.strip("@"))
    )


def _row(number: int, cells: dict[str, str]) -> OrganisationRow:
    domains, lead = cells.get("e-mail domains"), cells.get("booking lead")
    active = cells.get("active")
    return OrganisationRow(
        row=number,
        name=cells["name"],
        reference=cells.get("reference"),
        sector=cells["sector"],
        kind=cells.get("kind"),
        parent=cells.get("parent"),
        domains=None if domains is None else _domains(domains),
        booking_lead_email=None if lead is None else lead.lower(),
        is_active=None if active is None else YES_AND_NO.get(active.lower(), True),
    )


def _twice(rows: Iterable[OrganisationRow]) -> Iterator[RowError]:
    for column in ("name", "reference"):
        seen: dict[str, int] = {}
        for row in rows:
            value = (getattr(row, column) or "").lower()
            if value and value in seen:
                yield RowError(row.row, column, f"is in row {seen[value]} already")
            seen.setdefault(value, row.row)


def export_rows(organisations: Iterable[Organisation]) -> Iterator[list[str | bool]]:
    """Yield a row for each organisation, in the order of ``HEADER``; fetch them
    ``for_lists()``."""
    for one in organisations:
        yield [
            one.name,
            one.reference,
            one.sector.name,
            one.kind.name if one.kind else "",
            one.parent.name if one.parent else "",
            "; ".join(domain.domain for domain in one.email_domains.all()),
            one.booking_lead_email,
            one.is_active,
        ]
