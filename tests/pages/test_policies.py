from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from commonweal.pages.models import PolicyPage
from tests.directory.factories import TopicFactory
from tests.pages.factories import PolicyPageFactory, policy_index

pytestmark = pytest.mark.django_db


def test_policies_stand_by_topic_and_those_without_one_last(visitor):
    neglect = TopicFactory(name="Neglect")
    PolicyPageFactory(title="B policy", topics=[neglect, TopicFactory(name="Abuse")])
    PolicyPageFactory(title="A policy")

    page = visitor.get(policy_index().url)

    shelves = [
        (
            section.h2.get_text(),
            [a.get_text() for a in section.select(".cw-card__title a")],
        )
        for section in page.select("section")
    ]
    assert shelves == [
        ("Abuse", ["B policy"]),
        ("Neglect", ["B policy"]),
        ("Other policies and documents", ["A policy"]),
    ]


def test_policies_changed_since_a_day_are_listed_newest_first(visitor):
    PolicyPageFactory(title="Old", changed_on=date(2024, 1, 1))
    PolicyPageFactory(title="New", changed_on=date(2025, 2, 1))
    PolicyPageFactory(title="Newer", changed_on=date(2025, 3, 1))

    page = visitor.get(policy_index().url, {"changed-since": "2025-02-01"})

    titles = [a.get_text() for a in page.select(".cw-card__title a")]
    assert titles == ["Newer", "New"]


@pytest.mark.parametrize("typed", ["last week", "2025-02-31", "\x00"])
def test_day_that_cannot_be_read_is_asked_for_again(visitor, typed):
    PolicyPageFactory(title="A policy")

    page = visitor.get(policy_index().url, {"changed-since": typed})

    assert "Enter a day like 2026-03-27." in page.get_text()
    assert [a.get_text() for a in page.select(".cw-card__title a")] == ["A policy"]


def test_policy_says_what_changed_who_needs_to_know_and_what_it_replaces(visitor):
    old = PolicyPageFactory(
        title="Old policy", show_until=datetime(2025, 1, 1, tzinfo=ZoneInfo("UTC"))
    )
    policy = PolicyPageFactory(
        title="Policy",
        version="2.1",
        changed_on=date(2025, 3, 1),
        what_changed="A new section on consent.",
        who_needs_to_know="Designated leads",
        supersedes=old,
    )

    shown, shown_old = visitor.get(policy.url), visitor.get(old.url)

    words = shown.get_text(" ", strip=True)
    assert "2.1" in words
    assert "A new section on consent." in words
    assert "Designated leads" in words
    assert shown.find("a", href=old.url)
    assert shown_old.select_one(".cw-archived a")["href"] == policy.url


def test_policy_is_archived_after_its_last_valid_day():
    policy = PolicyPageFactory(valid_until=date(2025, 5, 31))

    assert policy.visible_until == datetime(
        2025, 6, 1, tzinfo=ZoneInfo("Europe/London")
    )


def test_policy_cannot_end_before_it_begins():
    policy = PolicyPage(valid_from=date(2025, 5, 2), valid_until=date(2025, 5, 1))

    with pytest.raises(ValidationError, match="lies before the first"):
        PolicyPage.clean(policy)
