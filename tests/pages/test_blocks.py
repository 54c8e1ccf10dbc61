import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image as Picture
from pypdf import PdfWriter
from wagtail.images.models import Image

from commonweal.pages.blocks import ActionBlock, ImageBlock, player_address
from commonweal.pages.models import PartnershipDocument
from tests.directory.factories import ContactFactory, PhoneNumberFactory
from tests.pages.factories import StandardPageFactory


def _two_pages() -> bytes:
    writer, stream = PdfWriter(), io.BytesIO()
    for _ in range(2):
        writer.add_blank_page(200, 200)
    writer.write(stream)
    return stream.getvalue()


TWO_PAGES = _two_pages()


@pytest.mark.parametrize(
    ("address", "player"),
    [
        (
            "https://www.youtube.com/watch?v=abc_DEF-123",
            "https://www.youtube-nocookie.com/embed/abc_DEF-123",
        ),
        ("https://youtu.be/abc123", "https://www.youtube-nocookie.com/embed/abc123"),
        ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
        ("https://www.youtube.com/watch?v=a%22onload", None),
        ("https://www.youtube.com/", None),
        ("https://www.example.org/video/1", None),
        ("https://youtube.com.example.org/watch?v=abc", None),
    ],
)
def test_player_address_frames_known_hosts_only(address, player):
    assert player_address(address) == player


def _picture(name="IMG_2041.png"):
    stream = io.BytesIO()
    Picture.new("RGB", (800, 500), "teal").save(stream, "PNG")
    return Image.objects.create(title=name, file=ContentFile(stream.getvalue(), name))


def _image_value(image, words="", decorative=False):
    block = ImageBlock()
    return block, block.to_python(
        {
            "image": image.pk,
            "alternative_text": words,
            "decorative": decorative,
            "caption": "",
        }
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "decorative", "is_refused"),
    [
        ("", False, True),
        ("", True, False),
        ("A bridge at dusk", False, False),
        ("A bridge at dusk", True, True),
        ("IMG_2041", False, True),
        ("IMG_2041.png", False, True),
    ],
)
def test_image_says_what_it_shows_or_that_it_decorates(
    settings, tmp_path, words, decorative, is_refused
):
    settings.MEDIA_ROOT = tmp_path
    image = _picture()
    block, value = _image_value(image, words, decorative)
    stem = image.file.name.rsplit("/")[-1].removesuffix(".png")
    value["alternative_text"] = words.replace("IMG_2041", stem)

    refused = None
    try:
        block.clean(value)
    except ValidationError as error:
        refused = error.block_errors["alternative_text"]

    assert (refused is not None) is is_refused


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "is_refused"),
    [
        ({"address": "https://example.org"}, False),
        ({}, True),
    ],
)
def test_action_leads_to_one_place(fields, is_refused):
    block = ActionBlock()
    value = block.to_python({"text": "Do it", "page": None, "address": "", **fields})

    refused = False
    try:
        block.clean(value)
    except ValidationError:
        refused = True

    assert refused is is_refused


@pytest.mark.django_db
def test_page_shows_every_kind_of_block(visitor, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    contact = ContactFactory(name="Front door", email="door@example.org")
    PhoneNumberFactory(contact=contact, number="01632 960123")
    image = _picture()
    document = PartnershipDocument.objects.create(
        title="Report", file=ContentFile(TWO_PAGES, "report.pdf")
    )
    body = [
        ("heading", {"text": "A heading", "level": "2"}),
        ("heading", {"text": "A smaller one", "level": "3"}),
        ("text", "<p>Plain words.</p>"),
        ("quotation", {"text": "<p>Well said.</p>", "speaker": "A B", "role": "Chair"}),
        (
            "image",
            {"image": image.pk, "alternative_text": "A bridge", "decorative": False},
        ),
        ("document", {"document": document.pk, "title": ""}),
        (
            "video",
            {
                "title": "A film",
                "address": "https://youtu.be/abc123",
                "length": "3 minutes",
                "transcript": "<p>Said and shown.</p>",
            },
        ),
        (
            "video",
            {
                "title": "Another",
                "address": "https://films.example.org/1",
                "length": "",
                "transcript": "<p>More.</p>",
            },
        ),
        ("contact", {"contact": contact.pk}),
        ("action", {"text": "Next", "address": "https://example.org/next"}),
        ("notice", {"text": "<p>Take note.</p>", "is_warning": False}),
        ("notice", {"text": "<p>Take care.</p>", "is_warning": True}),
        ("question", {"question": "Why?", "answer": "<p>Because.</p>"}),
    ]
    page = StandardPageFactory(
        title="All blocks",
        body=[{"type": kind, "value": value} for kind, value in body],
    )

    shown = visitor.get(page.url)

    words = shown.get_text(" ", strip=True)
    for expected in (
        "Plain words.",
        "Well said.",
        "A B Chair",
        "Watch “A film” on",
        "Said and shown.",
        "Watch “Another” on films.example.org",
        "Take note.",
        "Take care.",
        "Because.",
    ):
        assert expected in words
    assert shown.find("img", alt="A bridge")["width"] == "680"
    assert "PDF" in words
    assert "2 pages" in words
    assert shown.find("a", href="tel:+441632960123").get_text() == "01632 960123"
    assert shown.find("iframe") is None, "a video loads nothing until it is asked for"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "pages"),
    [
        (TWO_PAGES, "two.pdf", 2),
        (b"%PDF-1.4 broken", "broken.pdf", None),
        (b"words", "words.txt", None),
        (b"", "empty.pdf", None),
    ],
)
def test_document_counts_its_pages_when_it_can(
    settings, tmp_path, content, name, pages
):
    settings.MEDIA_ROOT = tmp_path

    document = PartnershipDocument.objects.create(
        title="File", file=ContentFile(content, name)
    )

    assert document.page_count == pages
    with document.file.open() as stored:
        assert stored.read() == content
