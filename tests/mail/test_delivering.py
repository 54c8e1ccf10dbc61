from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.mail.actions import BACK_OFF, LEASE, Delivered, deliver_due, suppress
from commonweal.mail.models import OutgoingEmail, Suppression
from tests.mail.factories import MINUTE, NOW, Killed, Post, queued

pytestmark = pytest.mark.django_db
Status = OutgoingEmail.Status


def deliver(post, *, now=NOW, **changed):
    return deliver_due(now=now, worker="one", backend=post, **changed)


def states():
    return [row.status for row in OutgoingEmail.objects.order_by("pk")]


def test_deliver_due_sends_what_is_due_through_the_backend_of_the_settings():
    email = queued()

    outcome = deliver_due(now=NOW, worker="one")

    email.refresh_from_db()
    assert outcome == Delivered(sent=1)
    assert (email.status, email.attempts, email.claimed_by) == (Status.SENT, 1, "")
    assert email.sent_at is not None
    assert [message.to for message in mail.outbox] == [["robin@example.org"]]


def test_deliver_due_leaves_alone_what_is_not_due():
    queued(send_at=NOW + MINUTE)
    post = Post()

    assert deliver(post) == Delivered()
    assert deliver(post, now=NOW + MINUTE) == Delivered(sent=1)
    assert deliver(post, now=NOW + 2 * MINUTE) == Delivered()


def test_deliver_due_sends_the_oldest_first_and_no_more_than_the_limit():
    late = queued(at=NOW - MINUTE)
    early = queued(at=NOW - 2 * MINUTE)
    post = Post()

    deliver(post, limit=1)
    deliver(post, limit=1)

    assert post.message_ids == [early.message_id, late.message_id]


def test_deliver_due_drops_what_has_lost_its_point():
    queued(useless_after=NOW)
    queued(useless_after=NOW + MINUTE)
    post = Post()

    outcome = deliver(post)

    assert outcome == Delivered(sent=1, dropped=1)
    assert states() == [Status.DROPPED, Status.SENT]


def test_deliver_due_waits_longer_after_each_failure_and_gives_up_after_eight():
    email = queued()
    post = Post(*[SMTPServerDisconnected("gone") for _ in range(8)])
    waits, now = [], NOW

    for _ in range(7):
        assert deliver(post, now=now) == Delivered(put_off=1)
        email.refresh_from_db()
        waits.append(round((email.next_attempt_at - now).total_seconds()))
        now = email.next_attempt_at
    outcome = deliver(post, now=now)

    email.refresh_from_db()
    assert waits == [round(wait.total_seconds()) for wait in BACK_OFF]
    assert outcome == Delivered(given_up=1)
    assert (email.status, email.attempts) == (Status.GIVEN_UP, 8)
    assert email.last_error == "SMTPServerDisconnected"
    assert set(post.message_ids) == {email.message_id}
    assert len(post.message_ids) == 8


def test_deliver_due_gives_up_at_once_when_the_address_is_refused_for_good():
    email = queued()
    refusal = SMTPRecipientsRefused({email.to: (550, b"no robin@example.org here")})

    assert deliver(Post(refusal)) == Delivered(given_up=1)

    email.refresh_from_db()
    assert email.last_error == "SMTPRecipientsRefused 550"


def test_deliver_due_goes_on_with_the_others_after_a_failure():
    queued()
    queued()

    outcome = deliver(Post(ConnectionRefusedError()))

    assert outcome == Delivered(sent=1, put_off=1)
    assert states() == [Status.WAITING, Status.SENT]


def test_deliver_due_tries_again_when_the_backend_took_none():
    queued()

    class Nothing(Post):
        def send_messages(self, email_messages):
            return 0

    assert deliver(Nothing()) == Delivered(put_off=1)
    assert OutgoingEmail.objects.get().last_error == "NotTakenError"


def test_what_was_in_flight_when_a_worker_was_killed_is_sent_again_as_the_same():
    email = queued()
    killed, after = Post(Killed()), Post()

    with pytest.raises(Killed):
        deliver(killed)
    during_the_lease = deliver(after, now=NOW + LEASE - MINUTE)
    after_the_lease = deliver(after, now=NOW + LEASE + MINUTE)

    assert (during_the_lease, after_the_lease) == (Delivered(), Delivered(sent=1))
    assert killed.message_ids == after.message_ids == [email.message_id]
    assert deliver(after, now=NOW + 10 * LEASE) == Delivered()


def test_a_message_that_brings_every_worker_down_is_given_up():
    queued()
    now = NOW

    for _ in range(8):
        with pytest.raises(Killed):
            deliver(Post(Killed()), now=now)
        now += 2 * LEASE
    post = Post()

    assert deliver(post, now=now) == Delivered(given_up=1)
    assert post.tried == []
    assert OutgoingEmail.objects.get().last_error == "worker lost"


def test_a_worker_whose_lease_ended_does_not_undo_what_another_did():
    email = queued()

    class Slow(Post):
        """While it is still trying, its lease ends and another worker sends."""

        def send_messages(self, email_messages):
            deliver_due(now=NOW + 2 * LEASE, worker="two", backend=Post())
            raise TimeoutError

    deliver(Slow())

    email.refresh_from_db()
    assert (email.status, email.attempts, email.last_error) == (Status.SENT, 2, "")


def test_deliver_due_sends_no_list_mail_to_a_suppressed_address():
    suppress(address="Robin@Example.org", reason=Suppression.Reason.ASKED, at=NOW)
    queued(is_transactional=False)
    queued(is_transactional=True)
    post = Post()

    outcome = deliver(post)

    assert outcome == Delivered(sent=1, dropped=1)
    assert states() == [Status.DROPPED, Status.SENT]


def test_suppress_keeps_no_address_and_the_first_reason():
    first = suppress(
        address="robin@example.org", reason=Suppression.Reason.REFUSED, at=NOW
    )
    second = suppress(
        address=" ROBIN@example.org", reason=Suppression.Reason.ASKED, at=NOW
    )

    assert first == second
    assert second.reason == Suppression.Reason.REFUSED
    assert "robin" not in first.fingerprint


def test_a_round_asks_as_often_for_each_message_however_many_there_are():
    def queries_of(number):
        for _ in range(number):
            queued()
        with CaptureQueriesContext(connection) as queries:
            deliver(Post())
        return len(queries)

    one, two, ten = queries_of(1), queries_of(2), queries_of(10)

    assert ten - one == 9 * (two - one)
