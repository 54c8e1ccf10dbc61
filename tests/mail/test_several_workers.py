"""What several workers do at once, on the database that has row locks."""

import os
import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import urlsplit

import pytest
from django.db import connection, transaction

from commonweal.mail.actions import LEASE, Delivered, deliver_due
from commonweal.mail.actions.delivering import claim_next
from commonweal.mail.models import OutgoingEmail
from tests.mail.factories import NOW, Post, queued

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
Status = OutgoingEmail.Status
WORKERS = 4


def at_once(deed):
    """Call ``deed`` with a number in as many threads as there are workers."""
    start = Barrier(WORKERS)

    def begin(number):
        try:
            start.wait(timeout=10)
            return deed(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as threads:
        return list(threads.map(begin, range(WORKERS)))


def test_workers_that_deliver_at_once_send_each_message_once():
    expected = {queued().message_id for _ in range(40)}
    posts = [Post() for _ in range(WORKERS)]

    at_once(lambda n: deliver_due(now=NOW, worker=f"w{n}", backend=posts[n]))

    sent = Counter(each for post in posts for each in post.message_ids)
    assert sent == Counter(expected)
    assert set(OutgoingEmail.objects.values_list("status", "attempts")) == {
        (Status.SENT, 1)
    }


def test_without_the_claim_the_same_workers_send_messages_twice(monkeypatch):
    """The twin of the test above: it shows that the race is there to be lost."""
    for _ in range(40):
        queued()
    posts = [Post() for _ in range(WORKERS)]
    chosen = list(OutgoingEmail.objects.all())

    def unclaimed(number):
        for email in chosen:
            if OutgoingEmail.objects.get(pk=email.pk).status == Status.WAITING:
                posts[number].send_messages([_header_only(email)])
                email.status, email.sent_at = Status.SENT, NOW
                email.save(update_fields=["status", "sent_at"])

    at_once(unclaimed)

    assert sum(len(post.tried) for post in posts) > 40


def _header_only(email):
    from_row = type("Message", (), {})()
    from_row.extra_headers = {"Message-ID": email.message_id}
    return from_row


def test_a_claim_does_not_wait_for_another_workers_lock():
    first, second = queued(), queued()

    with transaction.atomic():
        locked = OutgoingEmail.objects.select_for_update().get(pk=first.pk)
        with ThreadPoolExecutor(1) as thread:
            claimed = thread.submit(_claim_and_close).result(timeout=10)

    assert (locked, claimed) == (first, second)


def _claim_and_close():
    try:
        return claim_next(now=NOW, worker="other")
    finally:
        connection.close()


def test_a_message_queued_by_many_at_once_stands_there_once():
    rows = at_once(lambda n: queued(key="training.reminder:7", to=f"w{n}@example.org"))

    assert len({row.pk for row in rows}) == 1
    assert OutgoingEmail.objects.count() == 1


def test_a_message_whose_worker_was_killed_is_sent_again_as_the_same():
    email = queued()

    killed = subprocess.run(
        [sys.executable, "-m", "tests.mail.killing", NOW.isoformat()],
        env={**os.environ, "DATABASE_URL": _address(), **_SETTINGS},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    email.refresh_from_db()
    left_behind = (email.status, email.attempts)
    post = Post()
    early = deliver_due(now=NOW + LEASE / 2, worker="next", backend=post)
    outcome = deliver_due(now=NOW + 2 * LEASE, worker="next", backend=post)

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert left_behind == (Status.SENDING, 1)
    assert (early, outcome) == (Delivered(), Delivered(sent=1))
    assert [killed.stdout] == post.message_ids == [email.message_id]


_SETTINGS = {"DJANGO_SETTINGS_MODULE": "commonweal.config.settings_test"}


def _address():
    """The address of the database that this test runs on."""
    of_the_run = urlsplit(os.environ["DATABASE_URL"])
    return of_the_run._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
