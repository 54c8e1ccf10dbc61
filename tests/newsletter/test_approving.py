"""A second person, and the moment at which an issue goes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from commonweal.dates.occurrences import LONDON
from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.newsletter.actions import (
    approve_issue,
    cancel_draft,
    drop_item,
    hold_issue,
    issues_to_send,
    schedule_issue,
    send_back,
    send_test,
    submit_issue,
    unschedule_issue,
)
from commonweal.newsletter.actions.approving import SENT_BACK
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.forms.issues import moment_in
from commonweal.newsletter.models import Issue
from commonweal.newsletter.placeholders import PREFERENCES, UNSUBSCRIBE
from commonweal.people.roles import Role
from tests.newsletter.factories import (
    DRAFTED,
    IssueFactory,
    IssueItemFactory,
    newsletter_settings,
)
from tests.newsletter.people import editor
from tests.pages.factories import home_page

LATER = DRAFTED + timedelta(days=2)


@pytest.fixture
def issue(db: None) -> Issue:
    home_page()
    newsletter_settings(seed_list="one@example.org\ntwo@example.org")
    made: Issue = IssueFactory(subject="What is new")
    IssueItemFactory(issue=made, title="An item")
    return made


def _deed(action: Any, issue: Issue, **fields: Any) -> Issue:
    made: Issue = action(**{"issue": issue, "at": LATER, **fields})
    return made


def _approved(issue: Issue) -> Issue:
    issue = _deed(submit_issue, issue, by=editor())
    return _deed(approve_issue, issue, by=editor())


def test_an_issue_is_handed_in_and_the_others_are_asked(issue: Issue):
    first, second = editor(), editor(Role.SITE_MANAGER)

    issue = _deed(submit_issue, issue, by=first)

    assert (issue.status, issue.submitted_by) == (Issue.Status.SUBMITTED, first)
    [mail] = OutgoingEmail.objects.all()
    assert mail.to == second.email
    assert [event.verb for event in AuditEvent.objects.all()] == [
        "newsletter.submitted"
    ]


def test_an_issue_with_open_findings_is_not_handed_in(issue: Issue):
    issue.items.update(summary="See you next week.")

    with pytest.raises(NewsletterError, match="The check found one thing"):
        _deed(submit_issue, issue, by=editor())

    issue.refresh_from_db()
    assert issue.status == Issue.Status.DRAFT


def test_whoever_handed_it_in_does_not_approve_it(issue: Issue):
    person = editor()
    _deed(submit_issue, issue, by=person)

    with pytest.raises(NewsletterError, match="Somebody else approves it"):
        _deed(approve_issue, issue, by=person)


def test_a_second_person_approves_and_the_first_is_told(issue: Issue):
    first = editor()
    _deed(submit_issue, issue, by=first)
    second = editor()

    issue = _deed(approve_issue, issue, by=second)

    assert (issue.status, issue.approved_by) == (Issue.Status.APPROVED, second)
    assert [mail.to for mail in OutgoingEmail.objects.all()] == [first.email]


def test_where_nobody_is_asked_it_is_ready_at_once(issue: Issue):
    newsletter_settings(needs_approval=False)

    issue = _deed(submit_issue, issue, by=editor())

    assert issue.status == Issue.Status.APPROVED
    assert not OutgoingEmail.objects.exists()


def test_an_issue_is_sent_back_with_words(issue: Issue):
    first = editor()
    _deed(submit_issue, issue, by=first)

    with pytest.raises(NewsletterError, match="Say what should change"):
        _deed(send_back, issue, words=" ", by=editor())
    issue = _deed(send_back, issue, words="The hall is wrong.", by=editor())

    assert (issue.status, issue.submitted_by) == (Issue.Status.DRAFT, None)
    assert issue.sent_back_because == "The hall is wrong."
    # No name: an issue's notices outlive the account.
    assert [each.words for each in issue.notices.all()] == [SENT_BACK]
    [mail] = OutgoingEmail.objects.filter(template="newsletter.sent_back")
    assert mail.to == first.email
    assert "The hall is wrong." in mail.text


def test_what_was_sent_back_is_forgotten_when_it_is_handed_in_again(issue: Issue):
    _deed(submit_issue, issue, by=editor())
    _deed(send_back, issue, words="The hall is wrong.", by=editor())

    issue = _deed(submit_issue, issue, by=editor())

    assert issue.sent_back_because == ""


def test_only_what_waits_for_approval_is_approved_or_sent_back(issue: Issue):
    with pytest.raises(NewsletterError, match="does not wait"):
        _deed(approve_issue, issue, by=editor())
    with pytest.raises(NewsletterError, match="does not wait"):
        _deed(send_back, issue, words="No.", by=editor())


def test_a_change_after_approval_takes_it_back(issue: Issue):
    issue = _approved(issue)
    _deed(schedule_issue, issue, moment=LATER, by=editor())

    drop_item(item=issue.items.get(), by=editor(), at=LATER)

    issue.refresh_from_db()
    assert (issue.status, issue.approved_by, issue.scheduled_for) == (
        Issue.Status.DRAFT,
        None,
        None,
    )
    assert "the approval was taken back" in issue.notices.get().words


def test_a_time_is_set_and_taken_away(issue: Issue):
    issue = _approved(issue)

    issue = _deed(schedule_issue, issue, moment=LATER, by=editor())
    assert issue.scheduled_for == LATER

    issue = _deed(unschedule_issue, issue, by=editor())
    assert (issue.scheduled_for, issue.status) == (None, Issue.Status.APPROVED)


def test_no_time_is_set_that_is_past_or_without_approval(issue: Issue):
    with pytest.raises(NewsletterError, match="Only an approved issue"):
        _deed(schedule_issue, issue, moment=LATER, by=editor())
    issue = _approved(issue)
    with pytest.raises(NewsletterError, match="is past"):
        _deed(schedule_issue, issue, moment=DRAFTED, by=editor())


@pytest.mark.parametrize(
    ("late", "goes"),
    [
        (timedelta(seconds=-1), False),
        (timedelta(0), True),
        (timedelta(hours=2), True),
        (timedelta(hours=2, seconds=1), False),
    ],
)
def test_an_issue_goes_at_its_time_and_never_much_later(
    issue: Issue, late: timedelta, goes: bool
):
    issue = _approved(issue)
    _deed(schedule_issue, issue, moment=LATER, by=editor())

    assert [each.pk for each in issues_to_send(now=LATER + late)] == [issue.pk] * goes


def test_an_issue_that_is_held_says_the_latest_reason(issue: Issue):
    hold_issue(issue=issue, because="It was late.", at=LATER)
    hold_issue(issue=issue, because="The check found something.", at=LATER)
    hold_issue(issue=issue, because="The check found something.", at=LATER)

    issue.refresh_from_db()
    assert issue.held_because == "The check found something."
    assert AuditEvent.objects.filter(verb="newsletter.held").count() == 2


def test_an_issue_that_is_late_waits_for_a_person_who_is_told_once(issue: Issue):
    issue = _approved(issue)
    _deed(schedule_issue, issue, moment=LATER, by=editor())
    OutgoingEmail.objects.all().delete()
    after = LATER + timedelta(hours=3)

    assert issues_to_send(now=after) == []
    assert issues_to_send(now=after + timedelta(minutes=1)) == []

    issue.refresh_from_db()
    assert issue.held_because.startswith("its time was more than two hours ago")
    assert {mail.template for mail in OutgoingEmail.objects.all()} == {
        "newsletter.held"
    }
    assert OutgoingEmail.objects.count() == 3
    _deed(schedule_issue, issue, moment=after, by=editor(), at=after)
    assert [each.pk for each in issues_to_send(now=after)] == [issue.pk]


def test_a_draft_is_called_off_once(issue: Issue):
    issue = _deed(cancel_draft, issue, by=editor())

    assert issue.status == Issue.Status.CANCELLED
    with pytest.raises(NewsletterError, match="called off already"):
        _deed(cancel_draft, issue, by=editor())


def test_a_test_goes_to_the_seed_list_with_links_that_do_no_harm(issue: Issue):
    assert send_test(issue=issue, by=editor(), at=LATER) == 2

    mails = OutgoingEmail.objects.order_by("to")
    assert [mail.to for mail in mails] == ["one@example.org", "two@example.org"]
    for mail in mails:
        assert mail.subject == "[Test] What is new"
        for part in (mail.html, mail.text):
            assert PREFERENCES not in part
            assert UNSUBSCRIBE not in part
            assert f"/newsletter/desk/{issue.pk}/" in part


def test_a_test_needs_somebody_to_go_to(issue: Issue):
    newsletter_settings(seed_list=" \n")

    with pytest.raises(NewsletterError, match="No test address"):
        send_test(issue=issue, by=editor(), at=LATER)


@pytest.mark.parametrize(
    ("words", "moment"),
    [
        ("Monday 30 November at 9am", datetime(2026, 11, 30, 9, tzinfo=LONDON)),
        ("30 November 2026, 2.30pm", datetime(2026, 11, 30, 14, 30, tzinfo=LONDON)),
        ("Monday 29 March 2027 at 9am", datetime(2027, 3, 29, 9, tzinfo=LONDON)),
    ],
)
def test_a_moment_is_read_in_words(words: str, moment: datetime):
    assert moment_in(words, now=DRAFTED) == moment


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("Tuesday 30 November at 9am", "is a Monday"),
        ("Monday 30 November", "one day with a time"),
        ("soon", "one day with a time"),
        ("1 and 2 December at 9am", "one day with a time"),
        ("Tuesday 3 November 2026 at 9am", "which is past"),
        ("Sunday 28 March 2027 at 1.30am", "the clocks go forward"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_with_words(words: str, refusal: str):
    with pytest.raises(ValidationError, match=refusal):
        moment_in(words, now=DRAFTED)
