"""People and past attendance from another system."""

import json
from datetime import date, time

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from commonweal.dates.occurrences import LONDON
from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Membership, Person
from commonweal.training.bookings_file import UnreadableFileError, read_bookings_file
from commonweal.training.models import Attendance, Booking, Course, Meeting, Session
from tests.people.factories import OrganisationFactory, PersonFactory
from tests.training.factories import CourseFactory, SessionFactory

pytestmark = pytest.mark.django_db

HEAD = "email,first_name,last_name,organisation,course,date,starts,ends,attended,reference\n"
TODAY = date(2026, 4, 20)


@pytest.fixture
def file(tmp_path):
    def write(*rows, head=HEAD, encoding="utf-8"):
        path = tmp_path / "bookings.csv"
        path.write_bytes((head + "\n".join(rows) + "\n").encode(encoding))
        return path

    return write


@pytest.fixture
def known():
    """The course and the organisation that the rows name."""
    return (
        CourseFactory(title="Signs of Safety", slug="signs-of-safety"),
        OrganisationFactory(name="Example School", reference="URN1"),
    )


ROBIN = "robin@example.org,Robin,Example,Example School,Signs of Safety,2025-03-04,09:30,12:30,yes,OLD1"
KIT = "kit@example.org,Kit,Example,urn1,signs-of-safety,04/03/2025,,,no,"
NOBODY = ",Noor,Example,Example School,Signs of Safety,2025-03-04,,,partly,"


def _run(path, *options):
    call_command("import_bookings", path, *options)


def _refused(path, *options):
    with pytest.raises(SystemExit) as ended:
        _run(path, *options)
    return ended.value.code


def test_import_makes_people_members_a_session_and_attendance(file, known):
    course, organisation = known

    _run(file(ROBIN, KIT, NOBODY))

    session = Session.objects.get()
    assert session.course == course
    assert (
        session.starts_at.astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
        == "2025-03-04 09:30"
    )
    assert (session.taken, session.capacity) == (3, 3)
    found = Booking.objects.order_by("attendee__first_name")
    assert [(b.attendee.first_name, b.status, b.organisation) for b in found] == [
        ("Kit", "absent", organisation),
        ("Noor", "partly", organisation),
        ("Robin", "attended", organisation),
    ]
    assert sorted(Attendance.objects.values_list("mark", flat=True)) == [
        "absent",
        "left-early",
        "present",
    ]
    assert Membership.objects.filter(organisation=organisation).count() == 3
    assert not Person.objects.get(first_name="Noor").has_email
    assert OutgoingEmail.objects.count() == 0
    assert AuditEvent.objects.filter(verb="training.attendance_imported").count() == 3


def test_importing_twice_changes_nothing(file, known, capsys):
    path = file(ROBIN, KIT, NOBODY)
    _run(path)
    before = [
        (Person.objects.count(), Booking.objects.count(), Session.objects.count()),
        AuditEvent.objects.count(),
    ]

    _run(path, "--json")

    after = [
        (Person.objects.count(), Booking.objects.count(), Session.objects.count()),
        AuditEvent.objects.count(),
    ]
    report = json.loads(capsys.readouterr().out.split("\n", 1)[1])
    assert after == before
    assert (report["bookings_made"], report["bookings_found"]) == (0, 3)


def test_dry_run_counts_and_writes_nothing(file, known, capsys):
    _run(file(ROBIN, KIT), "--dry-run", "--json")

    report = json.loads(capsys.readouterr().out)
    assert (report["written"], report["people_made"], report["bookings_made"]) == (
        False,
        2,
        2,
    )
    assert (Person.objects.count(), Session.objects.count()) == (0, 0)


def test_one_mistake_keeps_everything_from_being_written(file, known, capsys):
    wrong = "kit@example,Kit,Example,Nowhere,Signs of Safety,2025-02-30,25:00,,maybe,"
    lost = "sam@example.org,Sam,Example,Nowhere,Knitting,2025-03-04,,,yes,"

    code = _refused(file(ROBIN, wrong, lost), "--json")

    report = json.loads(capsys.readouterr().out)
    assert code == 2
    assert report["written"] is False
    assert [(p["row"], p["column"]) for p in report["problems"]] == [
        (3, "email"),
        (3, "starts"),
        (3, "date"),
        (3, "attended"),
        (4, "organisation"),
        (4, "course"),
    ]
    assert all(p["expected"] and p["remedy"] for p in report["problems"])
    assert Person.objects.count() == Booking.objects.count() == 0


def test_problems_are_told_in_sentences_with_row_and_column(file, known, capsys):
    _refused(file(ROBIN.replace(",yes,", ",,")))

    assert capsys.readouterr().err == (
        "Row 2, attended: expected something, not an empty cell. Fill it in.\n"
    )


def test_import_adds_courses_only_when_told_to(file, known):
    row = ROBIN.replace("Signs of Safety", "Old course")

    assert _refused(file(row)) == 2
    _run(file(row), "--add-courses")

    course = Course.objects.get(title="Old course")
    assert not course.is_published


def test_import_leaves_what_is_known_of_a_person(file, known):
    PersonFactory(email="robin@example.org", first_name="Robyn", last_name="Known")

    _run(file(ROBIN))

    person = Person.objects.get()
    assert (person.first_name, person.last_name) == ("Robyn", "Known")


def test_import_finds_the_session_of_that_day(file, known):
    course, _ = known
    session = SessionFactory(course=course, starts_at=_at(2025, 3, 4), capacity=1)

    _run(file(ROBIN, KIT))

    session.refresh_from_db()
    assert Session.objects.count() == 1
    assert (session.taken, session.capacity) == (2, 2)
    assert Meeting.objects.count() == 1


def _at(year, month, day):
    from datetime import datetime  # noqa: PLC0415

    return datetime(year, month, day, 9, 30, tzinfo=LONDON)


def test_two_people_of_one_name_and_no_address_are_told_apart_by_organisation(
    file, known
):
    OrganisationFactory(name="Another School")
    other = NOBODY.replace("Example School", "Another School")

    _run(file(NOBODY, other))

    assert Person.objects.filter(first_name="Noor").count() == 2


@pytest.mark.parametrize(
    ("head", "encoding", "sentence"),
    [
        ("email,name\n", "utf-8", "has no column last_name"),
        (HEAD.replace("reference", "fax"), "utf-8", "a column “fax”"),
        (HEAD, "utf-16", "This is not a CSV file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    file, head, encoding, sentence
):
    with pytest.raises(UnreadableFileError, match=sentence):
        read_bookings_file(file(ROBIN, head=head, encoding=encoding), today=TODAY)


def test_an_address_that_several_people_read_is_refused(file, known, capsys):
    shared = ROBIN.replace("robin@", "office@")

    assert _refused(file(shared)) == 2

    assert "Row 2, email: expected one person’s own address." in capsys.readouterr().err
    assert Person.objects.count() == 0


def test_a_missing_file_ends_with_code_2(tmp_path, capsys):
    assert _refused(tmp_path / "nothing.csv") == 2
    assert "nothing.csv cannot be opened" in capsys.readouterr().err


def test_rows_are_counted_as_a_spreadsheet_does_and_empty_ones_passed_by(file):
    _, problems = read_bookings_file(
        file(ROBIN, ",,,,,,,,,", KIT.replace(",no,", ",perhaps,")), today=TODAY
    )

    assert [problem.row for problem in problems] == [4]


def test_a_day_to_come_is_refused(file):
    _, problems = read_bookings_file(
        file(ROBIN.replace("2025-03-04", "2026-04-20")), today=TODAY
    )

    assert [(p.row, p.column) for p in problems] == [(2, "date")]


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (KIT.replace("signs-of-safety", "c" * 151), "course", "150 characters"),
        (KIT.replace("signs-of-safety", "!!!"), "course", "a title with letters"),
        (KIT.replace("kit@", f"kit@{'a.' * 125}"), "email", "254 characters"),
        (f"{KIT},more", "columns", "nothing beside the named columns, not “more”"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_cell(
    file, known, capsys, row, column, expected
):
    assert _refused(file(ROBIN, row), "--add-courses") == 2

    assert f"Row 3, {column}: expected {expected}" in capsys.readouterr().err
    assert Person.objects.count() == 0


def test_commas_at_the_end_of_lines_are_no_column(file):
    rows, problems = read_bookings_file(
        file(f"{ROBIN},,", head=HEAD.replace("\n", ",,\n")), today=TODAY
    )

    assert [row.email for row in rows] == ["robin@example.org"]
    assert not problems


def test_two_columns_of_one_name_are_refused(file):
    with pytest.raises(UnreadableFileError, match="more than one column “email”"):
        read_bookings_file(
            file(ROBIN, head=HEAD.replace("reference", "email")), today=TODAY
        )


def test_days_and_times_of_an_excel_file_are_read(tmp_path):
    path = tmp_path / "bookings.xlsx"
    book = Workbook()
    book.active.append(HEAD.strip().split(","))
    who = ["robin@example.org", "Robin", "Example", "Example School", "Signs of Safety"]
    book.active.append(
        [*who, date(2025, 3, 4), time(9, 30), time(12, 30), True, "OLD1"]
    )
    book.save(path)

    [row], problems = read_bookings_file(path, today=TODAY)

    assert (row.day, row.starts, row.ends) == (
        date(2025, 3, 4),
        time(9, 30),
        time(12, 30),
    )
    assert (row.status, problems) == ("attended", [])
