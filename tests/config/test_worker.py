import os
import signal
import threading

import pytest
from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult


@task(backend="worker")
def note(words: str) -> str:
    return words.upper()


@task(backend="worker")
def ask_to_end() -> None:
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture(autouse=True)
def _signals_as_before():
    before = {each: signal.getsignal(each) for each in signal.valid_signals()}
    yield
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        signal.signal(each, before[each])


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_worker_runs_what_is_queued():
    note.enqueue("done")

    call_command("worker", "--once")

    assert [row.return_value for row in DBTaskResult.objects.all()] == ["DONE"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_worker_asked_to_end_during_a_task_finishes_it_and_ends():
    ask_to_end.enqueue()
    note.enqueue("later")

    call_command("worker")

    first, second = DBTaskResult.objects.order_by("enqueued_at")
    assert (first.status, second.status) == ("SUCCESSFUL", "READY")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_worker_asked_to_end_while_it_waits_ends_at_once():
    asking = threading.Timer(1, os.kill, [os.getpid(), signal.SIGTERM])
    asking.start()

    call_command("worker")

    asking.join()
