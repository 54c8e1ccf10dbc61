import signal

import pytest
from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult


@task(backend="worker")
def note(words: str) -> str:
    return words.upper()


@pytest.fixture(autouse=True)
def _signals_as_before():
    handler = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, handler)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_worker_runs_what_is_queued():
    note.enqueue("done")

    call_command("worker", "--once")

    assert [row.return_value for row in DBTaskResult.objects.all()] == ["DONE"]
