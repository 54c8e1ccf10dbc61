import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from commonweal.people import spreadsheets
from commonweal.people.spreadsheets import (
    TableError,
    guarded,
    read_table,
    write_csv,
    write_xlsx,
)

DANGEROUS = ["=1+1", "+44", "-1 day", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_that_would_be_a_formula_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("O’Neill", "O’Neill"),
        (-5, "-5"),
        (2.5, "2.5"),
        (True, "yes"),
        (False, "no"),
        (None, ""),
        (date(2025, 5, 29), "2025-05-29"),
    ],
)
def test_other_values_are_written_as_they_are(value, written):
    assert guarded(value) == written


def test_a_csv_file_is_guarded_in_every_cell_and_opens_in_excel():
    content = write_csv(["=name", "b"], [["=1+1", 'ü, "x"\n']])

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows == [["'=name", "b"], ["'=1+1", 'ü, "x"\n']]


def test_an_excel_file_holds_texts_and_no_formula():
    moment = datetime(2025, 5, 29, 9, 30, tzinfo=UTC)
    row = ["=1+1", -5, True, None, "a\x07b", date(2025, 5, 29), moment]

    content = write_xlsx(["a", "b", "c", "d", "e", "f", "g"], [row], title="x" * 40)

    sheet = load_workbook(io.BytesIO(content)).active
    cells = next(iter(sheet.iter_rows(min_row=2)))
    assert [cell.data_type for cell in cells[:2]] == ["s", "n"]
    assert [cell.value for cell in cells[:5]] == ["=1+1", -5, "yes", None, "ab"]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_written_is_read_back(form):
    rows = [["Oak", "=1+1"], ["", ""], ["Élan", "'quoted'"]]
    write = {
        "csv": lambda: write_csv(["a", "b"], rows),
        "xlsx": lambda: write_xlsx(["a", "b"], rows, title="t"),
    }[form]

    assert read_table(f"table.{form.upper()}", write()) == [["a", "b"], *rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_whatever_stands_between_its_cells(delimiter):
    content = f"a{delimiter}b\n1{delimiter}2\n\n".encode()

    assert read_table("x.csv", content) == [["a", "b"], ["1", "2"]]


def test_csv_as_excel_on_windows_saves_it_is_read():
    assert read_table("x.csv", "café\n".encode("cp1252")) == [["café"]]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"", "is empty"),
        ("x.csv", b"\n\n", "is empty"),
        ("x.csv", b"\xff\x00", "not a CSV file"),
        ("x.csv", b'"' + b"a" * 200_000, "cannot be read"),
        ("x.xlsx", b"not a zip", "Save it again as .xlsx"),
        ("x.docx", b"x", "ends with .csv or .xlsx"),
        ("x.csv", b"a\n" * 20_001, "more than 20,000 rows"),
        ("x.csv", b"a" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_an_unfit_file_is_refused_with_a_sentence(name, content, said):
    with pytest.raises(TableError, match=said):
        read_table(name, content)


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.txt", "x")

    with pytest.raises(TableError, match="cannot be read"):
        read_table("x.xlsx", out.getvalue())


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheets, "LARGEST_UNPACKED", 100)

    with pytest.raises(TableError, match="too large"):
        read_table("x.xlsx", write_xlsx(["a"], [["b"]], title="t"))
