"""The production server, really started, with production's settings."""

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commonweal.config.management.commands.run_demonstration import SERVER
from tests.config.processes import ROOT, environment, run

PATIENCE_SECONDS = 60


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _get(port: int, path: str) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()
    finally:
        connection.close()


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            if _get(port, "/health/")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a running server over an empty, migrated database."""
    var: Path = tmp_path_factory.mktemp("var")
    number = _free_port()
    variables = {
        "VAR_DIR": str(var),
        "SITE_ADDRESS": f"http://127.0.0.1:{number}",
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        done = run(*command, **variables)
        assert (done.returncode, done.stderr) == (0, "")
    server = subprocess.Popen(
        [sys.executable, "-m", *SERVER, "--bind", f"127.0.0.1:{number}"],
        env=environment(**variables),
        cwd=ROOT,
    )
    try:
        _wait_for(server, number)
        yield number
    finally:
        server.terminate()
        server.wait(timeout=30)


def test_production_server_answers_with_a_page(port):
    status, headers, page = _get(port, "/nothing/here/")

    assert (status, "<h1>Page not found</h1>" in page) == (404, True)
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


def test_production_server_serves_the_style_sheets_that_a_page_names(port):
    _, _, page = _get(port, "/nothing/here/")
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', page)

    answers = [_get(port, sheet) for sheet in sheets]

    assert len(sheets) >= 3
    assert [status for status, _, _ in answers] == [200] * len(sheets)
    assert all("immutable" in headers["Cache-Control"] for _, headers, _ in answers)


def test_production_server_asks_editors_to_sign_in(port):
    status, headers, _ = _get(port, "/admin/")

    assert (status, headers["Location"]) == (302, "/account/sign-in/?next=/admin/")
