"""The demonstration's PDF files open, and know what they are."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from commonweal.pages.demonstration.paper import write_pdf

SHEETS = [
    [("H1", "Children’s services"), ("P", "One (1) – two.")],
    [("H2", "More"), ("P", r"A back\slash.")],
]


@pytest.fixture
def reader() -> PdfReader:
    return PdfReader(
        BytesIO(write_pdf(title="Bericht – ’25", sheets=SHEETS)), strict=True
    )


def test_write_pdf_gives_a_page_for_each_sheet(reader):
    assert [page.extract_text().splitlines() for page in reader.pages] == [
        ["Children’s services", "One (1) – two."],
        ["More", r"A back\slash."],
    ]


def test_write_pdf_says_its_title_and_language(reader):
    catalogue = reader.trailer["/Root"]

    assert reader.metadata.title == "Bericht – ’25"
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]


def test_write_pdf_tags_every_part_in_reading_order(reader):
    tree = reader.trailer["/Root"]["/StructTreeRoot"]

    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert [element.get_object()["/S"] for element in tree["/K"]] == [
        "/H1",
        "/P",
        "/H2",
        "/P",
    ]
    by_page = tree["/ParentTree"]["/Nums"][1::2]
    assert [[part.get_object() for part in parts] for parts in by_page] == [
        [tree["/K"][0].get_object(), tree["/K"][1].get_object()],
        [tree["/K"][2].get_object(), tree["/K"][3].get_object()],
    ]


def test_write_pdf_breaks_long_paragraphs_into_lines():
    data = write_pdf(title="Long", sheets=[[("P", "word " * 60)]])

    lines = PdfReader(BytesIO(data)).pages[0].extract_text().splitlines()
    assert [len(line) <= 84 for line in lines] == [True] * 4
