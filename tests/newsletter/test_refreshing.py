"""What becomes of an issue when the world moves on under it."""

from datetime import timedelta
from typing import Any

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.newsletter.actions import (
    bring_back,
    drop_item,
    merge_item,
    refresh_issue,
    rewrite_item,
    set_audience,
)
from commonweal.newsletter.actions.changing import audience_stamp, stamp_of
from commonweal.newsletter.actions.editing import Words, words_of
from commonweal.newsletter.actions.refreshing import ALONE, GONE
from commonweal.newsletter.digest import DigestItem, Source, Standing
from commonweal.newsletter.models import Issue, IssueItem
from tests.directory.factories import TopicFactory
from tests.newsletter.drafts import draft
from tests.newsletter.factories import (
    DRAFTED,
    IssueFactory,
    IssueItemFactory,
    digest_item,
)
from tests.newsletter.people import editor

pytestmark = pytest.mark.django_db

LATER = DRAFTED + timedelta(days=3)


def _refresh(issue: Issue, *items: DigestItem, **fields: Any) -> list[str]:
    notices = refresh_issue(**{"issue": issue, "items": items, "at": LATER, **fields})
    return [notice.words for notice in notices]


def _rewrite(item: IssueItem, title: str) -> None:
    words = Words(section=item.section, title=title, summary="Ours.")
    stamp = stamp_of(item, words_of(item))
    rewrite_item(item=item, words=words, stamp=stamp, by=editor(), at=DRAFTED)


def _titles(issue: Issue) -> list[str]:
    return [item.title for item in issue.items.standing()]


def test_refresh_changes_nothing_when_nothing_has_changed():
    items = [digest_item("news:1", topics=("none",)), digest_item("news:2")]
    issue = draft(*items)

    assert _refresh(issue, *items) == []
    assert not OutgoingEmail.objects.exists()


def test_new_items_come_at_the_end_of_their_section():
    issue = draft(digest_item("news:1", title="First"))

    said = _refresh(
        issue, digest_item("news:2", title="New"), digest_item("news:1", title="First")
    )

    assert _titles(issue) == ["First", "New"]
    assert said == ["Added: “New”."]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"standing": Standing.CANCELLED}, "is cancelled and was taken out."),
        ({"standing": Standing.EXPIRED}, "is over and was taken out."),
        ({"expires_at": LATER}, "is over and was taken out."),
    ],
)
def test_what_no_longer_holds_is_taken_out(fields: Any, words: str):
    issue = draft(digest_item("news:1", title="Core day"))

    said = _refresh(issue, digest_item("news:1", title="Core day", **fields))

    assert said == [f"“Core day” {words}"]
    assert _titles(issue) == []


def test_what_is_gone_from_the_site_is_taken_out():
    issue = draft(digest_item("news:1", title="Core day"))

    assert _refresh(issue) == ["“Core day” is no longer on the site and was taken out."]
    assert _titles(issue) == []


def test_what_is_full_stays_and_says_so():
    issue = draft(digest_item("session:1", source=Source.TRAINING, title="Core day"))
    full = digest_item(
        "session:1", source=Source.TRAINING, title="Core day", standing=Standing.FULL
    )

    assert _refresh(issue, full) == ["“Core day” is full now, and says so."]
    assert _refresh(issue, full) == []
    assert issue.items.get().standing == Standing.FULL


def test_what_holds_again_is_put_back():
    item = digest_item("news:1", title="Core day")
    issue = draft(item)
    _refresh(issue)

    assert _refresh(issue, item) == ["“Core day” holds again and was put back."]
    assert _titles(issue) == ["Core day"]


def test_editors_are_told_once_of_all_that_changed():
    person = editor()
    issue = draft(digest_item("news:1", title="A"), digest_item("news:2", title="B"))
    OutgoingEmail.objects.all().delete()

    _refresh(issue)

    [mail] = OutgoingEmail.objects.all()
    assert mail.to == person.email
    assert "“A” is no longer" in mail.text
    assert "“B” is no longer" in mail.text
    assert issue.notices.count() == 2


def test_dropped_items_stay_dropped():
    item = digest_item("news:1")
    issue = draft(item)
    drop_item(item=issue.items.get(), by=editor(), at=DRAFTED)

    assert _refresh(issue, item) == []
    assert _refresh(issue) == []
    assert issue.items.get().status == IssueItem.Status.DROPPED


def test_rewritten_words_stay_and_facts_follow():
    issue = draft(digest_item("session:1", source=Source.TRAINING, when="Monday"))
    _rewrite(issue.items.get(), "In our words")
    moved = digest_item(
        "session:1",
        source=Source.TRAINING,
        title="Renamed",
        when="Tuesday",
        happens_at=LATER,
    )

    said = _refresh(issue, moved)

    item = issue.items.get()
    assert (item.title, item.summary, item.when) == ("In our words", "Ours.", "Tuesday")
    assert said == [
        "“In our words” is now on Tuesday. Its words are an editor’s: check them."
    ]


def test_words_that_nobody_rewrote_follow_the_page():
    issue = draft(digest_item("news:1", title="Old", summary="Old."))

    _refresh(issue, digest_item("news:1", title="New", summary="New."))

    item = issue.items.get()
    assert (item.title, item.summary) == ("New", "New.")


def test_audience_follows_the_page_until_an_editor_sets_it():
    old, new, own = (TopicFactory(slug=slug) for slug in ("old", "new", "own"))
    issue = draft(digest_item("news:1", topics=("old",)))
    item = issue.items.get()
    assert list(item.topics.all()) == [old]

    _refresh(issue, digest_item("news:1", topics=("new",)))
    assert list(item.topics.all()) == [new]

    set_audience(
        item=item,
        topics=[own],
        sectors=[],
        stamp=audience_stamp(item),
        by=editor(),
        at=DRAFTED,
    )
    _refresh(issue, digest_item("news:1", topics=("new",)))
    assert list(item.topics.all()) == [own]


def test_own_items_are_taken_out_when_they_are_over():
    issue = draft()
    IssueItemFactory(issue=issue, source_key="", title="Stays")
    IssueItemFactory(issue=issue, source_key="", title="Over", expires_at=LATER)

    assert _refresh(issue) == ["“Over” is over and was taken out."]
    assert _titles(issue) == ["Stays"]


def test_what_another_issue_has_told_meanwhile_is_taken_out():
    item = digest_item("news:1", title="Once")
    first, second = draft(item), draft(item, period="2026-12")
    Issue.objects.filter(pk=first.pk).update(
        status=Issue.Status.SENT, frozen_at=DRAFTED
    )

    assert _refresh(second, item) == [
        "“Once” was told in an earlier issue and was taken out."
    ]


def test_pinned_items_may_stand_in_two_issues():
    item = digest_item("news:1", title="Twice")
    first = draft(item)
    first.items.update(is_pinned=True)
    Issue.objects.filter(pk=first.pk).update(
        status=Issue.Status.SENT, frozen_at=DRAFTED
    )

    second = draft(item, period="2026-12")

    assert _refresh(second, item) == []
    assert _titles(second) == ["Twice"]


def test_an_item_brought_back_though_it_is_over_is_taken_out_again():
    issue = draft(digest_item("news:1", title="Core day"))
    _refresh(issue)
    bring_back(item=issue.items.get(), by=editor(), at=LATER)
    assert _titles(issue) == ["Core day"]

    _refresh(issue)

    assert _titles(issue) == []


def test_the_notice_of_a_merged_item_names_what_it_is_part_of():
    kept = digest_item("news:1", title="Whole")
    issue = draft(kept, digest_item("news:2", title="Part"))
    whole, part = issue.items.order_by("position")
    merge_item(item=part, into=whole, by=editor(), at=DRAFTED)

    [said] = _refresh(issue, kept)

    assert said.endswith("It is part of “Whole”: check the words there.")


def test_what_was_part_of_an_item_that_is_taken_out_is_told_by_itself():
    kept = digest_item("news:2", title="Part")
    issue = draft(digest_item("news:1", title="Whole"), kept)
    whole, part = issue.items.order_by("position")
    merge_item(item=part, into=whole, by=editor(), at=DRAFTED)

    said = _refresh(issue, kept)

    assert _titles(issue) == ["Part"]
    assert said == [f"“Whole” {GONE}", f"“Part” {ALONE}"]
    assert _refresh(issue, kept) == []


@pytest.mark.parametrize("status", [Issue.Status.SUBMITTED, Issue.Status.APPROVED])
def test_nothing_is_added_that_a_second_person_has_not_read(status: str):
    issue = draft(digest_item("news:1", title="Read"))
    Issue.objects.filter(pk=issue.pk).update(status=status)
    items = [digest_item("news:1", title="Read"), digest_item("news:2")]

    said = _refresh(issue, *items)

    assert _titles(issue) == ["Read"]
    assert said == [
        "One new item waits for the next issue: a second person had this one to read "
        "before it came in."
    ]
    assert _refresh(issue, *items) == []
    issue.refresh_from_db()
    assert (issue.status, issue.refreshed_at) == (status, DRAFTED)


def test_what_is_untrue_leaves_an_approved_issue_too():
    issue = draft(digest_item("news:1", title="Core day"))
    Issue.objects.filter(pk=issue.pk).update(status=Issue.Status.APPROVED)

    _refresh(issue)

    assert _titles(issue) == []


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Issue.Status.SENDING, "frozen_at": DRAFTED},
        {"status": Issue.Status.CANCELLED},
    ],
)
def test_nothing_changes_after_the_freeze(fields: Any):
    issue = draft(digest_item("news:1", title="Core day"))
    Issue.objects.filter(pk=issue.pk).update(**fields)

    assert _refresh(issue, digest_item("news:2")) == []
    assert _titles(issue) == ["Core day"]


def test_refresh_costs_the_same_however_much_it_holds(
    django_assert_max_num_queries: Any,
):
    TopicFactory(slug="neglect")
    IssueFactory()
    for number, period in ((2, "2026-11"), (60, "2026-12")):
        items = [digest_item(f"news:{n}", topics=("neglect",)) for n in range(number)]
        issue = draft(*items, period=period)
        changed = [
            digest_item(f"news:{n}", title="New", standing=Standing.FULL)
            for n in range(number // 2)
        ]
        more = [digest_item(f"more:{n}") for n in range(number)]
        with django_assert_max_num_queries(26):
            _refresh(issue, *changed, *more)
