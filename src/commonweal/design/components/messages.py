"""Words set apart: notices, banners, boxes, states."""

from datetime import date
from typing import Literal

from django import template
from django.template.defaultfilters import slugify
from django.utils.html import format_html
from django.utils.safestring import SafeString

from commonweal.dates import write_date

register = template.Library()

Tone = Literal["neutral", "success", "warning"]
HeadingLevel = Literal[2, 3, 4]


@register.simple_block_tag
def inset_text(content: str) -> SafeString:
    """A remark that stands out from the text around it: a quote, an example, a note.

    Rarely, and never for what must not be missed: that is ``warning_text``.
    """
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_tag
def warning_text(text: str) -> SafeString:
    """A sentence about a consequence: a deadline, a fee, a duty in law."""
    return format_html(
        '<div class="govuk-warning-text">'
        '<span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text">'
        '<span class="govuk-visually-hidden">Warning</span>{}</strong></div>',
        text,
    )


@register.simple_block_tag
def notification_banner(
    content: str,
    *,
    heading: str = "",
    tone: Literal["neutral", "success"] = "neutral",
    id: str = "notification",
) -> SafeString:
    """News about the whole service, or what has just been done ("success").

    One a page, before the page's own heading. ``id`` only matters when a page
    has two.
    """
    is_success = tone == "success"
    return format_html(
        '<div class="govuk-notification-banner{}" role="{}" aria-labelledby="{}-title" '
        'data-module="govuk-notification-banner"{}>'
        '<div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="{}-title">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>',
        " govuk-notification-banner--success" if is_success else "",
        "alert" if is_success else "region",
        id,
        # Only the first on a page may take the focus when it opens.
        SafeString(' data-disable-auto-focus="true"') if id != "notification" else "",
        id,
        heading or ("Success" if is_success else "Important"),
        content,
    )


@register.simple_block_tag
def panel(
    content: str, *, heading: str, tone: Tone = "neutral", level: HeadingLevel = 2
) -> SafeString:
    """A tinted box with a heading: what to know before, whom to ask, how to book."""
    return format_html(
        '<section class="cw-panel cw-panel--{}" aria-labelledby="{}">'
        '<h{} class="cw-panel__heading" id="{}">{}</h{}>'
        '<div class="cw-panel__body">{}</div></section>',
        tone,
        f"panel-{slugify(heading)}",
        level,
        f"panel-{slugify(heading)}",
        heading,
        level,
        content,
    )


@register.simple_tag
def confirmation(
    title: str, *, reference: str = "", level: Literal[1, 2, 3] = 1
) -> SafeString:
    """The end of a task: what was done, and a reference to keep.

    Its title is the page's main heading, hence ``level`` 1.
    """
    body = (
        format_html(
            '<div class="govuk-panel__body">Your reference<br><strong>{}</strong></div>',
            reference,
        )
        if reference
        else ""
    )
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation">'
        '<h{} class="govuk-panel__title">{}</h{}>{}</div>',
        level,
        title,
        level,
        body,
    )


@register.simple_tag
def archived_banner(
    *,
    on: date | None = None,
    newer_title: str = "",
    newer_url: str = "",
    id: str = "archived",
) -> SafeString:
    """Tells that a page is kept for the record, since when and what replaced it.

    Its address keeps working for ever; the banner says not to rely on it.
    """
    since = f" on {write_date(on, weekday=False)}" if on else ""
    newer = (
        format_html(
            ' It was replaced by <a class="govuk-link" href="{}">{}</a>.',
            newer_url,
            newer_title,
        )
        if newer_url
        else ""
    )
    return format_html(
        '<div class="cw-archived" role="region" aria-labelledby="{}-title">'
        '<p class="cw-archived__title" id="{}-title">'
        '<strong class="govuk-tag govuk-tag--grey">Archived</strong></p>'
        '<p class="cw-archived__text">This page was archived{}. '
        "It is kept for the record and may be out of date.{}</p></div>",
        id,
        id,
        since,
        newer,
    )


@register.simple_block_tag
def phase_banner(content: str, *, phase: str) -> SafeString:
    """Says that the service is new or being tried, and where to tell us about it."""
    return format_html(
        '<div class="govuk-phase-banner govuk-width-container">'
        '<p class="govuk-phase-banner__content">'
        '<strong class="govuk-tag govuk-phase-banner__content__tag">{}</strong>'
        '<span class="govuk-phase-banner__text">{}</span></p></div>',
        phase,
        content,
    )


@register.simple_block_tag
def empty_state(content: str, *, heading: str, level: HeadingLevel = 2) -> SafeString:
    """Stands where a list would: says that nothing was found and what to try."""
    return format_html(
        '<div class="cw-empty"><h{} class="cw-empty__heading">{}</h{}>{}</div>',
        level,
        heading,
        level,
        content,
    )


@register.simple_tag
def progress_indicator(
    label: str, *, done: int, total: int, id: str = "progress"
) -> SafeString:
    """How far a long piece of work has come, in words and as a bar.

    Show it on a page that loads itself again, or that ``site.js`` updates.
    """
    return format_html(
        '<div class="cw-progress"><label class="cw-progress__label" for="{}">{}</label>'
        '<progress class="cw-progress__bar" id="{}" max="{}" value="{}"></progress>'
        '<p class="cw-progress__count" role="status">{} of {} done</p></div>',
        id,
        label,
        id,
        total,
        done,
        f"{done:,}",
        f"{total:,}",
    )


@register.simple_tag
def cookie_note(*, cookies_url: str = "") -> SafeString:
    """Says that reading the site sets no cookie, so that no banner has to ask."""
    link = (
        format_html(' <a class="govuk-link" href="{}">Cookies</a>', cookies_url)
        if cookies_url
        else ""
    )
    return format_html(
        '<p class="cw-cookie-note">Reading this site sets no cookies and tells no other '
        "company about your visit.{}</p>",
        link,
    )
