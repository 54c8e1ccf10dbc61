import io
import socket

import pytest
from django.core.management import CommandError, call_command

from tests.config.processes import run


@pytest.mark.parametrize(
    ("command", "variables", "sentence"),
    [
        ("check", {"SECRET_KEY": ""}, "commonweal: SECRET_KEY is empty: "),
        ("check", {"SECRET_KEY": "hush"}, "commonweal: SECRET_KEY has 4 characters, "),
        ("worker", {"DEBUG": "yes"}, "commonweal: DEBUG must be 0 or 1, not 'yes'\n"),
        (
            "check",
            {"DATABASE_URL": "mysql://user:hush@host/name"},
            "commonweal: DATABASE_URL must be an address such as postgres://user:",
        ),
        (
            "migrate",
            {"DATABASE_URL": "postgres://user:hush@127.0.0.1:1/name"},
            "commonweal: The database cannot be used: connection failed: ",
        ),
        (
            "worker",
            {"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"},
            "commonweal: The database cannot be used: unable to open database file. ",
        ),
    ],
)
def test_a_wrong_variable_ends_with_2_and_one_sentence(
    tmp_path, command, variables, sentence
):
    done = run(command, VAR_DIR=str(tmp_path), **variables)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert "hush" not in done.stderr


def test_an_unknown_command_ends_with_2_and_says_where_to_look(tmp_path):
    done = run("import_newz", VAR_DIR=str(tmp_path))

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "Unknown command: 'import_newz'. Did you mean import_news?\n"
        "Type 'commonweal help' for usage.\n"
    )


def test_production_has_nothing_to_be_warned_of(tmp_path):
    done = run("check", "--deploy", "--fail-level", "WARNING", VAR_DIR=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")


def test_run_demonstration_refuses_a_real_site(settings):
    settings.COMMONWEAL_DEMONSTRATION = False

    with pytest.raises(CommandError, match="This is not a demonstration") as refusal:
        call_command("run_demonstration", "--no-serve")

    assert refusal.value.returncode == 2


def test_run_demonstration_calls_the_site_by_the_port_it_serves(settings, monkeypatch):
    settings.COMMONWEAL_DEMONSTRATION = True
    settings.SITE_ADDRESS = "http://localhost:8000"
    served: list[str] = []

    def serve(*, port: int, address: str) -> int:
        served.extend([address, settings.SITE_ADDRESS])
        return 0

    place = "commonweal.config.management.commands.run_demonstration"
    monkeypatch.setattr(f"{place}.serve", serve)
    monkeypatch.setattr(f"{place}.refuse_unless_free", lambda port: None)
    monkeypatch.setattr(f"{place}.demonstrate", lambda now: {})
    monkeypatch.setattr(f"{place}.call_command", lambda *args, **options: None)

    with pytest.raises(SystemExit):
        call_command("run_demonstration", port=8123, stdout=io.StringIO())

    assert served == ["http://localhost:8123"] * 2


@pytest.mark.parametrize("port", [0, 65536])
def test_run_demonstration_refuses_what_is_not_a_port(settings, port):
    settings.COMMONWEAL_DEMONSTRATION = True

    with pytest.raises(CommandError, match="from 1 to 65535") as refusal:
        call_command("run_demonstration", port=port)

    assert refusal.value.returncode == 2


def test_run_demonstration_refuses_a_port_that_is_taken(settings):
    settings.COMMONWEAL_DEMONSTRATION = True
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(
            CommandError, match=f"Port {port} cannot be used"
        ) as refusal:
            call_command("run_demonstration", port=port)

    assert refusal.value.returncode == 2
