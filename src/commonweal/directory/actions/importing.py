"""Take services from an Open Referral file: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.directory.imported_parts import Register, parts_of, put_parts, put_place
from commonweal.directory.models import DirectorySettings, SupportService
from commonweal.directory.open_referral.fields import Problem
from commonweal.directory.open_referral.reading import ServiceRow, read_services
from commonweal.directory.plain_words import marked_up
from commonweal.governance.actions import record
from commonweal.people.models import Person


@dataclass(slots=True)
class ImportReport:
    """What an import did, or would do.

    Attributes:
        notes: what was left out or wants an editor's eye, a sentence each.
    """

    made: int = 0
    changed: int = 0
    unchanged: int = 0
    hidden: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def import_services(
    *,
    listed: Sequence[Any],
    by: Person | None,
    at: datetime,
    publish: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Make and change services as a file says, in one transaction.

    A service is known again by the identifier that the file gives it, so that the same
    file twice changes nothing. New ones are drafts until an editor publishes them.
    Numbers are matched to the register; one that is not there is kept for the report
    and not shown. Whatever an editor has added stays.

    Args:
        listed: what ``parse_file`` returns.
        publish: show new services at once.
        dry_run: only say what would be done.
    """
    rows, problems = read_services(list(listed))
    report = ImportReport(problems=problems)
    if problems:
        return report
    with transaction.atomic():
        _import(rows, report, by=by, at=at, publish=publish)
        transaction.set_rollback(dry_run)
    return report


def _import(
    rows: list[ServiceRow],
    report: ImportReport,
    *,
    by: Person | None,
    at: datetime,
    publish: bool,
) -> None:
    register = Register.load(rows)
    cutoffs = DirectorySettings.load().cutoffs(today=localdate(at))
    for row in rows:
        service, is_new = _found(row, register)
        before = None if is_new else (_values(service), parts_of(service))
        _fill(service, row, register, at=at)
        if is_new:
            service.is_published = publish and row.is_active
        elif not row.is_active:
            service.is_published = False
        if before is None or before[0] != _values(service):
            service.save()
        report.notes += put_parts(service, row, register)
        if before == (_values(service), parts_of(service)):
            report.unchanged += 1
            continue
        report.made += is_new
        report.changed += not is_new
        report.hidden += service.is_hidden(cutoffs)
        # Once more, now that everything hangs on it: search reads it when it is saved.
        service.save(update_fields=["changed_at"])
        verb = "directory.service_made" if is_new else "directory.service_changed"
        record(verb, subject=service, by=by, at=at, reason="Imported from a file.")


def _found(row: ServiceRow, register: Register) -> tuple[SupportService, bool]:
    known = register.services.get(row.external_id)
    if known is not None:
        return known, False
    return SupportService(external_id=row.external_id), True


PLAIN = (
    *("name", "summary", "website", "eligibility", "age_from", "age_to"),
    *("cost", "is_free", "hours_note"),
)


def _fill(
    service: SupportService, row: ServiceRow, register: Register, *, at: datetime
) -> None:
    for name in PLAIN:
        setattr(service, name, getattr(row, name))
    service.description = marked_up(row.description)
    _set_provider(service, row, register)
    if row.owner_email:
        service.owner_email = row.owner_email
    checked = row.verified_on or service.verified_on or localdate(at)
    # Never back: an owner may have confirmed it here since.
    service.verified_on = max(checked, service.verified_on or checked)
    put_place(service, row, register)
    missing = [number for number in row.numbers if number not in register.by_number]
    service.numbers_to_check = "\n".join([*missing, *row.unread_numbers])


def _set_provider(service: SupportService, row: ServiceRow, register: Register) -> None:
    name = row.provider.casefold()
    organisation = register.organisations.get(name)
    partner = None if organisation else register.partners.get(name)
    service.organisation, service.partner = organisation, partner
    service.provider_name = "" if organisation or partner else row.provider


def _values(service: SupportService) -> dict[str, Any]:
    left_out = {"id", "changed_at", "asked_on"}
    return {
        each.attname: getattr(service, each.attname)
        for each in service._meta.concrete_fields
        if each.name not in left_out
    }
