"""A browser that knows nothing of the forms: it fills in whatever a page asks for,
with strings that occur nowhere else, and remembers them."""

import itertools
import random
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

MARK = "zqx"  # Occurs in no word, name or hash.
PAGES = 80
CONTENT = b"%PDF-1.4\n% {} \n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


class Browser(Protocol):
    """Opens pages; redirects are followed. Answers with status, address and text."""

    def get(self, address: str) -> tuple[int, str, str]: ...

    def post(
        self,
        address: str,
        fields: dict[str, list[str]],
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> tuple[int, str, str]: ...


@dataclass
class Planter:
    """Makes strings that occur nowhere else.

    Attributes:
        shown: those that whoever opens the form should read.
        hidden: those that only lie in an attachment, or were never sent.
    """

    seed: int
    shown: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._random = random.Random(self.seed)  # noqa: S311 - no secret

    def word(self, *, is_shown: bool = True) -> str:
        tail = "".join(self._random.choices("bcdfghjkmnpqrtvwxz", k=10))
        made = f"{MARK}{next(self._numbers)}{tail}"
        (self.shown if is_shown else self.hidden).append(made)
        return made

    def choose(self, options: list[str]) -> str:
        return self._random.choice(options)

    @property
    def planted(self) -> list[str]:
        return [*self.shown, *self.hidden]


@dataclass
class Walk:
    """One way through one form, in a browser of its own."""

    browser: Browser
    planter: Planter
    is_shown: bool = True

    def to_the_check(self, start: str) -> str:
        """Fill in all pages from ``start`` until the answers are to be checked, and
        return that page's address."""
        status, address, text = self.browser.get(start)
        attached = False
        for _ in range(PAGES):
            if status != 200:
                raise SystemExit(f"{address} answered {status}: {text[:500]}")
            if address.rstrip("/").endswith("/check"):
                return address
            page = BeautifulSoup(text, "html.parser")
            upload = page.select_one("main input[type=file]")
            if upload is not None and not attached:
                status, address, text = self.attach(address, upload)
                attached = True
                continue
            status, address, text = self._next(address, page)
        raise SystemExit(f"No end was reached from {start}")

    def send(self, check: str) -> str:
        """Send the form, and return the page that answers."""
        status, address, text = self.browser.post(check, {})
        if status != 200:
            raise SystemExit(f"{address} answered {status}")
        return text

    def attach(self, address: str, control: Tag) -> tuple[int, str, str]:
        """Attach a file with a name and a content that occur nowhere else."""
        name = f"{self.planter.word(is_shown=self.is_shown)}.pdf"
        inside = self.planter.word(is_shown=False).encode()
        files = {str(control["name"]): (name, CONTENT.replace(b"{}", inside))}
        return self.browser.post(address, {"deed": ["add"]}, files)

    def _next(self, address: str, page: BeautifulSoup) -> tuple[int, str, str]:
        form = _form_of(page)
        if form is None:
            link = page.select_one(
                "main a.govuk-button:not(.govuk-exit-this-page__button)"
            )
            if link is None:
                raise SystemExit(f"{address} leads nowhere")
            return self.browser.get(urljoin(address, str(link["href"])))
        target = urljoin(address, str(form.get("action") or address))
        return self.browser.post(target, self.fields_of(form))

    def fields_of(self, form: Tag) -> dict[str, list[str]]:
        """Return an answer to each control of a form."""
        fields: dict[str, list[str]] = {}
        for control in form.select("input, textarea, select"):
            name, kind = str(control.get("name") or ""), str(control.get("type") or "")
            if name and kind not in {"submit", "button", "file"}:
                self._answer(fields, control, name, kind)
        return fields

    def _answer(
        self, fields: dict[str, list[str]], control: Tag, name: str, kind: str
    ) -> None:
        if kind == "hidden":
            fields[name] = [str(control.get("value") or "")]
        elif kind in {"radio", "checkbox"}:
            fields.setdefault(name, []).append(str(control.get("value") or "on"))
            if kind == "radio":
                fields[name] = [self.planter.choose(fields[name])]
        elif control.name == "select":
            options = [str(each["value"]) for each in control.select("option[value]")]
            fields[name] = [self.planter.choose([each for each in options if each])]
        else:
            fields[name] = [self._words(control, name, kind)]

    def _words(self, control: Tag, name: str, kind: str) -> str:
        if name.endswith(("_0", "_1", "_2")):  # A date in three parts.
            return {"_0": "27", "_1": "3", "_2": "2011"}[name[-2:]]
        if kind == "tel":
            return "01632 960001"
        if control.get("inputmode") == "numeric":
            return "15"
        word = self.planter.word(is_shown=self.is_shown)
        return f"{word}@example.org" if kind == "email" else word


def _form_of(page: BeautifulSoup) -> Tag | None:
    forms = [
        each
        for each in page.select("main form[method=post]")
        if not each.select_one("input[type=file]")
        and not each.select_one("[name=remove]")
    ]
    return forms[-1] if forms else None
