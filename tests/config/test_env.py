from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from commonweal.config import env

NAME = "COMMONWEAL_TEST_VARIABLE"


@pytest.fixture(autouse=True)
def _nothing_is_remembered(monkeypatch):
    monkeypatch.setattr(env, "ASKED", {})
    monkeypatch.delenv(NAME, raising=False)


@pytest.mark.parametrize(
    ("read", "typed", "value"),
    [
        (lambda: env.flag(NAME, default=False, about="x"), "1", True),
        (lambda: env.flag(NAME, default=True, about="x"), "0", False),
        (lambda: env.flag(NAME, default=True, about="x"), None, True),
        (lambda: env.number(NAME, default=25, about="x"), "587", 587),
        (lambda: env.number(NAME, default=25, about="x"), None, 25),
        (lambda: env.text(NAME, default="a", about="x"), "", ""),
        (lambda: env.text(NAME, default="a", about="x"), None, "a"),
        (lambda: env.words(NAME, default="", about="x"), " a, b,,c ", ["a", "b", "c"]),
        (lambda: env.words(NAME, default="", about="x"), None, []),
        (
            lambda: env.address(NAME, default="http://localhost", about="x"),
            "https://www.example.org/",
            "https://www.example.org",
        ),
        (lambda: env.secret(NAME, about="x"), "hush", "hush"),
        (
            lambda: env.folder(NAME, default=Path("/srv/site/var"), about="x"),
            None,
            Path("/srv/site/var"),
        ),
        (
            lambda: env.folder(NAME, default=Path("/srv/site/var"), about="x"),
            "/srv/other/",
            Path("/srv/other"),
        ),
    ],
)
def test_readers_give_the_value_or_the_default(monkeypatch, read, typed, value):
    if typed is not None:
        monkeypatch.setenv(NAME, typed)

    assert read() == value


@pytest.mark.parametrize(
    ("read", "typed", "sentence"),
    [
        (
            lambda: env.flag(NAME, default=False, about="x"),
            "yes",
            "must be 0 or 1, not 'yes'",
        ),
        (
            lambda: env.flag(NAME, default=False, about="x"),
            "",
            "must be 0 or 1, not ''",
        ),
        (
            lambda: env.number(NAME, default=1, about="x"),
            "-1",
            "must be a whole number",
        ),
        (
            lambda: env.number(NAME, default=1, about="x"),
            "\u0661",
            "must be a whole number",
        ),
        (
            lambda: env.number(NAME, default=1, about="x"),
            "1.5",
            "must be a whole number",
        ),
        (
            lambda: env.number(NAME, default=1, about="x", between=(1, 9)),
            "0",
            "must be from 1 to 9, not 0",
        ),
        (
            lambda: env.number(NAME, default=1, about="x", between=(1, 9)),
            "10",
            "must be from 1 to 9, not 10",
        ),
        (
            lambda: env.address(NAME, default="http://a", about="x"),
            "www.example.org",
            "must be an address such as https://www.example.org",
        ),
        (
            lambda: env.address(NAME, default="http://a", about="x"),
            "ftp://example.org",
            "must be an address",
        ),
        (lambda: env.secret(NAME, about="signs links"), None, "Set .* signs links"),
        (lambda: env.secret(NAME, about="signs links"), "", "is empty: signs links"),
        (
            lambda: env.secret(NAME, about="signs links", at_least=5),
            "hush",
            "has 4 characters",
        ),
        *[
            (
                lambda: env.database(NAME, default="sqlite:///x", about="x"),
                typed,
                "must be an address such as postgres://",
            )
            for typed in ("garbage", "mysql://h/n", "postgres://h:zz/n", "postgres://")
        ],
    ],
)
def test_readers_refuse_a_wrong_value_and_name_the_variable(
    monkeypatch, read, typed, sentence
):
    if typed is not None:
        monkeypatch.setenv(NAME, typed)

    with pytest.raises(ImproperlyConfigured, match=sentence) as refusal:
        read()

    assert NAME in str(refusal.value)


def test_secret_is_not_told_when_it_is_refused_or_listed(monkeypatch):
    monkeypatch.setenv(NAME, "hush")

    env.secret(NAME, about="signs links")

    assert env.ASKED[NAME] == env.Variable(
        name=NAME, kind="secret", default="none: must be set", about="signs links"
    )


def test_folder_shows_its_default_without_a_path_of_this_machine():
    env.folder(NAME, default=Path("/srv/site/var"), about="x")

    assert env.ASKED[NAME].default == "the checkout's var/"


def test_prefixed_gathers_what_begins_alike(monkeypatch):
    monkeypatch.setenv("COMMONWEAL_TEST_KEY", "k")
    monkeypatch.setenv("COMMONWEAL_TEST_HOST", "h")

    found = env.prefixed("COMMONWEAL_TEST_", about="x")

    assert found == {"KEY": "k", "HOST": "h"}
    assert list(env.ASKED) == ["COMMONWEAL_TEST_…"]


def test_database_is_the_default_when_the_variable_is_empty(monkeypatch):
    monkeypatch.setenv(NAME, "")

    read = env.database(NAME, default="sqlite:////srv/site.sqlite3", about="x")

    assert read["NAME"] == "/srv/site.sqlite3"
    assert env.ASKED[NAME].default == ""
