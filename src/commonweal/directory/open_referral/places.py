"""Where a service is given, as a location with its address."""

import re
from typing import Any

from commonweal.directory.models import SupportService, Venue
from commonweal.directory.open_referral.identifiers import identifier

Thing = dict[str, Any]
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b")


def location_of(service: SupportService) -> list[Thing]:
    """Return the one place of a service; none when nobody has said where it is."""
    link = {"id": identifier("service-at-location", service.pk)}
    if service.venue is not None:
        return [{**link, "location": _venue(service.venue, access=service.access)}]
    if service.place:
        there = identifier("place", service.pk)
        said = {"id": there, "location_type": "virtual", "name": service.place}
        return [{**link, "location": said}]
    return []


def _venue(venue: Venue, *, access: str) -> Thing:
    thing: Thing = {
        "id": identifier("venue", venue.pk),
        "location_type": "physical",
        "name": venue.name,
        "addresses": [_address(venue)],
    }
    ways = [venue.public_transport, venue.parking]
    if any(ways):
        thing["transportation"] = "\n".join(way for way in ways if way)
    details = [part for part in (venue.step_free, access) if part]
    if details:
        thing["accessibility"] = [
            {"id": identifier("access", venue.pk), "description": "\n".join(details)}
        ]
    return thing


def _address(venue: Venue) -> Thing:
    """Return an address. The specification asks for every part: what the lines do not
    say is left empty."""
    postcode = POSTCODE.search(venue.address.upper())
    lines = [_without_postcode(line) for line in venue.address.splitlines()]
    lines = [line for line in lines if line] or [venue.name]
    city = lines[-1] if len(lines) > 1 else ""
    return {
        "id": identifier("address", venue.pk),
        "address_1": ", ".join(lines[:-1]) or lines[0],
        "city": city,
        "state_province": "",
        "postal_code": postcode[0] if postcode else "",
        "country": "GB",
        "address_type": "physical",
    }


def _without_postcode(line: str) -> str:
    found = POSTCODE.search(line.upper())
    kept = line[: found.start()] + line[found.end() :] if found else line
    return kept.strip(" ,")
