"""What stands in a page's head for machines, and addresses that leave the site."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from commonweal.design.addresses import full_address, subscription_address
from commonweal.design.calendar_month import Entry
from commonweal.design.page_head import canonical_of, page_head, publisher_of
from commonweal.design.structured_data import Thing, breadcrumb_list
from commonweal.pages.addresses import path_of, root_of
from commonweal.pages.descriptions import describe
from commonweal.pages.metadata import (
    coming_events,
    news_article,
    trail_of,
)
from commonweal.pages.models import CalendarPage, NewsPage

register = template.Library()


@register.simple_tag(takes_context=True)
def page_description(context: Context, page: Page) -> str:
    """One or two sentences for search engines: the page's own, or the partnership's."""
    return describe(page) or str(context["brand"].strapline)


@register.simple_tag(takes_context=True)
def page_metadata(context: Context, page: Page) -> SafeString:
    """Canonical address, Open Graph and structured data of the page shown."""
    return page_head(
        context,
        page.seo_title or page.title,
        summary=page_description(context, page),
        things=_things(context, page),
        kind="article" if isinstance(page, NewsPage) else "website",
        more=[*_pictures(context), *_times(page)],
    )


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """The address of the page shown under which others should keep it."""
    return canonical_of(context)


def _pictures(context: Context) -> list[tuple[str, str]]:
    logo = context["brand"].logo
    if logo is None:
        return []
    return [("og:image", full_address(logo.url)), ("og:image:alt", logo.alt)]


def _times(page: Page) -> list[tuple[str, str]]:
    if not isinstance(page, NewsPage):
        return []
    published, changed = page.visible_from, page.last_published_at
    return [
        ("article:published_time", published.isoformat()),
        ("article:modified_time", max(published, changed or published).isoformat()),
    ]


def _things(context: Context, page: Page) -> list[Thing]:
    root = root_of(context["request"])
    publisher = publisher_of(context)
    things = [publisher]
    trail = trail_of(page, root=root)
    if len(trail) > 1:
        things.append(breadcrumb_list(trail))
    if isinstance(page, NewsPage):
        address = full_address(path_of(page, root=root))
        things.append(news_article(page, address=address, publisher=publisher))
        things += coming_events(
            page,
            context.get("entries") or (),
            address=address,
            organiser=publisher,
            now=context["now"],
        )
    return things


@register.simple_tag(takes_context=True)
def feed_links(context: Context) -> SafeString:
    """The feeds of news and dates, where browsers and feed readers look for them."""
    frame = context["site_frame"]
    news = frame.news if frame.news != "/" else ""
    calendar = frame.calendar if frame.calendar != "/" else ""
    links = [
        ("application/rss+xml", "News (RSS)", f"{news}feed.rss", news),
        ("application/atom+xml", "News (Atom)", f"{news}feed.atom", news),
        ("application/feed+json", "News (JSON Feed)", f"{news}feed.json", news),
        ("text/calendar", "Calendar", f"{calendar}feed.ics", calendar),
    ]
    return format_html_join(
        "",
        '<link rel="alternate" type="{}" title="{}" href="{}">',
        (link[:3] for link in links if link[3]),
    )


@register.simple_tag(takes_context=True)
def calendar_file_address(context: Context, page: CalendarPage) -> str:
    """The full address of the whole calendar as a file, to copy elsewhere."""
    return full_address(f"{path_of(page, root=root_of(context['request']))}feed.ics")


@register.simple_tag(takes_context=True)
def calendar_subscription(context: Context, page: CalendarPage) -> str:
    """The address that subscribes this device to the whole calendar."""
    path = f"{path_of(page, root=root_of(context['request']))}feed.ics"
    return subscription_address(path)


@register.inclusion_tag("pages/agenda_entries.html")
def agenda_entries(entries: Sequence[Entry]) -> dict[str, Any]:
    """Entries of a calendar that belong to no single day."""
    return {"entries": entries}
