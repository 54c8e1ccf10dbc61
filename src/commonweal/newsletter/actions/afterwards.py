"""What is done with an issue after its sending has begun."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from commonweal.governance.actions import record
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Issue

NOT_YET = "It has not been sent yet."
NO_PAGE = "Only issues of the newsletter itself stand on the site."


@transaction.atomic
def count_replies(
    *, issue: Issue, number: int, by: AbstractBaseUser, at: datetime
) -> Issue:
    """Note how many wrote back, in all: a later count takes the place of this one.

    Raises:
        NewsletterError: nobody can have: its sending has not begun.
    """
    issue = _begun(issue)
    issue.replies = number
    issue.save(update_fields=["replies"])
    record("newsletter.replies_counted", subject=issue, by=by, at=at)
    return issue


@transaction.atomic
def list_issue(
    *, issue: Issue, is_listed: bool, by: AbstractBaseUser, at: datetime
) -> Issue:
    """Take an issue off the archive, its feeds and the sitemap, or put it back. Its
    page keeps its address: a link to it stands in each copy. Doing it again changes
    nothing.

    Raises:
        NewsletterError: its sending has not begun, or it has no page.
    """
    issue = _begun(issue)
    if issue.kind != Issue.Kind.MONTHLY:
        raise NewsletterError(NO_PAGE)
    if issue.is_listed != is_listed:
        issue.is_listed = is_listed
        issue.save(update_fields=["is_listed"])
        verb = "newsletter.listed" if is_listed else "newsletter.unlisted"
        record(verb, subject=issue, by=by, at=at)
    return issue


def _begun(issue: Issue) -> Issue:
    issue = Issue.objects.select_for_update().get(pk=issue.pk)
    if issue.frozen_at is None:
        raise NewsletterError(NOT_YET)
    return issue
