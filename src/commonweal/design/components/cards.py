"""Items of a list: news, contacts, dates of an item."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commonweal.dates import write_date

register = template.Library()


class Thumbnail(NamedTuple):
    """A small picture beside a card. Decorative there, so without words."""

    url: str
    width: int
    height: int


class Occasion(NamedTuple):
    """One date of an item, in words, and whether it is over."""

    words: str
    is_past: bool = False
    note: str = ""


class Way(NamedTuple):
    """One way to reach somebody: "Telephone", the words, and a link or nothing."""

    name: str
    words: str
    url: str = ""


@register.simple_tag
def card(
    title: str,
    *,
    url: str,
    on: date | None = None,
    summary: str = "",
    tags: Iterable[str | tuple[str, str]] = (),
    when: str = "",
    thumbnail: Thumbnail | None = None,
    level: Literal[2, 3, 4] = 2,
) -> SafeString:
    """One item of a list of news, policies or results.

    ``on`` is the day it was published; ``when`` says in words when the thing
    itself takes place. A tag is a word, or (word, colour).
    """
    # Pieced together once: a list has twenty cards, and each call escapes anew.
    words, values = [], []
    if on:
        words.append('<p class="cw-card__date"><time datetime="{}">{}</time></p>')
        values += [on.isoformat(), write_date(on, weekday=False)]
    words.append(
        '<h{} class="cw-card__title"><a class="cw-card__link" href="{}">{}</a></h{}>'
    )
    values += [str(level), url, title, str(level)]
    if when:
        words.append('<p class="cw-card__when">{}</p>')
        values.append(when)
    if summary:
        words.append('<p class="cw-card__summary">{}</p>')
        values.append(summary)
    return format_html(
        '<article class="cw-card{}"><div class="cw-card__words">'
        f"{''.join(words)}{{}}</div>{{}}</article>",
        SafeString(" cw-card--with-picture" if thumbnail else ""),
        *values,
        _tags(tags),
        _picture(thumbnail) if thumbnail else "",
    )


def _picture(thumbnail: Thumbnail) -> SafeString:
    return format_html(
        '<img class="cw-card__picture" src="{}" alt="" width="{}" height="{}" '
        'loading="lazy">',
        *thumbnail,
    )


@register.simple_block_tag
def hero(content: str, *, heading: str, lead: str = "") -> SafeString:
    """The opening of the home page: who we are in one line, and the first step.

    Goes into the block ``hero`` of the base page. Its heading is the page's own.
    """
    return format_html(
        '<div class="cw-opening"><div class="govuk-width-container">'
        '<h1 class="cw-opening__heading">{}</h1>{}{}</div></div>',
        heading,
        format_html('<p class="cw-lead">{}</p>', lead) if lead else "",
        content,
    )


@register.simple_tag
def tiles(items: Iterable[Sequence[str]], *, level: Literal[2, 3, 4] = 2) -> SafeString:
    """The few ways in that most people want: (title, address, words) each.

    Three to nine of them. A longer list is a list of links.
    """
    return format_html(
        '<ul class="cw-tiles">{}</ul>',
        format_html_join(
            "",
            '<li class="cw-tile"><h{} class="cw-tile__title">'
            '<a class="cw-card__link" href="{}">{}</a></h{}>'
            '<p class="cw-tile__words">{}</p></li>',
            ((level, address, title, level, words) for title, address, words in items),
        ),
    )


def _tags(tags: Iterable[str | tuple[str, str]]) -> SafeString | str:
    words, values = [], []
    for tag in tags:
        name, colour = (tag, "") if isinstance(tag, str) else tag
        words.append('<strong class="govuk-tag{}">{}</strong>')
        values += [SafeString(colour and f" govuk-tag--{colour}"), name]
    if not words:
        return ""
    return format_html(f'<p class="cw-card__tags">{" ".join(words)}</p>', *values)


@register.simple_tag
def dated_entry(
    occasions: Sequence[Occasion], *, heading: str = "Dates", level: Literal[2, 3] = 2
) -> SafeString:
    """The dates of an item, the past ones struck through and said to be past."""
    return format_html(
        '<div class="cw-dates"><h{} class="cw-dates__heading">{}</h{}>'
        '<ul class="cw-dates__list">{}</ul></div>',
        level,
        heading,
        level,
        format_html_join("", "{}", ((_occasion(one),) for one in occasions)),
    )


def _occasion(occasion: Occasion) -> SafeString:
    note = (
        format_html(' <span class="cw-dates__note">{}</span>', occasion.note)
        if occasion.note
        else ""
    )
    if occasion.is_past:
        return format_html(
            '<li class="cw-dates__item cw-dates__item--past">'
            '<span class="govuk-visually-hidden">Past: </span><s>{}</s>{}</li>',
            occasion.words,
            note,
        )
    return format_html('<li class="cw-dates__item">{}{}</li>', occasion.words, note)


@register.simple_tag
def contact_card(
    name: str,
    *,
    ways: Iterable[Sequence[str]],
    note: str = "",
    level: Literal[2, 3, 4] = 2,
) -> SafeString:
    """Whom to call or write to, and when they answer.

    Each way is (name, words) or (name, words, address), e.g. ("Telephone",
    "01632 960123", "tel:+441632960123"). ``note`` says when: "Monday to
    Friday, 9am to 5pm".
    """
    return format_html(
        '<div class="cw-contact"><h{} class="cw-contact__name">{}</h{}>'
        '<dl class="cw-contact__ways">{}</dl>{}</div>',
        level,
        name,
        level,
        format_html_join("", "{}", ((_way(Way(*way)),) for way in ways)),
        format_html('<p class="cw-contact__note">{}</p>', note) if note else "",
    )


def _way(way: Way) -> SafeString:
    words = (
        format_html('<a class="govuk-link" href="{}">{}</a>', way.url, way.words)
        if way.url
        else way.words
    )
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", way.name, words)
