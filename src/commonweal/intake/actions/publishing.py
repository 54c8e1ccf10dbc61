"""Writes down what the right door must know when nothing can be looked up."""

from datetime import datetime

from commonweal.intake import snapshot, who_to_call_pdf
from commonweal.intake.frame import Frame
from commonweal.intake.queries import gather
from commonweal.intake.rendering import render
from commonweal.intake.who_to_call import who_to_call

UNAVAILABLE = "unavailable.html"


def write_right_door(*, frame: Frame, now: datetime) -> list[str]:
    """Write the snapshot and the files beside it, each only where it differs.

    While the tables have no way through, the files stay as they are: an old number is
    better than none.

    Args:
        frame: what stands around the pages.
        now: an aware moment; its day in London is printed on the sheet.

    Returns:
        The names of the files that were changed.

    Raises:
        OSError: a file cannot be written. The worker tries again each minute.
    """
    doors = gather(frame).doors
    if doors is None:
        return []
    entries = who_to_call(doors)
    page = render(
        "intake/unavailable.html", frame, {"entries": entries, "shows_exit": True}
    )
    changed = {
        snapshot.path().name: snapshot.write(doors),
        UNAVAILABLE: snapshot.put(snapshot.beside(UNAVAILABLE), page.encode()),
        who_to_call_pdf.NAME: who_to_call_pdf.write(entries, name=frame.name, now=now),
    }
    return [name for name, is_new in changed.items() if is_new]
