"""Filters for the pages of signing in."""

import json
from typing import Any

from django import template

from commonweal.people import browsers

register = template.Library()
register.filter("browser_name", browsers.browser_name)


@register.filter
def passkey_options(data: dict[str, Any]) -> str:
    """What a browser needs to make or use a passkey, as JSON for an attribute."""
    return json.dumps(next(iter(data.values())))


@register.filter
def in_fours(key: str) -> str:
    """A key in groups of four characters, to be copied by hand."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
