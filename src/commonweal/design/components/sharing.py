"""Ways to pass a page on without telling a third party."""

from urllib.parse import quote

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def share_links(title: str, *, url: str, level: int = 2) -> SafeString:
    """Pass a page on by email, by copying its address or from the device's own menu.

    ``url`` is the full address. The last two need scripts and stay hidden
    without them; none of them tells another company who reads what.
    """
    return format_html(
        '<div class="cw-share" data-module="cw-share" data-title="{}" data-url="{}">'
        '<h{} class="cw-share__heading">Share this page</h{}><ul class="cw-share__ways">'
        '<li><a class="govuk-link" href="mailto:?subject={}&amp;body={}">By email</a></li>'
        '<li hidden><button type="button" class="cw-share__button" data-share="copy">'
        "Copy the address</button></li>"
        '<li hidden><button type="button" class="cw-share__button" data-share="device">'
        "More ways</button></li></ul>"
        '<p class="cw-share__done" role="status"></p></div>',
        title,
        url,
        level,
        level,
        quote(title, safe=""),
        quote(url, safe=""),
    )
