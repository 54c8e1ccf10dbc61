"""The record of processing (UK GDPR article 30), written from the holdings."""

from collections.abc import Iterator

from commonweal.governance.retention import Holding, holdings

HEAD = """# Personal data we hold

Written by `commonweal record_of_processing` from each room's `privacy.py`.
Change it there; a test compares this page with the code.

| Table | Personal fields | Why | Kept for | When one person asks for erasure |
|---|---|---|---|---|
"""


def record_of_processing() -> str:
    """Return the record as a Markdown page, one row a table, by table name."""
    rows = sorted(_row(holding) for holding in holdings())
    return HEAD + "".join(f"{row}\n" for row in rows)


def _row(holding: Holding) -> str:
    personal = ", ".join(sorted(holding.personal)) or "none"
    cells = (
        holding.model._meta.label,
        personal,
        holding.reason,
        "; ".join(_kept(holding)),
        _erasure(holding),
    )
    return f"| {' | '.join(cells)} |"


def _kept(holding: Holding) -> Iterator[str]:
    if holding.keep_for is None:
        yield "while the service runs"
    for what, keep_for, clock in holding.times():
        time = f"{keep_for.days} days from `{clock}`"
        yield f"{what}: {time}" if what else time


def _erasure(holding: Holding) -> str:
    """Return each thing that becomes of its rows, once, and what is not found."""
    fates = dict.fromkeys(
        " – ".join(filter(None, (trace.fate.words, trace.fate.because.rstrip("."))))
        for trace in holding.traces
    )
    return "; ".join([*fates, *filter(None, [holding.untraced.rstrip(".")])]) or "–"
