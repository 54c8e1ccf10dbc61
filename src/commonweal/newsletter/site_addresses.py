"""Whole addresses of what can be read on the site. ``reading_urls`` serves the same
paths."""

from commonweal.design.addresses import full_address
from commonweal.newsletter.models import Issue

ISSUE = "/newsletter/{}/"
ARCHIVE = "/newsletter/archive/"
PROMISE = "/newsletter/no-tracking/"


def issue_page(issue: Issue) -> str:
    """Where the issue stands on the site; empty for a kind that does not."""
    if issue.kind != Issue.Kind.MONTHLY:
        return ""
    return full_address(ISSUE.format(issue.slug))


def archive_page() -> str:
    return full_address(ARCHIVE)


def promise_page() -> str:
    """Where it is said that nobody is followed."""
    return full_address(PROMISE)
