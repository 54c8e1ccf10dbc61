"""What pages show of support services, handed to the design system's components."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from commonweal.dates import write_date
from commonweal.design.addresses import full_address
from commonweal.design.components.cards import Occasion, card, contact_card, dated_entry
from commonweal.design.components.navigation import breadcrumbs
from commonweal.design.components.safety import help_lines
from commonweal.design.page_head import page_head
from commonweal.design.structured_data import breadcrumb_list
from commonweal.directory.contact_ways import note_of, ways_of
from commonweal.directory.facts import next_meeting_words, whom_in_short, write_meeting
from commonweal.directory.metadata import SEARCH, service_path, service_thing
from commonweal.directory.models import Contact, Cutoffs, ServiceGroup, SupportService

register = template.Library()

Level = Literal[2, 3, 4]


@register.simple_tag
def service_card(
    service: SupportService,
    *,
    now: datetime,
    cutoffs: Cutoffs | None = None,
    level: Level = 2,
) -> SafeString:
    """A service in a list, fetched ``for_lists``."""
    tags: list[str | tuple[str, str]] = []
    if cutoffs is not None and service.is_in_doubt(cutoffs):
        tags.append((not_confirmed(service), "yellow"))
    if service.is_free and not service.cost:
        tags.append("Free")
    return card(
        service.name,
        url=service_path(service),
        when=whom_in_short(service),
        summary=f"{service.summary} {_next(service, now=now)}".strip(),
        tags=tags,
        level=level,
    )


def _next(service: SupportService, *, now: datetime) -> str:
    words = next_meeting_words(service, now=now)
    return f"Next: {words}." if words else ""


@register.simple_tag
def not_confirmed(service: SupportService) -> str:
    """Since when nobody has said that it is right: "Not confirmed since 3 May 2025"."""
    return f"Not confirmed since {write_date(service.verified_on, weekday=False)}"


@register.simple_tag
def service_contact(contact: Contact, *, level: Level = 3) -> SafeString:
    """A contact of a service, with its numbers fetched along."""
    return contact_card(
        contact.name, ways=ways_of(contact), note=note_of(contact), level=level
    )


@register.simple_tag
def group_dates(group: ServiceGroup, *, now: datetime) -> SafeString:
    """The meetings of a group, the past ones struck through."""
    occasions = [
        Occasion(words=write_meeting(each), is_past=each.is_over(now=now))
        for each in group.meetings.all()
    ]
    return dated_entry(occasions, heading=group.title or "Dates", level=3)


@register.simple_tag
def service_help_lines(contacts: Iterable[Contact]) -> SafeString:
    """Help lines on a page about something sensitive; 999 always comes first."""
    return help_lines(
        [
            (contact.name, str(number), number.link, contact.opening_hours)
            for contact in contacts
            for number in contact.numbers.all()
        ]
    )


@register.simple_tag(takes_context=True)
def services_trail(
    context: Context, title: str, *, is_first: bool = False
) -> SafeString:
    """Where a page of the directory stands."""
    above = [("Home", "/")]
    if not is_first:
        above.append((SEARCH, "/services/"))
    return breadcrumbs(above, current=title)


@register.simple_tag(takes_context=True)
def services_head(
    context: Context,
    title: str,
    *,
    summary: str,
    service: SupportService | None = None,
) -> SafeString:
    """What search engines read of a page of the directory."""
    trail = [("Home", full_address("/")), (SEARCH, full_address("/services/"))]
    if service is None:
        return page_head(
            context, title, summary=summary, things=[breadcrumb_list(trail)]
        )
    trail.append((title, full_address(service_path(service))))
    things = [service_thing(service), breadcrumb_list(trail)]
    return page_head(context, title, summary=summary, things=things)
