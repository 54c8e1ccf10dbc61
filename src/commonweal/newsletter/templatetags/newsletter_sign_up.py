"""Signing up for the newsletter, as a part of any page."""

from typing import Any, Literal

from django import template
from django.template import Context
from django.utils.text import slugify

from commonweal.newsletter.forms.subscribing import SignUpForm
from commonweal.newsletter.models import NewsletterSettings

register = template.Library()


@register.inclusion_tag("newsletter/sign_up_component.html", takes_context=True)
def newsletter_sign_up(
    context: Context, heading: str, *, level: Literal[2, 3] = 2
) -> dict[str, Any]:
    """An address, what happens with it, and a button. One query; the same for everybody.

    Once on a page. It is sent to the page to sign up, which asks no more unless
    something is wrong; sector and topics can be chosen with the link that is e-mailed.
    """
    newsletter = NewsletterSettings.load()
    request = context.get("request")
    form = SignUpForm(
        wording=newsletter.consent_wording, path=request.path if request else "/"
    )
    form.auto_id = "newsletter-%s"
    return {
        "form": form,
        "newsletter": newsletter,
        "heading": heading,
        "level": level,
        "id": f"newsletter-{slugify(heading)}",
    }
