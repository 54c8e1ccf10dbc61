"""Words that open on request."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def details(content: str, *, summary: str, is_open: bool = False) -> SafeString:
    """Something only some readers need: a definition, a transcript, a full address."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        SafeString(" open") if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag
def accordion(content: str, *, id: str) -> SafeString:
    """Several sections of which each reader needs a few; open without scripts.

    Holds ``accordion_section`` tags that repeat its ``id``. Prefer headings on
    a page that most people read whole.
    """
    return format_html(
        '<div class="govuk-accordion" data-module="govuk-accordion" '
        'data-remember-expanded="false" id="{}">{}</div>',
        id,
        content,
    )


@register.simple_block_tag
def accordion_section(
    content: str,
    *,
    heading: str,
    accordion: str,
    number: int,
    summary: str = "",
    level: int = 2,
) -> SafeString:
    """One section of an ``accordion``; ``number`` counts from 1."""
    line = (
        format_html(
            '<div class="govuk-accordion__section-summary govuk-body" '
            'id="{}-summary-{}">{}</div>',
            accordion,
            number,
            summary,
        )
        if summary
        else ""
    )
    return format_html(
        '<div class="govuk-accordion__section">'
        '<div class="govuk-accordion__section-header">'
        '<h{} class="govuk-accordion__section-heading">'
        '<span class="govuk-accordion__section-button" id="{}-heading-{}">{}</span>'
        '</h{}>{}</div><div id="{}-content-{}" class="govuk-accordion__section-content">'
        "{}</div></div>",
        level,
        accordion,
        number,
        heading,
        level,
        line,
        accordion,
        number,
        content,
    )


@register.simple_block_tag
def tabs(
    content: str,
    *,
    labels: Sequence[tuple[str, str]],
    title: str = "Contents",
    level: int = 2,
) -> SafeString:
    """Two to five views of the same thing, never needed together or compared.

    ``labels`` holds (id, label) of each ``tab_panel`` inside. Without scripts
    it is a list of contents with every panel shown. When in doubt, use headings.
    """
    return format_html(
        '<div class="govuk-tabs" data-module="govuk-tabs">'
        '<h{} class="govuk-tabs__title">{}</h{}><ul class="govuk-tabs__list">{}</ul>{}'
        "</div>",
        level,
        title,
        level,
        format_html_join(
            "",
            '<li class="govuk-tabs__list-item{}">'
            '<a class="govuk-tabs__tab" href="#{}">{}</a></li>',
            (
                (" govuk-tabs__list-item--selected" if i == 0 else "", id, label)
                for i, (id, label) in enumerate(labels)
            ),
        ),
        content,
    )


@register.simple_block_tag
def tab_panel(content: str, *, id: str, is_first: bool = False) -> SafeString:
    """One view inside ``tabs``; the first is the one shown when the page opens."""
    return format_html(
        '<div class="govuk-tabs__panel{}" id="{}">{}</div>',
        "" if is_first else " govuk-tabs__panel--hidden",
        id,
        content,
    )
