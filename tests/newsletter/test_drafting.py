"""An issue drafted from what is true."""

from datetime import timedelta
from typing import Any

import pytest

from commonweal.governance.models import AuditEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.newsletter.actions import lay_out_sections
from commonweal.newsletter.digest import Source, Standing
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Issue, IssueItem, Section
from tests.directory.factories import TopicFactory
from tests.newsletter.drafts import draft
from tests.newsletter.factories import (
    DRAFTED,
    IssueFactory,
    IssueItemFactory,
    digest_item,
    newsletter_settings,
)
from tests.newsletter.people import editor
from tests.people.factories import SectorFactory

pytestmark = pytest.mark.django_db


def _told(issue: Issue) -> list[tuple[str, str]]:
    return [(item.section.title, item.title) for item in issue.items.standing()]


def _told_before(*keys: str, **fields: Any) -> Issue:
    lay_out_sections()
    issue = IssueFactory(
        period="2026-10",
        status=Issue.Status.SENT,
        frozen_at=DRAFTED - timedelta(days=28),
        **fields,
    )
    for key in keys:
        IssueItemFactory(issue=issue, source_key=key)
    return issue


def test_draft_puts_each_item_in_the_section_that_takes_from_its_source():
    issue = draft(
        digest_item("news:1", title="A new service"),
        digest_item("session:1", title="Core day", source=Source.TRAINING),
        digest_item("policy:1", title="Escalation", source=Source.POLICY),
        digest_item("deadline:1", title="A survey", source=Source.DEADLINE),
        digest_item("date:1", title="Safety week", source=Source.DIARY),
    )

    assert _told(issue) == [
        ("Training", "Core day"),
        ("Policy and procedure updates", "Escalation"),
        ("New initiatives", "A new service"),
        ("Closing soon", "A survey"),
        ("Dates for the diary", "Safety week"),
    ]


def test_draft_keeps_the_order_of_news_and_sorts_dates():
    issue = draft(
        digest_item("news:1", title="Newer"),
        digest_item("news:2", title="Older"),
        digest_item("date:1", source=Source.DIARY, happens_at=DRAFTED, title="Second"),
        digest_item(
            "date:2",
            source=Source.DIARY,
            happens_at=DRAFTED - timedelta(hours=1),
            title="First",
        ),
    )

    assert [title for _, title in _told(issue)] == ["Newer", "Older", "First", "Second"]


def test_draft_leaves_out_what_is_full_cancelled_or_over():
    issue = draft(
        digest_item("session:1", source=Source.TRAINING, standing=Standing.FULL),
        digest_item("session:2", source=Source.TRAINING, standing=Standing.CANCELLED),
        digest_item("news:3", expires_at=DRAFTED),
        digest_item("news:4", expires_at=DRAFTED + timedelta(seconds=1)),
    )

    assert [item.source_key for item in issue.items.all()] == ["news:4"]


def test_draft_leaves_out_what_its_partnership_has_no_section_for():
    Section.objects.create(title="Only news", source=Source.NEWS.value)

    issue = draft(digest_item("news:1"), digest_item("p:1", source=Source.POLICY))

    assert [section for section, _ in _told(issue)] == ["Only news"]


def test_draft_carries_topics_and_sectors_and_passes_over_unknown_ones():
    topic = TopicFactory(slug="neglect")

    issue = draft(digest_item("news:1", topics=("neglect", "gone"), sectors=("none",)))

    [item] = issue.items.all()
    assert list(item.topics.all()) == [topic]
    assert not item.sectors.exists()


def test_draft_does_not_tell_again_what_an_earlier_issue_told():
    _told_before("news:1")

    issue = draft(digest_item("news:1"), digest_item("news:2"))

    assert [item.source_key for item in issue.items.all()] == ["news:2"]


@pytest.mark.parametrize(
    "before",
    [
        {"kind": Issue.Kind.DAILY},
        {"status": Issue.Status.CANCELLED},
        {"frozen_at": None, "status": Issue.Status.DRAFT},
    ],
)
def test_draft_tells_what_only_another_kind_or_a_called_off_issue_held(before: Any):
    issue = _told_before("news:1")
    Issue.objects.filter(pk=issue.pk).update(**before)

    issue = draft(digest_item("news:1"))

    assert [item.source_key for item in issue.items.all()] == ["news:1"]


def test_draft_tells_again_what_was_dropped_from_an_earlier_issue():
    before = _told_before("session:1")
    before.items.update(status=IssueItem.Status.DROPPED)

    issue = draft(digest_item("session:1", source=Source.TRAINING))

    assert issue.items.count() == 1


def test_draft_tells_again_what_was_part_of_a_dropped_item():
    before = _told_before("news:1")
    dropped = IssueItemFactory(issue=before, status=IssueItem.Status.DROPPED)
    before.items.filter(source_key="news:1").update(merged_into=dropped)

    issue = draft(digest_item("news:1"))

    assert [item.source_key for item in issue.items.all()] == ["news:1"]


def test_pinned_items_keep_the_audience_that_an_editor_gave_them():
    before = _told_before("news:1")
    before.items.update(is_pinned=True, has_own_audience=True)
    sector, topic = SectorFactory(), TopicFactory(slug="neglect")
    before.items.get().sectors.add(sector)

    issue = draft(digest_item("news:1", topics=("neglect",)))

    [item] = issue.items.all()
    assert item.has_own_audience
    assert list(item.sectors.all()) == [sector]
    assert topic not in item.topics.all()


def test_pinned_items_go_on_to_the_next_issue_with_their_words():
    before = _told_before("news:1")
    before.items.update(is_pinned=True, is_rewritten=True, title="In our words")

    issue = draft(digest_item("news:1", title="In the page's words"))

    [item] = issue.items.all()
    assert (item.title, item.is_pinned) == ("In our words", True)


def test_pinned_items_that_do_not_hold_any_more_stay_behind():
    before = _told_before("news:1")
    before.items.update(is_pinned=True)

    issue = draft()

    assert not issue.items.exists()


def test_pinned_items_written_for_the_last_issue_come_along_until_they_are_over():
    before = _told_before()
    own = {"issue": before, "source_key": "", "is_pinned": True}
    IssueItemFactory(title="Join us", **own)
    IssueItemFactory(title="Over", expires_at=DRAFTED, **own)

    issue = draft()

    assert [item.title for item in issue.items.all()] == ["Join us"]
    assert before.items.count() == 2


def test_draft_is_made_once_a_period():
    draft()

    with pytest.raises(NewsletterError, match="There is an issue already"):
        draft()

    assert Issue.objects.count() == 1


def test_draft_can_be_made_again_after_one_was_called_off():
    first = draft()
    Issue.objects.filter(pk=first.pk).update(status=Issue.Status.CANCELLED)

    second = draft()

    assert (first.slug, second.slug) == ("2026-11", "2026-11-2")


def test_draft_is_named_after_the_newsletter_and_its_month():
    newsletter_settings(name="Oakshire news")

    issue = draft()

    assert issue.title == "Oakshire news: November 2026"


def test_editors_are_told_that_the_draft_is_there():
    person = editor()

    issue = draft(digest_item("news:1"), digest_item("news:2"))

    [mail] = OutgoingEmail.objects.all()
    assert mail.to == person.email
    assert "2 items" in mail.text
    assert f"/newsletter/desk/{issue.pk}/" in mail.text
    assert [event.verb for event in AuditEvent.objects.all()] == ["newsletter.drafted"]


def test_digests_take_only_what_they_are_about_and_tell_no_editor():
    editor()
    every = [digest_item(f"{source}:1", source=source) for source in Source]

    weekly = draft(*every, kind=Issue.Kind.WEEKLY, period="2026-W48")
    daily = draft(*every, kind=Issue.Kind.DAILY, period="2026-11-25")

    assert [item.source_key for item in weekly.items.all()] == ["training:1"]
    assert {item.source_key for item in daily.items.all()} == {"policy:1", "news:1"}
    assert not OutgoingEmail.objects.exists()


def test_draft_costs_the_same_however_much_it_holds(django_assert_max_num_queries: Any):
    TopicFactory(slug="neglect")
    for number, period in ((1, "2026-11"), (60, "2026-12")):
        items = [digest_item(f"news:{n}", topics=("neglect",)) for n in range(number)]
        with django_assert_max_num_queries(24):
            draft(*items, period=period)
