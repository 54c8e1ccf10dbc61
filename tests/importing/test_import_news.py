import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.importing.pages import SAVED

FILES = [str(SAVED / name) for name in ("spring.txt", "summer.txt", "autumn.html")]


def _run(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_news", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_json_report_has_items_and_problems():
    out, err = _run("--dry-run", "--json", *FILES)
    report = json.loads(out)

    assert err == ""
    assert list(report) == ["items", "problems", "snapshots"]
    assert report["items"][6] == {
        "title": "Online Safety Webinar",
        "published": "2025-03-20",
        "seen_in": ["spring.txt"],
        "status": "archived",
        "gone_on": "2025-07-10",
        "diary": [],
        "questions": [
            {
                "code": "weekday",
                "candidates": ["2025-04-09", "2025-09-09", "2025-04-08"],
                "text": "Tuesday 9 April",
            }
        ],
        "quotations": 0,
        "slug": "online-safety-webinar",
        "summary": "Everybody who works with children in Wenborough and Dale.",
        "held_back": True,
        "blocks": [
            {"type": "Heading", "level": 2, "text": "Target audience"},
            {
                "type": "Paragraph",
                "html": "Everybody who works with children in Wenborough and Dale.",
            },
            {"type": "Paragraph", "html": "Speakers:"},
            {
                "type": "BulletList",
                "items": [
                    "9.30am: Hazel Orme: What a feed is made of",
                    "11.15am: Tobias Quill: When a friend is not one",
                ],
                "is_numbered": False,
            },
            {"type": "Paragraph", "html": "Places are limited so tell your colleagues"},
            {
                "type": "BulletList",
                "items": ["Date: Tuesday 9 April", "Time: 9.15am to 12.30pm"],
                "is_numbered": False,
            },
            {
                "type": "Paragraph",
                "html": "Register your place now via Microsoft Teams",
            },
        ],
        "versions": [{"seen_in": "spring.txt", "changes": []}],
    }
    assert [
        (problem["code"], problem["title"])
        for problem in report["problems"]
        if problem["holds_back"]
    ] == [
        ("near-match", "On-line Safety Webinar"),
        ("weekday", "Online Safety Webinar"),
        ("near-match", "Online Safety Webinar"),
    ]


def test_readable_report_says_what_was_read_and_what_to_decide():
    out, _ = _run("--dry-run", "--publish", *FILES)

    assert out.splitlines()[:6] == [
        "Read:",
        "  spring.txt: 4 items, the latest of 14 April 2025",
        "  summer.txt: 5 items, the latest of 10 July 2025",
        "  autumn.html: 2 items, the latest of 2 September 2025",
        "8 items: 2 current, 6 for the archive.",
        "5 dates for the calendar.",
    ]
    assert out.splitlines()[-1] == "Nothing was written. 6 to publish, 2 drafts."
    assert (
        "    9 April 2025 is a Wednesday, not a Tuesday."
        " Check the day, the month and the year.\n"
        "      “Tuesday 9 April”\n"
        "      It may be: Wednesday 9 April 2025, Tuesday 9 September 2025,"
        " Tuesday 8 April 2025\n"
    ) in out
    assert "    summer.txt: Added “A fourth hub has opened since.”\n" in out


def test_without_publish_all_are_drafts():
    out, _ = _run("--dry-run", *FILES)

    assert "0 to publish, 8 drafts.\n" in out


def test_report_of_a_page_without_questions_says_so(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text("A\n\nPublished 1 May 2025.\n\nWords.", encoding="utf-8")

    out, _ = _run("--dry-run", "--keep-all", str(path))

    assert out == (
        "Read:\n  one.txt: 1 item, the latest of 1 May 2025\n"
        "1 item: 1 current, 0 for the archive.\n0 dates for the calendar.\n"
        "\n1 May 2025 – A [current]\n\n"
        "Nothing needs a decision.\n\n"
        "Nothing was written. 0 to publish, 1 draft.\n"
    )


def test_what_could_not_be_read_on_a_page_is_reported(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text(
        "A\n\nPublished 1 May 2025.\n\nWords.\n\nB\n\nPublished 32 May 2025.\n",
        encoding="utf-8",
    )
    message = "“B” says “Published 32 May 2025.”, which is not a day. It was left out."

    out, _ = _run("--dry-run", str(path))
    as_json, _ = _run("--dry-run", "--json", str(path))

    assert f"Needs a decision (1):\n  one.txt: {message}\n" in out
    assert json.loads(as_json)["problems"] == [
        {"code": "unreadable", "file": "one.txt", "message": message}
    ]


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_one_bad_file_stops_everything_with_exit_code_2(tmp_path, extra):
    bad = tmp_path / "bad.txt"
    bad.touch()
    out, err = io.StringIO(), io.StringIO()

    with pytest.raises(SystemExit) as end:
        call_command(
            "import_news",
            "--dry-run",
            *extra,
            FILES[0],
            str(bad),
            stdout=out,
            stderr=err,
        )

    assert (end.value.code, out.getvalue()) == (2, "")
    assert err.getvalue() == (
        "bad.txt is empty. Expected a saved “Latest news” page: a text file or an"
        " HTML file. Save the page again and import the new file.\n"
    )


def test_no_file_at_all_is_refused():
    with pytest.raises(
        CommandError, match="the following arguments are required: FILE"
    ):
        _run("--dry-run")


@pytest.mark.django_db
def test_command_writes_the_items_and_a_second_run_says_that_nothing_changed():
    first, _ = _run("--publish", *FILES)
    second, _ = _run("--publish", *FILES)
    as_json = json.loads(_run("--publish", "--json", *FILES)[0])

    assert "8 imported.\nKept as drafts: 2.\n" in first
    assert second.endswith(
        "Nothing was changed: every item stands here already.\n8 unchanged.\n"
    )
    assert len(as_json["outcome"]["unchanged"]) == 8
