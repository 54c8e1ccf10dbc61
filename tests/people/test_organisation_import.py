from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from commonweal.governance.models import AuditEvent
from commonweal.people.actions import import_organisations
from commonweal.people.models import Organisation
from commonweal.people.organisation_files import HEADER, export_rows
from commonweal.people.roles import Role
from commonweal.people.spreadsheets import read_table, write_csv
from tests.people.factories import (
    EmailDomainFactory,
    OrganisationFactory,
    PersonFactory,
    person_in,
)

pytestmark = pytest.mark.django_db
AT = datetime(2025, 5, 29, 9, tzinfo=UTC)
OAK = ["Oak Primary", "URN 100", "Schools and colleges", "Academy", "Elm Trust"]
ELM = ["Elm Trust", "", "Schools and colleges", "", ""]
REST = ["oak.example.org; @Elm.example.org", "Lead@example.org", "yes"]
TABLE = [HEADER, [*OAK, *REST], [*ELM, "", "", ""]]


def _import(table, **options):
    return import_organisations(table=table, by=None, at=AT, **options)


def _counts(report):
    return report.made, report.changed, report.unchanged


def test_import_makes_organisations_with_parents_from_the_same_file():
    report = _import(TABLE)

    oak = Organisation.objects.get(name="Oak Primary")
    assert (report.errors, _counts(report)) == ([], (2, 0, 0))
    assert (oak.reference, oak.kind.name, oak.parent.name, oak.is_active) == (
        "URN 100",
        "Academy",
        "Elm Trust",
        True,
    )
    assert [str(d) for d in oak.email_domains.all()] == [
        "elm.example.org",
        "oak.example.org",
    ]
    assert oak.booking_lead_email == "lead@example.org"
    assert AuditEvent.objects.filter(verb="people.organisation_made").count() == 2


def test_importing_twice_changes_nothing_the_second_time():
    _import(TABLE)
    events = AuditEvent.objects.count()

    report = _import(TABLE)

    assert _counts(report) == (0, 0, 2)
    assert AuditEvent.objects.count() == events


def test_a_dry_run_says_the_same_and_does_nothing():
    report = _import(TABLE, dry_run=True)

    assert _counts(report) == (2, 0, 0)
    assert (Organisation.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_a_reference_finds_an_organisation_under_a_new_name():
    _import(TABLE)

    report = _import(
        [["Name", "Reference", "Sector"], ["Oak School", "urn 100", "Health"]]
    )

    oak = Organisation.objects.get(reference__iexact="urn 100")
    assert _counts(report) == (0, 1, 0)
    assert (oak.name, oak.sector.name, oak.kind.name) == (
        "Oak School",
        "Health",
        "Academy",
    )


def test_columns_that_are_left_out_leave_what_is_stored():
    _import(TABLE)

    report = _import([["name", "sector"], ["OAK primary", "Schools and colleges"]])

    oak = Organisation.objects.get(reference="URN 100")
    assert _counts(report) == (0, 1, 0)
    assert oak.email_domains.count() == 2
    assert (oak.name, oak.parent.name) == ("OAK primary", "Elm Trust")


def test_an_empty_cell_takes_away_what_is_stored():
    _import(TABLE)

    report = _import([HEADER, [*OAK[:4], "", "", "", "no"]])

    oak = Organisation.objects.get(name="Oak Primary")
    assert _counts(report) == (0, 1, 0)
    assert (oak.parent, oak.booking_lead_email, oak.is_active) == (None, "", False)
    assert not oak.email_domains.exists()


def test_new_domains_alone_are_a_change():
    _import(TABLE)

    report = _import([HEADER, [*OAK, "new.example.org", *REST[1:]]])

    assert _counts(report) == (0, 1, 0)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["", "", "Health"], "Row 2, name: is empty"),
        (["A", "", ""], "Row 2, sector: is empty"),
        (["A" * 151, "", "Health"], "Row 2, name: is longer than 150 characters"),
        (["A", "", "Helth"], "Row 2, sector: “Helth” is none of: Charities"),
        (["A", "", "Health", "Shop"], "Row 2, kind: “Shop” is none of: Academy"),
        (["A", "", "Health", "", "B"], "Row 2, parent: there is no “B”"),
        (["A", "", "Health", "", "a"], "Row 2, parent: is itself"),
        (
            ["A", "", "Health", "", "", "nowhere"],
            "Row 2, e-mail domains: “nowhere” is not a domain",
        ),
        (
            ["A", "", "Health", "", "", "", "someone"],
            "Row 2, booking lead: is not an e-mail address",
        ),
        (
            ["A", "", "Health", "", "", "", "", "maybe"],
            "Row 2, active: must be yes or no",
        ),
    ],
)
def test_each_error_names_row_and_column_and_nothing_is_written(row, said):
    good = ["Good", "", "Health"]

    report = _import([HEADER, row, good])

    assert [str(error)[: len(said)] for error in report.errors] == [said]
    assert (_counts(report), Organisation.objects.count()) == ((0, 0, 0), 0)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["name"], "Row 1, sector: this column is missing"),
        (["name", "sector", "colour"], "Row 1, colour: no such column; expected name"),
    ],
)
def test_wrong_headings_are_named(header, said):
    report = _import([header, ["A", "Health", ""]])

    assert [str(error)[: len(said)] for error in report.errors] == [said]


def test_a_name_or_reference_that_stands_twice_is_an_error():
    report = _import(
        [HEADER, ["A", "1", "Health"], ["a", "2", "Health"], ["B", "1", "Health"]]
    )

    assert [str(error) for error in report.errors] == [
        "Row 3, name: is in row 2 already",
        "Row 4, reference: is in row 2 already",
    ]


def test_a_namesake_with_another_reference_is_an_error():
    OrganisationFactory(name="Oak", reference="1")

    report = _import([HEADER, ["Oak", "2", "Health"]])

    assert [str(error) for error in report.errors] == [
        "Row 2, name: another organisation has this name"
    ]


def test_a_parent_that_has_a_parent_is_an_error():
    trust = OrganisationFactory(name="Trust")
    OrganisationFactory(name="School", parent=trust)

    report = _import([HEADER, ["Room", "", "Health", "", "School"]])

    assert [str(error) for error in report.errors] == [
        "Row 2, parent: a parent cannot have a parent itself"
    ]
    assert not Organisation.objects.filter(name="Room").exists()


def test_what_is_exported_is_imported_without_a_change():
    _import(TABLE)
    OrganisationFactory(name="=1+1")
    content = write_csv(HEADER, export_rows(Organisation.objects.for_lists()))

    report = _import(read_table("x.csv", content))

    assert _counts(report) == (0, 0, 3)


def test_an_export_takes_two_queries(django_assert_num_queries):
    for _ in range(3):
        EmailDomainFactory()

    with django_assert_num_queries(2):
        assert len(list(export_rows(Organisation.objects.for_lists()))) == 3


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_commands_take_each_others_files(tmp_path, capsys, form):
    _import(TABLE)
    path = tmp_path / f"organisations.{form}"

    call_command("export_organisations", path)
    call_command("import_organisations", path, "--dry-run")

    assert capsys.readouterr().out == ("Would be made: 0, changed: 0, unchanged: 2\n")


def test_the_command_names_what_is_wrong_and_ends_with_2(tmp_path, capsys):
    path = tmp_path / "wrong.csv"
    path.write_text("name,sector\nOak,Helth\n")

    with pytest.raises(CommandError) as refusal:
        call_command("import_organisations", path)

    assert refusal.value.returncode == 2
    assert "Row 2, sector: “Helth”" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["missing.csv", "wrong.docx"])
def test_the_command_refuses_a_file_it_cannot_read(tmp_path, name):
    (tmp_path / "wrong.docx").write_text("x")

    with pytest.raises(CommandError) as refusal:
        call_command("import_organisations", tmp_path / name)

    assert (refusal.value.returncode, name in str(refusal.value)) == (2, True)


@pytest.mark.parametrize("name", ["x.pdf", "nowhere/x.csv"])
def test_an_export_to_an_impossible_place_is_refused(tmp_path, name):
    with pytest.raises(CommandError) as refusal:
        call_command("export_organisations", tmp_path / name)

    assert refusal.value.returncode == 2


def test_an_export_does_not_write_over_another_file(tmp_path):
    there = tmp_path / "there.csv"
    there.write_text("kept")

    with pytest.raises(CommandError, match="is there already") as refusal:
        call_command("export_organisations", there)

    assert refusal.value.returncode == 2
    assert there.read_text() == "kept"


def _upload(table):
    return SimpleUploadedFile("organisations.csv", write_csv(table[0], table[1:]))


def test_the_desk_checks_a_file_and_imports_it(client):
    client.force_login(person_in(Role.TRAINING_ADMINISTRATOR))
    path = reverse("people_import_organisations")

    asked = client.get(path)
    checked = client.post(path, {"file": _upload(TABLE), "check": "1"})
    nothing_yet = Organisation.objects.count()
    done = client.post(path, {"file": _upload(TABLE)}, follow=True)

    assert asked.status_code == 200
    assert "2 would be made" in checked.content.decode()
    assert (nothing_yet, Organisation.objects.count()) == (0, 2)
    assert "2 made, 0 changed" in done.content.decode()


def test_the_desk_is_shown_each_error(client):
    client.force_login(person_in(Role.TRAINING_ADMINISTRATOR))
    wrong = [HEADER, ["Oak", "", "Helth"]]

    page = client.post(
        reverse("people_import_organisations"), {"file": _upload(wrong)}
    ).content.decode()

    assert "Nothing was imported" in page
    assert "“Helth” is none of" in page


def test_the_desk_is_told_of_a_missing_or_unreadable_file(client):
    client.force_login(person_in(Role.TRAINING_ADMINISTRATOR))
    path = reverse("people_import_organisations")

    missing = client.post(path, {"check": "1"}).content.decode()
    unreadable = client.post(
        path, {"file": SimpleUploadedFile("x.txt", b"x")}
    ).content.decode()

    assert "Choose a file." in missing
    assert "ends with .csv or .xlsx" in unreadable


@pytest.mark.parametrize(
    ("form", "status"), [("csv", 200), ("xlsx", 200), ("pdf", 404)]
)
def test_the_desk_downloads_organisations(client, form, status):
    client.force_login(person_in(Role.TRAINING_ADMINISTRATOR))

    response = client.get(reverse("people_export_organisations", args=[form]))

    assert response.status_code == status


@pytest.mark.parametrize(
    "kind", ["organisation", "sector", "organisationkind", "jobrole", "sharedmailbox"]
)
def test_the_desk_can_list_add_and_edit_each_kind_of_record(client, kind):
    person = person_in(Role.SITE_MANAGER)
    person.is_superuser = True
    person.save(update_fields=["is_superuser"])
    client.force_login(person)
    _import(TABLE)

    listed = client.get(f"/admin/snippets/people/{kind}/")
    add = client.get(f"/admin/snippets/people/{kind}/add/")

    assert (listed.status_code, add.status_code) == (200, 200)


def test_others_cannot_import(client):
    client.force_login(PersonFactory())

    response = client.get(reverse("people_import_organisations"))

    assert response.status_code in {302, 403}


@pytest.mark.parametrize(
    ("role", "ways"),
    [
        (Role.TRAINING_ADMINISTRATOR, ["import/", "export.xlsx/", "export.csv/"]),
        (Role.SITE_MANAGER, ["import/", "export.xlsx/", "export.csv/"]),
    ],
)
def test_the_list_of_organisations_leads_to_import_and_export(visitor, role, ways):
    visitor.sign_in(person_in(role))

    page = visitor.fetch(reverse("wagtailsnippets_people_organisation:list"))

    shown = page.content.decode()
    assert [f'href="/admin/organisations/{way}"' in shown for way in ways] == [True] * 3
