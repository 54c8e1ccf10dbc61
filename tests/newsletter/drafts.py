"""Drafts as the action makes them."""

from typing import Any

from commonweal.newsletter.actions import draft_issue
from commonweal.newsletter.digest import DigestItem
from commonweal.newsletter.models import Issue
from tests.newsletter.factories import DRAFTED, SINCE


def draft(*items: DigestItem, **fields: Any) -> Issue:
    """Return the newsletter of November 2026, drafted on the 25th from ``items``."""
    named = {
        "kind": Issue.Kind.MONTHLY,
        "period": "2026-11",
        "since": SINCE,
        "at": DRAFTED,
        "by": None,
        **fields,
    }
    return draft_issue(items=items, **named)
