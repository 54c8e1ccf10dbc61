import codecs
import os
from pathlib import Path

import pytest

from commonweal.importing.exceptions import ImportingError
from commonweal.importing.files import MAX_BYTES, SavedFile, open_saved

WORDS = "Café news\n\nPublished 1 May 2025.\n\nThe “café” opens – come.\n"
EXPECTED = "Expected a saved “Latest news” page: a text file or an HTML file."


def _write(folder: Path, data: bytes, name: str = "news.txt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def _refusal(path: Path) -> str:
    with pytest.raises(ImportingError) as refused:
        open_saved(path, name=path.name)
    return str(refused.value)


@pytest.mark.parametrize(
    "data",
    [
        WORDS.encode(),
        codecs.BOM_UTF8 + WORDS.encode(),
        codecs.BOM_UTF16_LE + WORDS.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + WORDS.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + WORDS.encode("utf-32-le"),
    ],
)
def test_open_saved_reads_unicode_with_and_without_a_mark(tmp_path, data):
    path = _write(tmp_path, data)

    saved = open_saved(path, name="april.txt")

    assert saved == SavedFile(name="april.txt", text=WORDS, is_html=False)


def test_open_saved_reads_windows_1252_that_html_declares(tmp_path):
    html = '<html><meta charset="iso-8859-1"><p>“Café” – news</p></html>'
    path = _write(tmp_path, html.encode("cp1252"))

    saved = open_saved(path, name="news.html")

    assert saved == SavedFile(name="news.html", text=html, is_html=True)


def test_open_saved_tells_html_by_its_first_tag_not_by_its_name(tmp_path):
    html = '<?xml version="1.0"?>\n<!-- saved -->\n<!DOCTYPE html><html></html>'

    saved = open_saved(_write(tmp_path, html.encode(), "page.txt"), name="page.txt")

    assert saved.is_html is True


def test_missing_file_is_refused(tmp_path):
    assert _refusal(tmp_path / "gone.txt") == (
        f"gone.txt was not found. {EXPECTED} Check its name and folder."
    )


def test_directory_is_refused(tmp_path):
    (tmp_path / "april").mkdir()

    assert _refusal(tmp_path / "april") == (
        f"april is a directory. {EXPECTED} Name the files inside it instead."
    )


def test_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert _refusal(tmp_path / "pipe") == (
        f"pipe is not an ordinary file. {EXPECTED} Copy it to one first."
    )


def test_file_closed_to_us_is_refused(tmp_path, monkeypatch):
    path = _write(tmp_path, b"words")

    def closed(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    # The account that runs the tests may be one that can read everything.
    monkeypatch.setattr(Path, "read_bytes", closed)

    assert _refusal(path) == (
        f"news.txt may not be read by this account. {EXPECTED}"
        " Change its permissions or copy it."
    )


def test_path_that_names_no_file_is_refused():
    assert _refusal(Path("a\x00b")) == (
        f"a\x00b could not be read (its name is not a file name). {EXPECTED}"
        " Check its name and folder."
    )


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_empty_file_is_refused(tmp_path, data):
    assert _refusal(_write(tmp_path, data)) == (
        f"news.txt is empty. {EXPECTED} Save the page again and import the new file."
    )


def test_file_of_fifty_megabytes_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES)

    assert _refusal(path) == (
        f"huge.txt is 50 MB; a saved page must be under 50 MB. {EXPECTED}"
        " Check that it is the right file, or split it."
    )


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n....", "a picture (PNG)"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (b"\x7fELF\x02\x01\x01" + bytes(40), "a binary file"),
        (b"\x01\x02\x03\x04\x05\x06 text", "a binary file"),
        (bytes(range(256)).replace(b"\x00", b"") * 4, "a binary file"),
    ],
)
def test_binary_file_is_refused(tmp_path, data, what):
    assert _refusal(_write(tmp_path, data)) == (
        f"news.txt is {what}, not text. {EXPECTED}"
        " Save the page itself, as text or as “Webpage, HTML only”."
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (WORDS.encode("cp1252"), "it looks like Windows-1252; see line 1"),
        (b"Title\n\xc3\x28 \x81 words", "its bytes are not UTF-8; see line 2"),
        (
            codecs.BOM_UTF16_LE + b"odd",
            "it is marked as UTF-16 but byte 5 does not fit",
        ),
        (codecs.BOM_UTF8 + b"a\xff", "it is marked as UTF-8 but byte 2 does not fit"),
        (
            WORDS.encode("utf-16-le"),
            "it looks like UTF-16 without a byte-order mark",
        ),
        (
            '<html><meta charset="windows-1251"><p>Café</p>'.encode("cp1252"),
            "it looks like Windows-1252; see line 1",
        ),
    ],
)
def test_wrong_encoding_is_refused(tmp_path, data, why):
    assert _refusal(_write(tmp_path, data)) == (
        f"news.txt is not UTF-8 text ({why}). {EXPECTED}"
        " Open it in an editor, save it with the encoding UTF-8, and import that."
    )


def test_web_archive_is_refused(tmp_path):
    data = b"From: <Saved by Blink>\nContent-Type: multipart/related;\n"

    assert _refusal(_write(tmp_path, data, "page.mhtml")) == (
        f"page.mhtml is a web archive (.mhtml). {EXPECTED}"
        " In the browser choose “Save as” and “Webpage, HTML only”."
    )
