"""The first page of the newsletter desk."""

from datetime import timedelta
from typing import Any

import pytest

from commonweal.newsletter.models import (
    Issue,
)
from tests.conftest import Visitor
from tests.newsletter.desk_pages import words_of
from tests.newsletter.factories import (
    DRAFTED,
    IssueFactory,
    SectionFactory,
)
from tests.pages.factories import home_page
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_desk_lists_what_was_sent_the_newest_first(desk: Visitor):
    for days in (0, 2, 1):
        IssueFactory(
            title=f"Drafted {days} days later",
            period=f"2026-0{days + 1}",
            drafted_at=DRAFTED + timedelta(days=days),
            status=Issue.Status.SENT,
            frozen_at=DRAFTED,
        )

    page = desk.get("/newsletter/desk/")

    listed = [h.text for h in page.select('[aria-labelledby="sent"] h3')]
    assert listed == [f"Drafted {days} days later" for days in (2, 1, 0)]


def test_an_issue_stopped_on_its_way_is_not_said_to_be_called_off(desk: Visitor):
    issue = IssueFactory(status=Issue.Status.CANCELLED, frozen_at=DRAFTED)

    page = desk.get(f"/newsletter/desk/{issue.pk}/")

    assert "Stopped" in page.h1.get_text()


def test_desk_lists_issues_by_state_and_says_when_the_next_draft_comes(desk: Visitor):
    IssueFactory(title="In the making")
    IssueFactory(title="Gone", status=Issue.Status.SENT, frozen_at=DRAFTED)
    IssueFactory(
        title="A week",
        kind=Issue.Kind.WEEKLY,
        status=Issue.Status.SENT,
        frozen_at=DRAFTED,
    )
    IssueFactory(title="Going", status=Issue.Status.SENDING, frozen_at=DRAFTED)

    page = desk.get("/newsletter/desk/")

    listed = {
        section["aria-labelledby"]: [h.text for h in section.select("h3")]
        for section in page.select("section")
    }
    assert listed == {
        "work": ["In the making"],
        "way": ["Going"],
        "sent": ["Gone"],
        "digests": ["A week"],
    }
    assert "The next draft is made on" in words_of(page)


def test_desk_is_reached_from_the_links_of_editors(desk: Visitor):
    page = desk.get("/newsletter/desk/")

    [link] = page.select('nav[aria-label="You"] a[href="/newsletter/desk/"]')
    assert link.text == "Newsletter desk"


def test_desk_stands_in_the_menu_of_the_admin(desk: Visitor):
    menu = desk.fetch("/admin/").content.decode()

    assert "/newsletter/desk/" in menu


@pytest.mark.parametrize(
    "address",
    [
        "/newsletter/desk/",
        "/newsletter/desk/settings/",
        "/newsletter/desk/sections/",
        "/newsletter/desk/{}/",
        "/newsletter/desk/{}/check/",
    ],
)
def test_desk_is_closed_to_people_without_the_right(visitor: Visitor, address: str):
    home_page()
    visitor.sign_in(PersonFactory())

    visitor.get(address.format(IssueFactory().pk), status=403)


def test_draft_now_makes_the_draft_of_this_month_once(desk: Visitor):
    page = desk.post("/newsletter/desk/draft/")

    assert page.select_one("h1").get_text().strip().startswith("Draft")
    assert "The draft is made." in words_of(page)
    again = desk.post("/newsletter/desk/draft/")
    assert "There is an issue already" in words_of(again)
    assert Issue.objects.count() == 1


def test_the_first_page_costs_the_same_however_many_issues_there_are(
    desk: Visitor, django_assert_max_num_queries: Any
):
    SectionFactory()
    for number in (1, 20):
        for _ in range(number):
            IssueFactory()
        with django_assert_max_num_queries(21):
            desk.get("/newsletter/desk/")
