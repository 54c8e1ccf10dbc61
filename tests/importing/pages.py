"""The saved pages of this folder, and short ways to read others."""

from pathlib import Path

from commonweal.importing.files import SavedFile
from commonweal.importing.news_items import NewsItem
from commonweal.importing.snapshots import Snapshot, read_snapshot

SAVED = Path(__file__).parent / "saved"


def capture(text: str, *, name: str = "page.txt") -> Snapshot:
    return read_snapshot(SavedFile(name=name, text=text, is_html=False))


def page(html: str, *, name: str = "page.html") -> Snapshot:
    return read_snapshot(SavedFile(name=name, text=html, is_html=True))


def only_item(body: str) -> NewsItem:
    """Read a capture of one item with ``body``."""
    (item,) = capture(f"A title\n\nPublished 1 May 2025.\n\n{body}").items
    return item


def only_html_item(body: str) -> NewsItem:
    """Read a page of one item with ``body``."""
    html = f"<h2>A title</h2><p>Published 1 May 2025.</p>{body}"
    (item,) = page(f"<html><body>{html}</body></html>").items
    return item
