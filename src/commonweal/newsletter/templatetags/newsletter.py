"""What the newsletter's public pages say of themselves, and show of an issue."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from commonweal.design.addresses import full_address
from commonweal.design.components.navigation import breadcrumbs
from commonweal.design.page_head import page_head, publisher_of
from commonweal.design.structured_data import breadcrumb_list, written
from commonweal.mail import plain_words
from commonweal.newsletter.metadata import issue_thing, newsletter_thing
from commonweal.newsletter.models import Issue
from commonweal.newsletter.site_addresses import ARCHIVE, issue_page
from commonweal.newsletter.telling import Story

register = template.Library()


@register.simple_tag(takes_context=True)
def newsletter_head(
    context: Context, title: str, *, summary: str = "", issue: Issue | None = None
) -> SafeString:
    """Canonical address, Open Graph and structured data of a page of the newsletter.

    ``context`` has the newsletter's name as ``newsletter``.
    """
    publisher, name = publisher_of(context), context["newsletter"]
    trail = [("Home", full_address("/")), (name, full_address(ARCHIVE))]
    if context["request"].path != ARCHIVE:
        trail.append((title, full_address(context["request"].path)))
    if issue is None:
        about = newsletter_thing(name, publisher=publisher)
    else:
        about = issue_thing(issue, newsletter=name, publisher=publisher)
    return page_head(
        context,
        title,
        summary=summary,
        things=[publisher, breadcrumb_list(trail), about],
        kind="article" if issue else "website",
        more=_times(issue.frozen_at if issue else None),
    )


def _times(moment: datetime | None) -> list[tuple[str, str]]:
    return [("article:published_time", written(moment))] if moment else []


@register.simple_tag
def newsletter_trail(newsletter: str, *, current: str = "") -> SafeString:
    """Where a page of the newsletter stands, home first; the archive without
    ``current``."""
    trail = [("Home", "/")]
    if current:
        trail.append((newsletter, reverse("newsletter:archive")))
    return breadcrumbs(trail, current=current or newsletter)


@register.filter
def as_words(text: str, level: int = 2) -> SafeString:
    """Somebody's plain text as paragraphs, points and links, with headings at
    ``level``."""
    return plain_words.as_html(text, level=level)


@register.inclusion_tag("newsletter/read/story.html")
def issue_story(story: Story) -> dict[str, Any]:
    """One thing told in an issue, under its chapter's heading."""
    return {"story": story}


@register.filter
def sent_on(issue: Issue) -> date | None:
    """The day its sending began, in London; None before."""
    return localdate(issue.frozen_at) if issue.frozen_at else None


@register.filter
def subject_beyond_title(issue: Issue) -> str:
    """The subject it was sent with; empty where that only repeats its title."""
    return "" if issue.subject == issue.title else issue.subject


@register.simple_tag
def issue_address(issue: Issue) -> str:
    """The whole address of an issue on the site."""
    return issue_page(issue)
