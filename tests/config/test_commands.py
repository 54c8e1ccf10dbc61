import pytest
from django.core.management import CommandError, call_command

from tests.config.processes import run


@pytest.mark.parametrize(
    ("command", "variables", "sentence"),
    [
        ("check", {"SECRET_KEY": ""}, "commonweal: SECRET_KEY is empty: "),
        ("worker", {"DEBUG": "yes"}, "commonweal: DEBUG must be 0 or 1, not 'yes'\n"),
    ],
)
def test_a_wrong_variable_ends_with_2_and_one_sentence(
    tmp_path, command, variables, sentence
):
    done = run(command, VAR_DIR=str(tmp_path), **variables)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_production_has_nothing_to_be_warned_of(tmp_path):
    done = run("check", "--deploy", "--fail-level", "WARNING", VAR_DIR=str(tmp_path))

    assert (done.returncode, done.stderr) == (0, "")


def test_run_demonstration_refuses_a_real_site(settings):
    settings.COMMONWEAL_DEMONSTRATION = False

    with pytest.raises(CommandError, match="This is not a demonstration") as refusal:
        call_command("run_demonstration", "--no-serve")

    assert refusal.value.returncode == 2
