"""The last step before sending: what everybody gets is settled and stays so."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from commonweal.design.models import Brand
from commonweal.governance.actions import record
from commonweal.newsletter.actions.approving import hold_issue
from commonweal.newsletter.actions.checking import findings
from commonweal.newsletter.actions.epochs import refuse_while_held
from commonweal.newsletter.actions.refreshing import refresh_issue
from commonweal.newsletter.assembling import Audience, audiences, items_of
from commonweal.newsletter.digest import DigestItem
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import (
    Delivery,
    Edition,
    Issue,
    IssueItem,
    NewsletterSettings,
)
from commonweal.newsletter.rendering import Rendered, render
from commonweal.people.models import Person


@transaction.atomic
def freeze(
    *, issue: Issue, items: Iterable[DigestItem], by: Person | None, at: datetime
) -> Issue:
    """Bring an issue up to date for the last time, write everybody's edition and
    queue one copy for each subscriber who gets it. After this nothing in it changes.

    When the check finds something that nobody has overridden, the issue is held
    instead: it comes back without ``frozen_at``, and says why in ``held_because``.

    Args:
        items: what is true at ``at``.
        by: None when its time had come.

    Raises:
        NewsletterError: it was not approved (only the newsletter itself must be),
            is frozen already, or sending is held.
    """
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    _refuse_unless_ready(issue)
    refresh_issue(issue=issue, items=items, at=at)
    number = sum(found.is_open for found in findings(issue, now=at))
    if number:
        things = "something" if number == 1 else f"{number} things"
        hold_issue(issue=issue, because=f"The check found {things}.", at=at)
        issue.refresh_from_db()
        return issue
    _queue_copies(issue)
    issue.status, issue.frozen_at, issue.held_because = Issue.Status.SENDING, at, ""
    issue.save(update_fields=["status", "frozen_at", "held_because"])
    record("newsletter.frozen", subject=issue, by=by, at=at)
    return issue


def _refuse_unless_ready(issue: Issue) -> None:
    if not issue.is_editable:
        raise NewsletterError("It is on its way, was sent, or was called off already.")
    is_automatic = issue.kind != Issue.Kind.MONTHLY
    if issue.status != Issue.Status.APPROVED and not is_automatic:
        raise NewsletterError("It must be approved before it can be sent.")
    refuse_while_held()


def _queue_copies(issue: Issue) -> None:
    writer = _Writer(issue)
    for audience in audiences(issue, issue.kind):
        if not (audience.items or issue.leader_words):
            continue  # Nothing in it is for them.
        edition = writer.edition_for(audience)
        Delivery.objects.bulk_create(
            Delivery(
                issue=issue,
                subscriber_id=reader.pk,
                edition=edition,
                domain=reader.domain[:190],
            )
            for reader in audience.readers
        )


@dataclass(slots=True)
class _Writer:
    """Writes each edition once, whoever gets it."""

    issue: Issue
    settings: NewsletterSettings = field(default_factory=NewsletterSettings.load)
    brand: Brand = field(default_factory=Brand.of_default_site)
    items: dict[int, IssueItem] = field(default_factory=dict)
    written: dict[tuple[int, ...], Edition] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.items = {item.pk: item for item in items_of(self.issue)}

    def edition_for(self, audience: Audience) -> Edition:
        edition = self.written.get(audience.items)
        if edition is None:
            items = [self.items[pk] for pk in audience.items]
            rendered = render(
                self.issue, items, settings=self.settings, brand=self.brand
            )
            edition, _ = Edition.objects.get_or_create(
                issue=self.issue,
                digest=digest_of(rendered),
                defaults={
                    "items": list(audience.items),
                    "subject": rendered.subject,
                    "html": rendered.html,
                    "text": rendered.text,
                },
            )
            self.written[audience.items] = edition
        return edition


def digest_of(rendered: Rendered) -> str:
    """Return the SHA-256 of what an edition says, with its parts kept apart."""
    whole = "\0".join((rendered.subject, rendered.html, rendered.text))
    return sha256(whole.encode()).hexdigest()
