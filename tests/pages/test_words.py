import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.pages.words import body_text, plain_text, with_words_replaced

BODY = [
    {"type": "heading", "value": {"text": "When & where", "level": "2"}, "id": "1"},
    {
        "type": "text",
        "value": "<ul><li>Date: Wednesday 21 March</li><li>Time: 9am</li></ul>",
        "id": "2",
    },
    {"type": "image", "value": {"image": 3, "alternative_text": "Not said"}, "id": "3"},
    {
        "type": "quotation",
        "value": {
            "text": "<p>On Wednesday 21 March.</p>",
            "speaker": "A B",
            "role": "",
        },
        "id": "4",
    },
]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("<p>A &amp; B<br/>C</p>", "A & B\nC"),
        ("<ul><li>9am</li><li>10am</li></ul>", "9am\n10am"),
        ("3 < 4", "3 < 4"),
    ],
)
def test_plain_text_keeps_lines_apart(markup, words):
    assert plain_text(markup) == words


@given(st.text())
def test_plain_text_reads_anything(markup):
    assert isinstance(plain_text(markup), str)


def test_body_text_says_what_a_reader_reads():
    words = body_text(BODY)

    assert words.split("\n\n") == [
        "When & where",
        "Date: Wednesday 21 March\nTime: 9am",
        "On Wednesday 21 March.",
        "A B",
    ]


def test_with_words_replaced_mends_every_block_and_leaves_the_original():
    mended = with_words_replaced(
        BODY, old="Wednesday 21 March", new="Wednesday 21 May 2025"
    )

    assert body_text(mended).count("Wednesday 21 May 2025") == 2
    assert body_text(BODY).count("Wednesday 21 March") == 2
    assert [block["id"] for block in mended] == ["1", "2", "3", "4"]
    assert mended[2] == BODY[2]


def test_with_words_replaced_escapes_what_it_writes():
    body = [{"type": "text", "value": "<p>A &amp; B</p>", "id": "1"}]

    mended = with_words_replaced(body, old="A & B", new="C & <b>D")

    assert body_text(mended) == "C & <b>D"
