"""The base page's files under their own names and under production's hashed ones."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.test import RequestFactory
from pytest_django import Settings

HASHED = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
ATTRIBUTES = ("href", "src", "data-govuk-frontend")


@pytest.fixture
def hashed(settings: Settings, tmp_path: Path) -> Path:
    """The folder of static files, collected as production does."""
    collect(settings, tmp_path)
    return tmp_path


def collect(settings: Settings, folder: Path) -> None:
    """Collect this room's static files, hashed and compressed; others' take long."""
    settings.STATIC_ROOT = folder
    settings.STORAGES = HASHED
    call_command(
        "collectstatic",
        interactive=False,
        verbosity=0,
        ignore_patterns=["wagtail*", "rest_framework", "components", "*.scss"],
    )


def addresses() -> list[str]:
    """Every static file that the base page names."""
    html = render_to_string("design/base.html", {}, RequestFactory().get("/"))
    page = BeautifulSoup(html, "html.parser")
    return [
        str(tag[name])
        for tag in page.find_all(True)
        for name in ATTRIBUTES
        if str(tag.get(name, "")).startswith("/static/")
    ]


@pytest.mark.django_db
def test_base_page_names_files_that_are_there() -> None:
    names = [address.removeprefix("/static/") for address in addresses()]

    assert len(names) == 9
    assert [name for name in names if finders.find(name) is None] == []


@pytest.mark.django_db
def test_base_page_names_hashed_files_in_production(hashed: Path) -> None:
    names = [urlsplit(address).path.removeprefix("/static/") for address in addresses()]

    assert len(names) == 9
    assert [name for name in names if not (hashed / name).is_file()] == []
    assert [
        n for n in names if not re.search(r"\.[0-9a-f]{12}\.(css|js|svg)$", n)
    ] == []


def test_our_own_script_imports_nothing_by_a_name_that_hashing_would_change() -> None:
    path = finders.find("design/site.js")
    assert isinstance(path, str)

    # govuk-frontend's address comes from the page, which knows the hash.
    assert re.findall(r"""(?:from|import\()\s*["']""", Path(path).read_text()) == []


def test_only_the_font_files_that_may_not_be_used_are_named_and_never_asked_for() -> (
    None
):
    path = finders.find("design/site.css")
    assert isinstance(path, str)
    css = Path(path).read_text()

    rule = re.search(r'\[class\*="govuk-"\],[^{]*\{\s*font-family: ([^;]*);', css)

    assert rule is not None
    assert rule.group(1) == "var(--cw-font) !important"
    # Both files count at once, so that the overruled font is never asked for.
    assert re.findall(r"url\(([^)]*)\)", css) == [
        '"../govuk-frontend/govuk-frontend.min.css"'
    ]


def test_every_rule_of_govuk_frontend_that_names_its_font_is_overruled() -> None:
    path = finders.find("govuk-frontend/govuk-frontend.min.css")
    assert isinstance(path, str)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", Path(path).read_text())

    subjects = {
        re.split(r"[\s>+~]+", selector.strip())[-1]
        for selectors, declarations in rules
        if "GDS Transport" in declarations and "@font-face" not in selectors
        for selector in selectors.split(",")
    }

    # What stands last in a selector is what takes the font.
    assert {s for s in subjects if "govuk-" not in s} == {"a"}
    assert len(subjects) > 40
