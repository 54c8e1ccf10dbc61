from datetime import timedelta

import pytest

from commonweal.mail.actions import suppress
from commonweal.mail.models import OutgoingEmail, Suppression
from commonweal.newsletter.actions import (
    claiming,
    pause_sending,
    resume_sending,
    stop_sending,
)
from commonweal.newsletter.actions.sending import BACK_OFF, REJECTED
from commonweal.newsletter.handover import Came
from commonweal.newsletter.models import (
    Delivery,
    Issue,
    NewsletterSettings,
    SendEpoch,
    SendingWorker,
    Subscriber,
)
from tests.newsletter.factories import SubscriberFactory
from tests.newsletter.people import editor
from tests.newsletter.sending_scene import (
    MINUTE,
    NOW,
    SECOND,
    EditionFactory,
    WayOut,
    on_its_way,
    queue_copies,
    reader_of,
    send,
    states,
)

pytestmark = pytest.mark.django_db


def test_everybody_gets_one_copy_and_the_issue_is_sent():
    NewsletterSettings(pk=1, per_minute=0).save()
    issue = on_its_way(120)

    way_out = send()

    issue.refresh_from_db()
    assert len(set(way_out.addresses)) == len(way_out.addresses) == 120
    assert states(issue) == {"handed": 120}
    assert issue.status == Issue.Status.SENT
    assert issue.finished_at
    assert way_out.opened > 0
    assert not SendingWorker.objects.exists()


def test_copy_carries_the_recipients_own_links_and_a_number_of_its_own():
    on_its_way(2)

    first, second = send().taken

    assert first.unsubscribe != second.unsubscribe
    assert first.message_id != second.message_id
    assert first.message_id.startswith("<delivery-")
    assert first.to.encode() in first.envelope.fill(
        to=first.to,
        preferences=first.preferences,
        unsubscribe=first.unsubscribe,
        message_id=first.message_id,
        date=first.date,
    )


def test_a_second_round_sends_nothing():
    on_its_way()
    send()

    assert send(at=NOW + MINUTE).taken == []


def test_nothing_is_asked_of_a_server_while_no_issue_is_on_its_way():
    assert send().opened == 0


def test_copy_is_written_down_as_begun_before_it_is_handed_over():
    issue = on_its_way(1)
    seen = []
    way_out = WayOut(
        before=lambda copy: seen.append(issue.deliveries.get().begun_at is not None)
    )

    send(way_out)

    assert seen == [True]


def test_who_has_left_meanwhile_gets_no_copy():
    issue = on_its_way(2)
    second = reader_of(issue, 1)

    def leave(copy):
        second.status, second.email = Subscriber.Status.LEFT, ""
        second.save()

    way_out = send(WayOut(before=leave))

    assert way_out.addresses == [reader_of(issue, 0).email]
    assert states(issue) == {"handed": 1, "suppressed": 1}


def test_address_never_to_write_to_again_gets_no_copy():
    issue = on_its_way(2)
    email = reader_of(issue, 0).email
    suppress(address=email.upper(), reason=Suppression.Reason.ASKED, at=NOW)

    way_out = send()

    assert email not in way_out.addresses
    assert states(issue) == {"handed": 1, "suppressed": 1}


def test_list_emptied_in_the_middle_ends_the_issue():
    issue = on_its_way(3)

    def empty(copy):
        Subscriber.objects.update(
            status="stopped", stopped_because="refused", ended_at=NOW
        )

    way_out = send(WayOut(before=empty))

    issue.refresh_from_db()
    assert len(way_out.taken) == 1
    assert states(issue) == {"handed": 1, "suppressed": 2}
    assert issue.status == Issue.Status.SENT


def test_paused_in_the_middle_it_stops_and_goes_on_where_it_was():
    issue = on_its_way(4)
    person = editor()

    def pause(copy):
        if issue.deliveries.filter(begun_at__isnull=False).count() == 2:
            pause_sending(issue=issue, by=person, at=NOW)

    first = send(WayOut(before=pause))
    assert len(first.taken) == 2
    assert states(issue) == {"handed": 2, "queued": 2}
    assert send(at=NOW + MINUTE).taken == []

    resume_sending(issue=issue, by=person, at=NOW + MINUTE)
    second = send(at=NOW + MINUTE)

    assert sorted(first.addresses + second.addresses) == sorted(
        Subscriber.objects.values_list("email", flat=True)
    )


def test_stopped_in_the_middle_it_stays_so():
    issue = on_its_way(3)
    person = editor()

    def stop(copy):
        if not issue.deliveries.filter(status="handed").exists():
            stop_sending(issue=issue, reason="Wrong picture", by=person, at=NOW)

    way_out = send(WayOut(before=stop))

    issue.refresh_from_db()
    assert len(way_out.taken) == 1
    assert issue.status == Issue.Status.CANCELLED
    assert send(at=NOW + MINUTE).taken == []


def test_worker_that_is_asked_to_end_gives_back_what_it_has_not_begun():
    issue = on_its_way(5)
    way_out = WayOut()

    send(way_out, is_stopping=lambda: len(way_out.taken) == 2)

    assert states(issue) == {"handed": 2, "queued": 3}
    assert not SendingWorker.objects.exists()


def test_a_code_in_the_outbox_goes_before_the_next_claim(monkeypatch):
    monkeypatch.setattr(claiming, "AT_ONCE", 1)
    issue = on_its_way(3)
    OutgoingEmail.objects.create(
        key="a", to="a@example.org", queued_at=NOW, send_at=NOW, next_attempt_at=NOW
    )

    send()

    assert states(issue) == {"handed": 1, "queued": 2}


@pytest.mark.parametrize("attempt", range(len(BACK_OFF)))
def test_copy_that_is_not_taken_now_waits_longer_each_time(attempt):
    issue = on_its_way(1)
    issue.deliveries.update(attempts=attempt)
    later = WayOut(outcomes={reader_of(issue, 0).email: Came.LATER})

    send(later)

    copy = issue.deliveries.get()
    assert copy.status == Delivery.Status.DEFERRED
    assert copy.next_attempt_at >= NOW + BACK_OFF[attempt]
    assert send(at=NOW + BACK_OFF[attempt] - SECOND).taken == []
    assert len(send(at=NOW + BACK_OFF[attempt] + MINUTE).taken) == 1


def test_copy_that_is_never_taken_bounces_softly():
    issue = on_its_way(1)
    issue.deliveries.update(attempts=len(BACK_OFF))
    reader = reader_of(issue, 0)

    send(WayOut(outcomes={reader.email: Came.LATER}))

    reader.refresh_from_db()
    assert states(issue) == {"bounced": 1}
    assert reader.soft_failures == 1
    assert reader.status == Subscriber.Status.ACTIVE


def test_address_that_is_refused_for_good_is_stopped_at_once():
    issue = on_its_way(2)
    reader = reader_of(issue, 0)

    send(WayOut(outcomes={reader.email: Came.REFUSED}))

    reader.refresh_from_db()
    assert states(issue) == {"bounced": 1, "handed": 1}
    assert reader.status == Subscriber.Status.STOPPED
    assert issue.deliveries.get(subscriber=reader).last_error == "Kind 450"


def test_broken_off_copy_is_unknown_and_never_sent_again_by_itself():
    issue = on_its_way(2)
    email = reader_of(issue, 0).email

    send(WayOut(outcomes={email: Came.UNKNOWN}))

    assert states(issue) == {"unknown": 1, "handed": 1}
    assert send(at=NOW + timedelta(days=1)).taken == []


def test_message_turned_down_again_and_again_pauses_the_issue_and_blames_nobody():
    issue = on_its_way(9)
    emails = Subscriber.objects.values_list("email", flat=True)

    send(WayOut(outcomes=dict.fromkeys(emails, Came.REJECTED)))

    issue.refresh_from_db()
    assert issue.status == Issue.Status.PAUSED
    assert issue.held_because == REJECTED
    assert states(issue) == {"bounced": 5, "queued": 4}
    assert not Subscriber.objects.exclude(status=Subscriber.Status.ACTIVE).exists()


def test_message_turned_down_again_and_again_pauses_no_other_issue():
    earlier = on_its_way(1, period="2026-09")
    rejected = on_its_way(0, period="2026-10")
    queue_copies(EditionFactory(issue=rejected), 6, domain="elsewhere.example.org")
    emails = [copy.subscriber.email for copy in rejected.deliveries.all()]

    send(WayOut(outcomes=dict.fromkeys(emails, Came.REJECTED)))

    earlier.refresh_from_db()
    rejected.refresh_from_db()
    assert earlier.held_because == ""
    assert rejected.status == Issue.Status.PAUSED
    assert rejected.held_because == REJECTED


def test_server_that_cannot_be_reached_is_said_and_tried_again():
    issue = on_its_way(2)

    send(WayOut(broken=ConnectionRefusedError()))

    assert states(issue) == {"queued": 2}
    assert SendEpoch.objects.get().trouble == "ConnectionRefusedError"
    assert len(send(at=NOW + MINUTE).taken) == 2
    assert SendEpoch.objects.get().trouble == ""


def test_connection_lost_in_the_middle_ends_the_round():
    issue = on_its_way(3)
    way_out = WayOut(outcomes={reader_of(issue, 0).email: Came.LATER})

    def lose(copy):
        way_out.broken = ConnectionResetError()

    way_out.before = lose
    send(way_out)

    assert states(issue) == {"deferred": 1, "queued": 2}


def test_not_more_leave_in_a_minute_than_allowed():
    NewsletterSettings(pk=1, per_minute=30, per_domain_a_minute=0).save()
    on_its_way(100)

    assert len(send().taken) == 30
    assert send(at=NOW + 30 * SECOND).taken == []
    assert len(send(at=NOW + 2 * MINUTE).taken) == 30


def test_not_more_leave_in_an_hour_than_allowed():
    NewsletterSettings(pk=1, per_minute=0, per_hour=10, per_domain_a_minute=0).save()
    on_its_way(15)

    assert len(send().taken) == 10
    assert send(at=NOW + 30 * MINUTE).taken == []
    assert len(send(at=NOW + 61 * MINUTE).taken) == 5


def test_one_server_gets_no_more_than_allowed_and_the_others_do_not_wait():
    NewsletterSettings(pk=1, per_minute=0, per_domain_a_minute=4).save()
    edition = EditionFactory(issue__status=Issue.Status.SENDING, issue__frozen_at=NOW)
    queue_copies(edition, 70, domain="big.example.org")
    small = SubscriberFactory(email="one@small.example.org")
    Delivery.objects.create(
        issue=edition.issue, subscriber=small, edition=edition, domain=small.domain
    )

    addresses = send().addresses

    assert sum(each.endswith("@big.example.org") for each in addresses) == 4
    assert "one@small.example.org" in addresses


def test_two_issues_on_their_way_are_both_sent():
    first, second = on_its_way(2), on_its_way(0)
    edition = EditionFactory(issue=second)
    for n in range(2):
        Delivery.objects.create(
            issue=second, subscriber=reader_of(first, n), edition=edition, domain="x"
        )

    assert len(send().taken) == 4


def test_queries_for_a_copy_do_not_grow_with_the_queue(
    django_assert_max_num_queries,
):
    on_its_way(50)
    send()
    on_its_way(0)
    edition = EditionFactory(issue__status=Issue.Status.SENDING, issue__frozen_at=NOW)
    for n, reader in enumerate(Subscriber.objects.all()):
        Delivery.objects.create(
            issue=edition.issue, subscriber=reader, edition=edition, domain=f"{n}"
        )

    # Two for each copy, and two around them; what a round needs besides is constant.
    with django_assert_max_num_queries(50 * 4 + 60):
        send(at=NOW + 2 * MINUTE)


def test_clock_that_is_set_back_does_not_stop_an_issue():
    NewsletterSettings(pk=1, per_minute=5, per_domain_a_minute=0).save()
    issue = on_its_way(8)
    send()

    send(at=NOW - timedelta(hours=2))

    assert states(issue) == {"handed": 8}


def test_clock_that_jumps_ahead_sends_nobody_a_second_copy():
    issue = on_its_way(4)

    way_out = send()
    send(way_out, at=NOW + timedelta(days=900))

    assert len(way_out.taken) == 4
    assert states(issue) == {"handed": 4}
