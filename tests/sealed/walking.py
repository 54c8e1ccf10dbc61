"""Walks through a form as a browser would, page by page."""

from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.sealed.definitions import definition_of
from commonweal.sealed.definitions.questions import Kind, Question
from commonweal.sealed.models import Route
from tests.conftest import FROM_HERE, check_page
from tests.sealed.scene import Scene

NUMBER = "01632 960001"
WORDS: dict[Kind, Any] = {
    Kind.TEXT: "Some words",
    Kind.LONG_TEXT: "Some more words,\non two lines",
    Kind.NAME: "Robin Example",
    Kind.ADDRESS: "1 Invented Street\nYork",
    Kind.PHONE: NUMBER,
    Kind.EMAIL: "robin@example.org",
    Kind.NUMBER: "14",
}


def offer(scene: Scene, form: str = "information-sharing", **fields: Any) -> Route:
    """Offer a form at a neutral address."""
    return Route.objects.create(
        **{
            "slug": f"form-{form[:2]}",
            "form": form,
            "title": "Share information",
            "team": scene.team,
            **fields,
        }
    )


@dataclass
class Walker:
    """One browser, with its cookies and where it is."""

    route: Route
    client: Client = field(default_factory=Client)
    response: Any = None

    def get(self, path: str, *, status: int = 200) -> BeautifulSoup:
        return self._read(self.client.get(path, follow=True), status)

    def post(
        self, path: str, fields: dict[str, Any] | None = None, *, status: int = 200
    ) -> BeautifulSoup:
        answer = self.client.post(path, fields or {}, follow=True, headers=FROM_HERE)
        return self._read(answer, status)

    def _read(self, response: Any, status: int) -> BeautifulSoup:
        self.response = response
        assert response.status_code == status, (response.status_code, self.path)
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"
        found = BeautifulSoup(response.content, "html.parser")
        check_page(found)
        assert found.select_one(".govuk-exit-this-page"), "no way out"
        assert found.select_one(".cw-help"), "nobody to call"
        return found

    @property
    def base(self) -> str:
        return f"/forms/{self.route.slug}/"

    @property
    def path(self) -> str:
        return str(self.response.request["PATH_INFO"])

    @property
    def asked(self) -> Question | None:
        """The question that this browser has been led to; None when it is none."""
        last = self.path.rstrip("/").rpartition("/")[2]
        return self.form.questions[int(last) - 1] if last.isdigit() else None

    @property
    def form(self):
        return definition_of(self.route.form, 1)

    def begin(self) -> None:
        """Start the form, and pass the page on safety where there is one."""
        self.post(self.base)
        if self.path.endswith("/safety/"):
            self.get(f"{self.base}next/")

    def answer(self, given: Any, **kwargs: Any) -> BeautifulSoup:
        """Answer the question that is asked."""
        asked = self.asked
        assert asked is not None, self.path
        return self.post(self.here, fields_of(asked, given), **kwargs)

    @property
    def here(self) -> str:
        query = self.response.request.get("QUERY_STRING", "")
        return f"{self.path}?{query}" if query else self.path

    def fill_in(self, **answers: Any) -> None:
        """Answer all that is asked: as said, or with any words that are right."""
        while self.asked is not None:
            self.fill_one(**answers)

    def fill_one(self, **answers: Any) -> None:
        """Answer the question that is asked: as said, or with any words."""
        asked = self.asked
        assert asked is not None, self.path
        self.answer(answers.get(asked.key, usual(asked)))

    def send(self, *, status: int = 200) -> BeautifulSoup:
        return self.post(f"{self.base}check/", status=status)

    def attach(self, name: str, content: bytes, **kwargs: Any) -> BeautifulSoup:
        file = SimpleUploadedFile(name, content)
        return self.post(self.here, {"file": file, "deed": "add"}, **kwargs)


def usual(question: Question) -> Any:
    if question.kind is Kind.RADIOS:
        return question.choices[-1].value
    if question.kind is Kind.CHECKBOXES:
        return [question.choices[0].value]
    if question.kind is Kind.DATE:
        return ("27", "3", "2010")
    return WORDS.get(question.kind, "")


def fields_of(question: Question, given: Any) -> dict[str, Any]:
    if question.kind in {Kind.NOTICE, Kind.FILES}:
        return {}
    if question.kind is Kind.DATE and given:
        day, month, year = given
        return {"answer_0": day, "answer_1": month, "answer_2": year}
    return {"answer": given}
