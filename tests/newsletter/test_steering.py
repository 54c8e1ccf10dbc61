import pytest

from commonweal.governance.models import AuditEvent
from commonweal.newsletter.actions import (
    pause_sending,
    resend_unknown,
    resume_sending,
    stop_sending,
)
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.handover import Came
from commonweal.newsletter.models import Issue, SendEpoch
from tests.newsletter.people import editor
from tests.newsletter.sending_scene import (
    MINUTE,
    NOW,
    WayOut,
    on_its_way,
    reader_of,
    send,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return editor()


def with_an_unknown_copy() -> Issue:
    issue = on_its_way(2)
    send(WayOut(outcomes={reader_of(issue, 0).email: Came.UNKNOWN}))
    issue.refresh_from_db()
    return issue


def test_unknown_copies_go_again_when_a_person_says_so(person):
    issue = with_an_unknown_copy()

    count = resend_unknown(issue=issue, reason="Two rang up.", by=person, at=NOW)

    assert count == 1
    assert send(at=NOW + MINUTE).addresses == [reader_of(issue, 0).email]
    assert states(issue) == {"handed": 2}
    event = AuditEvent.objects.get(verb="newsletter.unknown_resent")
    assert event.reason == "Two rang up."


def test_unknown_copies_are_not_sent_again_without_a_reason(person):
    issue = with_an_unknown_copy()

    with pytest.raises(NewsletterError, match="Say why"):
        resend_unknown(issue=issue, reason=" ", by=person, at=NOW)


def test_there_must_be_unknown_copies_to_send_again(person):
    issue = on_its_way(1)

    with pytest.raises(NewsletterError, match="No copy"):
        resend_unknown(issue=issue, reason="x", by=person, at=NOW)


def test_stopped_issue_is_not_sent_again(person):
    issue = with_an_unknown_copy()
    Issue.objects.update(status=Issue.Status.CANCELLED)

    with pytest.raises(NewsletterError, match="stopped"):
        resend_unknown(issue=issue, reason="x", by=person, at=NOW)


def test_nothing_goes_on_while_sending_is_held(person):
    issue = with_an_unknown_copy()
    SendEpoch.objects.update(held_since=NOW)

    with pytest.raises(NewsletterError, match="held"):
        resend_unknown(issue=issue, reason="x", by=person, at=NOW)


@pytest.mark.parametrize("status", ["draft", "approved", "sent", "cancelled", "paused"])
def test_only_what_is_being_sent_can_be_paused(person, status):
    issue = on_its_way(1, status=status)

    with pytest.raises(NewsletterError):
        pause_sending(issue=issue, by=person, at=NOW)


@pytest.mark.parametrize(
    "status", ["draft", "approved", "sent", "cancelled", "sending"]
)
def test_only_what_is_paused_goes_on(person, status):
    issue = on_its_way(1, status=status)

    with pytest.raises(NewsletterError):
        resume_sending(issue=issue, by=person, at=NOW)


def test_stopping_needs_a_reason(person):
    issue = on_its_way(1)

    with pytest.raises(NewsletterError, match="Say why"):
        stop_sending(issue=issue, reason="", by=person, at=NOW)


@pytest.mark.parametrize("deed", [pause_sending, resume_sending])
def test_each_deed_is_in_the_audit_trail(person, deed):
    issue = on_its_way(1, status="paused" if deed is resume_sending else "sending")

    deed(issue=issue, by=person, at=NOW)

    assert AuditEvent.objects.filter(verb__startswith="newsletter.", by=person).exists()
