"""One person with a browser, as far as a booking needs one.

Keeps cookies, follows redirects, and fills in the form a page shows. Each person
comes from a loopback address of their own, so that the limits on sign-in, which
count by address, stay switched on. When the server goes away in the middle of an
answer the person tries again, as people do.
"""

import html
import http.client
import re
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL | re.IGNORECASE)
FIELD = re.compile(r"<(input|textarea|select)\b([^>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r'([\w-]+)(?:\s*=\s*"([^"]*)")?')
PATIENCE = 60  # seconds that a person goes on trying
PAUSE = 0.2
REDIRECTS = {301, 302, 303, 307, 308}
FAILURES = (OSError, http.client.HTTPException)


class GaveUpError(Exception):
    """The site did not answer for as long as a person waits."""


@dataclass(slots=True)
class Page:
    """What the person sees: where they are, and what it says."""

    status: int
    path: str
    text: str

    def form(self, *, having: str) -> tuple[str, dict[str, str]]:
        """Return the address and the fields, as they stand, of the form that has
        a field, a button or an address called ``having``."""
        for attributes, inner in FORM.findall(self.text):
            action = _attributes(attributes).get("action") or self.path
            fields = dict(_fields(inner))
            if having in fields or having in action or f'name="{having}"' in inner:
                return urljoin(self.path, action), fields
        raise AssertionError(f"no form with {having!r} at {self.path} ({self.status})")


@dataclass(slots=True)
class Visitor:
    """A person at ``port``, coming from ``source``, a loopback address."""

    port: int
    source: str
    cookies: dict[str, str] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    retries: int = 0
    _line: http.client.HTTPConnection | None = None

    def open(self, path: str) -> Page:
        return self._go("GET", path, None)

    def send(self, page: Page, *, having: str, **values: str) -> Page:
        """Fill in a form of ``page`` and send it."""
        path, fields = page.form(having=having)
        return self._go("POST", path, urlencode({**fields, **values}))

    def _go(self, method: str, path: str, body: str | None) -> Page:
        for _ in range(10):
            status, headers, text = self._patiently(method, path, body)
            if status not in REDIRECTS:
                return Page(status, path, text)
            there = urlsplit(urljoin(path, headers["location"]))
            path = there.path + (f"?{there.query}" if there.query else "")
            method, body = (
                ("GET", None) if status in {301, 302, 303} else (method, body)
            )
        raise AssertionError(f"sent round in a circle at {path}")

    def _patiently(
        self, method: str, path: str, body: str | None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        until = time.monotonic() + PATIENCE
        while True:
            began = time.monotonic()
            try:
                answer = self._ask(method, path, body)
            except FAILURES as error:
                self._hang_up()
                if time.monotonic() > until:
                    raise GaveUpError(path) from error
            else:
                if answer[0] < 500 or time.monotonic() > until:
                    self.waits.append(time.monotonic() - began)
                    return answer
            self.retries += 1
            time.sleep(PAUSE)

    def _ask(
        self, method: str, path: str, body: str | None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        if self._line is None:
            self._line = http.client.HTTPConnection(
                "127.0.0.1", self.port, timeout=30, source_address=(self.source, 0)
            )
        here = f"http://localhost:{self.port}"
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": "; ".join(
                f"{name}={value}" for name, value in self.cookies.items()
            ),
        }
        if method == "POST":
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": here,
                "Referer": here + path,
                "Sec-Fetch-Site": "same-origin",
            }
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        text = answer.read().decode()
        for header in answer.headers.get_all("set-cookie") or ():
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.will_close:
            self._hang_up()
        return answer.status, answer.headers, text

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
        self._line = None


def _attributes(text: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in ATTRIBUTE.findall(text)}


def _fields(inner: str) -> list[tuple[str, str]]:
    """The fields of a form as a browser would send them untouched."""
    found = []
    for kind, text in FIELD.findall(inner):
        values = _attributes(text)
        name = values.get("name")
        if not name:
            continue
        is_choice = values.get("type") in {"radio", "checkbox"}
        if (is_choice and "checked" not in values) or values.get("type") == "submit":
            continue
        found.append((name, values.get("value", "") if kind.lower() == "input" else ""))
    return found
