"""Writes plain reports as PDF files: headings and paragraphs, tagged, in one language.

Enough for a document that a reader can open, search and have read aloud. The
structure follows ISO 32000-1, 14.7 and 14.8; the fonts are two of the fourteen
that every reader has.
"""

from dataclasses import dataclass
from textwrap import wrap

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 595, 842, 72


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of one kind is set: font, size in points, characters a line."""

    font: str
    size: int
    across: int
    space_above: int


STYLES = {
    "H1": Style("F2", 22, 38, 0),
    "H2": Style("F2", 14, 62, 14),
    "P": Style("F1", 11, 84, 6),
}

Sheet = list[tuple[str, str]]
"""One page: kind ("H1", "H2" or "P") and words, from the top down."""

CATALOGUE, TREE, SHEETS, PARENTS, PLAIN, STRONG, INFORMATION, FIRST = range(1, 9)


def write_pdf(*, title: str, sheets: list[Sheet]) -> bytes:
    """Return a PDF file with one page for each sheet.

    Words that do not fit on their sheet run off its foot: keep sheets short.
    """
    kids: list[int] = []
    roots: list[int] = []
    parents: list[str] = []
    pages: list[str] = []
    for index, sheet in enumerate(sheets):
        page = FIRST + len(pages)
        elements = [page + 2 + n for n in range(len(sheet))]
        kids.append(page)
        roots += elements
        parents.append(f"{index} [{_references(elements)}]")
        pages += _page(page, index, sheet)
    fixed = [
        f"<< /Type /Catalog /Pages {SHEETS} 0 R /StructTreeRoot {TREE} 0 R "
        "/MarkInfo << /Marked true >> /Lang (en-GB) "
        "/ViewerPreferences << /DisplayDocTitle true >> >>",
        f"<< /Type /StructTreeRoot /K [{_references(roots)}] "
        f"/ParentTree {PARENTS} 0 R /ParentTreeNextKey {len(sheets)} >>",
        f"<< /Type /Pages /Kids [{_references(kids)}] /Count {len(sheets)} >>",
        f"<< /Nums [{' '.join(parents)}] >>",
        _font("Helvetica"),
        _font("Helvetica-Bold"),
        f"<< /Title <FEFF{title.encode('utf-16-be').hex()}> >>",
    ]
    return _file([*fixed, *pages])


def _page(page: int, index: int, sheet: Sheet) -> list[str]:
    content = _content(sheet)
    described = (
        f"<< /Type /Page /Parent {SHEETS} 0 R /StructParents {index} /Tabs /S "
        f"/MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] /Contents {page + 1} 0 R "
        f"/Resources << /Font << /F1 {PLAIN} 0 R /F2 {STRONG} 0 R >> >> >>"
    )
    stream = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    elements = [
        f"<< /Type /StructElem /S /{kind} /P {TREE} 0 R /Pg {page} 0 R /K {mark} >>"
        for mark, (kind, _words) in enumerate(sheet)
    ]
    return [described, stream, *elements]


def _content(sheet: Sheet) -> str:
    """Return the drawing of one sheet, each of its parts marked for the structure."""
    drawn, height = [], PAGE_HEIGHT - MARGIN
    for mark, (kind, words) in enumerate(sheet):
        style = STYLES[kind]
        height -= style.space_above
        drawn.append(f"/{kind} << /MCID {mark} >> BDC BT /{style.font} {style.size} Tf")
        leading = round(style.size * 1.4)
        drawn.append(f"{leading} TL {MARGIN} {height} Td")
        for line in wrap(words, style.across):
            drawn.append(f"T* ({_escaped(line)}) Tj")
            height -= leading
        drawn.append("ET EMC")
    return "\n".join(drawn)


def _font(name: str) -> str:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


def _references(numbers: list[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: list[str]) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, description in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{description}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    total = len(objects) + 1
    end = (
        f"xref\n0 {total}\n0000000000 65535 f \n{table}trailer\n<< /Size {total} "
        f"/Root {CATALOGUE} 0 R /Info {INFORMATION} 0 R >>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    )
    return written + end.encode("ascii")
