"""Prose becomes blocks."""

from types import SimpleNamespace

import pytest

from commonweal.pages.demonstration.writing import Register, Writer

WRITER = Writer(Register(pages={"news": SimpleNamespace(pk=7)}))


def test_prose_becomes_headings_and_text():
    blocks = WRITER.prose(
        """
        One paragraph over
        two lines.

        Another.

        ## A heading

        - first
        - second
          goes on

        ### A smaller one

        1. one
        2. two
        """
    )

    assert blocks == [
        {
            "type": "text",
            "value": "<p>One paragraph over two lines.</p><p>Another.</p>",
        },
        {"type": "heading", "value": {"text": "A heading", "level": "2"}},
        {"type": "text", "value": "<ul><li>first</li><li>second goes on</li></ul>"},
        {"type": "heading", "value": {"text": "A smaller one", "level": "3"}},
        {"type": "text", "value": "<ol><li>one</li><li>two</li></ol>"},
    ]


def test_two_headings_in_a_row_are_two_headings():
    assert [block["value"]["text"] for block in WRITER.prose("## A\n\n### B")] == [
        "A",
        "B",
    ]


@pytest.mark.parametrize(
    ("words", "rich"),
    [
        ("Fish & **chips** < 5", "<p>Fish &amp; <b>chips</b> &lt; 5</p>"),
        ("See [the news](news).", '<p>See <a linktype="page" id="7">the news</a>.</p>'),
        (
            "Go [out](https://www.example.org/?a=1&b=2)",
            '<p>Go <a href="https://www.example.org/?a=1&amp;b=2">out</a></p>',
        ),
        ("Ring [999](tel:999)", '<p>Ring <a href="tel:999">999</a></p>'),
    ],
)
def test_marks_inside_a_line_become_rich_text(words, rich):
    assert WRITER.rich(words) == rich


def test_a_link_to_a_page_that_does_not_exist_is_an_error():
    with pytest.raises(KeyError, match="no-such-page"):
        WRITER.rich("[words](no-such-page)")
