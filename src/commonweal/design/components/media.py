"""Pictures, films and people's words."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def picture(
    src: str,
    *,
    alt: str,
    width: int,
    height: int,
    caption: str = "",
    srcset: str = "",
) -> SafeString:
    """A picture in its true proportions, with words for those who cannot see it.

    ``alt`` is empty only for decoration. A caption adds to it, never repeats it.
    """
    image = format_html(
        '<img class="cw-picture__image" src="{}" alt="{}" width="{}" height="{}"{} '
        'loading="lazy" decoding="async">',
        src,
        alt,
        width,
        height,
        format_html(' srcset="{}" sizes="(min-width: 48rem) 40rem, 100vw"', srcset)
        if srcset
        else "",
    )
    words = (
        format_html('<figcaption class="cw-picture__caption">{}</figcaption>', caption)
        if caption
        else ""
    )
    return format_html('<figure class="cw-picture">{}{}</figure>', image, words)


@register.simple_block_tag
def video(
    content: str, *, title: str, watch_url: str, embed_url: str, host: str, length: str
) -> SafeString:
    """A film kept elsewhere. Nothing is asked of its host until somebody says so.

    What stands between the tags is the transcript. Without scripts the film
    is a link. ``embed_url`` must be one that the site's policy lets be framed;
    ``length`` is in words: "3 minutes".
    """
    return format_html(
        '<div class="cw-video" data-module="cw-video" data-embed="{}" data-title="{}">'
        '<div class="cw-video__screen"><span class="cw-video__sign" aria-hidden="true">'
        '<svg width="40" height="40" viewBox="0 0 40 40" focusable="false">'
        '<path fill="currentColor" d="M12 6v28l22-14z"/></svg></span>'
        '<p class="cw-video__title"><a class="cw-video__link" href="{}" '
        'rel="noreferrer">Watch “{}” on {}</a> <span>({})</span></p>'
        '<p class="cw-video__note">Playing it tells {} about your visit and may set '
        "cookies.</p></div>"
        '<details class="govuk-details cw-video__transcript">'
        '<summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">Transcript of “{}”</span></summary>'
        '<div class="govuk-details__text">{}</div></details></div>',
        embed_url,
        title,
        watch_url,
        title,
        host,
        length,
        host,
        title,
        content,
    )


@register.simple_block_tag
def quotation(content: str, *, speaker: str, role: str = "") -> SafeString:
    """Somebody's words, with who said them and in which role."""
    return format_html(
        '<figure class="cw-quotation"><blockquote class="cw-quotation__words">{}'
        '</blockquote><figcaption class="cw-quotation__by">'
        '<span class="cw-quotation__speaker">{}</span>{}</figcaption></figure>',
        content,
        speaker,
        format_html('<span class="cw-quotation__role">{}</span>', role) if role else "",
    )
