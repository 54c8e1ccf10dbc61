"""One browser and one running site for all of this folder's tests.

Both live as long as a worker stays in this folder, not longer: while they do,
Django refuses its database in this process. Nothing here needs it; the site
runs in a process of its own.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    StorageState,
    expect,
    sync_playwright,
)

from tests.browser.reading import Reader
from tests.browser.server import Site, prepared, serving
from tests.chromium import FLAGS, executable

# Patience for a busy machine; what is there at once is seen at once.
expect.set_options(timeout=20_000)
OpenReader = Callable[..., Reader]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a filled site, one for all workers of a run."""
    base = tmp_path_factory.getbasetemp()
    return prepared(base.parent if base.name.startswith("popen-") else base)


@pytest.fixture(scope="package")
def site(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that tests only read."""
    folder = tmp_path_factory.mktemp("site") / "var"
    with serving(filled, folder) as running:
        yield running


@pytest.fixture
def own_site(filled: Path, tmp_path: Path) -> Iterator[Site]:
    """A site of the test's own, to change as it likes."""
    with serving(filled, tmp_path / "var") as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable(),
            args=FLAGS,
            # A page kept for Back must be kept here as it is for readers.
            ignore_default_args=["--disable-back-forward-cache"],
        )
        yield launched
        launched.close()


@pytest.fixture
def open_reader(browser: Browser, site: Site) -> Iterator[OpenReader]:
    """Open a window: ``open_reader(viewport=PHONE, java_script_enabled=False)``.

    ``on`` is another site than the shared one.
    """
    contexts: list[BrowserContext] = []

    def open_one(*, on: Site = site, **options: Any) -> Reader:
        reader = Reader(browser, on, **options)
        contexts.append(reader.context)
        return reader

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def reader(open_reader: OpenReader) -> Reader:
    """A member of the public at a wide screen."""
    return open_reader()


@pytest.fixture(scope="package")
def staff(browser: Browser, site: Site) -> StorageState:
    """What an administrator's browser holds after signing in."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.sign_in_address("administrator"))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.address}/admin/")
    state = context.storage_state()
    context.close()
    return state
