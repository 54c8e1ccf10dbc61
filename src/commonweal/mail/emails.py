"""The words of a message, in the partnership's own wording or the default."""

from django.conf import settings
from django.template.loader import render_to_string

from commonweal.design.models import Brand
from commonweal.mail import composing
from commonweal.mail.composing import Values
from commonweal.mail.letters import Letter
from commonweal.mail.models import Wording
from commonweal.mail.wording import Template, Words, is_code, template_of

BUTTON = (
    "display:inline-block;padding:12px 20px;border-radius:4px;font-weight:bold;"
    "text-decoration:none;background-color:{ground};color:{text}"
)


def render(template_key: str, context: Values) -> Letter:
    """Return the letter of that kind with ``context`` in its placeholders.

    The partnership's own wording is used when there is one and it is valid;
    otherwise the default that the room declared.

    Args:
        context: a value for each placeholder that was declared. A list of
            strings stands as points. Links are whole addresses.

    Raises:
        KeyError: no such message, or a placeholder without a value.
        ValueError: a link's value is not an http or https address.
    """
    template = template_of(template_key)
    own = Wording.objects.filter(template=template_key).first()
    words = own.words(default=template) if own else template.words
    return compose(words, template=template, values=context)


def compose(words: Words, *, template: Template, values: Values) -> Letter:
    """Return the letter that ``words`` make: what ``render`` and the preview use.

    Raises: as ``render``.
    """
    missing = sorted(template.placeholders.keys() - values.keys())
    if missing:
        raise KeyError(f"{template.key}: no value for {', '.join(missing)}")
    brand = Brand.of_default_site()
    subject = composing.as_line(words.subject, values)
    body = composing.as_text(words.body, values)
    foot = f"{brand.partnership_name}\n{settings.SITE_ADDRESS}/"
    style = BUTTON.format(
        ground=brand.palette.button_colour, text=brand.palette.button_text_colour
    )
    page = {
        "subject": subject,
        "body": composing.as_html(words.body, values, button_style=style),
        "name": brand.partnership_name,
        "accent": brand.palette.header_colour,
        "site_address": settings.SITE_ADDRESS,
    }
    return Letter(
        subject=subject,
        text=f"{body}\n\n-- \n{foot}\n",
        html=render_to_string("design/email.html", page),
        template=template.key,
        holds_code=any(map(is_code, template.placeholders)),
    )
