"""Tables of any length as CSV and Excel files, row by row.

How a cell is kept from being run as a formula is ``spreadsheets``' matter.
"""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any, TypeAlias

from django.utils.timezone import is_aware, localtime
from openpyxl import Workbook

from commonweal.people.spreadsheets import Value, guarded, text_cell

Cell: TypeAlias = Value | Decimal

# Excel reads no more rows in one sheet.
MOST_EXCEL_ROWS = 1_048_576


class TooManyRowsError(Exception):
    """An Excel sheet cannot hold so many rows. The text is fit to show."""


class _Echo:
    """Hands back what is written to it, so that a row becomes a piece of an answer."""

    def write(self, text: str) -> str:
        return text


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180), the names of the columns first.

    It begins with a byte order mark, by which Excel knows that it is UTF-8.
    Moments are London times, as "2026-05-29 10:00".
    """
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(columns)
    for row in rows:
        yield writer.writerow([_in_csv(value) for value in row])


def _in_csv(value: Cell) -> str:
    if isinstance(value, datetime):
        return f"{_london(value):%Y-%m-%d %H:%M}"
    return str(value) if isinstance(value, Decimal) else guarded(value)


def excel_file(
    title: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> IO[bytes]:
    """Return an Excel file, open at its beginning; the caller closes it.

    Every text is kept as a text, so none is run. Rows go to a temporary file one by
    one, so a large table needs no large memory.

    Raises:
        TooManyRowsError: there are more rows than a sheet can have.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    sheet.append(list(columns))
    left = MOST_EXCEL_ROWS - 1
    for row in rows:
        left -= 1
        if left < 0:
            break
        sheet.append([_in_excel(sheet, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    # Saved even when it is too long: openpyxl takes its own files away only then.
    book.save(file)
    if left < 0:
        file.close()
        raise TooManyRowsError(
            "This is more than an Excel sheet can hold. Choose CSV, or fewer days."
        )
    file.seek(0)
    return file


def _in_excel(sheet: Any, value: Cell) -> Any:
    if isinstance(value, datetime):
        # Excel knows no time zones.
        return _london(value).replace(tzinfo=None)
    if isinstance(value, bool):
        return guarded(value)
    return text_cell(sheet, value) if isinstance(value, str) else value


def _london(moment: datetime) -> datetime:
    return localtime(moment) if is_aware(moment) else moment
