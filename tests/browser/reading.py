"""Somebody with a browser, who notes all that goes wrong or leaves the site."""

from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Request,
    Response,
    Route,
    ViewportSize,
)

from tests.browser.server import Site

WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}
NARROWEST: ViewportSize = {"width": 320, "height": 640}
# The last thing that govuk-frontend does to a page is to mark it.
ENHANCED = "() => document.body?.classList.contains('govuk-frontend-supported')"
OF_NO_HOST = {"data", "blob", "about", "chrome-error"}


class Reader:
    """One person's browser window on a running site.

    Attributes:
        wrong: what the console complained of, and requests that failed.
        elsewhere: requests to any other host, as (address, Referer or None).
        kept: addresses whose answers set a cookie or differ by cookie.
    """

    def __init__(self, browser: Browser, site: Site, **options: Any) -> None:
        self.site = site
        self.wrong: list[str] = []
        self.elsewhere: list[tuple[str, str | None]] = []
        self.kept: list[str] = []
        self.expected: set[str] = set()
        self.runs_scripts = options.get("java_script_enabled", True)
        options = {"viewport": WIDE, "locale": "en-GB", **options}
        self.context = browser.new_context(base_url=site.address, **options)
        self.page: Page = self.context.new_page()
        self.page.on("console", self._note_complaint)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", self._note_host)
        self.page.on("requestfailed", self._note_failure)
        self.page.on("response", self._note_answer)

    def open(self, path: str, *, status: int = 200) -> Page:
        """Open a page of the site and wait until its scripts have run."""
        if status != 200:
            self.expected.add(self.site.address + path)
        response = self.page.goto(path)
        assert response is not None, path
        assert response.status == status, path
        if self.runs_scripts:
            self.page.wait_for_function(ENHANCED)
        return self.page

    def answer_for(self, host: str) -> None:
        """Stand in for another site: whatever is asked of it, answer a short page."""

        def answer(route: Route) -> None:
            body = "<!doctype html><title>Elsewhere</title><h1>Elsewhere</h1>"
            route.fulfill(body=body, content_type="text/html")

        self.context.route(f"https://{host}/**", answer)

    def _note_complaint(self, message: ConsoleMessage) -> None:
        address = message.location.get("url", "")
        is_known = address in self.expected and "status of 4" in message.text
        if message.type in {"error", "warning"} and not is_known:
            self.wrong.append(f"{message.type}: {message.text} ({address})")

    def _note_host(self, request: Request) -> None:
        parts = urlsplit(request.url)
        home = f"{parts.scheme}://{parts.netloc}" == self.site.address
        if not home and parts.scheme not in OF_NO_HOST:
            self.elsewhere.append((request.url, request.headers.get("referer")))

    def _note_failure(self, request: Request) -> None:
        is_unwanted = not self.runs_scripts and request.url.endswith(".js")
        if not is_unwanted:
            self.wrong.append(f"failed: {request.url} {request.failure}")

    def _note_answer(self, response: Response) -> None:
        if response.status >= 400 and response.url not in self.expected:
            self.wrong.append(f"{response.status}: {response.url}")
        if not response.url.startswith(self.site.address):
            return
        headers = response.headers
        varies = "cookie" in headers.get("vary", "").lower()
        if varies or "set-cookie" in headers:
            self.kept.append(response.url)
