"""Addresses for what leaves the site: feeds, calendar files, the sitemap, metadata.

An address taken from a request or from the site's row in the database is that of
whoever asked, or of the site that a restored copy was made from. What others keep
must carry the address that this installation was given: ``SITE_ADDRESS``.
"""

from urllib.parse import urlsplit

from django.conf import settings


def full_address(path: str) -> str:
    """Return the public address of a path that begins with a slash."""
    return f"{settings.SITE_ADDRESS}{path}"


def subscription_address(path: str) -> str:
    """Return the address that makes a device subscribe to a calendar file."""
    return "webcal://" + full_address(path).split("://", 1)[1]


def host_name() -> str:
    """Return the site's host name, which makes identifiers the site's own."""
    return urlsplit(settings.SITE_ADDRESS).hostname or "localhost"


def canonical_address(path: str, *, number: int = 1) -> str:
    """Return the one address under which a page is to be known.

    Of what an address may ask for beside its path, only the number of the page
    of a list makes another page of it; filters show parts of the same list.
    """
    return full_address(path) + (f"?page={number}" if number > 1 else "")
