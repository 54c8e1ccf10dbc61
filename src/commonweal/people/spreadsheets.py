"""Tables as files: CSV and Excel, in and out, without surprises in either direction."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

# A cell that begins so is a formula to a spreadsheet (OWASP, "CSV injection").
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NOT_IN_EXCEL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 20_000

Value = str | int | float | bool | date | datetime | None


class TableError(Exception):
    """A file cannot be read as a table; the text is fit to show."""


def guarded(value: Value) -> str:
    """Return a value as the text of a CSV cell that no spreadsheet runs.

    A text that would be a formula gets an apostrophe before it; numbers stay as
    they are, negative ones too. Yes and no are said in words, days as 2025-05-29,
    None is empty.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return f"'{value}" if value.startswith(FORMULA) else value


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return a CSV file that Excel opens rightly: UTF-8 with its mark, guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([guarded(name) for name in header])
    writer.writerows([guarded(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(
    header: Sequence[str], rows: Iterable[Sequence[Value]], *, title: str
) -> bytes:
    """Return an Excel file with one sheet, its header frozen. Every text is kept as
    a text, so none is run. ``title`` names the sheet, at most 31 characters."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in (header, *rows):
        sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: object, value: Value) -> WriteOnlyCell:
    if isinstance(value, bool) or value is None:
        value = guarded(value)
    if isinstance(value, datetime):
        value = value.isoformat(timespec="minutes")
    return (
        text_cell(sheet, value)
        if isinstance(value, str)
        else WriteOnlyCell(sheet, value)
    )


def text_cell(sheet: object, text: str) -> WriteOnlyCell:
    """Return an Excel cell that holds a text whatever it begins with, never a formula;
    characters that Excel cannot hold are left out."""
    cell = WriteOnlyCell(sheet, NOT_IN_EXCEL.sub("", text))
    cell.data_type = "s"
    return cell


def read_table(name: str, content: bytes) -> list[list[str]]:
    """Return the rows of a CSV or Excel file as texts, the header first.

    Guards are taken off again, days are "2025-05-29" and times "09:30", empty rows are kept (so that a row's number is the
    spreadsheet's, counted from 1) unless they stand at the end.

    Args:
        name: the file's name; what it ends with says what it is.

    Raises:
        TableError: it is neither, is broken, too large, or has no rows.
    """
    if len(content) > LARGEST:
        raise TableError("The file is larger than 5 MB. Split it and try again.")
    if name.lower().endswith(".xlsx"):
        rows = _read_xlsx(content)
    elif name.lower().endswith(".csv"):
        rows = _read_csv(content)
    else:
        raise TableError("Choose a file that ends with .csv or .xlsx.")
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise TableError("The file is empty.")
    if len(rows) > MOST_ROWS:
        raise TableError(f"The file has more than {MOST_ROWS:,} rows. Split it.")
    return rows


def _read_csv(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows saves as "CSV".
        text = content.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise TableError("This is not a CSV file. Save it as CSV and try again.")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        rows = list(reader)
    except csv.Error as error:
        raise TableError(
            f"The CSV file cannot be read at line {reader.line_num}: {error}."
        ) from error
    return [[_text(value) for value in row] for row in rows]


def _read_xlsx(content: bytes) -> list[list[str]]:
    broken = "The Excel file cannot be read. Save it again as .xlsx and try again."
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise TableError("The Excel file is too large. Split it.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # A sheet may claim a million empty rows; its real ones come first.
        rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=100, values_only=True)
        table = [[_text(value) for value in row] for row in rows]
        book.close()
        width = max((len(_trimmed(row)) for row in table), default=0)
        return [row[:width] for row in table]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
    ) as error:
        raise TableError(broken) from error


def _trimmed(row: list[str]) -> list[str]:
    last = max((place for place, text in enumerate(row) if text), default=-1)
    return row[: last + 1]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.time() == time.min:
        # Excel knows days only as moments at midnight.
        value = value.date()
    if isinstance(value, time):
        return value.isoformat("minutes")
    text = str(value).strip()
    is_guarded = text.startswith("'") and text[1:].startswith(FORMULA)
    return text[1:] if is_guarded else text
