"""Buttons and links that look like buttons."""

from typing import Literal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

Kind = Literal["primary", "secondary", "warning", "inverse"]

_CLASSES: dict[str, str] = {
    "primary": "",
    "secondary": " govuk-button--secondary",
    "warning": " govuk-button--warning",
    "inverse": " govuk-button--inverse",
}


@register.simple_tag
def button(
    text: str,
    *,
    kind: Kind = "primary",
    name: str = "",
    value: str = "",
    once: bool = True,
) -> SafeString:
    """A button that sends the form it stands in.

    One primary button a page; "warning" only for what cannot be undone. With
    ``once`` a second press within a second is ignored, where scripts run.
    ``name`` and ``value`` are sent along, to tell several buttons apart.
    """
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    prevents = format_html(' data-prevent-double-click="{}"', "true") if once else ""
    return format_html(
        '<button type="submit" class="govuk-button{}" data-module="govuk-button"{}{}>'
        "{}</button>",
        _CLASSES[kind],
        named,
        prevents,
        text,
    )


@register.simple_tag
def button_link(text: str, *, href: str, kind: Kind = "primary") -> SafeString:
    """A link that looks like a button: the one next step that changes nothing itself.

    Use ``button`` when something is sent.
    """
    return format_html(
        '<a href="{}" role="button" draggable="false" class="govuk-button{}" '
        'data-module="govuk-button">{}</a>',
        href,
        _CLASSES[kind],
        text,
    )


@register.simple_tag
def start_button(text: str, *, href: str) -> SafeString:
    """The link that begins a form or a booking of several pages."""
    return format_html(
        '<a href="{}" role="button" draggable="false" '
        'class="govuk-button govuk-button--start" data-module="govuk-button">{}'
        '<svg class="govuk-button__start-icon" width="17.5" height="19" '
        'viewBox="0 0 33 40" aria-hidden="true" focusable="false">'
        '<path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg></a>',
        href,
        text,
    )


@register.simple_block_tag
def button_group(content: str) -> SafeString:
    """Buttons and links side by side, for example "Save" and "Cancel"."""
    return format_html('<div class="govuk-button-group">{}</div>', content)
