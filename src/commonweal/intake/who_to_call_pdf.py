"""The sheet "who to call": one page of A4, tagged (PDF/UA-1), to hang on a wall."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files

import typst
from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.intake import snapshot
from commonweal.intake.who_to_call import Entry

NAME = "who-to-call.pdf"
WORDS = "who-to-call.json"
LAYOUT = files("commonweal.intake") / "typst" / "who_to_call.typ"


def write(entries: Sequence[Entry], *, name: str, now: datetime) -> bool:
    """Write the sheet anew where its words differ from those it was made of.

    Args:
        name: the partnership's.
        now: an aware moment, whose day in London stands at the foot.

    Returns:
        Whether it was made.

    Raises:
        OSError: it cannot be written.
    """
    words = json.dumps(
        {
            "name": name,
            "entries": [asdict(entry) for entry in entries],
            "layout": LAYOUT.read_text(),
        },
        ensure_ascii=False,
    ).encode()
    sheet, made_of = snapshot.beside(NAME), snapshot.beside(WORDS)
    if sheet.exists() and made_of.exists() and made_of.read_bytes() == words:
        return False
    snapshot.put(sheet, compiled(entries, name=name, now=now))
    # Last: were it first, a sheet that could not be made would not be tried again.
    snapshot.put(made_of, words)
    return True


def compiled(entries: Sequence[Entry], *, name: str, now: datetime) -> bytes:
    """Return the sheet as PDF. It is set smaller until it fits on one page.

    Raises:
        typst.TypstError: it would not be accessible, or the layout is wrong.
    """
    words = {
        "name": name,
        "day": write_date(localdate(now), weekday=False),
        "entries": [asdict(entry) for entry in entries],
    }
    made: bytes = typst.compile(
        LAYOUT.read_bytes(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"words": json.dumps(words, ensure_ascii=False)},
        timestamp=int(now.timestamp()),
    )
    return made
