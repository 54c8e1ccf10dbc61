"""Mail that does not arrive, or is not wanted, ends a subscription, and says why."""

import mailbox
from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import Suppression
from commonweal.newsletter.actions import Report, note_refusal, take_in
from commonweal.newsletter.mail_failures import code_in, kind_of
from commonweal.newsletter.models import (
    Delivery,
    Edition,
    Issue,
    MailReport,
    Subscriber,
)
from tests.newsletter.bounces import complaint, dsn, mbox
from tests.newsletter.factories import SIGNED_UP, SubscriberFactory

pytestmark = pytest.mark.django_db

Status, Kind = Subscriber.Status, MailReport.Kind


@pytest.fixture
def robin():
    return SubscriberFactory(email="Robin@example.org")


def _copy(subscriber, period, *, status=Delivery.Status.HANDED_OVER):
    """One copy of an issue, handed over to a subscriber's server."""
    issue, _ = Issue.objects.get_or_create(
        period=period,
        defaults={
            "slug": period,
            "title": period,
            "subject": period,
            "news_since": SIGNED_UP,
            "drafted_at": SIGNED_UP,
        },
    )
    edition = Edition.objects.create(
        issue=issue,
        items=[],
        subject=period,
        html="",
        text="",
        digest=f"{subscriber.pk}",
    )
    return Delivery.objects.create(
        issue=issue,
        subscriber=subscriber,
        edition=edition,
        domain="example.org",
        status=status,
        begun_at=SIGNED_UP,
    )


def _soft(subscriber, **others):
    note_refusal(subscriber=subscriber, is_hard=False, at=SIGNED_UP, **others)
    subscriber.refresh_from_db()
    return subscriber.soft_failures


def _read(tmp_path, content):
    path, said = tmp_path / "bounces", StringIO()
    path.write_text(content)
    call_command("read_bounces", path, stdout=said)
    return said.getvalue()


def test_refused_for_good_it_was_the_last(robin):
    note_refusal(subscriber=robin, is_hard=True, at=SIGNED_UP)

    robin.refresh_from_db()
    assert (robin.status, robin.stopped_because) == (Status.STOPPED, "refused")
    assert robin.ended_at == SIGNED_UP
    assert Suppression.objects.get().reason == Suppression.Reason.REFUSED
    assert [each.verb for each in AuditEvent.objects.all()] == ["newsletter.stopped"]


def test_a_sign_up_that_bounces_is_suppressed_and_left_to_be_deleted():
    waiting = SubscriberFactory(status=Status.WAITING, confirmed_at=None)

    note_refusal(subscriber=waiting, is_hard=True, at=SIGNED_UP)

    waiting.refresh_from_db()
    assert waiting.status == Status.WAITING
    assert Suppression.objects.count() == 1


def test_what_may_pass_ends_it_after_three_issues_in_a_row(robin):
    for period in ("2026-01", "2026-02"):
        _copy(robin, period)
        _soft(robin)
    assert robin.status == Status.ACTIVE

    _copy(robin, "2026-03")
    _soft(robin)

    assert (robin.status, robin.stopped_because) == (Status.STOPPED, "soft")
    assert not Suppression.objects.exists()


def test_several_reports_of_one_issue_count_once(robin):
    _copy(robin, "2026-01")

    assert [_soft(robin) for _ in range(4)] == [1, 1, 1, 1]


def test_an_issue_that_arrived_in_between_begins_the_count_anew(robin):
    _copy(robin, "2026-01")
    _soft(robin)
    _copy(robin, "2026-02")
    _copy(robin, "2026-03")

    assert _soft(robin) == 1


def test_a_report_may_say_of_which_issue_it_is(robin):
    first = _copy(robin, "2026-01").issue
    _copy(robin, "2026-02")

    _soft(robin, issue=first)

    assert robin.last_failed_issue == first


def test_what_may_pass_without_any_issue_counts_for_nothing(robin):
    assert _soft(robin) == 0


def test_a_paused_subscriber_is_stopped_too():
    paused = SubscriberFactory(status=Status.PAUSED, paused_until=date(2026, 6, 1))

    note_refusal(subscriber=paused, is_hard=True, at=SIGNED_UP)

    paused.refresh_from_db()
    assert (paused.status, paused.paused_until) == (Status.STOPPED, None)


def test_a_complaint_stops_at_once_and_suppresses(robin, tmp_path):
    said = _read(tmp_path, complaint(named="<robin@example.org>"))

    robin.refresh_from_db()
    assert (robin.status, robin.stopped_because) == (Status.STOPPED, "complained")
    assert Suppression.objects.get().reason == Suppression.Reason.COMPLAINED
    assert said == "Messages read: 1. Failures and complaints in them: 1. New: 1.\n"


def test_a_complaint_without_a_name_is_of_the_message_that_it_encloses(robin, tmp_path):
    _read(tmp_path, complaint())

    robin.refresh_from_db()
    assert robin.status == Status.STOPPED


def test_feedback_that_is_no_complaint_is_none(robin, tmp_path):
    _read(tmp_path, complaint(kind="not-spam", named="robin@example.org"))

    robin.refresh_from_db()
    assert robin.status == Status.ACTIVE


def test_a_mailbox_is_read_and_each_report_taken_in_once(robin, tmp_path):
    kit = SubscriberFactory(email="kit@example.org")
    content = mbox(
        dsn("robin@example.org"),
        dsn("kit@example.org", action="delayed", status="4.4.1", name="dsn-2"),
        "From: kit@example.org\nSubject: Out of office\n\nBack on Monday.\n",
    )

    first, second = _read(tmp_path, content), _read(tmp_path, content)

    robin.refresh_from_db()
    kit.refresh_from_db()
    assert first == "Messages read: 3. Failures and complaints in them: 1. New: 1.\n"
    assert second.endswith("New: 0.\n")
    assert (robin.status, kit.status) == (Status.STOPPED, Status.ACTIVE)
    report = MailReport.objects.get()
    assert (report.kind, report.code, report.subscriber) == (Kind.HARD, "5.1.1", robin)
    assert report.at == datetime(2026, 3, 3, 10, 15, tzinfo=UTC)


def test_a_maildir_is_read(robin, tmp_path):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(dsn("robin@example.org"))

    call_command("read_bounces", tmp_path / "box", stdout=StringIO())

    assert MailReport.objects.count() == 1
    assert len(mailbox.Maildir(tmp_path / "box")) == 1


@pytest.mark.parametrize("name", ["none", "folder", "noise"])
def test_what_is_no_mailbox_is_refused(tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "noise").write_text("")

    with pytest.raises(CommandError) as refused:
        call_command("read_bounces", tmp_path / name)

    assert refused.value.returncode == 2


@pytest.mark.parametrize("size", range(0, 1400, 40))
def test_a_report_that_is_cut_off_anywhere_ends_nothing_by_mistake(
    robin, tmp_path, size
):
    whole = dsn("kit@example.org")

    _read(tmp_path, f"X: y\n{whole[:size]}")

    robin.refresh_from_db()
    assert robin.status == Status.ACTIVE


def test_an_address_that_does_not_subscribe_is_suppressed_too(tmp_path):
    _read(tmp_path, dsn("stranger@example.org"))

    assert Suppression.objects.get().reason == Suppression.Reason.REFUSED
    assert MailReport.objects.get().subscriber is None


def test_an_event_counts_once_however_often_it_is_told(robin):
    report = Report("mailgun:1", Kind.HARD, "robin@example.org", "5.1.1", SIGNED_UP)

    told = [take_in(report=report, at=SIGNED_UP + timedelta(hours=n)) for n in range(3)]

    assert told == [True, False, False]
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("5.1.1", Kind.HARD),
        ("5.0.0", Kind.HARD),
        ("5.2.1", Kind.HARD),
        ("5.2.2", Kind.SOFT),
        ("5.7.1", Kind.SOFT),
        ("5.1.8", Kind.SOFT),
        ("5.3.2", Kind.SOFT),
        ("5.5.1", Kind.SOFT),
        ("5.6.0", Kind.SOFT),
        ("4.4.7", Kind.SOFT),
        ("", Kind.SOFT),
    ],
)
def test_only_what_says_that_the_address_is_wrong_is_for_good(code, kind):
    assert kind_of(code) == kind


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("smtp; 550 5.1.1 <robin@example.org>: unknown", "5.1.1"),
        ("550 unknown user", ""),
        ("host 5.1.1.9 said no", ""),
        ("5.7.26 unauthenticated", "5.7.26"),
    ],
)
def test_a_status_code_is_found_in_what_a_server_said(words, code):
    assert code_in(words) == code


def test_a_report_that_names_its_copy_counts_for_that_issue(robin, tmp_path):
    copy = _copy(robin, "2026-01")
    _copy(robin, "2026-02")
    of = f"<delivery-{copy.pk}.{copy.issue_id}.0badcafe@example.org>"

    _read(tmp_path, dsn("robin@example.org", status="4.2.2", of=of))

    robin.refresh_from_db()
    copy.refresh_from_db()
    assert robin.last_failed_issue == copy.issue
    assert (copy.status, copy.last_error) == (Delivery.Status.BOUNCED, "4.2.2")


def test_a_report_that_names_a_copy_of_somebody_else_leaves_that_alone(robin, tmp_path):
    copy = _copy(SubscriberFactory(), "2026-01")
    of = f"<delivery-{copy.pk}.{copy.issue_id}.0badcafe@example.org>"

    _read(tmp_path, dsn("robin@example.org", of=of))

    copy.refresh_from_db()
    assert copy.status == Delivery.Status.HANDED_OVER
    assert copy.subscriber.status == Status.ACTIVE
