"""Issues in schema.org's words, for search engines."""

from commonweal.design.addresses import full_address
from commonweal.design.structured_data import Thing, written
from commonweal.newsletter.models import Issue
from commonweal.newsletter.site_addresses import ARCHIVE, issue_page


def issue_thing(issue: Issue, *, newsletter: str, publisher: Thing) -> Thing:
    """Return an issue that can be read on the site.

    Args:
        newsletter: the newsletter's name.
    """
    address = issue_page(issue)
    thing: Thing = {
        "@type": "PublicationIssue",
        "@id": f"{address}#issue",
        "name": issue.title,
        "url": address,
        "inLanguage": "en-GB",
        "publisher": {"@id": publisher["@id"]},
        "isPartOf": newsletter_thing(newsletter, publisher=publisher),
    }
    if issue.frozen_at is not None:
        thing["datePublished"] = written(issue.frozen_at)
    return thing


def newsletter_thing(name: str, *, publisher: Thing) -> Thing:
    """Return the newsletter itself, known by its archive's address."""
    address = full_address(ARCHIVE)
    return {
        "@type": "Periodical",
        "@id": f"{address}#newsletter",
        "name": name,
        "url": address,
        "publisher": {"@id": publisher["@id"]},
    }
