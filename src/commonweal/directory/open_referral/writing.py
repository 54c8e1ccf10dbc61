"""A service in the words of the Human Services Data Specification 3."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from commonweal.design.addresses import full_address
from commonweal.directory.facts import ASKING, CONSENT
from commonweal.directory.metadata import service_path
from commonweal.directory.models import (
    Contact,
    Cutoffs,
    Referral,
    SupportService,
)
from commonweal.directory.open_referral.identifiers import (
    NEEDS,
    TOPICS,
    identifier,
    provider_identifier,
)
from commonweal.directory.open_referral.places import location_of
from commonweal.directory.open_referral.schedules import schedules_of
from commonweal.directory.plain_words import plain_text

Thing = dict[str, Any]
TAXONOMIES = {
    NEEDS: ("Needs", "What people look for help with."),
    TOPICS: ("Topics", "What the partnership writes about."),
}


def service_in_short(service: SupportService, *, cutoffs: Cutoffs) -> Thing:
    """Return what a list says of a service: its own fields and its organisation."""
    email = next((each.email for each in service.contacts.all() if each.email), "")
    ways_in = [_way_in(each) for each in service.referrals.all()]
    for_whom = [service.gender, service.eligibility, _at_work(service)]
    thing: Thing = {
        "id": str(service.uid),
        "organization_id": provider_identifier(service),
        "name": service.name,
        "description": description_of(service),
        "url": service.website or full_address(service_path(service)),
        "status": "active",
        "assured_date": service.verified_on.isoformat(),
        "last_modified": service.changed_at.astimezone(UTC).isoformat(
            timespec="milliseconds"
        ),
        "organization": _organisation(service),
    }
    said = {
        "email": email,
        "application_process": "\n".join(ways_in),
        "fees_description": service.price,
        "eligibility_description": "\n".join(part for part in for_whom if part),
        "alert": _alert(service, cutoffs=cutoffs),
    }
    ages = {"minimum_age": service.age_from, "maximum_age": service.age_to}
    thing |= {name: words for name, words in said.items() if words}
    return thing | {name: age for name, age in ages.items() if age is not None}


def description_of(service: SupportService) -> str:
    """Return summary and description as plain text, the summary first."""
    words = plain_text(service.description)
    return f"{service.summary}\n\n{words}" if words else service.summary


def _at_work(service: SupportService) -> str:
    names = [each.name for each in service.sectors.all()]
    return f"For people who work here: {', '.join(names)}" if names else ""


def _way_in(referral: Referral) -> str:
    consent = f" ({CONSENT})" if referral.says_consent else ""
    how = referral.address or "by phone or e-mail"
    if referral.way == Referral.Way.FORM:
        how = full_address(referral.address)
    note = f". {referral.note}" if referral.note else ""
    return f"{ASKING[Referral.Who(referral.who)]}{consent}: {how}{note}"


def _alert(service: SupportService, *, cutoffs: Cutoffs) -> str:
    if not service.is_in_doubt(cutoffs):
        return ""
    return f"Nobody has confirmed this since {service.verified_on.isoformat()}."


def _organisation(service: SupportService) -> Thing:
    thing = {
        "id": provider_identifier(service),
        "name": service.provider,
        "description": f"{service.provider} provides {service.name}.",
    }
    if service.partner:
        thing["website"] = service.partner.website
    return thing


def service_in_full(service: SupportService, *, cutoffs: Cutoffs) -> Thing:
    """Return a service, fetched ``in_full``, with everything that belongs to it."""
    thing = service_in_short(service, cutoffs=cutoffs)
    contacts = list(service.contacts.all())
    return thing | {
        "phones": [phone for each in contacts for phone in _phones(each)],
        "schedules": schedules_of(service),
        "service_areas": _areas(service),
        "service_at_locations": location_of(service),
        "languages": _languages(service),
        "cost_options": _costs(service),
        "contacts": [_contact(each, service) for each in contacts],
        "attributes": list(_attributes(service)),
    }


def _phones(contact: Contact) -> list[Thing]:
    return [
        {
            "id": identifier("phone", number.pk),
            "number": str(number),
            "type": "voice",
            **({"description": number.label} if number.label else {}),
        }
        for number in contact.numbers.all()
    ]


def _contact(contact: Contact, service: SupportService) -> Thing:
    thing: Thing = {
        "id": identifier("contact", f"{service.pk}/{contact.pk}"),
        "name": contact.name,
        "phones": _phones(contact),
    }
    return thing | ({"email": contact.email} if contact.email else {})


def _areas(service: SupportService) -> list[Thing]:
    return [
        {
            "id": identifier("area", f"{service.pk}/{area.pk}"),
            "name": area.name,
            "description": ", ".join(each.code for each in area.districts.all())
            or area.name,
        }
        for area in service.areas.all()
    ]


def _languages(service: SupportService) -> list[Thing]:
    return [
        {
            "id": identifier("language", f"{service.pk}/{each.pk}"),
            "name": each.name,
            **({"code": each.code} if each.code else {}),
        }
        for each in service.languages.all()
    ]


def _costs(service: SupportService) -> list[Thing]:
    if not service.is_free or service.cost:
        return []
    return [{"id": identifier("cost", service.pk), "amount": 0, "option": "Free"}]


def _attributes(service: SupportService) -> Iterator[Thing]:
    terms = [(NEEDS, each) for each in service.needs.all()]
    every = [*terms, *((TOPICS, each) for each in service.topics.all())]
    for taxonomy, each in every:
        yield {
            "id": identifier("attribute", f"{service.pk}/{taxonomy}/{each.pk}"),
            "link_id": str(service.uid),
            "link_type": "need" if taxonomy == NEEDS else "topic",
            "link_entity": "service",
            "taxonomy_term_id": identifier(taxonomy, each.pk),
            "taxonomy_term": term(taxonomy, each),
        }


def taxonomy_thing(name: str) -> Thing:
    """Return one of our two taxonomies."""
    title, about = TAXONOMIES[name]
    return {"id": identifier("taxonomy", name), "name": title, "description": about}


def term(taxonomy: str, row: Any) -> Thing:
    """Return a need or a topic as a term of its taxonomy."""
    title, _ = TAXONOMIES[taxonomy]
    return {
        "id": identifier(taxonomy, row.pk),
        "code": str(row.pk),
        "name": row.name,
        "description": getattr(row, "summary", "") or row.name,
        "taxonomy": title,
        "taxonomy_id": identifier("taxonomy", taxonomy),
        "language": "en",
    }
