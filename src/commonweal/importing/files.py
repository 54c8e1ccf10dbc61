"""Opening a saved page, and refusing what is not one in words that help."""

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from commonweal.importing.exceptions import ImportingError

MAX_BYTES = 50_000_000
"""A saved page of 50 MB or more is refused: a year's news is under 1 MB."""

_EXPECTED = "Expected a saved “Latest news” page: a text file or an HTML file."
_SNIFFED = 4096
# The longer mark first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"SQLite format 3", "a database"),
)
_HTML = re.compile(
    r"(?:<\?xml[^>]{0,200}\?>)?\s*(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|main|article|section|header|nav|div|p|ul|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVE = re.compile(r"multipart/related", re.IGNORECASE)
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
# Browsers read pages that declare these as Windows-1252, and so do we.
_WESTERN = {"windows-1252", "cp1252", "iso-8859-1", "latin1", "us-ascii"}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class SavedFile:
    """The text of one saved page. ``name`` is how reports call it."""

    name: str
    text: str
    is_html: bool


def open_saved(path: Path, *, name: str) -> SavedFile:
    """Read the saved page at ``path``.

    UTF-8 (with or without a byte-order mark) is read, and UTF-16 or UTF-32 with
    one. Windows-1252 is read only in HTML that declares it: without a
    declaration nothing tells it from other encodings, and a wrong guess would
    put wrong letters into people's names.

    Raises:
        ImportingError: it is missing, a directory, not a plain file, closed to
            us, empty, 50 MB or more, binary, or in another encoding.
    """
    data = _bytes(path, name)
    if not data.strip():
        raise ImportingError(
            f"{name} is empty. {_EXPECTED} Save the page again and import the new file."
        )
    text = _decoded(data, name)
    if _is_full_of_controls(text):
        raise _binary(name, "a binary file")
    head = text.lstrip()[:_SNIFFED]
    if _WEB_ARCHIVE.search(head) and not _HTML.match(head):
        raise ImportingError(
            f"{name} is a web archive (.mhtml). {_EXPECTED}"
            " In the browser choose “Save as” and “Webpage, HTML only”."
        )
    return SavedFile(name=name, text=text, is_html=bool(_HTML.match(head)))


def _bytes(path: Path, name: str) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ImportingError(
                f"{name} is a directory. {_EXPECTED} Name the files inside it instead."
            )
        if not stat.S_ISREG(status.st_mode):
            raise ImportingError(
                f"{name} is not an ordinary file. {_EXPECTED} Copy it to one first."
            )
        if status.st_size >= MAX_BYTES:
            raise ImportingError(
                f"{name} is {status.st_size / 1_000_000:.0f} MB; a saved page must be"
                f" under 50 MB. {_EXPECTED} Check that it is the right file, or split it."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise ImportingError(
            f"{name} was not found. {_EXPECTED} Check its name and folder."
        ) from None
    except PermissionError:
        raise ImportingError(
            f"{name} may not be read by this account. {_EXPECTED}"
            " Change its permissions or copy it."
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is not a file name"
        raise ImportingError(
            f"{name} could not be read ({reason}). {_EXPECTED} Check its name and folder."
        ) from None


def _decoded(data: bytes, name: str) -> str:
    for start, description in _FORMATS:
        if data.startswith(start):
            raise _binary(name, description)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(
                data, "utf-8-sig" if mark == codecs.BOM_UTF8 else encoding, name
            )
    if b"\x00" in data:
        if _looks_like_utf16(data):
            raise _wrong_encoding(
                name, "it looks like UTF-16 without a byte-order mark"
            )
        raise _binary(name, "a binary file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decoded_as_declared(data, name, error)


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _wrong_encoding(
            name,
            f"it is marked as {encoding.upper()[:6].rstrip('-')} but byte"
            f" {error.start + 1} does not fit",
        ) from None


def _decoded_as_declared(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    declared = _DECLARED.search(data[:_SNIFFED])
    charset = declared[1].decode("ascii", "replace").lower() if declared else ""
    if _is_full_of_controls(data.decode("latin-1")):
        raise _binary(name, "a binary file")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and charset in _WESTERN and _HTML.match(text.lstrip()[:_SNIFFED]):
        return text
    guess = "it looks like Windows-1252" if text else "its bytes are not UTF-8"
    line = data.count(b"\n", 0, error.start) + 1
    raise _wrong_encoding(name, f"{guess}; see line {line}")


def _is_full_of_controls(text: str) -> bool:
    """Whether more than one character in a thousand is one that no text has."""
    return len(_CONTROLS.findall(text)) > len(text) // 1000


def _looks_like_utf16(data: bytes) -> bool:
    head = data[:_SNIFFED]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return min(even, odd) == 0 and max(even, odd) > len(head) // 4


def _wrong_encoding(name: str, why: str) -> ImportingError:
    return ImportingError(
        f"{name} is not UTF-8 text ({why}). {_EXPECTED}"
        " Open it in an editor, save it with the encoding UTF-8, and import that."
    )


def _binary(name: str, what: str) -> ImportingError:
    return ImportingError(
        f"{name} is {what}, not text. {_EXPECTED}"
        " Save the page itself, as text or as “Webpage, HTML only”."
    )
