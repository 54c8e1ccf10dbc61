"""Whole addresses of the desk, for messages."""

from django.conf import settings
from django.urls import reverse

from commonweal.newsletter.models import Issue


def issue_at_desk(issue: Issue) -> str:
    """Return the address of an issue's page at the desk."""
    return f"{settings.SITE_ADDRESS}{reverse('newsletter:desk_issue', args=[issue.pk])}"
