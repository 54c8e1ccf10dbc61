from datetime import date

import pytest

from commonweal.importing.blocks import BulletList, DocumentLink, Paragraph
from commonweal.importing.exceptions import ImportingError
from tests.importing.pages import capture, only_item


def _titles(text: str) -> list[tuple[str, date]]:
    return [(item.title, item.published) for item in capture(text).items]


def test_items_are_titles_with_a_published_line_under_them():
    text = (
        "A banner\n\nLatest news\n\nFirst\n\nPublished 2 May 2025.\n\nWords.\n\n"
        "Back to list of news\n\n\nSecond\n\nPublished 1 May 2025.\n\nMore."
    )

    assert _titles(text) == [
        ("First", date(2025, 5, 2)),
        ("Second", date(2025, 5, 1)),
    ]
    assert capture(text).left_out == ("A banner",)


@pytest.mark.parametrize(
    "glued",
    [
        "Words.\n\nBack to list of newsA boy's hand\n\nSecond",
        "Words.Back to list of newsA boy's hand\n\nSecond",
        "Words.\n\nBack to list of newsSecond",
        "Words.\n\nBack to list of news.\n\nLatest newsSecond",
        "Words.\n\nSecond",
    ],
)
def test_furniture_glued_to_its_neighbours_is_cut_off(glued):
    text = (
        f"First\n\nPublished 2 May 2025.\n\n{glued}\n\nPublished 1 May 2025.\n\nMore."
    )

    items = capture(text).items

    assert [(item.title, item.blocks) for item in items] == [
        ("First", (Paragraph("Words."),)),
        ("Second", (Paragraph("More."),)),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Published 1 May 2025.",
        "Published 1 May 2025",
        "Published: 1st May 2025",
        "Published on Thursday 1 May 2025.",
        "PUBLISHED 01/05/2025",
        "Published 2025-05-01",
        "Published 1 May 2025, 10.30am",
        "Published 1 May 2025. Last updated 3 May 2025.",
    ],
)
def test_published_line_is_read_however_it_is_written(line):
    assert _titles(f"Title\n\n{line}\n\nWords.") == [("Title", date(2025, 5, 1))]


def test_sentence_about_publishing_stays_in_its_item():
    item = only_item("Published 3 May 2025, the report was widely read.")

    assert item.blocks == (
        Paragraph("Published 3 May 2025, the report was widely read."),
    )


def test_published_month_may_be_short_but_not_misspelt():
    assert _titles("A\n\nPublished 1 Sept 2025.\n\nWords.") == [("A", date(2025, 9, 1))]
    assert capture(
        "A\n\nPublished 1 Sep 2025.\n\nB\n\nPublished 2 Setp 2025.\n\nWords."
    ).problems == (
        "“B” says “Published 2 Setp 2025.”, which is not a day. It was left out.",
    )


def test_published_day_that_does_not_exist_is_a_problem_and_spares_the_rest():
    snapshot = capture(
        "Wrong\n\nPublished 31 February 2025.\n\nWords.\n\n"
        "Right\n\nPublished 1 May 2025.\n\nMore."
    )

    assert [item.title for item in snapshot.items] == ["Right"]
    assert snapshot.problems == (
        "“Wrong” says “Published 31 February 2025.”, which is not a day."
        " It was left out.",
    )


def test_item_without_a_title_is_a_problem():
    snapshot = capture(
        "Right\n\nPublished 1 May 2025.\n\nWords.\n\nBack to list of news\n\n"
        "Published 2 May 2025.\n\nOrphan."
    )

    assert [item.title for item in snapshot.items] == ["Right"]
    assert snapshot.problems == (
        "An item under “Published 2 May 2025.” has no title. It was left out.",
    )


def test_page_without_news_is_refused():
    with pytest.raises(ImportingError) as refused:
        capture("Latest news\n\nNothing here.", name="empty.txt")

    assert str(refused.value) == (
        "empty.txt has no news item in it. Expected each item as a title and under"
        " it a line such as “Published 16 April 2025.” Check that it is the"
        " “Latest news” page, and save it again."
    )


def test_list_items_follow_bullets_and_numbers():
    item = only_item(
        "There are:\n\n  • apples & pears\n  • plums,\n    ripe ones\n\n  • figs\n"
        "  1. one\n  2. two\n\nThe end."
    )

    assert item.blocks == (
        Paragraph("There are:"),
        BulletList(("apples &amp; pears", "plums, ripe ones", "figs")),
        BulletList(("one", "two"), is_numbered=True),
        Paragraph("The end."),
    )


def test_lines_of_a_hard_wrapped_capture_are_joined():
    item = only_item(
        "This capture was wrapped at eighty characters by the program that made\n"
        "it, so that a paragraph goes on.\nAnother follows."
    )

    assert item.blocks == (
        Paragraph(
            "This capture was wrapped at eighty characters by the program that made"
            " it, so that a paragraph goes on."
        ),
        Paragraph("Another follows."),
    )


def test_lines_of_a_capture_with_long_lines_stay_apart():
    long = "A line of more than a hundred characters, " * 4
    item = only_item(f"{long.strip()}\nThe next paragraph.")

    assert item.blocks == (Paragraph(long.strip()), Paragraph("The next paragraph."))


def test_text_is_escaped_and_addresses_in_it_are_linked():
    item = only_item("Use <b> & see https://example.org/?a=1&b=2.")

    assert item.blocks == (
        Paragraph(
            "Use &lt;b&gt; &amp; see"
            ' <a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a>.'
        ),
    )
    assert item.blocks[0].text == "Use <b> & see https://example.org/?a=1&b=2."


def test_line_that_offers_a_file_is_a_document_without_address():
    item = only_item("Read the full report (PDF, 1.2MB).\n\nSee the poster (Word).")

    assert item.blocks == (
        DocumentLink("Read the full report (PDF, 1.2MB).", None, "PDF", "1.2MB"),
        DocumentLink("See the poster (Word).", None, "DOCX", ""),
    )


@pytest.mark.parametrize(
    ("body", "lost"),
    [
        ("Register your place now via Microsoft Teams", True),
        ("Book a place online via Mylo.", True),
        ("It is free. Book to attend the conference.", True),
        ("Here is the video: How we began", True),
        ("You can refer yourself using our online form.", True),
        ("Please forward this link to colleagues.", False),
        ("Visit www.example.org.uk for more.", False),
        ("Book a place by telephone: see https://example.org/book", False),
        ("The register is kept by the school.", False),
    ],
)
def test_links_that_lost_their_address_are_noticed(body, lost):
    assert bool(only_item(body).lost_links) is lost


def test_lost_links_in_a_list_are_noticed():
    item = only_item("  • Book a place online via Learnwell\n  • bring a friend")

    assert item.lost_links == ("Book a place online via Learnwell",)
