"""Read a CSV or Excel file of people and past attendance from another system.

The columns: docs/rules/import-bookings.md. No table is asked here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import slugify

from commonweal.people.spreadsheets import LARGEST, TableError, read_table

COLUMNS = (
    "email",
    "first_name",
    "last_name",
    "organisation",
    "course",
    "date",
    "starts",
    "ends",
    "attended",
    "reference",
)
NEEDED = ("last_name", "course", "date", "attended")
# What stands beside the named columns; commas at the end of lines leave nothing there.
BEYOND = ""
LONGEST = {"email": 254, "first_name": 150, "last_name": 150, "course": 150}
TOO_LARGE = "The file is larger than 5 MB. Split it and import the parts."
ATTENDED = {
    **dict.fromkeys(("yes", "y", "true", "1", "attended", "present"), "attended"),
    **dict.fromkeys(("partly", "part", "partial", "left early"), "partly"),
    **dict.fromkeys(("no", "n", "false", "0", "absent", "did not attend"), "absent"),
}
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row, or the file (row 0), cannot be used.

    Attributes:
        row: counted as a spreadsheet does, the names of the columns being row 1.
        expected: what should stand there.
        remedy: what to do next, a sentence.
    """

    row: int
    column: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        where = f"Row {self.row}, {self.column}" if self.row else self.column
        return f"{where}: expected {self.expected}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class PastRow:
    """One person at one session of one course, some time ago.

    Attributes:
        email: in lower case; empty for somebody without an address.
        status: of the booking: attended, partly or absent.
    """

    row: int
    email: str
    first_name: str
    last_name: str
    organisation: str
    course: str
    day: date
    starts: time | None
    ends: time | None
    status: str
    reference: str


class UnreadableFileError(Exception):
    """The file as a whole cannot be read. The text is fit to show."""


def read_bookings_file(
    path: Path, *, today: date
) -> tuple[list[PastRow], list[Problem]]:
    """Return the rows that can be read, and the problems of the others.

    Args:
        today: a session on this day or later is not past, and refused.

    Raises:
        UnreadableFileError: there is no such file, it is too large or broken,
            or has not the columns it needs.
    """
    rows, problems = [], []
    for number, cells in _cells(path):
        row, wrong = _row(number, cells, today)
        problems += wrong
        if row is not None:
            rows.append(row)
    return rows, problems


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row that is not empty, with its number in a spreadsheet."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableFileError(f"{path.name}: {TOO_LARGE}")
        header, *rows = read_table(path.name, path.read_bytes())
    except OSError as error:
        raise UnreadableFileError(
            f"{path.name} cannot be opened: {error.strerror}. Check the name and "
            "that you may read it."
        ) from None
    except TableError as error:
        raise UnreadableFileError(f"{path.name}: {error}") from None
    names = [name.strip().lower() for name in header]
    _check_columns(names, path)
    for number, row in enumerate(rows, 2):
        cells = {name: value.strip() for name, value in zip(names, row, strict=False)}
        cells[BEYOND] = " ".join(
            value.strip()
            for place, value in enumerate(row)
            if place >= len(names) or not names[place]
        ).strip()
        if any(cells.values()):
            yield number, cells


def _check_columns(names: list[str], path: Path) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise UnreadableFileError(
            f"{path.name} has no column {' or '.join(missing)}. Its first line must "
            f"name the columns: {', '.join(COLUMNS)}."
        )
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise UnreadableFileError(
            f"{path.name} has more than one column “{twice[0]}”. Keep one of them."
        )
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        raise UnreadableFileError(
            f"{path.name} has a column “{unknown[0]}”, which is not known. Take it "
            f"out, or rename it to one of: {', '.join(COLUMNS)}."
        )


def _row(
    number: int, cells: dict[str, str], today: date
) -> tuple[PastRow | None, list[Problem]]:
    wrong: list[Problem] = [
        Problem(number, name, "something, not an empty cell", "Fill it in.")
        for name in NEEDED
        if not cells.get(name)
    ]
    if wrong:
        return None, wrong
    day = _day(cells["date"])
    starts, ends = _clock(cells.get("starts", "")), _clock(cells.get("ends", ""))
    status = ATTENDED.get(cells["attended"].lower())
    wrong += _wrong_texts(number, cells)
    wrong += _wrong_person(number, cells)
    wrong += _wrong_times(number, cells, starts, ends)
    if day is None or day >= today:
        wrong.append(
            Problem(
                number,
                "date",
                "a day that is past, such as 2025-05-29 or 29/05/2025",
                "Bookings to come are made at the desk.",
            )
        )
    if status is None:
        wrong.append(
            Problem(number, "attended", "yes, no or partly", "Change the cell.")
        )
    if wrong or day is None or status is None:
        return None, wrong
    row = PastRow(
        row=number,
        email=cells.get("email", "").lower(),
        first_name=cells.get("first_name", ""),
        last_name=cells["last_name"],
        organisation=cells.get("organisation", ""),
        course=cells["course"],
        day=day,
        starts=starts,
        ends=ends,
        status=status,
        reference=cells.get("reference", ""),
    )
    return row, []


def _wrong_person(number: int, cells: dict[str, str]) -> list[Problem]:
    wrong = []
    email = cells.get("email", "")
    if email:
        try:
            validate_email(email)
        except ValidationError:
            expected = "a whole e-mail address, or nothing"
            wrong.append(Problem(number, "email", expected, "Change the cell."))
    elif not cells.get("organisation"):
        wrong.append(
            Problem(
                number,
                "organisation",
                "an organisation, where there is no e-mail address",
                "Without either, nobody could tell two people of one name apart.",
            )
        )
    return wrong


def _wrong_texts(number: int, cells: dict[str, str]) -> list[Problem]:
    wrong = [
        Problem(number, name, f"{most} characters or fewer", "Shorten it.")
        for name, most in LONGEST.items()
        if len(cells.get(name, "")) > most
    ]
    if not slugify(cells["course"]):
        expected = "a title with letters or numbers in it"
        wrong.append(Problem(number, "course", expected, "Change the cell."))
    if cells[BEYOND]:
        expected = f"nothing beside the named columns, not “{cells[BEYOND][:40]}”"
        remedy = "Put a text with a comma in it into double quotes."
        wrong.append(Problem(number, "columns", expected, remedy))
    return wrong


def _wrong_times(
    number: int, cells: dict[str, str], starts: time | None, ends: time | None
) -> list[Problem]:
    wrong = [
        Problem(number, name, "a time such as 09:30, or nothing", "Change the cell.")
        for name, clock in (("starts", starts), ("ends", ends))
        if cells.get(name) and clock is None
    ]
    if starts and ends and ends <= starts:
        wrong.append(Problem(number, "ends", "a time after “starts”", "Change it."))
    return wrong


def _day(text: str) -> date | None:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day only
        except ValueError:
            continue
    return None


def _clock(text: str) -> time | None:
    found = CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None
