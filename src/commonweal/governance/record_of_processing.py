"""The record of processing (UK GDPR article 30), written from the holdings."""

from collections.abc import Iterator

from commonweal.governance.retention import Holding, holdings

HEAD = """# Personal data we hold

Written by `commonweal record_of_processing` from each room's `privacy.py`.
Change it there; a test compares this page with the code.

| Table | Personal fields | Why | Kept for |
|---|---|---|---|
"""


def record_of_processing() -> str:
    """Return the record as a Markdown page, one row a table, by table name."""
    rows = sorted(_row(holding) for holding in holdings())
    return HEAD + "".join(f"{row}\n" for row in rows)


def _row(holding: Holding) -> str:
    personal = ", ".join(sorted(holding.personal)) or "none"
    kept = "; ".join(_kept(holding))
    return f"| {holding.model._meta.label} | {personal} | {holding.reason} | {kept} |"


def _kept(holding: Holding) -> Iterator[str]:
    if holding.keep_for:
        yield f"{holding.keep_for.days} days from `{holding.clock_starts}`"
    else:
        yield "while the service runs"
    for part in holding.parts:
        yield f"{part.what}: {part.keep_for.days} days from `{part.clock_starts}`"
