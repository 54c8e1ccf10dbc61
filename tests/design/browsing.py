"""A browser whose every request is answered here: no server and no network."""

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.chromium import FLAGS, executable

HOME = "http://localhost"
Answer = tuple[dict[str, str], bytes]
FindFile = Callable[[str], str | Path | None]


def answers(client: Client, *paths: str) -> dict[str, Answer]:
    """Fetch pages from the site as it is, headers and all, before a browser opens."""
    found = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code == 200, path
        found[path] = (dict(response.headers.items()), response.content)
    return found


class Reader:
    """Somebody with a browser, who notes all that goes wrong or leaves the site."""

    def __init__(
        self,
        browser: Browser,
        pages: dict[str, Answer],
        find: FindFile,
        **options: object,
    ) -> None:
        self.pages = pages
        self.find = find
        self.wrong: list[str] = []
        self.elsewhere: list[tuple[str, str | None]] = []
        context = browser.new_context(**options)  # type: ignore[arg-type] # playwright's own names
        context.route("**/*", self._answer)
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.wrong.append(message.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, path: str) -> Page:
        """Open one of the pages and wait until its scripts have run."""
        self.page.goto(HOME + path, wait_until="networkidle")
        return self.page

    def _answer(self, route: Route) -> None:
        request = route.request
        url = urlsplit(request.url)
        if f"{url.scheme}://{url.netloc}" != HOME:
            self.elsewhere.append((request.url, request.headers.get("referer")))
            route.fulfill(body="<title>Elsewhere</title>", content_type="text/html")
        elif url.path in self.pages:
            headers, body = self.pages[url.path]
            route.fulfill(headers=headers, body=body)
        else:
            self._answer_with_file(route, url.path.removeprefix("/static/"))

    def _answer_with_file(self, route: Route, name: str) -> None:
        path = self.find(name)
        if path is None:
            self.wrong.append(f"no such file: {name}")
            route.fulfill(status=404)
        else:
            kind = mimetypes.guess_type(name)[0]
            route.fulfill(body=Path(path).read_bytes(), content_type=kind)


@contextmanager
def reading(
    pages: dict[str, Answer], find: FindFile = finders.find, **options: object
) -> Iterator[Reader]:
    """Open a browser on ``pages``; ``find`` says where a static file lies."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        yield Reader(browser, pages, find, **options)
        browser.close()
