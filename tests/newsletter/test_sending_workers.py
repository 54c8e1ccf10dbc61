"""A worker that ends without a word, and what becomes of its claims."""

import os
from datetime import timedelta

import pytest
from django.db import connections

from commonweal.newsletter.actions import claiming
from commonweal.newsletter.actions.claiming import claim
from commonweal.newsletter.actions.epochs import may_send
from commonweal.newsletter.actions.workers import (
    LOCKS,
    PULSE_LASTS,
    at_work,
    has_no_pulse,
)
from commonweal.newsletter.handover import Came
from commonweal.newsletter.models import Delivery, Issue, SendingWorker
from tests.at_once import at_once
from tests.newsletter.sending_scene import NOW, WayOut, on_its_way, send, states

pytestmark = pytest.mark.django_db


def killed_while_handing_over(issue: Issue, *, name: str) -> None:
    """Leave what a worker leaves that is killed in the middle of its second copy."""
    may_send(now=NOW)
    worker = SendingWorker.objects.create(name=name, began_at=NOW, pulse_at=NOW)
    first, second, *_ = claim(worker=worker, now=NOW)
    mine = Delivery.objects.claimed_by(worker)
    mine.filter(pk=first.pk).update(
        status="handed", worker=None, begun_at=NOW, settled_at=NOW
    )
    mine.filter(pk=second.pk).update(begun_at=NOW, attempts=1)


def gone() -> str:
    """Return the name of a worker whose process has ended."""
    number = os.fork()
    if not number:
        os._exit(0)
    os.waitpid(number, 0)
    return f"host:{number}:x"


def test_only_the_copy_in_flight_is_unknown_and_the_rest_goes_at_once():
    issue = on_its_way(4)
    killed_while_handing_over(issue, name=gone())

    way_out = send(at=NOW + timedelta(seconds=1))

    assert states(issue) == {"handed": 3, "unknown": 1}
    assert len(way_out.taken) == 2
    assert not SendingWorker.objects.exists()


def test_worker_that_fails_with_an_error_leaves_its_copy_unknown():
    issue = on_its_way(3)

    def fail(copy):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        send(WayOut(before=fail))

    assert states(issue) == {"unknown": 1, "queued": 2}
    assert not SendingWorker.objects.exists()


@pytest.mark.parametrize(
    ("name", "since", "is_dead"),
    [
        (f"host:{os.getpid()}:x", PULSE_LASTS, False),
        (f"host:{os.getpid()}:x", PULSE_LASTS + timedelta(seconds=1), True),
        (gone(), timedelta(0), True),
        ("no number", timedelta(0), False),
    ],
    ids=["lives", "stopped breathing", "ended", "no number"],
)
def test_living_process_keeps_its_claims_until_its_pulse_stops(name, since, is_dead):
    worker = SendingWorker(name=name, began_at=NOW, pulse_at=NOW)

    assert has_no_pulse(worker, now=NOW + since) is is_dead


def test_worker_finds_that_its_claims_were_taken_away():
    issue = on_its_way(3)

    def bury(copy):
        if Delivery.objects.filter(status="claimed").exists():
            Delivery.objects.filter(status="claimed", begun_at=None).update(
                status="queued", worker=None
            )
            Delivery.objects.filter(status="claimed").update(
                status="unknown", worker=None, settled_at=NOW
            )

    way_out = send(WayOut(before=bury))

    # The first was called unknown meanwhile; the worker knows better.
    assert len(set(way_out.addresses)) == len(way_out.taken)
    assert states(issue)["handed"] == len(way_out.taken)
    assert "unknown" not in states(issue)


def test_what_was_queued_again_by_a_person_is_not_called_sent():
    issue = on_its_way(1)

    def queue_again(copy):
        issue.deliveries.update(status="queued", worker=None, begun_at=None)

    send(WayOut(before=queue_again, outcomes={}), is_stopping=_once())

    assert states(issue) == {"queued": 1}


def _once():
    asked = []

    def is_stopping():
        asked.append(1)
        return len(asked) > 2

    return is_stopping


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_session_of_the_database_decides_who_lives():
    issue = on_its_way(3)
    may_send(now=NOW)
    other = connections.create_connection("default")

    with at_work(name="host:1:x", now=NOW) as worker:
        claim(worker=worker, now=NOW)
        key = worker.pk
        # From another session it is seen to live, whatever its pulse.
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, key])
            assert cursor.fetchone() == (False,)
    other.close()
    assert states(issue) == {"queued": 3}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("workers", [2, 6])
def test_workers_at_once_send_each_copy_once(workers, monkeypatch):
    monkeypatch.setattr(claiming, "AT_ONCE", 3)
    issue = on_its_way(40)
    may_send(now=NOW)
    ways = [WayOut() for _ in range(workers)]

    def work(number):
        send(ways[number], worker=f"host:0:{number}")
        return "done"

    at_once([lambda number=number: work(number) for number in range(workers)])
    send(ways[0])

    addresses = [each for way in ways for each in way.addresses]
    assert sorted(addresses) == sorted(set(addresses))
    assert len(addresses) == 40
    assert states(issue) == {"handed": 40}


def test_deferred_copies_are_claimed_again_only_when_due():
    issue = on_its_way(1)
    email = issue.deliveries.get().subscriber.email
    send(WayOut(outcomes={email: Came.LATER}))

    with at_work(name="host:0:x", now=NOW) as worker:
        assert claim(worker=worker, now=NOW) == []
