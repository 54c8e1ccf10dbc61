"""The pages of the newsletter desk from the check to the moment at which it goes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.mail.models import OutgoingEmail
from commonweal.newsletter.actions import submit_issue
from commonweal.newsletter.models import Delivery, Issue, Subscriber
from tests.conftest import Visitor
from tests.newsletter.desk_pages import form_of, words_of
from tests.newsletter.factories import (
    DRAFTED,
    IssueFactory,
    IssueItemFactory,
    newsletter_settings,
)
from tests.newsletter.people import editor

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(desk: Visitor) -> Issue:
    made: Issue = IssueFactory(subject="What is new")
    IssueItemFactory(issue=made, source_key="", title="An item")
    return made


def _page(issue: Issue, part: str = "check") -> str:
    return f"/newsletter/desk/{issue.pk}/{part}/"


def _status(issue: Issue) -> str:
    return Issue.objects.get(pk=issue.pk).status


def _handed_in(issue: Issue) -> None:
    submit_issue(issue=issue, by=editor(), at=DRAFTED)


def _approved(issue: Issue) -> None:
    Issue.objects.filter(pk=issue.pk).update(status=Issue.Status.APPROVED)


def test_check_lists_what_is_to_do_and_takes_a_reason(desk: Visitor, issue: Issue):
    issue.items.update(summary="See you next week.")

    page = desk.get(_page(issue))
    assert "1 thing to put right" in words_of(page)
    assert not page.select(f'form[action="{_page(issue, "submit")}"]')

    finding = page.select_one("input[name=finding]")["value"]
    sent = {"finding": finding, "reason": ""}
    page = desk.post(_page(issue, "check/override"), sent)
    said = page.select_one(".govuk-error-summary a")
    field = page.find(id=said["href"].removeprefix("#"))
    assert (said.get_text(), field["name"]) == ("Say why it does not matter.", "reason")
    assert field.find_parent("details").has_attr("open")

    page = desk.post(_page(issue, "check/override"), sent | {"reason": "A song."})
    assert "Reason: A song." in words_of(page)
    assert page.select(f'form[action="{_page(issue, "submit")}"]')


def test_check_leads_to_where_each_finding_is_put_right(desk: Visitor, issue: Issue):
    Issue.objects.filter(pk=issue.pk).update(
        title="What is new since next week", leader_words="See you next week."
    )

    page = desk.get(_page(issue))

    leading = {a["href"] for a in page.select(".cw-found a")}
    assert leading == {_page(issue, "heading"), _page(issue, "leader")}


def test_an_issue_is_handed_in_and_not_approved_by_the_same_person(
    desk: Visitor, issue: Issue
):
    page = desk.post(_page(issue, "submit"))
    assert "You handed it in, so somebody else reads" in words_of(page)
    assert not page.select(f'form[action="{_page(issue, "approve")}"]')

    page = desk.post(_page(issue, "approve"))
    assert "Somebody else approves it." in words_of(page)
    assert _status(issue) == Issue.Status.SUBMITTED


def test_an_editor_sees_who_else_can_approve(desk: Visitor, issue: Issue):
    assert "Nobody else may approve it yet." in words_of(desk.get(_page(issue)))

    editor(first_name="Sam", last_name="Second")

    page = desk.get(_page(issue))
    assert "These can approve it: Sam Second." in words_of(page)


def test_a_second_person_approves(desk: Visitor, issue: Issue):
    _handed_in(issue)

    page = desk.post(_page(issue, "approve"))

    assert "Approved by Alex Example" in words_of(page)


def test_a_second_person_sends_back_with_words(desk: Visitor, issue: Issue):
    _handed_in(issue)

    page = desk.post(_page(issue, "send-back"), {"words": ""})
    assert "Say what should change." in words_of(page)
    desk.post(_page(issue, "send-back"), {"words": "The hall is wrong."})

    assert _status(issue) == Issue.Status.DRAFT
    assert "The hall is wrong." in words_of(desk.get(f"/newsletter/desk/{issue.pk}/"))


def test_a_time_counts_once_it_was_read_back(desk: Visitor, issue: Issue):
    _approved(issue)

    page = desk.post(_page(issue, "schedule"), {"when": "Monday 2 March 2099 at 9am"})
    assert "It will go at 9am on Monday 2 March 2099" in words_of(page)
    assert Issue.objects.get(pk=issue.pk).scheduled_for is None

    page = desk.post(_page(issue, "schedule"), form_of(page))
    assert "It goes at 9am on Monday 2 March 2099" in words_of(page)

    page = desk.post(_page(issue, "unschedule"))
    assert Issue.objects.get(pk=issue.pk).scheduled_for is None


def test_another_time_than_was_read_back_is_read_back_first(
    desk: Visitor, issue: Issue
):
    _approved(issue)
    page = desk.post(_page(issue, "schedule"), {"when": "Monday 2 March 2099 at 9am"})

    typed = form_of(page) | {"when": "Tuesday 3 March 2099 at 9am"}
    page = desk.post(_page(issue, "schedule"), typed)

    assert "It will go at 9am on Tuesday 3 March 2099" in words_of(page)
    assert Issue.objects.get(pk=issue.pk).scheduled_for is None


def test_sending_at_once_is_asked_about_first_and_leads_to_its_progress(
    desk: Visitor, issue: Issue
):
    at = timezone.now() - timedelta(days=1)
    Subscriber.objects.create(
        email="reader@example.org",
        status=Subscriber.Status.ACTIVE,
        signed_up_at=at,
        confirmed_at=at,
    )
    _approved(issue)

    page = desk.get(_page(issue, "send-now"))
    assert "It goes to 1 person, with the subject “What is new”." in words_of(page)
    assert _status(issue) == Issue.Status.APPROVED

    page = desk.post(page.select_one("main form")["action"])
    assert "It is on its way." in words_of(page)
    assert _status(issue) == Issue.Status.SENDING
    assert Delivery.objects.count() == 1


def test_what_is_not_approved_is_not_sent(desk: Visitor, issue: Issue):
    page = desk.post(_page(issue, "send"))

    assert "It must be approved before it can be sent." in words_of(page)
    assert _status(issue) == Issue.Status.DRAFT


def test_a_test_is_sent_to_the_seed_list(desk: Visitor, issue: Issue):
    page = desk.post(_page(issue, "test"))
    assert "No test address is known yet." in words_of(page)

    newsletter_settings(seed_list="one@example.org")
    page = desk.post(_page(issue, "test"))
    assert "One test is on the way." in words_of(page)
    assert [mail.to for mail in OutgoingEmail.objects.all()] == ["one@example.org"]


def test_calling_off_is_asked_about_first(desk: Visitor, issue: Issue):
    assert "Call this issue off?" in words_of(desk.get(_page(issue, "call-off")))
    assert _status(issue) == Issue.Status.DRAFT

    page = desk.post(_page(issue, "call-off"))

    assert "is called off." in words_of(page)
    assert _status(issue) == Issue.Status.CANCELLED


@pytest.mark.parametrize("part", ["schedule", "send-now"])
def test_a_draft_is_not_asked_when_it_goes(desk: Visitor, issue: Issue, part: str):
    page = desk.get(_page(issue, part))

    assert "Only an approved issue can be sent" in words_of(page)
    assert page.select(f'form[action="{_page(issue, "submit")}"]')


@pytest.mark.parametrize("part", ["heading", "leader", "items/new"])
def test_nobody_types_into_an_issue_that_has_gone(
    desk: Visitor, issue: Issue, part: str
):
    Issue.objects.filter(pk=issue.pk).update(
        status=Issue.Status.CANCELLED, finished_at=DRAFTED
    )

    page = desk.get(_page(issue, part))

    assert "Nothing in it can change any more." in page.get_text(" ")
    assert page.h1.get_text(" ").endswith(issue.title)
