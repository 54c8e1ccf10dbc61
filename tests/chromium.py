"""The machine's Chromium, and how every test starts it."""

import shutil

import pytest

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # Whatever a page asks of another host fails, and so shows.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)


def executable() -> str:
    """Return where it is; fail the test if the machine has none."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail(
            "These tests need Chromium: apt-get install chromium", pytrace=False
        )
    return path
