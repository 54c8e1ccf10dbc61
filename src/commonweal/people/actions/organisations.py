from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import (
    EmailDomain,
    Organisation,
    OrganisationKind,
    Person,
    Sector,
)
from commonweal.people.organisation_files import OrganisationRow, RowError, read_rows


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do: counts, and each thing that is wrong."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0
    errors: list[RowError] = field(default_factory=list)


def import_organisations(
    *, table: list[list[str]], by: Person | None, at: datetime, dry_run: bool = False
) -> ImportReport:
    """Make and change organisations as a table says, all of it or nothing.

    A row is about the organisation with its reference, or else its name, in any
    case; one that is not there is made. What the file has no column for stays, and
    organisations that it does not name stay too. Importing a file twice changes
    nothing the second time.

    Args:
        table: as ``spreadsheets.read_table`` gives it, the header first.
        dry_run: find out what would be done, and do nothing.
    """
    rows, errors = read_rows(table)
    report = ImportReport(errors=errors)
    if errors:
        return report
    with transaction.atomic():
        _import(rows, report, by=by, at=at)
        if report.errors or dry_run:
            transaction.set_rollback(True)
    report.errors.sort(key=lambda error: error.row)
    if report.errors:
        report.made = report.changed = report.unchanged = 0
    return report


def _import(
    rows: list[OrganisationRow],
    report: ImportReport,
    *,
    by: Person | None,
    at: datetime,
) -> None:
    stored = _Stored()
    report.errors += [error for row in rows for error in stored.unknown(row)]
    if report.errors:
        return
    written = [(row, *stored.write(row)) for row in rows]
    # Parents last, because a parent may stand below its children.
    changes = [
        (row, one, how, stored.set_parent(row, one)) for row, one, how in written
    ]
    report.errors += stored.errors
    report.errors += stored.wrong_parents({one.pk: row for row, one, *_ in changes})
    if report.errors:
        return
    for row, one, how, has_new_parent in changes:
        has_new_domains = _set_domains(one, row.domains)
        if how == "unchanged" and (has_new_parent or has_new_domains):
            how = "changed"
        setattr(report, how, getattr(report, how) + 1)
        if how != "unchanged":
            record(f"people.organisation_{how}", subject=one, by=by, at=at)


class _Stored:
    """What is in the database already, found by what people write."""

    def __init__(self) -> None:
        self.errors: list[RowError] = []
        self.sectors = {one.name.lower(): one for one in Sector.objects.all()}
        self.kinds = {one.name.lower(): one for one in OrganisationKind.objects.all()}
        every = list(Organisation.objects.all())
        self.by_name = {one.name.lower(): one for one in every}
        self.by_reference = {one.reference.lower(): one for one in every}
        self.by_reference.pop("", None)

    def unknown(self, row: OrganisationRow) -> Iterator[RowError]:
        """Yield an error for a sector or a kind that does not exist."""
        for column, known in (("sector", self.sectors), ("kind", self.kinds)):
            said = getattr(row, column) or ""
            if said and said.lower() not in known:
                names = ", ".join(sorted(one.name for one in known.values()))
                yield RowError(row.row, column, f"“{said}” is none of: {names}")

    def write(self, row: OrganisationRow) -> tuple[Organisation, str]:
        """Make or change the organisation of a row, all but parent and domains.

        Returns:
            It, and "made", "changed" or "unchanged".
        """
        one = self._find(row)
        namesake = self.by_name.get(row.name.lower())
        if namesake is not None and namesake is not one:
            self.errors.append(
                RowError(row.row, "name", "another organisation has this name")
            )
            return namesake, "unchanged"
        if one is None:
            one = Organisation.objects.create(**self._fields(row))
            self._remember(one)
            return one, "made"
        return one, self._change(one, self._fields(row))

    def _change(self, one: Organisation, wanted: dict[str, Any]) -> str:
        changed = {n: v for n, v in wanted.items() if getattr(one, n) != v}
        if not changed:
            return "unchanged"
        self.by_name.pop(one.name.lower(), None)
        for name, value in changed.items():
            setattr(one, name, value)
        one.save(update_fields=list(changed))
        self._remember(one)
        return "changed"

    def _remember(self, one: Organisation) -> None:
        self.by_name[one.name.lower()] = one
        if one.reference:
            self.by_reference[one.reference.lower()] = one

    def _find(self, row: OrganisationRow) -> Organisation | None:
        if row.reference:
            found = self.by_reference.get(row.reference.lower())
            if found is not None:
                return found
        found = self.by_name.get(row.name.lower())
        if found is not None and row.reference and found.reference:
            return None  # A namesake with a number of its own.
        return found

    def _fields(self, row: OrganisationRow) -> dict[str, Any]:
        kind = self.kinds.get(row.kind.lower()) if row.kind else None
        said = {
            "name": row.name,
            "sector": self.sectors[row.sector.lower()],
            "reference": row.reference,
            "booking_lead_email": row.booking_lead_email,
            "is_active": row.is_active,
        }
        fields = {name: value for name, value in said.items() if value is not None}
        return fields if row.kind is None else {**fields, "kind": kind}

    def set_parent(self, row: OrganisationRow, one: Organisation) -> bool:
        """Give an organisation its row's parent; return whether that is a change."""
        if row.parent is None:
            return False
        said = row.parent.lower()
        parent = self.by_name.get(said) or self.by_reference.get(said)
        if said and (parent is None or parent is one):
            problem = "is itself" if parent else f"there is no “{row.parent}”"
            self.errors.append(RowError(row.row, "parent", problem))
            return False
        if one.parent_id == (parent.pk if parent else None):
            return False
        one.parent = parent
        one.save(update_fields=["parent"])
        return True

    def wrong_parents(self, rows: dict[int, OrganisationRow]) -> Iterator[RowError]:
        """Yield an error for each parent that has a parent itself; ``rows`` are by
        the key of their organisation."""
        tops = {one.pk: one.parent_id for one in self.by_name.values()}
        for pk, parent in tops.items():
            if (
                parent is not None
                and tops[parent] is not None
                and {pk, parent} & rows.keys()
            ):
                row = rows.get(pk) or rows[parent]
                yield RowError(
                    row.row, "parent", "a parent cannot have a parent itself"
                )


def _set_domains(one: Organisation, domains: Iterable[str] | None) -> bool:
    if domains is None:
        return False
    wanted = set(domains)
    there = set(
        EmailDomain.objects.filter(organisation=one).values_list("domain", flat=True)
    )
    EmailDomain.objects.filter(organisation=one, domain__in=there - wanted).delete()
    EmailDomain.objects.bulk_create(
        EmailDomain(organisation=one, domain=domain) for domain in wanted - there
    )
    return wanted != there
