"""Fields of a JSON object, read one by one; whatever is wrong is kept as a sentence."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one field of one service."""

    where: str
    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.where}, {self.field}: {self.words}."


class Fields:
    """One object of a file.

    Args:
        thing: what stands there; anything but an object has no fields.
        label: what the service is called in sentences.
        path: where in the service it stands, "" for the service itself.
    """

    def __init__(
        self, thing: Any, *, label: str, problems: list[Problem], path: str = ""
    ) -> None:
        self.label, self.problems, self.path = label, problems, path
        self.has = isinstance(thing, dict)
        self.thing: dict[str, Any] = thing if isinstance(thing, dict) else {}
        if not self.has and thing is not None:
            self.wrong("", "an object with fields is expected here")

    def called(self, name: str) -> "Fields":
        """Return the same, named in sentences from here on."""
        label = f"{self.label} (“{name}”)" if name else self.label
        return Fields(self.thing, label=label, problems=self.problems, path=self.path)

    def wrong(self, name: str, words: str) -> None:
        """Keep what is wrong with a field."""
        field = ".".join(part for part in (self.path, name) if part) or "the service"
        self.problems.append(Problem(self.label, field, words))

    def _value(self, name: str, kinds: type | tuple[type, ...], expected: str) -> Any:
        value = self.thing.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, kinds) or isinstance(value, bool):
            self.wrong(name, f"{expected} is expected, not {_shown(value)}")
            return None
        return value

    def text(self, name: str, *, longest: int, is_needed: bool = False) -> str:
        """Return a text without control characters; "" when there is none."""
        before = len(self.problems)
        value = self._value(name, str, "a text")
        tidy = "".join(c for c in value or "" if c.isprintable() or c in "\n\t").strip()
        if len(tidy) > longest:
            self.wrong(name, f"{len(tidy)} characters, and at most {longest:,} fit")
            return ""
        if is_needed and not tidy and len(self.problems) == before:
            self.wrong(name, "this must be filled in")
        return tidy

    def number(self, name: str, *, most: int, is_quiet: bool = False) -> int | None:
        """Return a whole number from 0 to ``most``; None when there is none."""
        value = self.thing.get(name)
        if value is None or value == "":
            return None
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and value == int(value) and 0 <= value <= most:
            return int(value)
        if not is_quiet:
            shown = _shown(value)
            self.wrong(name, f"enter a whole number from 0 to {most}, not {shown}")
        return None

    def decimal(self, name: str) -> float | None:
        """Return any number; None when there is none."""
        value = self._value(name, (int, float), "a number")
        return None if value is None else float(value)

    def day(self, name: str) -> date | None:
        """Return a day written as 2026-05-12, with or without a time after it."""
        value = self._value(name, str, "a date")
        if value is None:
            return None
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            self.wrong(name, f"enter a date such as 2026-05-12, not {_shown(value)}")
            return None

    def clock(self, name: str) -> time | None:
        """Return a time of day; an offset or a Z after it is left out."""
        value = self._value(name, str, "a time")
        if value is None:
            return None
        try:
            whole = time.fromisoformat(value)
        except ValueError:
            self.wrong(name, f"enter a time such as 09:30, not {_shown(value)}")
            return None
        return whole.replace(tzinfo=None, second=0, microsecond=0)

    def email(self, name: str) -> str:
        value = self.text(name, longest=254)
        if value:
            try:
                validate_email(value)
            except ValidationError:
                # Not the address itself: what is said here is logged and sent on.
                self.wrong(name, "this is not a whole e-mail address")
                return ""
        return value

    def address(self, name: str, *, longest: int) -> str:
        """Return a web address; "" when there is none."""
        value = self.text(name, longest=longest)
        if not value:
            return ""
        try:
            parts = urlsplit(value)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            self.wrong(name, f"enter an address with https://, not {_shown(value)}")
            return ""
        return value

    def choice(self, name: str, choices: Sequence[str]) -> str:
        value = self.text(name, longest=100)
        if value and value not in choices:
            self.wrong(name, f"enter one of {', '.join(choices)}, not {_shown(value)}")
            return ""
        return value

    def inner(self, name: str) -> "Fields":
        """Return the object in a field; one without fields when there is none."""
        return Fields(
            self.thing.get(name),
            label=self.label,
            problems=self.problems,
            path=".".join(part for part in (self.path, name) if part),
        )

    def each(self, name: str) -> Iterator["Fields"]:
        """Yield the objects of a list."""
        value = self._value(name, list, "a list")
        for number, thing in enumerate(value or [], 1):
            path = ".".join(part for part in (self.path, f"{name}[{number}]") if part)
            yield Fields(thing, label=self.label, problems=self.problems, path=path)


def _shown(value: Any) -> str:
    text = str(value)
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
