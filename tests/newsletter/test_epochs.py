"""A database that was restored or copied does not send."""

from errno import ENOSPC

import pytest

from commonweal.governance.models import AuditEvent
from commonweal.newsletter import epoch_file
from commonweal.newsletter.actions import epochs, may_send, release, resume_sending
from commonweal.newsletter.actions.epochs import MOST_BEHIND
from commonweal.newsletter.epoch_file import Mark
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Issue, SendEpoch
from tests.newsletter.people import editor
from tests.newsletter.sending_scene import MINUTE, NOW, on_its_way, send, states

pytestmark = pytest.mark.django_db


def held() -> str:
    return SendEpoch.objects.get().held_because


def test_first_issue_of_a_new_site_goes():
    assert may_send(now=NOW)
    assert may_send(now=NOW)


def test_file_moves_on_with_each_claim():
    on_its_way(3)

    send()

    epoch, mark = SendEpoch.objects.get(), epoch_file.read()
    assert mark == Mark(epoch.lineage, epoch.number, "http://testserver")
    assert epoch.number > 0


def test_restored_database_sends_nothing_and_calls_its_copies_unknown():
    issue = on_its_way(3)
    may_send(now=NOW)
    backup = SendEpoch.objects.get()
    send()
    # Back to how it was before: three copies waiting, of which all have gone.
    backup.save()
    issue.deliveries.update(status="queued", worker=None, settled_at=None)
    Issue.objects.filter(pk=issue.pk).update(status="sending", finished_at=None)

    way_out = send(at=NOW + MINUTE)

    issue.refresh_from_db()
    assert way_out.taken == []
    assert held() == epochs.RESTORED
    assert states(issue) == {"unknown": 3}
    assert issue.status == Issue.Status.PAUSED
    assert issue.held_because == epochs.RESTORED


def test_database_without_its_file_is_a_copy(send_epoch):
    on_its_way(3)
    send()
    send_epoch.unlink()
    issue = on_its_way(0, period="2027-01")
    Issue.objects.filter(pk=issue.pk).update(status="sending")

    assert not may_send(now=NOW)
    assert held() == epochs.NO_FILE


def test_copy_that_meets_another_sites_file_is_held():
    on_its_way(1)
    send()
    epoch_file.replace(Mark("another", 5, "http://testserver"))

    assert not may_send(now=NOW)
    assert held() == epochs.OTHER_SITE


def test_whole_copy_under_another_address_is_held(settings):
    on_its_way(1)
    send()
    settings.SITE_ADDRESS = "http://staging.example.org"

    assert not may_send(now=NOW)
    assert held() == epochs.OTHER_SITE


def test_new_database_beside_an_old_file_is_held():
    epoch_file.replace(Mark("old", 7, "http://testserver"))

    assert not may_send(now=NOW)
    assert held() == epochs.RESTORED


def test_unreadable_file_holds(send_epoch):
    send_epoch.write_text("nonsense")

    assert not may_send(now=NOW)
    assert held() == epochs.UNREADABLE


def test_file_that_cannot_be_opened_for_a_moment_holds_nothing(send_epoch):
    issue = on_its_way(2)
    may_send(now=NOW)
    send_epoch.unlink()
    send_epoch.mkdir()  # Whoever runs this may open any file, but no folder.

    with pytest.raises(OSError, match="directory"):
        send()

    assert states(issue) == {"queued": 2}
    assert SendEpoch.objects.get().held_since is None


def test_worker_killed_between_its_claim_and_the_file_stops_nobody():
    on_its_way(1)
    send()
    SendEpoch.objects.update(number=SendEpoch.objects.get().number + MOST_BEHIND)

    assert may_send(now=NOW)


def test_file_that_cannot_be_written_for_a_while_holds_nothing(monkeypatch):
    issue = on_its_way(3)
    may_send(now=NOW)

    def is_full(mark):
        raise OSError(ENOSPC, "No space left")

    with monkeypatch.context() as full:
        full.setattr(epoch_file, "_write", is_full)
        for _ in range(MOST_BEHIND + 5):
            with pytest.raises(OSError, match="No space left"):
                send()

    assert states(issue) == {"queued": 3}
    assert held() == ""
    assert len(send(at=NOW + MINUTE).taken) == 3


def test_file_that_is_far_behind_is_another_lifes():
    on_its_way(1)
    send()
    SendEpoch.objects.update(number=SendEpoch.objects.get().number + MOST_BEHIND + 1)

    assert not may_send(now=NOW)


def test_file_that_could_not_be_made_the_first_time_is_made_the_next(send_epoch):
    may_send(now=NOW)
    send_epoch.unlink()

    assert may_send(now=NOW)
    assert send_epoch.exists()


def test_of_two_workers_the_slower_does_not_set_the_file_back():
    epoch_file.advance(Mark("a", 6, "x"))
    epoch_file.advance(Mark("a", 5, "x"))

    assert epoch_file.read() == Mark("a", 6, "x")


def test_person_decides_that_this_database_may_send():
    issue = on_its_way(2)
    may_send(now=NOW)
    epoch_file.replace(Mark("other", 9, "http://testserver"))
    may_send(now=NOW)
    person = editor()
    with pytest.raises(NewsletterError, match="held"):
        resume_sending(issue=issue, by=person, at=NOW)

    release(by=person, reason="The old server is switched off.", at=NOW)

    assert may_send(now=NOW)
    assert AuditEvent.objects.filter(verb="newsletter.released").count() == 1
    # Nothing goes by itself: the issue is paused and its copies are unknown.
    assert send().taken == []
    assert states(issue) == {"unknown": 2}


def test_releasing_needs_a_reason_and_something_to_release():
    may_send(now=NOW)
    person = editor()
    with pytest.raises(NewsletterError, match="not held"):
        release(by=person, reason="because", at=NOW)
    SendEpoch.objects.update(held_since=NOW)

    with pytest.raises(NewsletterError, match="safe"):
        release(by=person, reason=" ", at=NOW)
