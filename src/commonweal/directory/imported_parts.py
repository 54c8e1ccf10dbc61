"""What hangs on an imported service: contacts, hours, groups, areas, needs, its place."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.timezone import localtime

from commonweal.dates import write_date, write_time
from commonweal.directory.models import (
    Area,
    Contact,
    Language,
    Need,
    OpeningHours,
    Partner,
    PhoneNumber,
    ServiceGroup,
    SupportService,
    Topic,
    Venue,
)
from commonweal.directory.open_referral.reading import ServiceRow
from commonweal.directory.open_referral.recurrence import Meetings
from commonweal.people.models import Organisation


@dataclass(slots=True)
class Register:
    """What is there already, by what a file names it by; names in lower case."""

    services: dict[str, SupportService] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    partners: dict[str, Partner] = field(default_factory=dict)
    by_number: dict[str, Contact] = field(default_factory=dict)
    areas: dict[str, Area] = field(default_factory=dict)
    needs: dict[str, Need] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)

    @classmethod
    def load(cls, rows: Iterable[ServiceRow]) -> "Register":
        """Read it once for a whole file. Nine queries; the services are locked."""
        names = [row.external_id for row in rows]
        numbers = PhoneNumber.objects.select_related("contact")
        return cls(
            services=_known_services(names),
            organisations=_by_name(Organisation.objects.all()),
            partners=_by_name(Partner.objects.all()),
            by_number={each.number: each.contact for each in numbers},
            areas=_by_name(Area.objects.all()),
            needs=_by_name(Need.objects.all()),
            topics=_by_name(Topic.objects.all()),
            venues=_by_name(Venue.objects.all()),
        )


def _by_name(rows: Iterable[Any]) -> dict[str, Any]:
    return {each.name.casefold(): each for each in rows}


def _known_services(names: list[str]) -> dict[str, SupportService]:
    """Return the services that a file may mean: by the name it gives them, or by our
    own identifier when the file came from here."""
    own = [name for name in names if _is_uuid(name)]
    locked = SupportService.objects.select_for_update()
    found = {str(each.uid): each for each in locked.filter(uid__in=own)}
    imported = locked.filter(external_id__in=names)
    return found | {each.external_id: each for each in imported}


def _is_uuid(name: str) -> bool:
    try:
        return str(UUID(name)) == name.lower()
    except ValueError:
        return False


def parts_of(service: SupportService) -> dict[str, Any]:
    """Return what hangs on a service, to see whether an import changes it."""
    keys = {
        name: _keys(getattr(service, name).all())
        for name in ("contacts", "areas", "needs", "topics", "languages")
    }
    hours = service.hours.values_list("weekday", "opens", "closes")
    meetings = ServiceGroup.objects.filter(service=service).values_list(
        "title", "meetings__starts_at", "meetings__ends_at"
    )
    return keys | {"hours": sorted(hours), "meetings": sorted(meetings, key=str)}


def _keys(rows: Iterable[Model]) -> list[Any]:
    return sorted(row.pk for row in rows)


def put_parts(
    service: SupportService, row: ServiceRow, register: Register
) -> list[str]:
    """Store what hangs on a saved service; return what was left out, a sentence each."""
    contacts = [register.by_number.get(number) for number in row.numbers]
    # Added and never taken away: an editor may have chosen more.
    service.contacts.add(*(each for each in contacts if each is not None))
    service.languages.add(
        *(
            Language.objects.get_or_create(name=name, defaults={"code": code})[0]
            for name, code in row.languages
        )
    )
    _put_hours(service, row)
    _put_groups(service, row)
    return [
        *_put_areas(service, row, register),
        *_put_terms(service, row, register),
        *(
            f"{row.label}: {number} is not in the register of contacts, so it is not shown."
            for number in service.numbers_to_check.splitlines()
        ),
    ]


def _put_areas(
    service: SupportService, row: ServiceRow, register: Register
) -> list[str]:
    named = {name: register.areas.get(name.casefold()) for name in row.areas}
    service.areas.add(*(area for area in named.values() if area is not None))
    return [
        f"{row.label}: the area “{name[:60]}” is not in our list and was left out."
        for name, area in named.items()
        if area is None
    ]


def _put_terms(
    service: SupportService, row: ServiceRow, register: Register
) -> list[str]:
    unknown = []
    for name in row.terms:
        need = register.needs.get(name.casefold())
        topic = register.topics.get(name.casefold())
        if need is not None:
            service.needs.add(need)
        if topic is not None:
            service.topics.add(topic)
        if need is None and topic is None:
            unknown.append(name)
    return [
        f"{row.label}: “{name}” is neither a need nor a topic here and was left out."
        for name in unknown
    ]


def _put_hours(service: SupportService, row: ServiceRow) -> None:
    there = service.hours.values_list("weekday", "opens", "closes")
    wanted = [(each.weekday, each.opens, each.closes) for each in row.hours]
    if sorted(there) == sorted(wanted):
        return
    OpeningHours.objects.filter(service=service).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(service=service, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in wanted
    )


def _put_groups(service: SupportService, row: ServiceRow) -> None:
    """Make the groups what the file says, unless they meet at those times already."""
    wanted = sorted((day, run.opens) for run in row.groups for day in run.days)
    if wanted == _times_of(service):
        return
    ServiceGroup.objects.filter(service=service).delete()
    for run in row.groups:
        ServiceGroup.objects.create(
            service=service,
            title=run.title[:100],
            words=_in_words(run),
            written_on=run.days[0],
        )


def _times_of(service: SupportService) -> list[Any]:
    meetings = ServiceGroup.objects.filter(service=service, meetings__isnull=False)
    found = meetings.values_list("meetings__starts_at", flat=True)
    local = [localtime(each) for each in found]
    return sorted((each.date(), each.time()) for each in local)


def _in_words(run: Meetings) -> str:
    """Return a line for each meeting, as it is read back."""
    end = f" to {write_time(run.closes)}" if run.closes else ""
    clock = f"{write_time(run.opens)}{end}"
    return "\n".join(f"{write_date(day)}, {clock}" for day in run.days)


def put_place(service: SupportService, row: ServiceRow, register: Register) -> None:
    """Set where a service is given, on the row only; a new venue is stored."""
    place = row.place
    if place is None:
        return
    venue = register.venues.get(place.name.casefold())
    if venue is None and place.address:
        venue = Venue.objects.create(
            name=place.name, address=place.address, step_free=place.access
        )
        register.venues[venue.name.casefold()] = venue
    service.venue = venue
    service.place = "" if venue else place.name
