"""Which files may go along: told by content, in memory, past the scanner."""

import contextlib
import socket
import struct
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from commonweal.sealed.actions import add_file
from commonweal.sealed.attachments import (
    DOCX,
    LARGEST,
    MOST,
    ODT,
    XLSX,
    check_file,
)
from commonweal.sealed.exceptions import AttachmentError
from commonweal.sealed.models import Draft, DraftFile
from commonweal.sealed.scanning import Verdict, scan
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import Walker, offer

PDF = b"%PDF-1.7\n1 0 obj\n"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def zipped(**parts: bytes) -> bytes:
    """An office document's outside; names have __ for / and _dot_ for a full stop."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            # With a moment of its own, so that the bytes are the same in every run.
            info = zipfile.ZipInfo(name.replace("__", "/").replace("_dot_", "."))
            file.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    types = {"[Content_Types]_dot_xml": b"<Types/>", "word__document_dot_xml": b"<w/>"}
    return zipped(**types, **more)


def picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (4, 4)).save(out, kind)
    return out.getvalue()


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(64)


@pytest.mark.parametrize(
    ("name", "content", "kept", "media_type"),
    [
        ("a.pdf", PDF, "a.pdf", "application/pdf"),
        ("a.exe", PDF, "a.pdf", "application/pdf"),
        ("photo", picture("JPEG"), "photo.jpg", "image/jpeg"),
        ("shot.png.html", picture("PNG"), "shot.png.png", "image/png"),
        ("IMG 1.HEIC", HEIC, "IMG 1.heic", "image/heic"),
        ("notes.docx", docx(), "notes.docx", DOCX),
        (
            "list.xlsx",
            zipped(
                **{
                    "[Content_Types]_dot_xml": b"<Types/>",
                    "xl__workbook_dot_xml": b"<w/>",
                }
            ),
            "list.xlsx",
            XLSX,
        ),
        (
            "notes.odt",
            zipped(mimetype=ODT.encode(), content_dot_xml=b"<o/>"),
            "notes.odt",
            ODT,
        ),
        ("../../etc/passwd", PDF, "passwd.pdf", "application/pdf"),
        ("C:\\Users\\Robin\\a.pdf", PDF, "a.pdf", "application/pdf"),
        ("a\u202efdp.exe", PDF, "afdp.pdf", "application/pdf"),
        ("", PDF, "file.pdf", "application/pdf"),
        ("x" * 400 + ".pdf", PDF, "x" * 116 + ".pdf", "application/pdf"),
    ],
)
def test_a_file_is_what_its_content_is(name, content, kept, media_type):
    assert check_file(name, content) == (kept, media_type)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"MZ" + bytes(200), "one of these kinds"),
        (b"\x7fELF" + bytes(200), "one of these kinds"),
        (b"#!/bin/sh\necho", "one of these kinds"),
        (b"<html><script>1</script>", "one of these kinds"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "one of these kinds"),
        (b"GIF89a" + bytes(50), "one of these kinds"),
        (zipped(a_dot_txt=b"words"), "one of these kinds"),
        (zipped(mimetype=b"application/epub+zip"), "one of these kinds"),
        (docx()[:60], "one of these kinds|damaged"),
        (docx(word__vbaProject_dot_bin=b"x"), "macros"),
        (docx(word__embeddings__x_dot_exe=b"x"), "macros"),
        (docx(word__activeX__activeX1_dot_xml=b"x"), "macros"),
        (zipped(mimetype=ODT.encode(), Basic__a_dot_xml=b"x"), "macros"),
        (docx(**{f"p{n}_dot_xml": b"" for n in range(2100)}), "holds too much"),
        (PDF + bytes(LARGEST), "smaller than 10 MB"),
    ],
)
def test_what_is_not_on_the_list_is_refused_in_plain_words(content, said):
    with pytest.raises(AttachmentError, match=said):
        check_file("a.pdf", content)


def test_what_swells_when_opened_is_refused():
    content = docx(word__big_dot_xml=bytes(201 * 1024 * 1024))
    assert len(content) < LARGEST

    with pytest.raises(AttachmentError, match="holds too much"):
        check_file("a.docx", content)


class Clamd:
    """Answers like ClamAV's daemon: finds EICAR's test file, or says what it is told."""

    def __init__(self, path: Path, *, says: bytes | None = None) -> None:
        self.path, self.says, self.seen = path, says, b""
        self.server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.server.bind(str(path))
        self.server.listen()
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        client, _ = self.server.accept()
        with client, client.makefile("rb") as said:
            assert said.read(10) == b"zINSTREAM\0"
            content = b""
            while length := struct.unpack("!L", said.read(4))[0]:
                content += said.read(length)
            self.seen = content
            found = (
                b"stream: Eicar-Signature FOUND" if EICAR in content else b"stream: OK"
            )
            client.sendall((found if self.says is None else self.says) + b"\0")

    def close(self) -> None:
        self.thread.join(5)
        self.server.close()


@pytest.fixture
def clamd(tmp_path):
    made = []

    def start(**kwargs):
        made.append(Clamd(tmp_path / "clamd.ctl", **kwargs))
        return made[-1]

    yield start
    for each in made:
        each.close()


def test_the_scanner_is_sent_the_whole_file(clamd):
    scanner, content = clamd(), bytes(range(256)) * 1000

    assert scan([content[:70_000], content[70_000:]], at=str(scanner.path)) == "clean"
    assert scanner.seen == content


def test_the_scanner_finds_what_is_harmful(clamd):
    assert scan([PDF, EICAR], at=str(clamd().path)) == Verdict.INFECTED


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR", b"stream: no idea"]
)
def test_what_the_scanner_cannot_say_is_unknown(clamd, answer):
    assert scan([PDF], at=str(clamd(says=answer).path)) == Verdict.UNKNOWN


@pytest.mark.parametrize("where", ["", "nowhere.ctl", "stale.ctl"])
def test_without_a_scanner_nothing_is_called_clean(tmp_path, where):
    if where == "stale.ctl":
        left = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        left.bind(str(tmp_path / where))
        left.close()

    assert scan([PDF], at=str(tmp_path / where) if where else "") == Verdict.UNKNOWN


def _add(route_and_key, content=PDF, scanner=""):
    route, key = route_and_key
    return add_file(
        key=key, route=route, name="a.pdf", content=content, scanner=scanner, at=NOW
    )


def test_a_harmful_file_is_not_kept(route_and_key, clamd):
    with pytest.raises(AttachmentError, match="virus was found"):
        _add(route_and_key, PDF + EICAR, scanner=str(clamd().path))

    assert not DraftFile.objects.exists()


def test_a_scanned_file_says_so(route_and_key, clamd):
    draft = _add(route_and_key, scanner=str(clamd().path))

    assert [file.is_clean for file in draft.content.files] == [True]
    assert DraftFile.objects.get().check_result == "clean"


def test_an_unscanned_file_is_in_quarantine(route_and_key):
    draft = _add(route_and_key)

    assert [file.is_clean for file in draft.content.files] == [False]
    assert DraftFile.objects.get().check_result == "unscanned"


def test_no_more_files_than_are_taken(route_and_key):
    for _ in range(MOST):
        _add(route_and_key)

    with pytest.raises(AttachmentError, match="5 files at most"):
        _add(route_and_key)


@pytest.fixture
def at_files(db):
    """A browser on the page where files are added."""
    walker = Walker(offer(set_scene()))
    walker.begin()
    while walker.asked.key != "files":
        walker.fill_one()
    return walker


def test_a_file_is_added_and_removed_page_by_page(at_files):
    page = at_files.attach("seen.pdf", PDF)
    assert "seen.pdf (17" in page.get_text()
    assert "could not be checked for viruses" in page.get_text()

    button = page.select_one("button[name=remove]")
    page = at_files.post(at_files.path, {"remove": button["value"]})

    assert "seen.pdf" not in page.get_text()
    assert not DraftFile.objects.exists()


def test_no_file_touches_the_disk_in_clear(at_files, settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "uploads")
    (tmp_path / "uploads").mkdir()
    made = []
    monkeypatch.setattr(
        "tempfile.NamedTemporaryFile", lambda *a, **k: made.append(a) or 1 / 0
    )
    marked = PDF + b"planted-in-clear" * 200_000  # larger than Django keeps in memory

    at_files.attach("large.pdf", marked)

    assert DraftFile.objects.count() == 1
    assert made == []
    assert list((tmp_path / "uploads").iterdir()) == []
    written = [place for place in tmp_path.rglob("*") if place.is_file()]
    assert written
    assert not [p for p in written if b"planted-in-clear" in p.read_bytes()]


@pytest.mark.parametrize("beyond", [1, 100_000, 3 * LARGEST])
def test_a_file_that_is_too_large_is_refused_kindly(at_files, beyond):
    page = at_files.attach("large.pdf", PDF + bytes(LARGEST + beyond), status=400)

    summary = page.select_one(".govuk-error-summary")
    assert "smaller than 10 MB" in summary.get_text()
    assert not DraftFile.objects.exists()


def test_a_wrong_file_is_refused_beside_the_field(at_files):
    page = at_files.attach("a.pdf", b"MZ" + bytes(100), status=400)

    assert page.title.get_text().startswith("Error: ")
    assert "one of these kinds" in page.select_one("#id_file-error").get_text()


def test_adding_without_choosing_says_so_and_going_on_needs_none(at_files):
    page = at_files.post(at_files.path, {"deed": "add"}, status=400)
    assert "Choose a file first" in page.get_text()

    at_files.get(at_files.path)
    at_files.post(at_files.path)
    assert at_files.asked.key == "your_name"


def test_a_picture_is_said_to_carry_where_it_was_taken(at_files):
    assert "where and when it was taken" in at_files.get(at_files.path).get_text()


def test_draft_row_knows_no_file_name(at_files):
    at_files.attach("robin-example.pdf", PDF)

    assert b"robin" not in bytes(Draft.objects.get().envelope)


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_a_damaged_document_is_taken_or_refused_in_plain_words(data):
    content = bytearray(
        data.draw(st.sampled_from([docx(), zipped(mimetype=ODT.encode(), a=b"x")]))
    )
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(4, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))

    with contextlib.suppress(AttachmentError):
        check_file("notes.odt", bytes(content))


def test_a_document_of_a_version_nobody_knows_is_called_damaged():
    content = bytearray(docx())
    # Two bytes in the directory of its parts: which version is needed to read one.
    content[content.index(b"PK\x01\x02") + 6] = 99

    with pytest.raises(AttachmentError, match=r"damaged|one of these kinds"):
        check_file("notes.docx", bytes(content))


def test_a_document_whose_kind_cannot_be_unpacked_is_refused():
    content = bytearray(zipped(first=b"x", mimetype=ODT.encode()))
    start = content.index(b"mimetype") + len("mimetype")
    content[start : start + 4] = b"\xff\xff\xff\xff"

    with pytest.raises(AttachmentError, match="one of these kinds"):
        check_file("notes.odt", bytes(content))
