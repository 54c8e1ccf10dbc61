"""The clock of complaints, and what is closed by itself."""

from datetime import date, timedelta

import pytest

from commonweal.intake.actions.enquiry_clock import (
    close_answered,
    remind_of_complaints,
)
from commonweal.intake.actions.enquiry_desk import acknowledge, give, reply
from commonweal.intake.complaint_clock import left, reminders_due
from commonweal.people.roles import Role
from tests.intake.enquiry_factories import CAME, complaint, enquiry, sent
from tests.people.factories import person_in

LAST = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("today", "words", "reminders"),
    [
        (date(2026, 3, 2), "29 days left", 0),
        (date(2026, 3, 17), "14 days left", 1),
        (date(2026, 3, 28), "3 days left", 2),
        (date(2026, 3, 30), "1 day left", 2),
        (date(2026, 3, 31), "last day today", 2),
        (date(2026, 4, 1), "1 day overdue", 3),
        (date(2026, 5, 1), "31 days overdue", 3),
    ],
)
def test_the_clock_says_how_long_there_is_and_reminds_three_times(
    today, words, reminders
):
    assert left(LAST, today=today) == words
    assert reminders_due(LAST, today=today) == reminders


@pytest.mark.django_db
def test_those_who_answer_are_reminded_of_a_complaint_once_a_stage():
    editor = person_in(Role.EDITOR)
    made = complaint()

    for days in (14, 15, 15, 26, 30, 31):
        remind_of_complaints(now=CAME + timedelta(days=days))

    assert [email.to for email in sent("clock")] == [editor.email] * 3
    assert "14 days left" in sent("clock")[0].text
    assert "1 day overdue" in sent("clock")[2].text
    assert made.shown_reference in sent("clock")[0].subject


@pytest.mark.django_db
def test_who_has_been_given_a_complaint_is_reminded_too():
    editor, owner = person_in(Role.EDITOR), person_in(Role.SITE_MANAGER)
    made = complaint()
    give(enquiry=made, to=owner, edits=0, by=editor, at=CAME)

    remind_of_complaints(now=CAME + timedelta(days=40))

    assert {email.to for email in sent("clock")} == {editor.email, owner.email}


@pytest.mark.django_db
@pytest.mark.parametrize("done", ["acknowledged", "set aside", "question"])
def test_nobody_is_reminded_of_what_needs_no_acknowledging(done):
    editor = person_in(Role.EDITOR)
    if done == "question":
        enquiry()
    else:
        made = complaint(is_calm=done != "set aside")
        if done == "acknowledged":
            acknowledge(enquiry=made, edits=0, by=editor, at=CAME)

    assert remind_of_complaints(now=CAME + timedelta(days=40)) == 0


@pytest.mark.django_db
def test_what_was_answered_is_closed_by_itself_after_four_weeks():
    editor, made = person_in(Role.EDITOR), enquiry()
    reply(enquiry=made, words="Yes", is_by_email=True, edits=0, by=editor, at=CAME)

    assert close_answered(now=CAME + timedelta(days=27)) == 0
    assert close_answered(now=CAME + timedelta(days=28)) == 1

    made.refresh_from_db()
    assert (made.status, made.closed_at) == ("closed", CAME + timedelta(days=28))
    assert made.events.last().by is None
