from datetime import timedelta
from io import StringIO
from pathlib import Path

from django.core.management import call_command

from commonweal.governance.models import AuditEvent
from commonweal.governance.record_of_processing import record_of_processing
from commonweal.governance.retention import Holding, holdings

DOCUMENT = Path(__file__).parents[2] / "docs/privacy.md"


def test_docs_privacy_is_what_the_rooms_declare():
    assert DOCUMENT.read_text() == record_of_processing(), (
        "Write it anew: commonweal record_of_processing > docs/privacy.md"
    )


def test_record_of_processing_has_one_row_for_each_holding():
    rows = [
        line for line in record_of_processing().splitlines() if line.startswith("| ")
    ]

    assert len(rows) - 1 == len(list(holdings()))


def test_record_of_processing_says_for_how_long_things_are_kept():
    lines = record_of_processing().splitlines()

    assert (
        "| governance.AuditEvent | by, reason | To answer who did what "
        "(accountability). | 2555 days from `at` | reason emptied – To answer who did "
        "what; the name behind the account is erased; kept – To answer who did what; "
        "the name behind the account is erased |"
    ) in lines
    assert any("| while the service runs |" in line for line in lines)


def test_record_of_processing_names_parts_that_are_kept_for_another_time():
    [line] = [
        line
        for line in record_of_processing().splitlines()
        if line.startswith("| training.Booking |")
    ]

    assert (
        "2190 days from `ended_at`; declined, expired, cancelled or passed on: "
        "365 days from `ended_at`; never closed: 2190 days from `booked_at`"
    ) in line


def test_record_of_processing_command_prints_it():
    said = StringIO()

    call_command("record_of_processing", stdout=said)

    assert said.getvalue() == record_of_processing()


def test_holding_lists_nothing_unless_told():
    holding = Holding(
        model=AuditEvent, reason="For a test.", keep_for=timedelta(days=1)
    )

    assert (holding.personal, holding.other) == (frozenset(), frozenset())
