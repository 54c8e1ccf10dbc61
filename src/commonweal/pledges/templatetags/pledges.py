"""What the pages of covenants say of themselves, and how a text is shown."""

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString

from commonweal.design.addresses import full_address
from commonweal.design.components.navigation import breadcrumbs
from commonweal.design.page_head import page_head, publisher_of
from commonweal.design.structured_data import breadcrumb_list
from commonweal.mail import plain_words
from commonweal.pledges.models import Covenant

register = template.Library()
PLEDGES = "Pledges"


@register.simple_tag(takes_context=True)
def pledge_head(context: Context, title: str, *, summary: str = "") -> SafeString:
    """Canonical address, Open Graph and structured data of a covenant's page."""
    path = context["request"].path
    trail = [("Home", full_address("/")), (title, full_address(path))]
    publisher = publisher_of(context)
    things = [publisher, breadcrumb_list(trail)]
    return page_head(context, title, summary=summary, things=things)


@register.simple_tag
def pledge_trail(covenant: Covenant | None = None, *, current: str = "") -> SafeString:
    """Where a page stands, home first; the covenant's own page without ``current``."""
    trail = [("Home", "/")]
    if covenant is None:
        return breadcrumbs(trail, current=PLEDGES)
    trail.append((PLEDGES, reverse("pledges:covenants")))
    if current:
        address = reverse("pledges:covenant", args=[covenant.slug])
        trail.append((covenant.title, address))
    return breadcrumbs(trail, current=current or covenant.title)


@register.filter
def as_words(text: str, level: int = 2) -> SafeString:
    """A text as paragraphs, points and links, with headings at ``level``."""
    return plain_words.as_html(text, level=level)
