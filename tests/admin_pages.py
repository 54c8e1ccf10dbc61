"""Pages of Wagtail's admin, which a visitor only fetches; see ``conftest``."""

from typing import Any

from bs4 import BeautifulSoup


def page_of(response: Any) -> BeautifulSoup:
    """Return the page of an answer."""
    return BeautifulSoup(response.content, "html.parser")
