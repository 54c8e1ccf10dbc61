"""What pages tell search engines of themselves: schema.org's words as JSON-LD.

Plain values in and out.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from commonweal.design.addresses import full_address

Thing = dict[str, Any]

# What could end the script element, or start another; as Django's json_script.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_script(things: Sequence[Thing]) -> SafeString:
    """Return things as a block of data. Browsers do not run it, so a content
    security policy that allows no inline script lets it stand."""
    document = {"@context": "https://schema.org", "@graph": list(things)}
    text = json.dumps(document, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - nothing in it can leave the element now
    )


def organisation(*, name: str, logo_path: str = "") -> Thing:
    """Return the partnership, known by its home page's address."""
    home = full_address("/")
    thing: Thing = {
        "@type": "Organization",
        "@id": f"{home}#partnership",
        "name": name,
        "url": home,
    }
    if logo_path:
        thing["logo"] = full_address(logo_path)
    return thing


def breadcrumb_list(trail: Sequence[tuple[str, str]]) -> Thing:
    """Return where a page stands: (title, full address) of each, home first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": title, "item": address}
            for n, (title, address) in enumerate(trail, 1)
        ],
    }


def written(moment: date | datetime) -> str:
    """Write a day, or a moment with London's offset at that time."""
    if isinstance(moment, datetime):
        return localtime(moment).isoformat(timespec="seconds")
    return moment.isoformat()
