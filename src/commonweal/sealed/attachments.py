"""Which files may go with a form. Their type is told by their content."""

import lzma
import unicodedata
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath

import filetype

from commonweal.sealed.exceptions import AttachmentError

LARGEST = 10 * 1024 * 1024  # bytes, of one file
MOST = 5
LONGEST_NAME = 120
# What is inside an office document, at most; more is a trap for whoever opens it.
LARGEST_INSIDE = 200 * 1024 * 1024
MOST_INSIDE = 2000

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
OFFICE = {DOCX: "docx", XLSX: "xlsx", ODT: "odt", ODS: "ods"}
ALLOWED = {
    "application/pdf": "pdf",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
    "image/webp": "webp",
    **OFFICE,
}
ACCEPT = ".pdf,.docx,.xlsx,.odt,.ods,.jpg,.jpeg,.png,.heic,.webp"
IN_WORDS = (
    "PDF, Word, Excel or OpenDocument (docx, xlsx, odt, ods), JPEG, PNG, HEIC or WebP"
)


def check_file(name: str, content: bytes) -> tuple[str, str]:
    """Return a file's name as it is kept, and its media type.

    The name's ending is what the content is, so nothing that pretends to be a picture
    is opened as a program at the other end.

    Raises:
        AttachmentError: it is empty, too large, of a kind that is not taken, or an
            office document with macros.
    """
    if not content:
        raise AttachmentError("The file is empty. Choose another one.")
    if len(content) > LARGEST:
        raise AttachmentError(TOO_LARGE)
    media_type = filetype.guess_mime(content[:8192])
    if media_type not in ALLOWED:
        media_type = _office_type(content) if content[:2] == b"PK" else None
    if media_type is None:
        raise AttachmentError(f"Choose a file of one of these kinds: {IN_WORDS}.")
    if media_type in OFFICE:
        _check_office(content)
    return safe_name(name, ending=ALLOWED[media_type]), media_type


# What the library raises at what only looks like a zip file. RuntimeError stands for
# one under a password, and (as its subclass) for a compression nobody knows.
UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(RuntimeError, EOFError, OSError, ValueError),
)
TOO_LARGE = f"The file must be smaller than {LARGEST // 1024 // 1024} MB."


def safe_name(name: str, *, ending: str) -> str:
    """Return a file's name without folders and commands, with the right ending."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    shown = "".join(
        c for c in last if unicodedata.category(c)[0] not in "CZ" or c == " "
    )
    stem = " ".join(shown.rpartition(".")[0].split()) or " ".join(shown.split())
    stem = stem.strip(". ")[: LONGEST_NAME - len(ending) - 1]
    return f"{stem or 'file'}.{ending}"


def _office_type(content: bytes) -> str | None:
    """The kind of an office document whose parts lie in another order than usual."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as inside:
            names = set(inside.namelist())
            if "mimetype" in names and inside.getinfo("mimetype").file_size < 200:
                said = inside.read("mimetype").decode("ascii", "replace").strip()
                return said if said in OFFICE else None
    except UNREADABLE:
        return None
    if "[Content_Types].xml" not in names:
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


def _check_office(content: bytes) -> None:
    """Refuse macros, programs inside, and what swells when it is opened.

    Raises:
        AttachmentError: one of these, or it cannot be read as what it says it is.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as inside:
            parts = inside.infolist()
    except UNREADABLE as error:
        raise AttachmentError(
            "The file is damaged and cannot be opened. Save it again, or as a PDF."
        ) from error
    if (
        len(parts) > MOST_INSIDE
        or sum(part.file_size for part in parts) > LARGEST_INSIDE
    ):
        raise AttachmentError("The file holds too much. Save it as a PDF.")
    if any(_is_program(part.filename.lower()) for part in parts):
        raise AttachmentError(
            "The file has macros or a program in it, which are not taken. "
            "Save it without them, or as a PDF."
        )


def _is_program(name: str) -> bool:
    return (
        name.endswith(("vbaproject.bin", "vbadata.xml", ".exe", ".dll", ".js", ".vbs"))
        or name.startswith(("basic/", "scripts/"))
        or "/macrosheets/" in name
        or "/activex/" in name
    )
