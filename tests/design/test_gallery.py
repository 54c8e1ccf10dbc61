from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from commonweal.design.gallery import functions, groups
from commonweal.design.gallery_samples import ELSEWHERE, SAMPLES
from commonweal.design.privacy_headers import leave_no_trail
from commonweal.design.templatetags.design import register
from tests.conftest import Visitor
from tests.people.factories import AdministratorFactory

SHOWN = [name for _, samples in SAMPLES for name, _ in samples]


def test_gallery_shows_every_component_of_the_catalogue() -> None:
    catalogue = {*register.tags, *register.filters}

    assert sorted([*SHOWN, *ELSEWHERE]) == sorted(catalogue)
    assert set(functions()) == catalogue


@pytest.mark.parametrize(
    "day", [date(2026, 2, 28), date(2026, 5, 9), date(2028, 2, 29)]
)
def test_gallery_renders_every_sample_on_any_day(day: date) -> None:
    request = RequestFactory().get("/design/")

    shown = [one for group in groups(request, today=day) for one in group.shown]

    assert [one.name for one in shown] == SHOWN
    assert [one.name for one in shown if not one.html.strip()] == []
    assert [one.name for one in shown if not one.use_when.endswith(".")] == []


@pytest.mark.django_db
def test_gallery_opens_for_staff_with_the_line_beside_each_component(
    visitor: Visitor,
) -> None:
    visitor.sign_in(AdministratorFactory())

    page = visitor.get("/design/")

    assert [h3.get_text() for h3 in page.select(".cw-gallery__name")] == SHOWN
    sources = [code.get_text() for code in page.select(".cw-gallery__source")]
    assert '{% tag "Online" %}' in sources[SHOWN.index("tag")]
    for anchor in page.select(".cw-contents a[href^='#']"):
        assert page.select_one(str(anchor["href"])) is not None


@pytest.mark.django_db
def test_exit_this_page_leaves_no_trail(visitor: Visitor) -> None:
    visitor.sign_in(AdministratorFactory())

    page = visitor.get("/design/exit-this-page/")

    assert visitor.response["Cache-Control"] == "no-store"
    assert visitor.response["Referrer-Policy"] == "no-referrer"
    assert page.select_one("meta[name=referrer][content=no-referrer]")
    assert [a["class"][0] for a in page.select("body > a, body > nav > a")] == [
        "govuk-skip-link",
        "govuk-skip-link",
    ]
    assert page.select_one(".govuk-exit-this-page")
    assert page.select_one(".cw-exit-note")
    assert page.title is not None
    assert "hurts" not in page.title.get_text()


def test_leave_no_trail_is_all_it_sets() -> None:
    response: dict[str, str] = {}

    class Answer:
        headers = response

    leave_no_trail(Answer())  # type: ignore[arg-type] # all it uses of a response

    assert response == {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@pytest.mark.parametrize(
    "name",
    [
        "govuk-frontend/govuk-frontend.min.css",
        "govuk-frontend/govuk-frontend.min.js",
        "design/site.css",
        "design/components.css",
        "design/print.css",
        "design/site.js",
        "design/scripts-run.js",
        "design/mark.svg",
    ],
)
def test_every_file_of_the_base_page_is_there(name: str) -> None:
    assert finders.find(name)
