"""The dated groups of a service as a calendar file."""

from collections.abc import Iterator

from commonweal.dates.ical import Entry
from commonweal.design.addresses import full_address, host_name
from commonweal.design.calendar_files import LONG_AGO, calendar_bytes
from commonweal.directory.metadata import service_path
from commonweal.directory.models import ServiceGroup, SupportService


def groups_file(service: SupportService) -> bytes:
    """Return every meeting of a service's groups as an iCalendar file.

    It is stamped with the newest change, so that it stays the same, byte by byte,
    until something changes.

    Args:
        service: fetched ``for_lists``.
    """
    groups = list(service.groups.all())
    changes = [group.changed_at for group in groups]
    stamp = max([*changes, service.changed_at] if groups else [], default=LONG_AGO)
    entries = tuple(entry for group in groups for entry in _entries(group, service))
    return calendar_bytes(entries, name=_title(service), stamp=stamp)


def _title(service: SupportService) -> str:
    """What stands in somebody's calendar, where others may read it."""
    return "Group" if service.leaves_no_trail() else service.name


def _entries(group: ServiceGroup, service: SupportService) -> Iterator[Entry]:
    address = full_address(service_path(service))
    title = _title(service)
    if group.title and not service.leaves_no_trail():
        title = f"{title}: {group.title}"
    for number, meeting in enumerate(group.meetings.all(), 1):
        yield Entry(
            uid=f"{group.uid}-{number}@{host_name()}",
            sequence=group.sequence,
            summary=title,
            start=meeting.starts_at,
            end=meeting.ends_at,
            location=service.venue.one_line if service.venue else service.place,
            description=address,
            url=address,
            last_modified=group.changed_at,
        )
