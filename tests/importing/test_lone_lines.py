import pytest

from commonweal.importing.blocks import Heading, Image, Paragraph
from tests.importing.pages import only_item

DOUBT = "a question"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("How we can help?", Heading),
        ("How to access", Heading),
        ("Target audience", Heading),
        ("Course outline", Heading),
        ("Children in care", Heading),
        ("Group photo of staff with an outstanding banner", DOUBT),
        ("Two children smiling", DOUBT),
        ("Two small dogs beside a very old garden wall", DOUBT),
        ("All will be held via MS Teams", Paragraph),
        ("Reflection breaks to allow you to process insights", Paragraph),
        ("Thursday 29 May, 10.00am", Paragraph),
        ("Book a place online via Learnwell", Paragraph),
        ("Speakers:", Paragraph),
        ("Places are free.", Paragraph),
        ("Write to [email protected]", Paragraph),
    ],
)
def test_lone_line_is_told_by_its_words(line, told):
    item = only_item(f"Words come first.\n\n{line}\n\nMore words follow.")

    expected = {
        DOUBT: Image(alt=line, is_question=True),
        Heading: Heading(2, line),
        Paragraph: Paragraph(line),
    }[told]
    assert item.blocks[1] == expected


def test_last_line_heads_nothing_and_stays_a_paragraph():
    item = only_item("Words come first.\n\nThe training team")

    assert item.blocks[1] == Paragraph("The training team")


def test_line_under_a_heading_is_its_text():
    item = only_item("Venue\n\nCentral Library\n\nCost\n\nFree")

    assert item.blocks == (
        Heading(2, "Venue"),
        Paragraph("Central Library"),
        Heading(2, "Cost"),
        Paragraph("Free"),
    )
