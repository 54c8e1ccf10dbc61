"""Narrowing a long list."""

from collections.abc import Iterable
from typing import Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


class Choice(Protocol):
    """Something to narrow by; its words are what ``str`` says of it."""

    @property
    def slug(self) -> str: ...


@register.simple_block_tag
def filter_panel(
    content: str,
    *,
    heading: str,
    action: str = "",
    chosen: Iterable[tuple[str, str]] = (),
    clear_url: str = "",
    id: str = "filter",
    button: str = "Apply filters",
) -> SafeString:
    """Fields that narrow a list, beside it or folded away above it on a phone.

    A GET form, so that the result has an address. ``chosen`` holds (words,
    address without it) for each filter in force; ``clear_url`` takes them all off.
    """
    return format_html(
        '<form class="cw-filter" method="get" action="{}" aria-label="{}">'
        '<details class="cw-filter__details" data-module="cw-filter" open>'
        '<summary class="cw-filter__summary">{}</summary>'
        '<div class="cw-filter__body">{}{}'
        '<button type="submit" class="govuk-button cw-filter__button">{}'
        "</button></div></details></form>",
        action,
        heading,
        heading,
        _chosen(chosen, clear_url, id),
        content,
        button,
    )


@register.simple_tag
def choice_filter(
    *, name: str, label: str, choices: Iterable[Choice], chosen: object, every: str
) -> SafeString:
    """A list to narrow by: one of ``choices`` by its slug, or all of them."""
    options = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (choice.slug, SafeString(" selected") if choice == chosen else "", choice)
            for choice in choices
        ),
    )
    return format_html(
        '<div class="govuk-form-group"><label class="govuk-label" for="filter-{0}">{1}</label>'
        '<select class="govuk-select cw-filter__select" id="filter-{0}" name="{0}">'
        '<option value="">{2}</option>{3}</select></div>',
        name,
        label,
        every,
        options,
    )


def _chosen(
    chosen: Iterable[tuple[str, str]], clear_url: str, id: str
) -> SafeString | str:
    items = format_html_join(
        "",
        '<li><a class="cw-filter__chip" href="{}">'
        '<span class="govuk-visually-hidden">Remove filter: </span>{}</a></li>',
        ((address, words) for words, address in chosen),
    )
    if not items:
        return ""
    return format_html(
        '<div class="cw-filter__chosen"><p class="cw-filter__chosen-title" id="{}-chosen">'
        'In force</p><ul aria-labelledby="{}-chosen">{}</ul>{}</div>',
        id,
        id,
        items,
        format_html('<a class="govuk-link" href="{}">Clear all</a>', clear_url)
        if clear_url
        else "",
    )
