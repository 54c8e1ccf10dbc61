"""Read and write dates the way people in the UK write them.

No Django here: text and ``datetime`` values in, ``datetime`` values and text out.
"""

from commonweal.dates.bank_holidays import bank_holiday
from commonweal.dates.ical import Entry, Mailbox, Method, write_ical
from commonweal.dates.occurrences import (
    Code,
    Kind,
    Mode,
    Occurrence,
    Question,
    Reading,
    Span,
)
from commonweal.dates.reading import read
from commonweal.dates.writing import (
    write_date,
    write_moment,
    write_occurrence,
    write_range,
    write_time,
)

__all__ = [
    "Code",
    "Entry",
    "Kind",
    "Mailbox",
    "Method",
    "Mode",
    "Occurrence",
    "Question",
    "Reading",
    "Span",
    "bank_holiday",
    "read",
    "write_date",
    "write_ical",
    "write_moment",
    "write_occurrence",
    "write_range",
    "write_time",
]
