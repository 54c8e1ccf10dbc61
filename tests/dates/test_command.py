import json
import subprocess
import sys
from contextlib import suppress

import pytest

COMMAND = [sys.executable, "-m", "commonweal.dates"]


def _run(*arguments: str, given: bytes = b"") -> tuple[int, str, str]:
    done = subprocess.run(
        [*COMMAND, *arguments], input=given, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def _case(**changes: object) -> bytes:
    case = {"id": "a", "published": "2025-05-01", "text": "5 June, 10am to 12pm"}
    return json.dumps({**case, **changes}).encode() + b"\n"


def test_jsonl_gives_one_reading_a_line():
    wrong = _case(id="b", published="2025-03-20", text="Wednesday 21 March", more=[1])

    code, out, err = _run("--jsonl", given=_case() + b"\n" + wrong)

    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "id": "a",
            "occurrences": [
                {
                    "kind": "event",
                    "start": "2025-06-05T10:00",
                    "end": "2025-06-05T12:00",
                    "text": "5 June, 10am to 12pm",
                }
            ],
            "questions": [],
        },
        {
            "id": "b",
            "occurrences": [],
            "questions": [
                {
                    "code": "weekday",
                    "candidates": ["2025-03-21", "2025-05-21"],
                    "text": "Wednesday 21 March",
                }
            ],
        },
    ]
    assert (code, err) == (0, "")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"not json\n", "The line is not JSON."),
        (b"[1]\n", "The line is not a JSON object with id, published and text."),
        (b'{"id": "a"}\n', "The key “published” is missing."),
        (b"\xff\xfe\n", "The line is not UTF-8 text."),
        (_case(text=5), "The value of “text” must be text."),
        (
            _case(published="2025-02-30"),
            "The value of “published” must be a day such as 2025-03-20, "
            "not “2025-02-30”.",
        ),
        (
            _case(published="20 May"),
            "The value of “published” must be a day such as 2025-03-20, not “20 May”.",
        ),
        (b"[" * 100_000 + b"\n", "The line is not JSON."),
    ],
)
def test_jsonl_says_what_is_wrong_with_a_line_and_reads_the_others(line, error):
    code, out, err = _run("--jsonl", given=line + _case(id="last"))

    bad, good = [json.loads(each) for each in out.splitlines()]
    assert {**bad, "id": None} == {"id": None, "line": 1, "error": error}
    assert good["id"] == "last"
    assert (code, err) == (2, "")


def test_jsonl_names_the_case_of_a_bad_line_when_it_can():
    _, out, _ = _run("--jsonl", given=_case(id="mine", text=None))

    assert json.loads(out)["id"] == "mine"


def test_jsonl_answers_each_line_before_the_next_comes():
    with subprocess.Popen(
        [*COMMAND, "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(_case())
        process.stdin.flush()

        first = json.loads(process.stdout.readline())

        process.stdin.close()
        assert first["id"] == "a"
        assert process.wait() == 0


def test_jsonl_leaves_quietly_when_its_reader_has_gone():
    with subprocess.Popen(
        [*COMMAND, "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()

        with suppress(BrokenPipeError):
            process.stdin.write(_case() * 2000)
            process.stdin.close()

        assert process.stderr.read() == b""


def test_text_is_read_back_in_words():
    code, out, err = _run("--published", "2025-03-20", "Wednesday 21 March, 5pm")

    assert out == (
        "weekday: 21 March 2025 is a Friday, not a Wednesday. "
        "Check the day, the month and the year.\n"
        "  about “Wednesday 21 March”\n"
        "  perhaps Friday 21 March 2025\n"
        "  perhaps Wednesday 21 May 2025\n"
    )
    assert (code, err) == (0, "")


def test_text_may_come_from_standard_input():
    code, out, _ = _run(
        "--published", "2025-05-01", given="Closes 5 June – café".encode()
    )

    assert out == "deadline: Closes Thursday 5 June 2025\n  from “5 June”\n"
    assert code == 0


def test_text_without_dates_says_so():
    assert _run("--published", "2025-05-01", "Hello")[:2] == (
        0,
        "No dates for a diary.\n",
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["text"], "Say when the text was published: --published YYYY-MM-DD."),
        (["--published", "soon", "x"], "“soon” is not a day such as 2025-03-20."),
        (["--jsonl", "text"], "--jsonl takes text and published from standard input."),
        (["--wrong"], "unrecognized arguments: --wrong"),
    ],
)
def test_wrong_usage_gives_one_clear_sentence_and_code_2(arguments, sentence):
    code, out, err = _run(*arguments)

    assert (code, out) == (2, "")
    assert sentence in err


def test_help_shows_both_ways_to_use_it():
    code, out, _ = _run("--help")

    assert code == 0
    assert "--jsonl < cases > readings" in out
    assert '--published 2025-03-20 "Wednesday 21 March"' in out
