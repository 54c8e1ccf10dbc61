"""For people at risk: leave quickly, and whom to call."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

WEATHER = "https://www.bbc.co.uk/weather"
"""Where GOV.UK's own component leads: a page nobody has to explain."""


class HelpLine(NamedTuple):
    """Somebody who answers: name, number as written, tel: address, hours."""

    name: str
    number: str
    url: str
    hours: str = ""


@register.simple_tag
def exit_this_page(*, href: str = "") -> SafeString:
    """The way off a page about abuse, in one press or three of the shift key.

    ``href`` is a weather page when empty. Where the site keeps a draft, it is an
    address of ours that forgets it and leads on.

    ``base.html`` shows it, with its skip link and its note, when the page's
    context says ``shows_exit``. Send such a page through
    ``design.privacy_headers.leave_no_trail`` as well.
    """
    return format_html(
        '<div class="govuk-exit-this-page" data-module="govuk-exit-this-page">'
        '<a href="{}" role="button" draggable="false" class="govuk-button '
        "govuk-button--warning govuk-exit-this-page__button "
        'govuk-js-exit-this-page-button" data-module="govuk-button" '
        'rel="nofollow noreferrer"><span class="govuk-visually-hidden">Emergency</span> '
        "Exit this page</a></div>",
        href or WEATHER,
    )


@register.simple_tag
def exit_skip_link(*, href: str = "") -> SafeString:
    """The same way out as the second thing the keyboard reaches."""
    return format_html(
        '<nav aria-label="Quick exit">'
        '<a href="{}" class="govuk-skip-link govuk-js-exit-this-page-skiplink" '
        'rel="nofollow noreferrer">Exit this page</a></nav>',
        href or WEATHER,
    )


@register.simple_tag
def exit_note() -> SafeString:
    """What "Exit this page" does and, honestly, what it cannot do."""
    return format_html(
        '<details class="govuk-details cw-exit-note">'
        '<summary class="govuk-details__summary"><span class="govuk-details__summary-text">'
        "{}</span></summary>"
        '<div class="govuk-details__text"><p>{}</p><p>{}</p><p>{}</p></div></details>',
        "How to leave this page quickly",
        "Select “Exit this page”, or press the shift key three times within five "
        "seconds. A weather page opens instead.",
        "This does not remove the page from your browser’s history. Somebody who "
        "uses the same device can still find it there.",
        "If it is safe, open this site in a private or incognito window, or use a "
        "device that nobody else can see. In an emergency call 999.",
    )


@register.simple_tag
def help_lines(
    lines: Iterable[Sequence[str]],
    *,
    heading: str = "If you need help now",
    level: int = 2,
) -> SafeString:
    """Numbers to call, beside any page on abuse or harm. 999 always comes first.

    Each line is (name, number, "tel:" address, hours).
    """
    return format_html(
        '<section class="cw-help" aria-labelledby="help-lines">'
        '<h{} class="cw-help__heading" id="help-lines">{}</h{}>'
        '<p class="cw-help__emergency">In an emergency call '
        '<a class="govuk-link" href="tel:999">999</a></p>'
        '<ul class="cw-help__lines">{}</ul></section>',
        level,
        heading,
        level,
        format_html_join("", "{}", ((_help_line(HelpLine(*line)),) for line in lines)),
    )


def _help_line(line: HelpLine) -> SafeString:
    return format_html(
        '<li><span class="cw-help__name">{}</span> '
        '<a class="govuk-link cw-help__number" href="{}">{}</a>{}</li>',
        line.name,
        line.url,
        line.number,
        format_html(' <span class="cw-help__hours">{}</span>', line.hours)
        if line.hours
        else "",
    )
