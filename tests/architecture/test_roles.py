"""Every address, asked for by somebody of every role and by nobody.

Ours must answer as their decorator says. What each role may open is written down
in roles.txt as well, so that a change of it is seen in review. To accept one:
``WRITE_ROLES=1 pytest tests/architecture/test_roles.py``.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from commonweal.people.models import Person
from commonweal.people.roles import Role
from tests.people.factories import person_in

TABLE = Path(__file__).with_name("roles.txt")
SIGN_IN = "/account/sign-in/"
ADMIN = "wagtailadmin.access_admin"
# What a route's parts are asked for with: rows that do not exist, so that a page
# which lets somebody in answers "not found" and changes nothing.
SAMPLES = {
    "int": "0",
    "str": "x",
    "slug": "x",
    "path": "x",
    "uuid": "0" * 32,
    "reference": "7K4M2QXD",
}
# Regular expressions, each with an address that it answers to.
WRITTEN_OUT = {
    r"^(?P<place>(?:[\w-]+/)*)dates\.ics$": "news/x/dates.ics",
    r"^(?P<place>(?:[\w-]+/)*)feed\.(?P<form>rss|atom|json)$": "news/feed.rss",
    r"^(?P<place>(?:[\w-]+/)*)feed\.ics$": "calendar/feed.ics",
}
ONLY_WITH_A_SECOND_STEP = {"account/confirm/", "account/confirm/passkey/"}
# Of Wagtail's, these answer people who have not signed in.
OPEN_IN_THE_ADMIN = re.compile(
    r"^admin/(login/|logout/|password_reset/|jsi18n/|sprite/)"
)

pytestmark = pytest.mark.django_db


def _routes(
    patterns: Iterable[URLPattern | URLResolver], before: str = ""
) -> Iterator[tuple[str, Any]]:
    for pattern in patterns:
        here = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, here)
        else:
            yield here, pattern.callback


def _access(route: str, view: Any) -> str | None:
    """Who may open it, as declared; None for what others guard themselves."""
    if route.startswith("admin/") and route != "admin/login/":
        return ADMIN
    return getattr(view, "access", None)


def _address(route: str) -> str:
    if route in WRITTEN_OUT:
        return "/" + WRITTEN_OUT[route]
    simple = re.sub(r"<(?:(\w+):)?\w+>", lambda m: SAMPLES[m[1] or "str"], route)
    # Wagtail writes some of its own as regular expressions.
    simple = re.sub(r"\(\?P<\w+>(\\d\+|\[0-9\]\+)\)", "0", simple)
    simple = re.sub(r"\(\?P<\w+>[^()]*\)", "x", simple)
    return "/" + re.sub(r"[\^$\\]", "", simple)


DECLARED = sorted(
    {
        (route, access)
        for route, view in _routes(get_resolver().url_patterns)
        if (access := _access(route, view))
    }
)
OURS = [(route, access) for route, access in DECLARED if not route.startswith("admin/")]
IN_THE_ADMIN = [route for route, _ in DECLARED if route.startswith("admin/")]


@pytest.fixture
def people() -> dict[str, Person | None]:
    return {"signed-out": None, **{str(role): person_in(role) for role in Role}}


def _answer(client: Any, address: str) -> str:
    """Return "in", "sign in" or "refused"."""
    response = client.get(address)
    if response.status_code == 403:
        return "refused"
    to_sign_in = response.headers.get("Location", "").startswith(SIGN_IN)
    return "sign in" if to_sign_in else "in"


def _expected(access: str, person: Person | None) -> str:
    if access == "public":
        return "in"
    if person is None:
        return "sign in"
    return "in" if access == "signed in" or person.has_perm(access) else "refused"


def _row(route: str, client: Any, people: dict[str, Person | None]) -> dict[str, str]:
    row = {}
    for name, person in people.items():
        client.logout()
        if person:
            client.force_login(person)
        row[name] = _answer(client, _address(route))
    return row


def test_each_of_our_addresses_answers_every_role_as_declared(client, people):
    client.raise_request_exception = False

    wrong = {}
    for route, access in OURS:
        said = _row(route, client, people)
        expected = {name: _expected(access, person) for name, person in people.items()}
        if route in ONLY_WITH_A_SECOND_STEP:
            # Whoever has none is refused, of whichever role.
            expected |= {n: "refused" for n in people if people[n]}
        if access == "public" and route.startswith("account/"):
            # Half way through signing in, they lead back to its beginning.
            expected |= {n: "sign in" for n in said if said[n] == "sign in"}
        if said != expected:
            wrong[route] = {n: said[n] for n in said if said[n] != expected[n]}

    assert OURS
    assert wrong == {}


def test_nobody_without_the_permission_gets_into_the_admin(client, people):
    outside = {
        name: person
        for name, person in people.items()
        if person is None or not person.has_perm(ADMIN)
    }

    let_in = {
        (route, name)
        for name, person in outside.items()
        for route in IN_THE_ADMIN
        if not OPEN_IN_THE_ADMIN.match(route)
        if _gets_in(client, person, route)
    }

    assert len(IN_THE_ADMIN) > 100
    assert {"signed-out", "practitioner", "trainer"} <= outside.keys()
    assert let_in == set()


def _gets_in(client: Any, person: Person | None, route: str) -> bool:
    client.logout()
    if person:
        client.force_login(person)
    return bool(client.get(_address(route)).status_code == 200)


def test_staff_without_a_second_step_get_no_page_of_the_admin(client):
    client.takes_second_step = False
    client.force_login(person_in(Role.SITE_MANAGER))

    let_in = [
        route
        for route in IN_THE_ADMIN
        if route != "admin/login/"
        and not client.get(_address(route))
        .headers.get("Location", "")
        .startswith("/account/second-step/")
    ]

    assert let_in == []


def test_what_each_role_may_open_is_written_down(people):
    rows = [
        " ".join([f"/{route}", "|", _who(access, people)])
        for route, access in [*OURS, ("admin/…", ADMIN)]
    ]
    if os.environ.get("WRITE_ROLES") == "1":
        TABLE.write_text("\n".join(rows) + "\n")

    assert TABLE.read_text().splitlines() == rows


def _who(access: str, people: dict[str, Person | None]) -> str:
    if access == "public":
        return "everybody"
    if access == "signed in":
        return "whoever has signed in"
    may = [
        name for name, person in people.items() if person and person.has_perm(access)
    ]
    return f"{access}: {', '.join(may) or 'nobody but superusers'}"
