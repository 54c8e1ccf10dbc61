import pytest

from commonweal.importing.blocks import Heading, Paragraph, Quotation
from tests.importing.pages import only_item

WHO = "Ann Lee, Chair of the Board, said:"


def _said(*paragraphs: str) -> Quotation:
    return Quotation(paragraphs, "Ann Lee", "Chair of the Board")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("We are glad.", (_said("We are glad."),)),
        ("Young people first", (_said("Young people first"),)),
        ("“We are glad.”\n\nOther.", (_said("We are glad."), Paragraph("Other."))),
        ("We are glad.\n\n“Very glad.”", (_said("We are glad.", "Very glad."),)),
        (
            'We are glad.\n\n“Very glad."\n\nOther.',
            (_said("We are glad.", "Very glad."), Paragraph("Other.")),
        ),
        (
            "“We are glad.\n\n“Very.\n\n“Truly.”\n\nOther.",
            (_said("We are glad.", "Very.", "Truly."), Paragraph("Other.")),
        ),
        (
            "“We are glad.\n\n“Very glad.\n\nOther.",
            (_said("We are glad.", "Very glad."), Paragraph("Other.")),
        ),
        (
            "We are glad.\n\nVery glad.”\n\nOther.",
            (_said("We are glad.", "Very glad."), Paragraph("Other.")),
        ),
        (
            "“We will,” she added. “Soon.”\n\nOther.",
            (_said("“We will,” she added. “Soon.”"), Paragraph("Other.")),
        ),
        (
            "We call it the “safe start”.\n\nOther.",
            (_said("We call it the “safe start”."), Paragraph("Other.")),
        ),
        (
            f"“We are glad.”\n\n{WHO}\n\n“Again.”",
            (_said("We are glad."), _said("Again.")),
        ),
    ],
)
def test_quotation_goes_on_to_its_closing_mark(body, expected):
    assert only_item(f"{WHO}\n\n{body}").blocks == expected


@pytest.mark.parametrize(
    ("attribution", "speaker", "role"),
    [
        ("Cllr Bo Vane said:", "Cllr Bo Vane", ""),
        (
            "Dr. J. Orme OBE, the council’s Head of A, B and C, said:",
            "Dr. J. Orme OBE",
            "the council’s Head of A, B and C",
        ),
        ("Petra and Colm, Founders, added:", "Petra and Colm", "Founders"),
    ],
)
def test_speaker_and_role_are_told_apart(attribution, speaker, role):
    item = only_item(f"{attribution}\n\nWe are glad.")

    assert item.blocks == (Quotation(("We are glad.",), speaker, role),)


def test_question_before_the_speaker_is_a_heading():
    item = only_item(f"How did it begin? {WHO}\n\nWe met.")

    assert item.blocks == (Heading(2, "How did it begin?"), _said("We met."))


def test_sentence_before_the_speaker_stays_a_paragraph():
    item = only_item(f"The hub is open. {WHO}\n\nWe met.")

    assert item.blocks == (Paragraph("The hub is open."), _said("We met."))


def test_quotation_may_follow_in_the_same_paragraph_or_come_first():
    item = only_item(
        f"{WHO} “We are glad.”\n\n“We are very glad indeed,” said Bo Vane, Head."
    )

    assert item.blocks == (
        _said("We are glad."),
        Quotation(("We are very glad indeed,",), "Bo Vane", "Head"),
    )


@pytest.mark.parametrize(
    "body", ["The report said:\n\nThere are three.", "Ann Lee, Chair, said:"]
)
def test_what_nobody_by_name_said_stays_text(body):
    item = only_item(body)

    assert [type(block) for block in item.blocks] == [Paragraph] * len(item.blocks)
    assert "\n\n".join(block.text for block in item.blocks) == body
