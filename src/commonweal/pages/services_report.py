"""What of the support services wants an editor's eye: messages, what nobody confirmed,
dead links, numbers outside the register.

The number of queries does not depend on the number of services.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.directory.models import (
    Cutoffs,
    DirectorySettings,
    OwnerMessage,
    PhoneNumber,
    SupportService,
)
from commonweal.directory.plain_words import plain_text
from commonweal.directory.telephone import normalise_or_none, numbers_in
from commonweal.pages.bodies import Body
from commonweal.pages.broken_links import broken_links
from commonweal.pages.content_health import Row, Section

HEADER = ("what", "service", "note")
TEXTS = ("summary", "eligibility", "cost", "hours_note", "place", "access")


def messages() -> list[OwnerMessage]:
    """Return what owners wrote and no editor has seen to, the oldest first."""
    waiting = OwnerMessage.objects.filter(done_at=None).select_related("service")
    return list(waiting.order_by("sent_at"))


def examine_services(*, today: date) -> list[Section]:
    """Look at every service, for the report."""
    services = list(
        SupportService.objects.select_related(
            "organisation", "partner"
        ).prefetch_related("referrals")
    )
    published = [each for each in services if each.is_published]
    cutoffs = DirectorySettings.load().cutoffs(today=today)
    return [
        Section(
            "hidden",
            "Hidden, because nobody confirmed them",
            "Readers do not find them. Confirm one by changing “last confirmed on”.",
            "None is hidden.",
            [_stale(each) for each in published if each.is_hidden(cutoffs)],
        ),
        Section(
            "in-doubt",
            "Marked as not confirmed",
            "Their pages say so. They are hidden if nobody confirms them.",
            "None is marked.",
            [_stale(each) for each in published if _is_marked(each, cutoffs)],
        ),
        Section(
            "due",
            "To be confirmed",
            "Their owners are asked by e-mail; those without one are for you to ask.",
            "None is due.",
            [_stale(each) for each in published if _is_due(each, cutoffs)],
        ),
        Section(
            "links",
            "Dead links",
            "Links to pages, documents and forms of this site that are not there.",
            "No link to this site is dead.",
            _dead_links(services),
        ),
        Section(
            "numbers",
            "Telephone numbers outside the register",
            "Typed into a service or brought by an import. Put them in a contact, and choose that contact.",
            "Each number comes from the register.",
            _unknown_numbers(services),
        ),
    ]


def _is_marked(service: SupportService, cutoffs: Cutoffs) -> bool:
    return service.is_in_doubt(cutoffs) and not service.is_hidden(cutoffs)


def _is_due(service: SupportService, cutoffs: Cutoffs) -> bool:
    return cutoffs.mark < service.verified_on <= cutoffs.ask


def _row(service: SupportService, note: str) -> Row:
    path = reverse("wagtailsnippets_directory_supportservice:edit", args=[service.pk])
    return Row(service.name, path, note)


def _stale(service: SupportService) -> Row:
    confirmed = write_date(service.verified_on, weekday=False)
    asked = (
        f"Its owner was asked on {write_date(service.asked_on, weekday=False)}."
        if service.asked_on
        else "Nobody has been asked."
    )
    if not service.owner_email:
        asked = "It has no owner to ask."
    return _row(service, f"Last confirmed on {confirmed}. {asked}")


def _dead_links(services: Iterable[SupportService]) -> list[Row]:
    by_key = {each.pk: each for each in services}
    read = [Body(each.pk, each.name, [], _markup(each)) for each in by_key.values()]
    return [_row(by_key[body.page_id], said) for body, said in broken_links(read)]


def _markup(service: SupportService) -> tuple[str, ...]:
    """Return what a service links to, as rich text."""
    addresses = [service.website, *(each.address for each in service.referrals.all())]
    links = (format_html('<a href="{}"></a>', each) for each in addresses if each)
    return (service.description, *links)


def _unknown_numbers(services: Iterable[SupportService]) -> list[Row]:
    register = set(PhoneNumber.objects.values_list("number", flat=True))
    rows = []
    for service in services:
        unknown = dict(_typed(service, register))
        for as_typed in dict.fromkeys(unknown.values()):
            rows.append(_row(service, f"{as_typed} is not in the register."))
    return rows


def _typed(service: SupportService, register: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each number that is not in the register: in one form, and as typed."""
    texts = [getattr(service, name) for name in TEXTS]
    notes = [each.note for each in service.referrals.all()]
    words = "\n".join([*texts, *notes, plain_text(service.description)])
    for as_typed, number in numbers_in(words):
        if number not in register:
            yield number, as_typed.strip()
    for as_typed in service.numbers_to_check.splitlines():
        number = normalise_or_none(as_typed) or as_typed
        if number not in register:
            yield number, as_typed


def report_rows(
    sections: Iterable[Section], waiting: Iterable[OwnerMessage]
) -> Iterator[tuple[str, str, str]]:
    """Yield the report as rows of a table: what, which service, why. The words of
    owners stay at the desk."""
    for message in waiting:
        sent = write_date(localdate(message.sent_at), weekday=False)
        yield "Message from its owner", message.service.name, f"Sent on {sent}."
    for section in sections:
        for each in section.rows:
            yield section.heading, each.title, each.note
