"""Services from an Open Referral file, as plain values: what is wrong is said with the
service and the field. No database here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonweal.directory.open_referral.fields import Fields, Problem
from commonweal.directory.open_referral.recurrence import (
    Meetings,
    Open,
    read_schedules,
)
from commonweal.directory.telephone import normalise_or_none

LARGEST = 20 * 1024 * 1024
STATUSES = ("active", "inactive", "defunct", "temporarily closed")
OLDEST = 120


class FileError(Exception):
    """The file as a whole cannot be read; the text is fit to show."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service is given; without lines of an address it is no building."""

    name: str
    address: str
    access: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One service, read.

    Attributes:
        numbers: of all its contacts, in E.164 form.
        unread_numbers: what stands as a number and is none, as it was typed.
        cost: in words; empty when it is free or nobody says.
    """

    label: str
    external_id: str
    name: str
    summary: str
    description: str
    website: str
    provider: str
    eligibility: str
    age_from: int | None
    age_to: int | None
    cost: str
    is_free: bool
    verified_on: date | None
    owner_email: str
    is_active: bool
    numbers: tuple[str, ...]
    unread_numbers: tuple[str, ...]
    areas: tuple[str, ...]
    languages: tuple[tuple[str, str], ...]
    terms: tuple[str, ...]
    place: Place | None
    hours: tuple[Open, ...]
    hours_note: str
    groups: tuple[Meetings, ...]


def parse_file(content: bytes) -> list[Any]:
    """Return what the file lists as services: a page of the interface, its answer for
    one service, or a bare list.

    Raises:
        FileError: it is no JSON, too large, or holds no services.
    """
    if len(content) > LARGEST:
        raise FileError("The file is larger than 20 MB. Split it and try again.")
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, RecursionError) as error:
        raise FileError("This is not a JSON file in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise FileError(
            f"Line {error.lineno}, column {error.colno}: this is not JSON. "
            "Ask for the file again."
        ) from error
    found = _listed(whole)
    if not found:
        raise FileError(
            "No services are in this file. A list of services is expected, or a page "
            "with “contents”, as Open Referral has it."
        )
    return found


def _listed(whole: Any) -> list[Any]:
    if isinstance(whole, list):
        return whole
    if not isinstance(whole, dict):
        return []
    for name in ("contents", "content", "services"):
        if isinstance(whole.get(name), list):
            return list(whole[name])
    return [whole] if "name" in whole else []


def read_services(listed: list[Any]) -> tuple[list[ServiceRow], list[Problem]]:
    """Return what a file says, and everything that is wrong with it."""
    rows: list[ServiceRow] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, thing in enumerate(listed, 1):
        fields = Fields(thing, label=f"Service {number}", problems=problems)
        row = _service(fields)
        if row.external_id and row.external_id in seen:
            fields.wrong("id", "two services of this file have this id")
        seen.add(row.external_id)
        rows.append(row)
    return rows, problems


def _service(top: Fields) -> ServiceRow:
    name = top.text("name", longest=150, is_needed=True)
    top = top.called(name)
    summary, description = _described(top.text("description", longest=20_000))
    organisation = top.inner("organization")
    numbers, unread = _numbers(top)
    hours, note, groups = read_schedules(top)
    fees = top.text("fees_description", longest=200)
    price = "" if fees.lower().rstrip(".") in {"free", "none", "0"} else fees
    if age_to_before_from := _ages(top):
        top.wrong("maximum_age", age_to_before_from)
    return ServiceRow(
        label=top.label,
        external_id=top.text("id", longest=200, is_needed=True),
        name=name,
        summary=summary or name,
        description=description,
        website=top.address("url", longest=300),
        provider=organisation.text("name", longest=150, is_needed=True),
        eligibility=top.text("eligibility_description", longest=5000),
        age_from=top.number("minimum_age", most=OLDEST),
        age_to=top.number("maximum_age", most=OLDEST),
        cost=price,
        is_free=not price and not _charges(top),
        verified_on=top.day("assured_date"),
        owner_email=top.email("assurer_email"),
        is_active=top.choice("status", STATUSES) in ("active", ""),
        numbers=numbers,
        unread_numbers=unread,
        areas=_names(top, "service_areas"),
        languages=_languages(top),
        terms=_terms(top),
        place=_place(top),
        hours=hours,
        hours_note=note,
        groups=groups,
    )


def _ages(top: Fields) -> str:
    first = top.number("minimum_age", most=OLDEST, is_quiet=True)
    last = top.number("maximum_age", most=OLDEST, is_quiet=True)
    if first is None or last is None or first <= last:
        return ""
    return f"this is lower than minimum_age, {first}"


def _described(words: str) -> tuple[str, str]:
    """Return the first paragraph as the summary, shortened if need be, and the rest."""
    first, _, rest = words.partition("\n\n")
    first = " ".join(first.split())
    if len(first) <= 300:
        return first, rest.strip()
    cut = first[:299].rsplit(" ", 1)[0]
    return f"{cut}…", words.strip()


def _charges(top: Fields) -> bool:
    return any((each.decimal("amount") or 0) > 0 for each in top.each("cost_options"))


def _numbers(top: Fields) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers of a service and of its contacts, and what is none."""
    phones = [*top.each("phones")]
    for contact in top.each("contacts"):
        phones += contact.each("phones")
    typed = [each.text("number", longest=60, is_needed=True) for each in phones]
    # The specification's own example has the number in quotation marks.
    bare = [each.strip('"“” ') for each in typed if each]
    known = {each: normalise_or_none(each) for each in bare}
    return (
        tuple(dict.fromkeys(number for number in known.values() if number)),
        tuple(each for each, number in known.items() if not number),
    )


def _names(top: Fields, field: str) -> tuple[str, ...]:
    found = (each.text("name", longest=1000) for each in top.each(field))
    return tuple(dict.fromkeys(name for name in found if name))


def _languages(top: Fields) -> tuple[tuple[str, str], ...]:
    found = (
        (each.text("name", longest=60), each.text("code", longest=8))
        for each in top.each("languages")
    )
    return tuple(dict.fromkeys(pair for pair in found if pair[0]))


def _terms(top: Fields) -> tuple[str, ...]:
    def names() -> Iterator[str]:
        for attribute in top.each("attributes"):
            yield attribute.inner("taxonomy_term").text("name", longest=200)

    return tuple(dict.fromkeys(name for name in names() if name))


def _place(top: Fields) -> Place | None:
    for each in top.each("service_at_locations"):
        location = each.inner("location")
        name = location.text("name", longest=150)
        address = next(map(_lines, location.each("addresses")), "")
        access = [
            one.text("description", longest=300)
            for one in location.each("accessibility")
        ]
        if name or address:
            first = address.splitlines()[0] if address else ""
            return Place(name or first, address, "\n".join(access)[:300])
    return None


def _lines(address: Fields) -> str:
    parts = ("address_1", "address_2", "city", "state_province", "postal_code")
    said = [address.text(part, longest=200) for part in parts]
    return "\n".join(dict.fromkeys(part for part in said if part))
