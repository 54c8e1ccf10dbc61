from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commonweal.governance.actions import purge_expired, record
from commonweal.governance.models import AuditEvent
from commonweal.governance.retention import Holding, Part
from commonweal.people.models import Person
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 27, 9, 0, tzinfo=UTC)
KEPT = timedelta(days=7 * 365)


def test_record_writes_who_did_what_to_which_record_and_when():
    person, subject = PersonFactory(), PersonFactory()

    event = record("people.joined", subject=subject, by=person, at=NOW, reason="Asked.")

    event.refresh_from_db()
    assert (event.verb, event.subject_type, event.subject_id) == (
        "people.joined",
        "people.Person",
        str(subject.pk),
    )
    assert (event.by, event.at, event.reason) == (person, NOW, "Asked.")
    assert str(event) == f"people.joined people.Person {subject.pk}"


def test_record_takes_a_deed_that_nobody_in_person_did():
    assert record("people.joined", subject=PersonFactory(), by=None, at=NOW).by is None


def test_record_cuts_a_long_reason():
    event = record(
        "people.joined", subject=PersonFactory(), by=None, at=NOW, reason="x" * 600
    )

    assert event.reason == "x" * 500


def test_record_is_taken_back_with_its_transaction():
    subject = PersonFactory()

    with transaction.atomic():
        record("people.joined", subject=subject, by=None, at=NOW)
        transaction.set_rollback(True)

    assert list(AuditEvent.objects.all()) == []


def test_audit_events_are_listed_newest_first():
    subject = PersonFactory()
    old = record("a.old", subject=subject, by=None, at=NOW - timedelta(days=1))
    new = record("a.new", subject=subject, by=None, at=NOW)

    assert list(AuditEvent.objects.all()) == [new, old]


def test_purge_deletes_what_has_been_kept_for_its_time_and_nothing_else():
    subject = PersonFactory()
    record("a.over", subject=subject, by=None, at=NOW - KEPT - timedelta(seconds=1))
    edge = record("a.edge", subject=subject, by=None, at=NOW - KEPT)
    recent = record("a.recent", subject=subject, by=None, at=NOW)

    purged = purge_expired(now=NOW)

    assert purged["governance.AuditEvent"] == 1
    assert set(AuditEvent.objects.all()) == {edge, recent}
    assert list(Person.objects.all()) == [subject]


def test_purge_reports_a_table_with_nothing_to_delete():
    assert purge_expired(now=NOW)["governance.AuditEvent"] == 0


def test_purge_of_the_past_becomes_due_as_time_goes_by():
    record("a.deed", subject=PersonFactory(), by=None, at=NOW)

    counts = [
        purge_expired(now=NOW + KEPT + timedelta(seconds=s))["governance.AuditEvent"]
        for s in (0, 1, 2)
    ]

    assert counts == [0, 1, 0]


def test_purge_command_says_what_it_deleted():
    at = timezone.now() - KEPT - timedelta(days=1)
    record("a.over", subject=PersonFactory(), by=None, at=at)
    said = StringIO()

    call_command("purge_expired", stdout=said)

    assert "governance.AuditEvent: 1 deleted\n" in said.getvalue()


def _with_parts(*parts, keep_for=timedelta(days=10)):
    return Holding(
        model=AuditEvent,
        reason="For a test.",
        keep_for=keep_for,
        clock_starts="at" if keep_for else None,
        parts=parts,
    )


BRIEF = Part(
    rows=Q(verb__startswith="brief."),
    what="brief ones",
    keep_for=timedelta(days=1),
    clock_starts="at",
)
LONG = Part(
    rows=Q(verb__startswith="long."),
    what="long ones",
    keep_for=timedelta(days=100),
    clock_starts="at",
)


def _left(holding, monkeypatch, *, days):
    """Which verbs of as many days ago a purge leaves."""
    monkeypatch.setattr(
        "commonweal.governance.actions.upkeep.holdings", lambda: [holding]
    )
    subject = PersonFactory()
    for verb in ("brief.x", "long.x", "other.x"):
        record(verb, subject=subject, by=None, at=NOW - timedelta(days=days))
    purge_expired(now=NOW)
    return list(AuditEvent.objects.order_by("verb").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("days", "left"),
    [
        (1, ["brief.x", "long.x", "other.x"]),
        (2, ["long.x", "other.x"]),
        (11, ["long.x"]),
        (101, []),
    ],
)
def test_purge_keeps_parts_of_a_table_for_times_of_their_own(days, left, monkeypatch):
    assert _left(_with_parts(BRIEF, LONG), monkeypatch, days=days) == left


def test_purge_of_a_part_leaves_a_table_that_is_kept_otherwise(monkeypatch):
    holding = _with_parts(BRIEF, keep_for=None)

    assert _left(holding, monkeypatch, days=1000) == ["long.x", "other.x"]
