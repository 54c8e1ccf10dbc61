"""Every page of sealed forms by who asks for it, with and without a second step and
an open key; and no page shows what is inside without an entry in the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import timedelta
from itertools import product
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from django.utils import timezone

from commonweal.people.roles import GROUPS, Role
from commonweal.sealed import desk_urls, journey_urls, keys_urls
from commonweal.sealed.actions import forward, remove_member
from commonweal.sealed.models import LogEntry, Route, Submission
from commonweal.sealed.sealed_files import FileToSeal
from tests.conftest import FROM_HERE, PersonClient
from tests.sealed.desk_scene import GROUPS as ANSWERS
from tests.sealed.desk_scene import PLANTED, unlock
from tests.sealed.scene import NOW, Member, Scene, person, set_scene

pytestmark = pytest.mark.django_db

# What a page's address holds decides whether somebody of another team finds it.
MINE, FOUND, OPEN_FOUND, MANAGE = "mine", "found", "open, found", "manage"
PAGES = {
    # A member of any team, after a second step.
    "desk": MINE,
    "desk_search": MINE,
    "desk_log": MINE,
    "unlock": MINE,
    "lock": MINE,
    "passphrase": MINE,
    "forgotten": MINE,
    # A member of this team: somebody else finds nothing there.
    "desk_submission": FOUND,
    "desk_submission_log": FOUND,
    "desk_forwarded": FOUND,
    "team_keys": FOUND,
    # Besides, with their key open.
    "desk_open": OPEN_FOUND,
    "desk_print": OPEN_FOUND,
    "desk_export": OPEN_FOUND,
    "desk_file": OPEN_FOUND,
    "desk_decide": OPEN_FOUND,
    "desk_hold": OPEN_FOUND,
    "desk_end_hold": OPEN_FOUND,
    "desk_forward": OPEN_FOUND,
    "start_team": OPEN_FOUND,
    "new_team_key": OPEN_FOUND,
    "let_in": OPEN_FOUND,
    "take_off": OPEN_FOUND,
    # Whoever sets teams up, who opens nothing.
    "whole_log": MANAGE,
    "teams": MANAGE,
    "new_team": MANAGE,
    "team": MANAGE,
    "change_team": MANAGE,
    "new_route": MANAGE,
    "remove_member": MANAGE,
    "change_route": MANAGE,
    "break_glass": MANAGE,
    "make_break_glass": MANAGE,
    "try_break_glass": MANAGE,
    "recover_team": MANAGE,
}
IN, SIGN_IN, STEP, LOCKED, NO, NOT_FOUND = (
    "in",
    "sign in",
    "second step",
    "unlock",
    "403",
    "404",
)
EXPECTED = {
    "visitor": dict.fromkeys([MINE, FOUND, OPEN_FOUND, MANAGE], SIGN_IN),
    "practitioner": dict.fromkeys([MINE, FOUND, OPEN_FOUND, MANAGE], NO),
    "editor": dict.fromkeys([MINE, FOUND, OPEN_FOUND, MANAGE], NO),
    "site manager": {MINE: NO, FOUND: NO, OPEN_FOUND: NO, MANAGE: IN},
    "site manager without second step": {
        MINE: NO,
        FOUND: NO,
        OPEN_FOUND: NO,
        MANAGE: STEP,
    },
    "member without second step": {
        MINE: STEP,
        FOUND: STEP,
        OPEN_FOUND: STEP,
        MANAGE: NO,
    },
    "member, locked": {MINE: IN, FOUND: IN, OPEN_FOUND: LOCKED, MANAGE: NO},
    "member, idle too long": {MINE: IN, FOUND: IN, OPEN_FOUND: LOCKED, MANAGE: NO},
    "member, unlocked": {MINE: IN, FOUND: IN, OPEN_FOUND: IN, MANAGE: NO},
    "member of another team": {
        MINE: IN,
        FOUND: NOT_FOUND,
        OPEN_FOUND: NOT_FOUND,
        MANAGE: NO,
    },
    "leaver": dict.fromkeys([MINE, FOUND, OPEN_FOUND, MANAGE], NO),
}


class Stage(NamedTuple):
    """Two teams with a member who can open things, and what one of them received."""

    scene: Scene
    other: Scene
    submission: Submission
    copy: Submission
    route: Route

    def address(self, name: str) -> str:
        """Return a page's address, with rows that are there."""
        arguments: dict[str, Any] = {
            "reference": self.submission.reference,
            "copy": self.copy.reference,
            "number": 1,
            "team_id": self.scene.team.pk,
            "member_id": self.scene.first.membership.pk,
            "route_id": self.route.pk,
        }
        wanted = _parts(name)
        return reverse(
            f"sealed:{name}", kwargs={part: arguments[part] for part in wanted}
        )


def _patterns(
    patterns: list[URLPattern | URLResolver], before: tuple[str, ...] = ()
) -> Iterator[tuple[URLPattern, tuple[str, ...]]]:
    for pattern in patterns:
        parts = (*before, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield pattern, parts
        else:
            yield from _patterns(pattern.url_patterns, parts)


ROUTES = {
    str(pattern.name): (pattern, parts)
    for pattern, parts in _patterns([*desk_urls.urlpatterns, *keys_urls.urlpatterns])
}


def _parts(name: str) -> tuple[str, ...]:
    return ROUTES[name][1]


@pytest.fixture
def stage() -> Stage:
    scene, other = set_scene(members=2), set_scene("Another team")
    content = f"Attached: {PLANTED}".encode()
    submission = scene.send(
        groups=ANSWERS,
        files=[FileToSeal(f"{PLANTED}.txt", "text/plain", 40, True, [content])],
        at=timezone.now(),
    )
    copy = forward(
        submission=submission,
        to_team=other.team,
        fields={("person", "name")},
        basis="vital",
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=timezone.now(),
    )
    route = Route.objects.create(
        slug="share", form="information-sharing", title="Share", team=scene.team
    )
    return Stage(scene, other, submission, copy, route)


def _signed_in(who: str, stage: Stage) -> Client:
    client = PersonClient()
    client.takes_second_step = "without second step" not in who
    member = _member(who, stage)
    someone = member.person if member else person()
    if who.startswith("site manager"):
        someone.groups.add(Group.objects.get(name=GROUPS[Role.SITE_MANAGER]))
    if who == "editor":
        someone.groups.add(Group.objects.get(name=GROUPS[Role.EDITOR]))
    if who != "visitor":
        client.force_login(someone)
    if member and who != "member, locked":
        idle = timedelta(minutes=16 if who == "member, idle too long" else 0)
        unlock(client, member, at=timezone.now() - idle)
    if who == "leaver":
        remove_member(
            member=stage.scene.members[1].membership,
            by=stage.scene.first.person,
            unlocked=stage.scene.first.unlocked,
            at=NOW,
        )
    return client


def _member(who: str, stage: Stage) -> Member | None:
    if who == "member of another team":
        return stage.other.first
    if who == "leaver":
        return stage.scene.members[1]
    return stage.scene.first if who.startswith("member") else None


@contextmanager
def _taken_back(client: Client) -> Iterator[None]:
    """Take back whatever a page changed: the next one finds things as they were."""
    kept = deepcopy(client.cookies)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    client.cookies = kept


def _outcome(answer: HttpResponse) -> str:
    if answer.status_code in {403, 404}:
        return str(answer.status_code)
    where = answer.headers.get("Location", "")
    guards = {
        "/account/sign-in/": SIGN_IN,
        "/account/second-step/": STEP,
        reverse("sealed:unlock"): LOCKED,
    }
    if answer.status_code == 302:
        return next(
            (said for start, said in guards.items() if where.startswith(start)), IN
        )
    assert answer.status_code in {200, 400, 405, 409}, answer.status_code
    return IN


def test_every_page_of_desk_and_keys_stands_in_the_table():
    assert ROUTES.keys() == PAGES.keys()


def test_what_senders_use_asks_nobody_who_they_are():
    access = {
        getattr(pattern.callback, "access", None)
        for pattern, _ in _patterns(list(journey_urls.urlpatterns))
    }

    assert access <= {"public"}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", EXPECTED)
def test_pages_open_for_those_they_are_for_and_for_nobody_else(who, method, stage):
    client = _signed_in(who, stage)
    found, wanted = {}, {}
    for name, kind in PAGES.items():
        with _taken_back(client):
            answer = _bare(client, stage, name, method)
        # A page that does not know the method says nothing of what is there.
        if answer.status_code != 405 or EXPECTED[who][kind] != NOT_FOUND:
            found[name] = _outcome(answer)
            wanted[name] = EXPECTED[who][kind]

    assert found == wanted


# What is sent to each page that it may show what is inside; other pages get nothing.
SENT = {
    "desk_open": {"why": "act", "words": ""},
    "desk_print": {"why": "act", "words": ""},
    "desk_export": {"why": "act", "words": "", "format": "json"},
    "desk_file": {"sure": "1"},
    "desk_search": {"state": "received"},
}
SHOWS_CONTENT = {
    ("desk_open", "post"),
    ("desk_print", "post"),
    ("desk_export", "post"),
    ("desk_file", "post"),
    ("desk_forward", "post"),
}


@pytest.mark.parametrize("times", [1, 2], ids=["first time", "loaded anew"])
def test_every_view_of_what_is_inside_writes_an_entry(stage, times):
    """Each page is asked for in each way, by a member who may open everything. The
    planted words in an answer without a new entry fail it, whichever page that is."""
    client = _signed_in("member, unlocked", stage)
    showed, silent = set(), set()
    for page in product(PAGES, ("get", "post")):
        body, entries = _watched(client, stage, *page, times=times)
        if PLANTED.encode() in body:
            showed.add(page)
            if not entries:
                silent.add(page)

    assert silent == set()
    assert showed == SHOWS_CONTENT


def _watched(
    client: Client, stage: Stage, name: str, method: str, *, times: int
) -> tuple[bytes, int]:
    """Ask for a page so many times, and return what it answered the last time, and
    how many entries the log got by that."""
    with _taken_back(client):
        for _ in range(times):
            before = LogEntry.objects.count()
            body = _body(_ask(client, stage, name, method))
        return body, LogEntry.objects.count() - before


def _bare(client: Client, stage: Stage, name: str, method: str) -> HttpResponse:
    headers = FROM_HERE if method == "post" else {}
    return getattr(client, method)(stage.address(name), headers=headers)


def _ask(client: Client, stage: Stage, name: str, method: str) -> HttpResponse:
    address = stage.address(name)
    if method == "get":
        return client.get(address, follow=True)
    sent = SENT.get(name, {})
    return client.post(address, sent, headers=FROM_HERE, follow=True)


def _body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_every_view_of_what_is_inside_is_kept_by_nobody(stage):
    client = _signed_in("member, unlocked", stage)
    for name, method in SHOWS_CONTENT:
        answer = _ask(client, stage, name, method)
        _body(answer)
        assert answer["Cache-Control"] == "no-store", name
        assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin", name
