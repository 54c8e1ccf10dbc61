"""Tables taken out: cells that cannot run, moments, and everything at once."""

import csv
import io
from datetime import datetime
from decimal import Decimal

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from commonweal.dates.occurrences import LONDON
from commonweal.governance.models import AuditEvent
from commonweal.people import streamed_tables
from commonweal.people.roles import Role
from commonweal.people.streamed_tables import (
    TooManyRowsError,
    csv_lines,
    excel_file,
)
from commonweal.training.exports import TABLES, Span
from commonweal.training.full_export import write_tables
from commonweal.training.models import Attendance, Needs
from tests.people.factories import OrganisationFactory, PersonFactory, person_in
from tests.training.factories import (
    NOW,
    STARTS,
    BookingFactory,
    CourseFactory,
    SessionFactory,
    VenueFactory,
)


def test_csv_says_it_is_utf_8_and_writes_london_times():
    written = "".join(
        csv_lines(
            ["when", "day", "open", "none", "hours", "note"],
            [[STARTS, STARTS.date(), True, None, Decimal("-1.5"), "=1+1, “café”"]],
        )
    )

    assert written.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(written.lstrip("\ufeff")))) == [
        ["when", "day", "open", "none", "hours", "note"],
        ["2026-05-19 09:30", "2026-05-19", "yes", "", "-1.5", "'=1+1, “café”"],
    ]


def test_excel_keeps_types_and_drops_what_xml_cannot_hold():
    file = excel_file("Table", ["a", "b", "c"], [[STARTS, "=A1", "bell\x07"]])

    sheet = load_workbook(file).active
    rows = list(sheet.iter_rows(values_only=True))
    file.close()
    assert rows == [
        ("a", "b", "c"),
        (datetime(2026, 5, 19, 9, 30), "=A1", "bell"),  # noqa: DTZ001 - Excel has none
    ]
    assert sheet["B2"].data_type == "s"


def test_excel_refuses_more_rows_than_a_sheet_has(monkeypatch):
    monkeypatch.setattr(streamed_tables, "MOST_EXCEL_ROWS", 3)

    with pytest.raises(TooManyRowsError, match="Choose CSV"):
        excel_file("Table", ["a"], [[1], [2], [3]])


def _rows(name, span=Span()):  # noqa: B008 - frozen
    return list(TABLES[name].rows(span))


@pytest.mark.django_db
@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_cell_for_each_column(name):
    session = SessionFactory(venue=VenueFactory())
    session.trainers.add(PersonFactory())
    booking = BookingFactory(session=session, organisation=OrganisationFactory())
    Attendance.objects.create(
        booking=booking,
        meeting=session.meetings.get(),
        mark=Attendance.Mark.PRESENT,
        marked_at=NOW,
    )

    rows = _rows(name)

    assert [len(row) for row in rows] == [len(TABLES[name].columns)]


@pytest.mark.django_db
@pytest.mark.parametrize("many", [2, 30])
@pytest.mark.parametrize("name", TABLES)
def test_a_table_costs_the_same_number_of_queries_for_any_rows(
    name, many, django_assert_max_num_queries
):
    for _ in range(many):
        session = SessionFactory()
        booking = BookingFactory(session=session, organisation=OrganisationFactory())
        Attendance.objects.create(
            booking=booking,
            meeting=session.meetings.get(),
            mark=Attendance.Mark.PRESENT,
            marked_at=NOW,
        )

    with django_assert_max_num_queries(3):
        assert len(_rows(name)) == many


@pytest.mark.django_db
def test_span_takes_first_and_last_day_along():
    inside = BookingFactory(session=SessionFactory(starts_at=STARTS))
    BookingFactory(session=SessionFactory(starts_at=STARTS.replace(day=20)))
    BookingFactory(session=SessionFactory(starts_at=STARTS.replace(day=18)))
    day = STARTS.date()

    rows = _rows("bookings", Span(first=day, last=day))

    assert [row[0] for row in rows] == [inside.reference]


@pytest.mark.django_db
def test_what_people_need_is_in_no_export():
    booking = BookingFactory()
    Needs.objects.create(
        booking=booking, dietary="no nuts please", session_ends_at=STARTS
    )

    written = [str(cell) for name in TABLES for row in _rows(name) for cell in row]

    assert not any("nuts" in cell for cell in written)


@pytest.mark.django_db
def test_desk_exports_are_posted_streamed_and_noted(visitor):
    desk = person_in(Role.TRAINING_ADMINISTRATOR)
    visitor.sign_in(desk)
    session = SessionFactory(course=CourseFactory(title="=SUM(A1)"))
    BookingFactory(session=session)

    response = visitor.send(
        "/admin/training/exports/bookings/",
        {"format": "csv", "session": session.pk},
        status=200,
    )
    text = b"".join(response.streaming_content).decode()

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert "'=SUM(A1)" in text
    event = AuditEvent.objects.get()
    assert (event.verb, event.by, event.reason) == (
        "training.exported",
        desk,
        f"bookings, session {session.pk}",
    )
    visitor.fetch("/admin/training/exports/bookings/", status=405)


@pytest.mark.django_db
def test_exports_reach_to_the_last_day_there_is(visitor):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))
    booking = BookingFactory()

    response = visitor.send(
        "/admin/training/exports/bookings/",
        {"format": "csv", "first": "0001-01-01", "last": "9999-12-31"},
        status=200,
    )

    assert booking.reference in b"".join(response.streaming_content).decode()


@pytest.mark.django_db
def test_desk_exports_excel_files(visitor):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))
    BookingFactory()

    response = visitor.send(
        "/admin/training/exports/bookings/", {"format": "xlsx"}, status=200
    )

    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert [cell.value for cell in sheet[1]] == list(TABLES["bookings"].columns)
    assert sheet.max_row == 2


@pytest.mark.django_db
def test_export_refuses_days_in_the_wrong_order_and_unknown_tables(visitor):
    visitor.sign_in(person_in(Role.TRAINING_ADMINISTRATOR))
    days = {"first": "2026-05-20", "last": "2026-05-19", "format": "csv"}

    refused = visitor.send("/admin/training/exports/bookings/", days, status=400)
    visitor.send("/admin/training/exports/passwords/", {}, status=404)

    assert "This is before the first day." in refused.content.decode()
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
def test_full_export_writes_every_table_without_secrets(tmp_path):
    BookingFactory(attendee=PersonFactory(first_name="=cmd"))

    written = write_tables(tmp_path / "out")

    people = (tmp_path / "out" / "people_person.csv").read_text("utf-8-sig")
    assert written["training_booking.csv"] == 1
    assert written["people_person.csv"] == 1
    assert "training_session_trainers.csv" in written
    assert "password" not in people.splitlines()[0]
    assert "secret" not in (tmp_path / "out" / "training_diary.csv").read_text()
    assert "'=cmd" in people
    assert (tmp_path / "out" / "people_person.csv").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_full_export_refuses_a_directory_with_something_in_it(tmp_path, capsys):
    (tmp_path / "mine.txt").write_text("mine")

    with pytest.raises(SystemExit) as ended:
        call_command("export_all", tmp_path)

    assert ended.value.code == 2
    assert "Name an empty or a new directory." in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.django_db
def test_full_export_says_how_many_rows_each_table_has(tmp_path, capsys):
    BookingFactory()

    call_command("export_all", tmp_path / "out")

    assert "training_booking.csv: 1\n" in capsys.readouterr().out


def test_moments_are_told_in_london_whatever_zone_they_come_in():
    in_utc = datetime(2026, 5, 19, 9, 30, tzinfo=LONDON).astimezone()

    assert "".join(csv_lines(["a"], [[in_utc]])).splitlines()[1] == "2026-05-19 09:30"
