"""Whatever stands in a file, reading it ends in items or in an ImportingError,
and in a time that grows with its length."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.importing.exceptions import ImportingError
from commonweal.importing.files import SavedFile, open_saved
from commonweal.importing.news import read_news
from commonweal.importing.snapshots import read_snapshot, stories

PLENTY = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
WORDS = [
    "Title", "Published 1 May 2025.", "Published 99 May 2025.", "Latest news", "\n",
    "\n\n", "  • item", "  1. one", "Back to list of news", "Ann Lee, Chair, said:",
    "“We are glad.", "”", '"', "[email protected]", "(.pdf)", "Wednesday 2 May", "How?",
    "Photo of staff", "Book a place via Mylo", "\x0c", "\u2028", "\u00a0", "\x1b",
]  # fmt: skip
TAGS = [
    "<html>", "<body>", "<h2>", "</h2>", "<p>", "</p>", "<ul>", "<li>", "</ul>", "<a>",
    "<a href='x'>", "<a href='mailto:'>", "</a>", "<br>", "<table>", "<td>", "</table>",
    "<blockquote>", "<cite>", "<footer>", "</blockquote>", "<img>", "<img alt='a b'>",
    "<b>", "</b>", "<!--", "-->", "<![CDATA[", "<!x", "&#0;", "&lt;", "<script>",
    "</script>", "<video>", "<nav>", "</nav>", "<summary>", "<div class='cookie'>",
    "<span data-cfemail='62'>", "<base href='http://[x'>", "</html>",
]  # fmt: skip


@PLENTY
@given(data=st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(tmp_path: Path, data: bytes):
    path = tmp_path / "any"
    path.write_bytes(data)

    with suppress(ImportingError):
        read_news([path])

    assert path.read_bytes() == data


@PLENTY
@given(parts=st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_capture_is_read(parts: list[str]):
    text = "\n\n".join(["Title", "Published 1 May 2025.", *parts])

    snapshot = read_snapshot(SavedFile("any.txt", text, is_html=False))

    assert {story.seen_in[0] for story in stories([snapshot])} == {"any.txt"}


@PLENTY
@given(parts=st.lists(st.sampled_from(TAGS + WORDS), max_size=40))
def test_any_markup_is_read(parts: list[str]):
    html = "<html><h2>Title</h2><p>Published 1 May 2025.</p>" + "".join(parts)

    snapshot = read_snapshot(SavedFile("any.html", html, is_html=True))

    assert snapshot.items[0].title == "Title"


@PLENTY
@given(text=st.text(max_size=300))
def test_words_of_a_capture_are_never_lost(tmp_path: Path, text: str):
    """What stands between the published line and the way back comes out again."""
    words = "".join(filter(str.isalnum, text))
    path = tmp_path / "any"
    path.write_text(
        f"A title\n\nPublished 1 May 2025.\n\nx{words}x\n\nBack to list of news\n",
        encoding="utf-8",
        errors="replace",
    )

    (item,) = read_snapshot(open_saved(path, name="any")).items

    assert [block.text for block in item.blocks] == [
        f"x{words}x".replace("\ud800", "?")
    ]


def test_markup_that_cannot_be_parsed_is_refused():
    with pytest.raises(ImportingError) as refused:
        read_snapshot(SavedFile("odd.html", "<html><![odd[x]]>", is_html=True))

    assert str(refused.value) == (
        "odd.html has markup that cannot be read. Expected a saved “Latest news”"
        " page. Save it again from the browser, or as text, and import that."
    )


@pytest.mark.parametrize(
    "junk",
    [
        "<div>" * 5_000,
        "<b><i>" * 5_000,
        "<ul><li>" * 2_000,
        "<p>Published 3 May 2025." * 2_000,
        "“" * 50_000,
        "Ann Lee, said:\n\n" * 5_000,
        "(.pdf " * 20_000,
        "[email " * 20_000,
        "Published" + " " * 50_000,
        "said: " * 20_000,
        "Back to list of news" * 5_000,
    ],
)
@pytest.mark.parametrize("is_html", [False, True])
def test_strange_pages_take_no_strange_time(junk: str, is_html: bool):
    text = f"<html><h2>Title</h2><p>Published 1 May 2025.</p>{junk}"
    if not is_html:
        text = f"Title\n\nPublished 1 May 2025.\n\n{junk}"
    start = time.process_time()

    read_snapshot(SavedFile("odd", text, is_html=is_html))

    assert time.process_time() - start < 5


def test_a_thousand_items_take_at_most_about_twice_the_time_of_five_hundred():
    def seconds(count: int) -> float:
        text = "".join(
            f"Item {number}\n\nPublished {number % 28 + 1} May 2025.\n\n"
            f"{'Some words of it. ' * 40}\n\nBack to list of news\n\n"
            for number in range(count)
        )
        start = time.process_time()
        stories([read_snapshot(SavedFile("long.txt", text, is_html=False))])
        return time.process_time() - start

    seconds(50)
    half, whole = min(seconds(500), seconds(500)), min(seconds(1000), seconds(1000))

    assert whole < 4 * half + 0.2
