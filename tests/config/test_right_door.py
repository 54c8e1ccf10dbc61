"""The numbers are there while the database is not: a real server, a real database
that is really stopped."""

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError, connection
from django.test import Client

from commonweal.config import right_door
from commonweal.config.due import WORK, do_due
from commonweal.intake.actions import begin_right_door
from commonweal.pages.demonstration.right_door import make_right_door
from tests import postgresql
from tests.config.processes import ROOT, environment
from tests.conftest import check_page
from tests.intake.moments import MONDAY
from tests.pages.factories import StatementPageFactory, home_page

HARM = {"what": "harm", "whom": "child", "urgency": "today"}
LOCAL = "tel:+441632960"
FILES = ["doors.json", "unavailable.html", "who-to-call.pdf"]


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    settings.COMMONWEAL_RIGHT_DOOR_FILE = str(tmp_path / "right-door" / "doors.json")
    return tmp_path / "right-door"


@pytest.fixture
def written(db, folder) -> Path:
    make_right_door(today=MONDAY.date())
    right_door.write(now=MONDAY)
    return folder


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    page: BeautifulSoup

    def numbers(self) -> set[str]:
        return {link["href"] for link in self.page.select("a[href^='tel:']")}


def ask(address: str, fields: dict[str, str] | None = None) -> Answer:
    sent = urlencode(fields).encode() if fields else None
    request = urllib.request.Request(  # noqa: S310 - our own http address
        address, data=sent, headers={"Cookie": f"sessionid={'s' * 32}"}
    )
    try:
        response = urllib.request.urlopen(request, timeout=30)  # noqa: S310
    except urllib.error.HTTPError as error:
        response = error
    with response:
        page = BeautifulSoup(response.read(), "html.parser")
        return Answer(response.status, dict(response.headers), page)


@contextmanager
def serving(var: Path, **variables: str) -> Iterator[str]:
    """Run the production server over ``var``; yield its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://localhost:{listener.getsockname()[1]}"
        known = environment(
            SITE_ADDRESS=address,
            ALLOWED_HOSTS="localhost",
            VAR_DIR=str(var),
            **variables,
        )
        words = ["--bind", f"fd://{listener.fileno()}", "--no-control-socket"]
        with (var / "server.log").open("wb") as log:
            server = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "commonweal.config.wsgi", *words],
                cwd=ROOT,
                env=known,
                pass_fds=[listener.fileno()],
                stdout=log,
                stderr=log,
            )
        try:
            _wait_for(server, f"{address}/right-door/")
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            ask(address)
        except (OSError, TimeoutError):
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the server did not start")


@pytest.fixture
def var(written, tmp_path) -> Path:
    """What a server needs beside a database: the files, and collected styles."""
    # One process collects; it takes no database.
    collected = subprocess.run(
        [sys.executable, "-m", "commonweal.config", "collectstatic", "--noinput"],
        cwd=ROOT,
        env=environment(VAR_DIR=str(tmp_path)),
        capture_output=True,
        check=False,
        timeout=300,
    )
    assert collected.returncode == 0, collected.stderr
    return tmp_path


def test_right_door_answers_while_postgresql_is_stopped(var):
    with (
        postgresql.cluster() as database,
        serving(var, DATABASE_URL=database) as address,
    ):
        before = ask(f"{address}/right-door/", HARM)
        with postgresql.stopped(database):
            answer = ask(f"{address}/right-door/", HARM)
            listed = ask(f"{address}/right-door/who-to-call/")
            home = ask(f"{address}/")
            admin = ask(f"{address}/admin/")
            nothing = ask(f"{address}/nothing-here/")
        again = ask(f"{address}/right-door/", HARM)

    assert before.page.get_text() == answer.page.get_text() == again.page.get_text()
    assert answer.status == listed.status == 200
    assert any(number.startswith(LOCAL) for number in answer.numbers())
    for failed in (home, admin, nothing):
        assert failed.status == 503
        assert failed.headers["Retry-After"] == "60"
        assert failed.numbers() >= {"tel:999", "tel:+441632960100", "tel:101"}
        assert failed.page.h1.get_text() == "Sorry, there is a problem with this site"
    log = (var / "server.log").read_text()
    assert "right-door" not in log


def test_right_door_answers_while_the_embedded_database_is_gone(var):
    broken = var / "commonweal.sqlite3"
    broken.mkdir()  # It cannot be opened, whoever tries.

    with serving(var, DATABASE_URL="") as address:
        answer = ask(f"{address}/right-door/", HARM)
        home = ask(f"{address}/")

    assert answer.status == 200
    assert home.status == 503
    assert "tel:+441632960100" in home.numbers()


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("path", ["/", "/account/sign-in/", "/training/", "/nothing/"])
def test_database_that_fails_anywhere_gets_the_numbers(written, path, error):
    home_page()

    def fail(execute, sql, params, many, context):
        raise error("could not connect to server at 10.0.0.1")

    client = Client(raise_request_exception=False)
    client.cookies["sessionid"] = "s" * 32
    with connection.execute_wrapper(fail):
        response = client.get(path)

    page = BeautifulSoup(response.content, "html.parser")
    asked_a_database = path != "/account/sign-in/"
    assert response.status_code == 503 or not asked_a_database
    if response.status_code == 503:
        assert response["Retry-After"] == "60"
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert "10.0.0.1" not in page.get_text()
        assert page.select_one('a[href="tel:+441632960100"]') is not None
        check_page(page)


def test_failure_of_our_own_gets_the_numbers_and_500(written, monkeypatch):
    def fail(request):
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("commonweal.config.health._report", fail)

    response = Client(raise_request_exception=False).get("/health/")

    assert response.status_code == 500
    assert "Retry-After" not in response
    assert "01632 960100" in response.content.decode()


def test_page_that_is_not_found_keeps_the_sites_frame_and_has_the_numbers(
    written, visitor
):
    home_page()

    page = visitor.get("/nothing/here/", status=404)

    assert page.h1.get_text() == "Page not found"
    assert page.select_one("main a[href='tel:+441632960100']") is not None
    assert page.select_one("header a[href='/right-door/']") is not None


@pytest.mark.parametrize("path", ["/", "/nothing/"])
def test_every_page_leads_to_the_right_door(written, visitor, path):
    home_page()

    page = visitor.get(path, status=404 if path == "/nothing/" else 200)

    assert page.select_one(".cw-header a[href='/right-door/']") is not None
    assert page.select_one("footer a[href='/right-door/']") is not None


def test_command_says_what_it_wrote_and_where(written, folder):
    (folder / "doors.json").unlink()
    out = StringIO()

    call_command("write_right_door", stdout=out)
    call_command("write_right_door", stdout=out)

    assert out.getvalue().splitlines() == [
        f"Written in {folder}: doors.json.",
        f"All is current in {folder}.",
    ]


@pytest.mark.django_db
def test_command_says_how_to_begin(folder):
    with pytest.raises(CommandError, match="begin_right_door") as raised:
        call_command("write_right_door")

    assert raised.value.returncode == 2


def test_command_says_when_the_folder_cannot_be_written(db, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.COMMONWEAL_RIGHT_DOOR_FILE = str(tmp_path / "file" / "doors.json")
    begin_right_door()

    with pytest.raises(CommandError, match="cannot be written") as raised:
        call_command("write_right_door")

    assert raised.value.returncode == 2


@pytest.mark.django_db
def test_command_begins_and_says_which_numbers_are_missing(folder):
    out = StringIO()

    call_command("begin_right_door", stdout=out)

    assert "Children’s social care; Adult social care" in out.getvalue()
    with pytest.raises(CommandError, match="begun already"):
        call_command("begin_right_door")


def test_worker_writes_the_files_each_minute(db, folder):
    make_right_door(today=MONDAY.date())
    due = [each for each in WORK if each.name == "intake.write_right_door"]

    assert do_due(work=due) == []

    assert [name for name in FILES if (folder / name).exists()] == FILES


def test_foot_of_the_site_stands_in_the_files(db, folder):
    make_right_door(today=MONDAY.date())
    StatementPageFactory(title="Privacy notice", slug="privacy")

    right_door.write(now=MONDAY)

    page = BeautifulSoup((folder / "unavailable.html").read_text(), "html.parser")
    assert page.select_one("footer a[href='/privacy/']").get_text() == "Privacy notice"
