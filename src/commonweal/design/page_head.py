"""What stands in the head of a page for machines, whichever room made the page."""

from collections.abc import Iterable, Sequence

from django.core.paginator import Page as ListPage
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commonweal.design.addresses import canonical_address
from commonweal.design.structured_data import Thing, as_script, organisation


def page_head(
    context: Context,
    title: str,
    *,
    summary: str,
    things: Sequence[Thing],
    kind: str = "website",
    more: Iterable[tuple[str, str]] = (),
) -> SafeString:
    """Return the canonical address, Open Graph properties and structured data.

    Args:
        context: a template's, with ``brand``, ``request``, and ``items`` where the
            page is one of a list's.
        summary: one sentence; the partnership's strapline when empty.
        kind: Open Graph's type of the page, "website" or "article".
        more: further properties, such as ("article:published_time", …).
    """
    address = canonical_of(context)
    properties = [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", summary or context["brand"].strapline),
        ("og:url", address),
        ("og:site_name", context["brand"].name),
        ("og:locale", "en_GB"),
        *more,
    ]
    return format_html(
        '<link rel="canonical" href="{}">{}{}',
        address,
        format_html_join("", '<meta property="{}" content="{}">', properties),
        as_script(things),
    )


def canonical_of(context: Context) -> str:
    """Return the address of the page shown under which others should keep it."""
    shown = context.get("items")
    number = shown.number if isinstance(shown, ListPage) else 1
    return canonical_address(context["request"].path, number=number)


def publisher_of(context: Context) -> Thing:
    """Return the partnership whose page it is."""
    brand = context["brand"]
    return organisation(name=brand.name, logo_path=brand.logo.url if brand.logo else "")
