"""An issue as e-mail: the HTML part and the plain-text part.

In place of each recipient's own links stand the words of ``placeholders``. Pictures
are this site's, links are what they say, and nothing tells us whether it was opened.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from css_inline import CSSInliner
from django.conf import settings as site_settings
from django.template.loader import render_to_string

from commonweal.design.addresses import host_name
from commonweal.design.models import Brand
from commonweal.design.palette import Palette
from commonweal.mail import plain_words
from commonweal.newsletter import placeholders
from commonweal.newsletter.email_colours import Colours
from commonweal.newsletter.models import Issue, IssueItem, NewsletterSettings
from commonweal.newsletter.plain_text import Foot, written
from commonweal.newsletter.site_addresses import issue_page, promise_page
from commonweal.newsletter.telling import Picture, Telling, told, whole

LOGO_HEIGHT = 56
# What conditions in the templates leave behind, in every copy that is sent.
EMPTY_LINES = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Rendered:
    """An issue as some recipients get it, with ``placeholders`` for their links."""

    subject: str
    html: str
    text: str


def render(
    issue: Issue,
    items: Sequence[IssueItem],
    *,
    settings: NewsletterSettings,
    brand: Brand,
) -> Rendered:
    """Return the issue with those items, ready for placeholders to be filled.

    Changes nothing, except that pictures are scaled the first time they are met.

    Args:
        items: in the issue's order, as ``assembling.items_of`` fetches them; others
            cost a query for each.
    """
    # A line break, which a form lets through, would end the header.
    subject = " ".join((issue.subject or issue.title).split())
    telling = told(issue, items)
    foot = Foot(
        newsletter=settings.name,
        partnership=brand.partnership_name,
        site=site_settings.SITE_ADDRESS,
        page=issue_page(issue),
        promise=promise_page(),
        postal_line=settings.postal_line or brand.partnership_name,
    )
    return Rendered(
        subject=subject,
        html=_html(telling, foot, subject=subject, brand=brand),
        text=written(telling, foot),
    )


def _html(telling: Telling, foot: Foot, *, subject: str, brand: Brand) -> str:
    context = {
        "subject": subject,
        "told": telling,
        "leader": plain_words.as_html(telling.leader),
        "foot": foot,
        "site_name": host_name(),
        "preferences_link": placeholders.PREFERENCES,
        "unsubscribe_link": placeholders.UNSUBSCRIBE,
        "logo": _logo(brand),
        "dark": Colours.dark(brand.palette),
    }
    page = render_to_string("newsletter/email/issue.html", context)
    return _inliner(brand.palette).inline(EMPTY_LINES.sub("\n", page))


@lru_cache(maxsize=8)
def _inliner(palette: Palette) -> CSSInliner:
    """Return what writes the style sheet into the tags. It fetches nothing; the style
    element of the template stays as it is."""
    sheet: dict[str, Any] = {
        "light": Colours.light(palette),
        "head": {
            "ground": palette.header_colour,
            "text": palette.header_text_colour,
            "accent": palette.accent_colour,
        },
    }
    return CSSInliner(
        extra_css=render_to_string("newsletter/email/light.css", sheet),
        inline_style_tags=False,
        keep_style_tags=True,
        load_remote_stylesheets=False,
    )


def _logo(brand: Brand) -> Picture | None:
    if not brand.logo or not brand.logo_height:
        return None
    width = round((brand.logo_width or 0) * LOGO_HEIGHT / brand.logo_height)
    return Picture(
        address=whole(brand.logo.url),
        alt=brand.logo_alt,
        width=width,
        height=LOGO_HEIGHT,
    )
