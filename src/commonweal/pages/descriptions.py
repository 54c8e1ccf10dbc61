"""One or two sentences about a page, for those who have not opened it."""

from typing import Any

from django.utils.text import Truncator

from commonweal.pages.words import body_text

# What search engines and cards show before they cut.
LONGEST = 200


def describe(page: Any) -> str:
    """Return what a page says of itself, else how its body begins. May be empty."""
    given = page.search_description or getattr(page, "summary", "")
    if given:
        return str(given)
    body = getattr(page, "body", None)
    words = " ".join(body_text(body.raw_data).split()) if body else ""
    return Truncator(words).chars(LONGEST)
