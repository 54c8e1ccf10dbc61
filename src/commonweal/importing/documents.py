"""A line that offers a file to read: what kind it is and how large."""

import re

from commonweal.importing.blocks import DocumentLink

_KINDS = "pdf|docx?|xlsx?|pptx?|odt|ods|odp|csv|rtf|zip"
_SIZE = r"\d[\d.,]*\s?(?:bytes|[KMG]i?B)"
_NAMED = re.compile(
    rf"[(\[]\s*\.?(?P<kind>{_KINDS}|word|excel|powerpoint)\b[^)\]\d]{{0,20}}(?P<size>{_SIZE})?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(rf"\.(?P<kind>{_KINDS})(?:$|[?#])", re.IGNORECASE)
_OFFICE = {"WORD": "DOCX", "EXCEL": "XLSX", "POWERPOINT": "PPTX"}
# A longer line is a sentence that mentions a file, and stays one.
_MOST_WORDS = 18


def document_link(text: str, *, url: str | None) -> DocumentLink | None:
    """Return the file that a whole line offers, or None when it offers none.

    Args:
        text: the line, such as "Read the full report (.pdf)." or "Poster (PDF, 200KB)".
        url: where its link leads; None when the address was lost.
    """
    named = _NAMED.search(text)
    addressed = _ADDRESS.search(url) if url else None
    found = named or addressed
    if found is None or len(text.split()) > _MOST_WORDS:
        return None
    kind = found["kind"].upper()
    size = (named["size"] if named else "") or ""
    return DocumentLink(text, url, _OFFICE.get(kind, kind), size)
