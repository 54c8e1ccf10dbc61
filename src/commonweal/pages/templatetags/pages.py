"""What pages show of their own records, handed to the design system's components."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Literal

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from wagtail.models import Page

from commonweal.dates import write_date
from commonweal.design.components.cards import Occasion as ShownDate
from commonweal.design.components.cards import card, contact_card, dated_entry, tiles
from commonweal.design.components.lists import document, summary_list, topic_links
from commonweal.design.components.media import picture
from commonweal.design.components.messages import panel, warning_text
from commonweal.design.components.navigation import breadcrumbs, contents_list
from commonweal.design.components.safety import help_lines as help_lines_box
from commonweal.directory.contact_ways import note_of, ways_of
from commonweal.directory.models import Contact, Partner, Topic
from commonweal.pages.addresses import path_of, root_of
from commonweal.pages.context import SiteFrame
from commonweal.pages.models import NewsPage, Occasion, PartnershipDocument, PolicyPage
from commonweal.pages.models.gathered import Gathered
from commonweal.pages.models.listing import ListedDate, ListedNews
from commonweal.pages.sections import anchors_of

register = template.Library()

Level = Literal[2, 3, 4]
HOME_DEPTH = 2  # The home page stands right below the tree's root.


@register.filter
def uk_day(moment: datetime) -> date:
    """The day in London on which an aware moment lies."""
    return localdate(moment)


@register.simple_tag(takes_context=True)
def page_link(context: Context, page: Page) -> str:
    """A page's address, as short as the site allows."""
    return str(page.get_url(context.get("request")) or "")


@register.simple_tag(takes_context=True)
def page_breadcrumbs(context: Context, page: Page, below: str = "") -> SafeString | str:
    """The pages above this one, home first; ``below`` names a part of it."""
    above = []
    parent = page.get_parent()
    while parent is not None and parent.depth > HOME_DEPTH:
        above.append((parent.title, page_link(context, parent)))
        parent = parent.get_parent()
    if page.depth > HOME_DEPTH:
        above.append(("Home", "/"))
    trail = above[::-1]
    if below:
        trail.append((page.title, page_link(context, page)))
    return breadcrumbs(trail, current=below or page.title) if trail else ""


@register.simple_tag(takes_context=True)
def news_card(
    context: Context, item: ListedNews, *, now: datetime, level: Level = 2
) -> SafeString:
    """An item of news in a list."""
    tags: list[str | tuple[str, str]] = [*item.topics]
    if item.is_pinned and not item.is_archived(now=now):
        tags.insert(0, ("Pinned", "yellow"))
    return card(
        item.title,
        url=path_of(item, root=root_of(context["request"])),
        on=item.published_on,
        summary=item.summary,
        tags=tags,
        when=next_dates(item.dates, now=now),
        level=level,
    )


def next_dates(entries: Iterable[ListedDate], *, now: datetime) -> str:
    """Say in words what comes next: the soonest date, and how many follow it."""
    ahead = [entry for entry in entries if not entry.is_over(now=now)]
    if not ahead:
        return ""
    more = len(ahead) - 1
    return ahead[0].in_words + (f", and {more} more" if more else "")


@register.simple_tag
def policy_card(page: PolicyPage, *, level: Level = 2) -> SafeString:
    """A policy in a list, with its version."""
    return card(
        page.title,
        url=page.url,
        summary=page.summary,
        when=f"Version {page.version}, {write_date(page.changed_on)}",
        level=level,
    )


@register.simple_tag
def page_card(page: Page, *, summary: str = "", level: Level = 2) -> SafeString:
    """Any page in a list."""
    return card(page.title, url=page.url, summary=summary, level=level)


@register.simple_tag(takes_context=True)
def doors(context: Context, body: Iterable[Any]) -> SafeString | str:
    """The ways into the site from the front page, but for those whose page is gone."""
    open_doors = [
        (block.value["title"], page_link(context, page), block.value["text"])
        for block in body
        if (page := block.value["page"]) and page.live
    ]
    return tiles(open_doors) if open_doors else ""


@register.simple_tag
def page_dates(
    entries: Sequence[Occasion], now: datetime, *, level: Literal[2, 3] = 2
) -> SafeString | str:
    """The dates of an item, the past ones struck through."""
    if not entries:
        return ""
    shown = [
        ShownDate(
            words=entry.in_words, is_past=entry.is_over(now=now), note=entry.place
        )
        for entry in entries
    ]
    return dated_entry(shown, level=level)


@register.simple_tag
def diary(dates: Iterable[Gathered]) -> SafeString:
    """Coming dates with the pages that tell more, soonest first."""
    rows = ((each.in_words, each.path, each.title) for each in dates)
    return format_html(
        '<ul class="cw-diary">{}</ul>',
        format_html_join(
            "",
            '<li class="cw-diary__entry"><p class="cw-diary__when">{}</p>'
            '<a href="{}">{}</a></li>',
            rows,
        ),
    )


@register.simple_tag
def page_joint(partners: Iterable[Partner]) -> SafeString | str:
    """Which neighbours an item is held together with."""
    names = [format_html('<a href="{}">{}</a>', p.website, p.name) for p in partners]
    if not names:
        return ""
    joined = format_html_join(" and ", "{}", ((name,) for name in names))
    return format_html('<p class="cw-joint">Jointly with {}.</p>', joined)


@register.simple_tag
def contact_details(contact: Contact | None, *, level: Level = 2) -> SafeString | str:
    """A contact from the register. Nothing when it has been deleted since."""
    if contact is None:
        return ""
    return contact_card(
        contact.name, ways=ways_of(contact), note=note_of(contact), level=level
    )


@register.simple_tag
def page_help_lines(contacts: Iterable[Contact]) -> SafeString:
    """Help lines on a page about a sensitive topic; 999 always comes first."""
    lines = [
        (contact.name, str(number), number.link, contact.opening_hours)
        for contact in contacts
        for number in contact.numbers.all()
    ]
    return help_lines_box(lines)


@register.simple_tag
def how_to_book(page: NewsPage) -> SafeString:
    """How to get a place: where, with whom, in so many words."""
    words: SafeString | str = ""
    if page.booking == NewsPage.Booking.ELSEWHERE and page.booking_partner:
        words = format_html(
            '<p><a href="{}">Book on the website of {}</a></p>'
            "<p>Booking opens on their site, not on ours.</p>",
            page.booking_address,
            page.booking_partner.name,
        )
    elif page.booking_contact:
        words = contact_details(page.booking_contact, level=3)
    return panel(words, heading="How to book")


@register.simple_tag(takes_context=True)
def page_topics(context: Context, topics: Iterable[Topic]) -> SafeString | str:
    """The topics of a page, each leading to the news about it."""
    base = _frame(context).news
    links = [(topic.name, f"{base}?topic={topic.slug}") for topic in topics]
    return topic_links(links) if links else ""


@register.simple_tag
def page_contents(sections: Sequence[tuple[str, str]]) -> SafeString | str:
    """In-page contents, for a page of three sections or more."""
    return contents_list(sections) if len(sections) > 2 else ""


@register.simple_tag(takes_context=True)
def page_body(context: Context, body: Any) -> SafeString:
    """Everything an editor put on the page, block after block."""
    anchors = anchors_of(body)
    flat = context.flatten()
    return format_html_join(
        "",
        "{}",
        (
            (
                _heading(block.value, anchors[block.id])
                if block.block_type == "heading"
                else block.render(context=flat),
            )
            for block in body
        ),
    )


def _heading(value: Any, anchor: str) -> SafeString:
    level = "3" if value["level"] == "3" else "2"
    return format_html('<h{} id="{}">{}</h{}>', level, anchor, value["text"], level)


@register.simple_tag
def page_picture(value: Any) -> SafeString | str:
    """A picture at reading width, and at twice that for fine screens."""
    image = value["image"]
    if not image:
        return ""
    small, large = image.get_renditions("width-680", "width-1360").values()
    return picture(
        small.url,
        alt="" if value["decorative"] else value["alternative_text"],
        width=small.width,
        height=small.height,
        caption=value["caption"],
        srcset=f"{small.url} {small.width}w, {large.url} {large.width}w",
    )


@register.simple_tag
def page_document(
    file: PartnershipDocument | None, *, title: str = ""
) -> SafeString | str:
    """A file to download, with its type, size and pages."""
    if file is None:
        return ""
    return document(
        title or file.title,
        url=file.url,
        file_type=file.file_extension,
        size=file.get_file_size() or 0,
        pages=file.page_count,
    )


@register.simple_tag
def policy_facts(page: PolicyPage) -> SafeString:
    """What a reader must know about a policy before relying on it."""
    rows = [
        ("Version", page.version),
        ("This version is from", write_date(page.changed_on)),
        # Where something changed, the panel about it says who needs to know.
        ("Who needs to know", "" if page.what_changed else page.who_needs_to_know),
        ("Valid from", write_date(page.valid_from) if page.valid_from else ""),
        ("Valid until", write_date(page.valid_until) if page.valid_until else ""),
        ("Due for review", write_date(page.review_on) if page.review_on else ""),
    ]
    return summary_list([row for row in rows if row[1]])


@register.simple_tag
def notice_warning(text: Any) -> SafeString:
    """A warning: words only, since the component is one sentence."""
    return warning_text(strip_tags(str(text)).strip())


def _frame(context: Context) -> SiteFrame:
    frame: SiteFrame = context["site_frame"]
    return frame


@register.simple_tag(takes_context=True)
def news_address(context: Context) -> str:
    """The address of the list of news."""
    return _frame(context).news


@register.simple_tag(takes_context=True)
def calendar_address(context: Context) -> str:
    """The address of the calendar."""
    return _frame(context).calendar


@register.simple_tag
def day_filter(*, name: str, label: str, value: str, failed: bool) -> SafeString:
    """A day to narrow by, which the browser's own calendar fills in.

    What ``failed`` to be a day is shown as it was typed, for which a field for
    days has no place.
    """
    error = (
        format_html(
            '<p id="filter-{}-error" class="govuk-error-message">'
            '<span class="govuk-visually-hidden">Error:</span> '
            "Enter a day like 2026-03-27.</p>",
            name,
        )
        if failed
        else ""
    )
    return format_html(
        '<div class="govuk-form-group{4}"><label class="govuk-label" for="filter-{0}">{1}</label>{3}'
        '<input class="govuk-input" type="{6}" id="filter-{0}" name="{0}" value="{2}"{5}></div>',
        name,
        label,
        value,
        error,
        " govuk-form-group--error" if failed else "",
        format_html(' aria-describedby="filter-{}-error"', name) if failed else "",
        "text" if failed else "date",
    )
