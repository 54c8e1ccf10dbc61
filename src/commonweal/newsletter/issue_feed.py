"""The newsletter's issues, ready to be written as a feed."""

from collections.abc import Sequence
from datetime import datetime

from commonweal.design.addresses import full_address, host_name
from commonweal.design.feeds import Feed, FeedItem
from commonweal.newsletter.models import Issue
from commonweal.newsletter.site_addresses import archive_page, issue_page


def feed_of(
    issues: Sequence[Issue], *, newsletter: str, partnership: str, path: str
) -> Feed:
    """Return a feed of ``issues``, which are in the archive, the latest first.

    Args:
        newsletter, partnership: their names.
        path: the path that the feed was asked for by.
    """
    items = tuple(_item(issue, issue.frozen_at) for issue in issues if issue.frozen_at)
    return Feed(
        id=f"tag:{host_name()},2026:newsletter",
        title=f"{newsletter} – {partnership}",
        description=f"Each issue of {newsletter}, when it is sent",
        author=partnership,
        url=archive_page(),
        feed_url=full_address(path),
        updated_at=items[0].published_at if items else BEFORE_ANY,
        items=items,
    )


BEFORE_ANY = datetime.fromisoformat("2026-01-01T00:00:00+00:00")
"""What a feed without an issue says of its last change: it must say something."""


def _item(issue: Issue, began: datetime) -> FeedItem:
    return FeedItem(
        # RFC 4151. Stays when the issue's address changes, and when the site moves
        # to another scheme.
        id=f"tag:{host_name()},2026:newsletter/{issue.pk}",
        title=issue.title,
        url=issue_page(issue),
        summary=issue.subject,
        dates=(),
        topics=(),
        published_at=began,
        updated_at=began,
    )
