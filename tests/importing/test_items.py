from pathlib import Path

import pytest

from commonweal.importing.exceptions import ImportingError
from commonweal.importing.items import ARCHIVED, CURRENT
from commonweal.importing.news import read_news
from commonweal.importing.report import diary
from tests.importing.pages import SAVED

SPRING, SUMMER, AUTUMN = (
    SAVED / name for name in ("spring.txt", "summer.txt", "autumn.html")
)


def _news(folder: Path, *items: tuple[str, str], name: str = "page.txt") -> Path:
    path = folder / name
    path.write_text(
        "".join(
            f"{title}\n\nPublished 1 May 2025.\n\n{words}\n\nBack to list of news\n\n"
            for title, words in items
        ),
        encoding="utf-8",
    )
    return path


def _decided(item) -> list[tuple[str, str, bool]]:
    return [(each.code, each.text, each.holds_back) for each in item.decisions]


def test_item_missing_from_the_newest_snapshot_is_archived():
    report = read_news([SUMMER, SPRING])

    assert [(item.title, item.seen_in, item.status) for item in report.items] == [
        ("Safeguarding Week Monday 17 to Sunday 23 November", ("summer.txt",), CURRENT),
        ("Changes to the Basic Course", ("summer.txt",), CURRENT),
        (
            "Wenborough’s Family Hubs praised by inspectors",
            ("spring.txt", "summer.txt"),
            CURRENT,
        ),
        ("New Group - Moving On", ("spring.txt",), ARCHIVED),
        ("On-line Safety Webinar", ("summer.txt",), CURRENT),
        ("Online Safety Webinar", ("spring.txt",), ARCHIVED),
        ("Neglect Toolkit", ("spring.txt", "summer.txt"), CURRENT),
    ]


def test_keep_all_archives_nothing():
    report = read_news([SPRING, SUMMER, AUTUMN], keep_all=True)

    assert (len(report.current), report.archived) == (8, ())


def test_dates_are_read_from_title_and_body():
    report = read_news([SPRING, SUMMER])

    assert [diary(item) for item in report.items[:4]] == [
        [["period", "2025-11-17", "2025-11-23"]],
        [
            ["event", "2025-09-17T10:00", "2025-09-17T15:00"],
            ["event", "2025-11-20T10:00", "2025-11-20T15:00"],
        ],
        [],
        [
            ["event", "2025-05-06T14:00", "2025-05-06T15:30"],
            ["event", "2025-05-13T14:00", "2025-05-13T15:30"],
            ["event", "2025-05-20T14:00", "2025-05-20T15:30"],
            ["event", "2025-05-27T14:00", "2025-05-27T15:30"],
        ],
    ]


def test_quotations_are_counted():
    report = read_news([SPRING])

    assert [(item.title, item.quotations) for item in report.items] == [
        ("Wenborough’s Family Hubs praised by inspectors", 2),
        ("New Group - Moving On", 1),
        ("Online Safety Webinar", 0),
        ("Neglect Toolkit", 0),
    ]


def test_what_only_a_person_can_decide_is_asked():
    report = read_news([SPRING])

    assert [_decided(item) for item in report.items] == [
        [
            ("link-lost", "Read a copy of the full inspection report (.pdf).", False),
            (
                "lone-line",
                "Group photo of hub staff holding a certificate outside the library",
                False,
            ),
        ],
        [
            (
                "contact-lost",
                "You can refer yourself using our online form,"
                " or email [email protected] for a chat.",
                False,
            ),
            (
                "link-lost",
                "You can refer yourself using our online form,"
                " or email [email protected] for a chat.",
                False,
            ),
        ],
        [
            ("weekday", "Tuesday 9 April", True),
            ("link-lost", "Register your place now via Microsoft Teams", False),
        ],
        [
            (
                "link-lost",
                "Visit the multi-agency toolkit page to see the new forms.",
                False,
            )
        ],
    ]
    assert [item.is_held_back for item in report.items] == [False, False, True, False]


def test_near_titles_doubles_and_overlong_titles_hold_an_item_back(tmp_path):
    long = "Long " * 60
    path = _news(tmp_path, (long.strip(), "x."), ("A", "One."), ("A", "Two."))

    report = read_news([path])

    assert [_decided(item) for item in report.items] == [
        [("long-title", f"{long[:240]}…", True)],
        [("said-twice", "A", True)],
    ]


def test_slugs_are_short_and_different(tmp_path):
    path = _news(
        tmp_path,
        ("Lauren’s & Bo's news", "x."),
        ("Laurens and Bos news!", "x."),
        ("Laurens and Bos: news", "x."),
        ("新闻", "x."),
        ("word " * 30, "x."),
    )

    assert [item.slug for item in read_news([path]).items] == [
        "laurens-and-bos-news",
        "laurens-and-bos-news-2025-05-01",
        "laurens-and-bos-news-2025-05-01-2",
        "news-2025-05-01",
        "-".join(["word"] * 16),
    ]


@pytest.mark.parametrize(
    ("words", "summary"),
    [
        ("First. Second.", "First. Second."),
        (f"First. {'Long ' * 60}.", "First."),
        ("word " * 60 + ".", ("word " * 40).strip() + "…"),
        ("It is free. Write to [email protected].", "It is free."),
        ("Write to [email protected].", ""),
        ("  • only\n  • a list", ""),
    ],
)
def test_summary_is_whole_sentences_of_the_first_paragraph(tmp_path, words, summary):
    path = _news(tmp_path, ("A", words))

    assert read_news([path]).items[0].summary == summary


def test_files_of_the_same_name_are_told_apart_by_their_folders(tmp_path):
    paths = []
    for folder in ("april", "july"):
        (tmp_path / folder).mkdir()
        paths.append(_news(tmp_path / folder, ("A", "x.")))

    assert read_news(paths).items[0].seen_in == tuple(map(str, paths))


def test_file_named_twice_is_refused():
    with pytest.raises(ImportingError) as refused:
        read_news([SPRING, SPRING])

    assert str(refused.value) == (
        f"{SPRING} is named twice. Expected each saved page once. Name it once."
    )


def test_every_bad_file_is_named(tmp_path):
    empty, gone = tmp_path / "empty.txt", tmp_path / "gone.txt"
    empty.touch()

    with pytest.raises(ImportingError) as refused:
        read_news([SPRING, empty, gone])

    assert [line.split(".txt ")[0] for line in str(refused.value).splitlines()] == [
        "empty",
        "gone",
    ]


def test_long_input_tells_how_far_it_is(tmp_path):
    items = [(f"Item {number}", "w " * 2500 + ".") for number in range(250)]
    told: list[str] = []

    read_news([_news(tmp_path, *items)], tell=told.append)

    assert told == [
        "Reading page.txt (1 MB) …",
        "Read 100 of 250 items …",
        "Read 200 of 250 items …",
    ]
