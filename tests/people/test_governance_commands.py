import csv
import json
import zipfile
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commonweal.governance.actions import record
from commonweal.governance.models import AuditEvent
from tests.people.factories import MembershipFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)


def said(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def refused(*arguments, **options):
    with pytest.raises(CommandError) as refusal:
        call_command(*arguments, **options)
    assert refusal.value.returncode == 2
    return str(refusal.value)


def test_export_person_writes_a_file_that_others_cannot_read(robin, tmp_path):
    path = tmp_path / "request.zip"

    out = said("export_person", "Robin@example.org", str(path))

    held = json.loads(zipfile.ZipFile(path).read("what-we-hold.json"))
    assert held["tables"]["people.Person"]["rows"][0]["last_name"] == "Quill"
    assert out == f"{path}: 1 entries from 1 tables\n"
    assert path.stat().st_mode & 0o077 == 0
    assert AuditEvent.objects.get().verb == "governance.person_exported"


def test_export_person_refuses_what_it_cannot_do(robin, tmp_path):
    there = tmp_path / "there.zip"
    there.write_text("kept")
    nowhere = tmp_path / "nowhere" / "x.zip"

    assert refused("export_person", "nobody@example.org", str(there)) == (
        "Nobody has an account with that address or number."
    )
    assert "is there already" in refused("export_person", robin.email, str(there))
    assert "No such file" in refused("export_person", robin.email, str(nowhere))
    assert there.read_text() == "kept"
    assert AuditEvent.objects.count() == 0


def test_erase_person_says_what_it_erased_and_what_it_kept(robin):
    MembershipFactory(person=robin)

    tried = said("erase_person", robin.email, reason="Request 12", dry_run=True)
    done = said("erase_person", robin.email, reason="Request 12")
    again = said("erase_person", str(robin.pk), reason="Request 12")

    robin.refresh_from_db()
    assert "Memberships, 1: deleted\n" in tried
    assert tried.splitlines()[-1] == "Nothing was changed; 2 entries would be."
    assert done.splitlines()[-1] == (
        f"Account {robin.pk} is erased: 2 entries were changed."
    )
    assert again.splitlines()[-1].endswith(": 0 entries were changed.")
    assert "obin" not in tried + done + again
    assert not robin.has_email


def test_erase_person_refuses_what_it_cannot_do(robin):
    assert "Nobody has" in refused("erase_person", "x@example.org", reason="Request")
    assert refused("erase_person", robin.email, reason=" ") == (
        "Say why the data is erased."
    )
    assert "must not name" in refused(
        "erase_person", robin.email, reason="Robin Quill asked"
    )


def test_audit_trail_prints_events_without_names(robin):
    record("people.left", subject=robin, by=robin, at=NOW)
    record("mail.dropped", subject=robin, by=None, at=NOW)

    assert said("audit_trail", verb="people.", since="2026-05-12") == (
        f"2026-05-12 10:00:00 people.left people.Person {robin.pk} by {robin.pk}\n"
    )
    assert said("audit_trail", since="2026-05-13") == ""


def test_audit_trail_writes_a_file_that_others_cannot_read(robin, tmp_path):
    record("people.left", subject=robin, by=robin, at=NOW, reason="@SUM(1)")
    path = tmp_path / "trail.csv"

    out = said("audit_trail", csv=path)

    with path.open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert out == f"{path}: 1 events\n"
    assert (row["by_name"], row["reason"]) == ("Robin Quill", "'@SUM(1)")
    assert path.stat().st_mode & 0o077 == 0


def test_audit_trail_refuses_what_it_cannot_do(tmp_path):
    path = tmp_path / "trail.csv"
    path.write_text("kept")

    assert refused("audit_trail", since="12 May") == (
        "--since 12 May: expected a day such as 2026-05-12."
    )
    assert "such as" in refused("audit_trail", since="2026-02-31")
    assert "is there already" in refused("audit_trail", csv=path)
    assert "No such file" in refused("audit_trail", csv=tmp_path / "x" / "y.csv")
    assert path.read_text() == "kept"
