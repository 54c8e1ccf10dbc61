"""Identifiers that stay the same: a service has its own, the rest is made from keys."""

from uuid import NAMESPACE_URL, uuid5

from commonweal.design.addresses import full_address
from commonweal.directory.models import SupportService

NEEDS, TOPICS = "needs", "topics"


def identifier(kind: str, key: object) -> str:
    """Return the UUID of a part, made from its kind and its key (RFC 9562, version 5).

    The site's own address goes into it, so that two partnerships' never meet.
    """
    return str(uuid5(NAMESPACE_URL, full_address(f"/open-referral/{kind}/{key}")))


def provider_identifier(service: SupportService) -> str:
    """Return the identifier of the organisation behind a service."""
    if service.organisation_id:
        return identifier("organisation", service.organisation_id)
    if service.partner_id:
        return identifier("partner", service.partner_id)
    return identifier("provider", service.provider_name)
