"""Read a CSV or Excel file of subscribers from another system.

The columns: docs/rules/newsletter-subscribing.md. No table of ours is asked here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from commonweal.people.spreadsheets import TableError, read_table

COLUMNS = (
    "email",
    "consent date",
    "source",
    "sector",
    "topics",
    "training weekly",
    "news daily",
)
DAY_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
YES_AND_NO = {"": False, "no": False, "n": False, "yes": True, "y": True}
LONGEST_SOURCE = 200


# Nobody asked for a newsletter by e-mail before; the year is mistyped.
EARLIEST = 1990


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell. ``row`` is the spreadsheet's, the columns' names being
    row 1; 0 for the file as a whole."""

    row: int
    column: str
    words: str

    def __str__(self) -> str:
        place = f"Row {self.row}" if self.row else "The whole list"
        return f"{place}, {self.column}: {self.words}"


@dataclass(frozen=True, slots=True)
class ImportedSubscriber:
    """One row, read.

    Attributes:
        email: as it was written.
        consented_on: when they asked for the newsletter; None where nobody knows, and
            then they are invited.
        source: where that is recorded, or where the address comes from.
        sector, topics: names or slugs, as typed.
    """

    row: int
    email: str
    consented_on: date | None
    source: str
    sector: str
    topics: tuple[str, ...]
    training_weekly: bool
    news_daily: bool


class UnreadableFileError(Exception):
    """The file as a whole cannot be read. The text is fit to show."""


def read_subscribers(
    name: str, content: bytes, *, today: date
) -> tuple[list[ImportedSubscriber], list[Problem]]:
    """Return the rows that can be read, and the problems of the others.

    Args:
        name: the file's name; what it ends with says what it is.
        today: nobody has consented later than that.

    Raises:
        UnreadableFileError: it is no table, or has not the columns it needs, or no row.
    """
    try:
        header, *table = read_table(name, content)
    except TableError as error:
        raise UnreadableFileError(str(error)) from None
    names = [_plain(each) for each in header]
    _check_columns(names, header)
    if not any(any(cells) for cells in table):
        raise UnreadableFileError(
            "There is nobody in this file: no row stands under the first one."
        )
    rows, problems, seen = [], [], dict[str, int]()
    for number, cells in enumerate(table, 2):
        if any(cells):
            named = dict(zip(names, [*cells, *[""] * len(names)], strict=False))
            wrong = list(_wrong(number, named, seen, today=today))
            problems += wrong
            if not wrong:
                rows.append(_row(number, named))
    return rows, problems


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", " ", name.strip().lower()).replace("e mail", "email")


def _check_columns(names: list[str], header: list[str]) -> None:
    known = ", ".join(COLUMNS)
    if "email" not in names:
        raise UnreadableFileError(
            f"The column email is missing. The first row names the columns: {known}."
        )
    for name, typed in zip(names, header, strict=True):
        if name and name not in COLUMNS:
            raise UnreadableFileError(
                f"There is no column “{typed}” here. Known are {known}. Leave out what "
                "is not needed."
            )
        if name and names.count(name) > 1:
            raise UnreadableFileError(f"There are two columns “{typed}”. Keep one.")


def _wrong(
    number: int, cells: dict[str, str], seen: dict[str, int], *, today: date
) -> Iterator[Problem]:
    """Yield what is wrong in one row, and note its address in ``seen``."""
    email = cells["email"].lower()
    if not _is_address(cells["email"]):
        yield Problem(number, "email", "expected an address such as name@example.org.")
    elif email in seen:
        yield Problem(
            number, "email", f"stands in row {seen[email]} already. Keep one."
        )
    seen.setdefault(email, number)
    yield from _wrong_evidence(number, cells, today=today)
    for column in ("training weekly", "news daily"):
        if cells.get(column, "").lower() not in YES_AND_NO:
            yield Problem(number, column, "expected yes or no.")


def _wrong_evidence(
    number: int, cells: dict[str, str], *, today: date
) -> Iterator[Problem]:
    typed, source = cells.get("consent date", ""), cells.get("source", "")
    day = _day(typed)
    if typed and day is None:
        words = "expected a day such as 2025-05-29 or 29/05/2025, or nothing."
        yield Problem(number, "consent date", words)
    elif day and day > today:
        yield Problem(number, "consent date", "is in the future.")
    elif day and day.year < EARLIEST:
        words = f"is before {EARLIEST}. Check the year."
        yield Problem(number, "consent date", words)
    elif day and not source:
        words = "say where the consent is recorded, or leave the consent date empty."
        yield Problem(number, "source", words)
    if len(source) > LONGEST_SOURCE:
        words = f"expected at most {LONGEST_SOURCE} characters."
        yield Problem(number, "source", words)


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= 254


def _day(text: str) -> date | None:
    day = text.partition(" ")[0]  # a time of day beside it does not matter
    for form in DAY_FORMS:
        try:
            return datetime.strptime(day, form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def _row(number: int, cells: dict[str, str]) -> ImportedSubscriber:
    topics = re.split(r"\s*[;|]\s*", cells.get("topics", ""))
    return ImportedSubscriber(
        row=number,
        email=cells["email"],
        consented_on=_day(cells.get("consent date", "")),
        source=cells.get("source", ""),
        sector=cells.get("sector", ""),
        topics=tuple(topic for topic in topics if topic),
        training_weekly=YES_AND_NO[cells.get("training weekly", "").lower()],
        news_daily=YES_AND_NO[cells.get("news daily", "").lower()],
    )
