"""Addresses of services, and services in schema.org's words for search engines."""

from django.urls import reverse

from commonweal.design.addresses import full_address
from commonweal.design.structured_data import Thing
from commonweal.directory.models import SupportService

SEARCH = "Find support"


def service_path(service: SupportService) -> str:
    """Return the path of a service's page."""
    return reverse("services:service", args=[service.pk])


def service_thing(service: SupportService) -> Thing:
    """Return a service, fetched ``in_full``."""
    address = full_address(service_path(service))
    thing: Thing = {
        "@type": "Service",
        "@id": f"{address}#service",
        "name": service.name,
        "description": service.summary,
        "url": address,
        "provider": {"@type": "Organization", "name": service.provider},
        "isAccessibleForFree": service.is_free,
    }
    if areas := [each.name for each in service.areas.all()]:
        thing["areaServed"] = areas
    if languages := [each.name for each in service.languages.all()]:
        thing["availableLanguage"] = languages
    return thing
