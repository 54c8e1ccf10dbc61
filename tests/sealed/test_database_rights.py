"""What the web process and the worker may do with sealed tables, on PostgreSQL."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from commonweal.sealed.actions import open_submission, take_away_old_wraps, verify_log
from commonweal.sealed.models import (
    KeyWrap,
    LogEntry,
    SealedFile,
    SealedPart,
    Submission,
)
from commonweal.sealed.sealed_files import FileToSeal
from tests.at_once import at_once
from tests.sealed.scene import ANSWERS, NOW, set_scene

WEB, WORKER = "commonweal test web", "commonweal test worker"


def _sql():
    out = StringIO()
    call_command("database_rights", "--web", WEB, "--worker", WORKER, stdout=out)
    return out.getvalue()


def test_one_role_for_both_is_refused():
    with pytest.raises(CommandError, match="a role each") as refused:
        call_command("database_rights", "--web", "one", "--worker", "one")
    assert refused.value.returncode == 2


def test_names_of_roles_cannot_end_a_statement():
    out = StringIO()
    call_command("database_rights", "--web", 'a";b', "--worker", "c", stdout=out)

    assert '"a"";b"' in out.getvalue()


@pytest.fixture
def rights(db):
    with connection.cursor() as cursor:
        for role in (WEB, WORKER):
            cursor.execute(f'CREATE ROLE "{role}"')
        cursor.execute(_sql())


@contextmanager
def _as(role):
    with connection.cursor() as cursor:
        cursor.execute(f'SET ROLE "{role}"')
        try:
            yield
        finally:
            cursor.execute("RESET ROLE")


def _is_refused(deed):
    try:
        with transaction.atomic():
            deed()
    except DatabaseError as error:
        return "permission denied" in str(error)
    return False


@pytest.mark.postgres
def test_the_web_process_seals_and_opens_with_its_rights(rights):
    with _as(WEB):
        scene = set_scene()
        file = FileToSeal("a.pdf", "application/pdf", 3, True, [b"abc"])
        submission = scene.send(files=[file])
        opened = open_submission(
            submission=submission,
            unlocked=scene.first.unlocked,
            reason="to act on it",
            by=scene.first.person,
            at=NOW,
        )

    assert opened.groups["who"] == ANSWERS["who"]


@pytest.mark.postgres
@pytest.mark.parametrize("role", [WEB, WORKER])
def test_nobody_changes_or_deletes_a_row_of_the_log(rights, role):
    set_scene().send()

    with _as(role):
        assert _is_refused(lambda: LogEntry.objects.update(detail="x"))
        assert _is_refused(lambda: LogEntry.objects.all().delete())
        assert _is_refused(
            lambda: connection.cursor().execute("TRUNCATE sealed_logentry")
        )
    assert verify_log().broken == ()


@pytest.mark.postgres
@pytest.mark.parametrize("model", [KeyWrap, SealedPart, SealedFile, Submission])
def test_the_web_process_deletes_nothing_that_is_sealed(rights, model):
    set_scene().send(files=[FileToSeal("a", "text/plain", 1, True, [b"a"])])

    with _as(WEB):
        assert _is_refused(
            lambda: model.objects.exclude(pk=None)._raw_delete("default")
        )
    with _as(WORKER):
        assert not _is_refused(
            lambda: model.objects.filter(pk__isnull=True)._raw_delete("default")
        )


@pytest.mark.postgres
@pytest.mark.parametrize("model", [KeyWrap, SealedPart])
def test_the_web_process_exchanges_no_envelope(rights, model):
    set_scene().send()

    with _as(WEB):
        assert _is_refused(lambda: model.objects.update(envelope=b"other"))


@pytest.mark.postgres
def test_the_worker_takes_old_envelopes_away(rights):
    set_scene().send()

    with _as(WORKER):
        assert take_away_old_wraps(now=NOW) == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_at_once_leave_one_whole_chain_and_twenty_references():
    scene = set_scene()

    outcomes = at_once([scene.send] * 20, outcome=lambda found: "sealed")

    assert outcomes == {"sealed": 20}
    assert verify_log().broken == ()
    assert len(set(Submission.objects.values_list("reference", flat=True))) == 20
