"""Send an issue to the partnership's own test addresses, as it stands."""

from datetime import datetime

from django.db import transaction

from commonweal.design.models import Brand
from commonweal.governance.actions import record
from commonweal.mail.actions import queue
from commonweal.mail.letters import Letter
from commonweal.newsletter.assembling import items_of
from commonweal.newsletter.desk_addresses import issue_at_desk
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Issue, NewsletterSettings
from commonweal.newsletter.placeholders import PREFERENCES, UNSUBSCRIBE
from commonweal.newsletter.rendering import render
from commonweal.people.models import Person


@transaction.atomic
def send_test(*, issue: Issue, by: Person, at: datetime) -> int:
    """Put a copy with everything in it in the outbox for each address of the seed
    list. The links that would be a recipient's own lead to the issue at the desk, so
    that nobody is unsubscribed by a press in a test.

    Returns:
        How many were queued.

    Raises:
        NewsletterError: the seed list is empty.
    """
    settings = NewsletterSettings.load()
    addresses = seeds_of(settings.seed_list)
    if not addresses:
        raise NewsletterError(
            "No test address is known yet. Put some in the newsletter’s settings."
        )
    brand = Brand.of_default_site()
    rendered = render(issue, items_of(issue), settings=settings, brand=brand)
    link = issue_at_desk(issue)
    letter = Letter(
        subject=f"[Test] {rendered.subject}",
        text=_harmless(rendered.text, link),
        html=_harmless(rendered.html, link),
    )
    for number, address in enumerate(addresses, 1):
        queue(
            to=address,
            letter=letter,
            key=f"newsletter.test:{issue.pk}:{at:%Y%m%d%H%M%S%f}:{number}",
            at=at,
            about=issue,
        )
    record("newsletter.tested", subject=issue, by=by, at=at)
    return len(addresses)


def seeds_of(lines: str) -> list[str]:
    """Return the addresses of a seed list, each once, in their order."""
    stripped = (line.strip() for line in lines.splitlines())
    return list(dict.fromkeys(line for line in stripped if line))


def _harmless(part: str, link: str) -> str:
    return part.replace(PREFERENCES, link).replace(UNSUBSCRIBE, link)
