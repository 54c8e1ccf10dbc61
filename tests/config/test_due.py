import logging
from datetime import timedelta

import pytest

from commonweal.config.due import DAY, EVERY_ROUND, WORK, Due, do_due
from commonweal.governance.models import DueWork
from commonweal.mail.models import OutgoingEmail
from tests.mail.factories import NOW, queued

pytestmark = pytest.mark.django_db


class Deed:
    """Counts how often it was done; fails when told to."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.done = 0
        self.failure = failure

    def __call__(self, *, now):
        self.done += 1
        if self.failure:
            raise self.failure


def test_due_work_is_done_each_round_or_when_its_time_has_come():
    always, daily = Deed(), Deed()
    work = [
        Due("test.always", always, every=EVERY_ROUND),
        Due("test.daily", daily, every=DAY),
    ]

    failed = [do_due(work=work), do_due(work=work)]

    assert failed == [[], []]
    assert (always.done, daily.done) == (2, 1)


def test_due_work_is_all_done_when_forced():
    daily = Deed()
    work = [Due("test.daily", daily, every=DAY)]

    do_due(work=work)
    do_due(work=work, is_forced=True)

    assert daily.done == 2


def test_due_work_that_fails_keeps_the_rest_going_and_tells_no_person(caplog):
    bad, good = Deed(ValueError("robin@example.org")), Deed()
    work = [Due("test.bad", bad), Due("test.good", good)]

    with caplog.at_level(logging.ERROR):
        failed = do_due(work=work)

    row = DueWork.objects.get(name="test.bad")
    assert (failed, good.done) == (["test.bad"], 1)
    assert row.began_at is not None
    assert row.ended_at is None
    assert "test.bad failed: ValueError at" in caplog.text
    assert "robin" not in caplog.text


def test_every_piece_of_work_has_a_name_of_its_own_and_a_pace():
    names = [due.name for due in WORK]

    assert len(names) == len(set(names))
    assert all(timedelta(0) <= due.every <= DAY for due in WORK)
    assert {"mail.deliver", "mail.erase", "pages.publish", "governance.purge"} <= set(
        names
    )


def test_the_worker_delivers_erases_and_purges():
    queued(at=NOW - timedelta(days=400))
    code = queued(at=NOW, secret_until=NOW + timedelta(minutes=15))

    assert do_due() == []

    assert list(OutgoingEmail.objects.values_list("pk", "status", "text")) == [
        (code.pk, "dropped", "")
    ]
