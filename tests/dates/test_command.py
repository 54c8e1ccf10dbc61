import io
import json
import subprocess
import sys
from contextlib import suppress

import pytest

from commonweal.dates.__main__ import main
from commonweal.dates.json_lines import read_lines

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
def test_line_that_cannot_be_read_says_why_and_others_are_still_read(line, error):
    bad, good = read_lines([line, b"\n", _case(id="last")])

    assert {**bad, "id": None} == {"id": None, "line": 1, "error": error}
    assert good["id"] == "last"


def test_jsonl_ends_with_code_2_when_a_line_could_not_be_read():
    code, out, err = _run("--jsonl", given=b"not json\n" + _case())

    assert [json.loads(line)["id"] for line in out.splitlines()] == [None, "a"]
    assert (code, err) == (2, "")


def test_line_with_an_error_names_its_case_when_it_can():
    [bad] = read_lines([_case(id="mine", text=None)])

    assert bad["id"] == "mine"


def test_main_reads_cases_and_texts_in_process(monkeypatch, capsys):
    given = io.TextIOWrapper(io.BytesIO(_case() + b"{}\n"))
    monkeypatch.setattr("sys.stdin", given)

    codes = [
        main(["--jsonl"]),
        main(["--published", "2025-05-01", "Forum: 5 June"]),
    ]

    out = capsys.readouterr().out.splitlines()
    assert codes == [2, 0]
    assert [json.loads(line)["id"] for line in out[:2]] == ["a", None]
    assert out[2:] == ["event: Thursday 5 June 2025", "  from “5 June”"]


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


def test_text_is_read_back_in_words(capsys):
    code = main(["--published", "2025-03-20", "Wednesday 21 March, 5pm"])

    assert capsys.readouterr().out == (
        "weekday: 21 March 2025 is a Friday, not a Wednesday. "
        "Check the day, the month and the year.\n"
        "  about “Wednesday 21 March”\n"
        "  perhaps Friday 21 March 2025\n"
        "  perhaps Wednesday 21 May 2025\n"
    )
    assert code == 0


def test_text_may_come_from_standard_input():
    given = "Closes 5 June – café".encode()

    code, out, _ = _run("--published", "2025-05-01", given=given)

    assert out == "deadline: Closes Thursday 5 June 2025\n  from “5 June”\n"
    assert code == 0


def test_text_without_dates_says_so(capsys):
    assert main(["--published", "2025-05-01", "Hello"]) == 0
    assert capsys.readouterr().out == "No dates for a diary.\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["text"], "Say when the text was published: --published YYYY-MM-DD."),
        (["--published", "soon", "x"], "“soon” is not a day such as 2025-03-20."),
        (["--jsonl", "text"], "--jsonl takes text and published from standard input."),
        (["--wrong"], "unrecognized arguments: --wrong"),
    ],
)
def test_wrong_usage_gives_one_clear_sentence_and_code_2(arguments, sentence, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)

    written = capsys.readouterr()
    assert (ended.value.code, written.out) == (2, "")
    assert sentence in written.err


def test_help_shows_both_ways_to_use_it():
    code, out, _ = _run("--help")

    assert code == 0
    assert "--jsonl < cases > readings" in out
    assert '--published 2025-03-20 "Wednesday 21 March"' in out
