"""Several editors and workers at one issue at the same moment, on PostgreSQL."""

from collections import Counter
from collections.abc import Callable

import pytest

from commonweal.newsletter.actions import (
    approve_issue,
    drop_item,
    move_item,
    rewrite_item,
    submit_issue,
)
from commonweal.newsletter.actions.changing import stamp_of
from commonweal.newsletter.actions.editing import Words, words_of
from commonweal.newsletter.models import Issue, IssueItem
from tests.at_once import at_once
from tests.newsletter.drafts import draft
from tests.newsletter.factories import DRAFTED, digest_item, newsletter_settings
from tests.newsletter.people import editor
from tests.pages.factories import home_page

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

MANY = 8


def _at_once(deeds: list[Callable[[], object]]) -> Counter[str]:
    """Do all at the same moment; count those done, and the errors by name."""
    return at_once(deeds, outcome=lambda _: "done")


def test_workers_and_editors_make_one_draft_of_a_month():
    outcomes = _at_once([lambda: draft(digest_item("news:1"))] * MANY)

    assert outcomes == {"done": 1, "NewsletterError": MANY - 1}
    assert Issue.objects.get().items.count() == 1


def test_of_editors_who_save_the_same_words_at_once_one_is_heard():
    item = draft(digest_item("news:1")).items.get()
    stamp, person = stamp_of(item, words_of(item)), editor()

    def save(number: int) -> Callable[[], object]:
        words = Words(section=item.section, title=f"Title {number}", summary="")
        return lambda: rewrite_item(
            item=item, words=words, stamp=stamp, by=person, at=DRAFTED
        )

    outcomes = _at_once([save(number) for number in range(MANY)])

    assert outcomes == {"done": 1, "ChangedMeanwhileError": MANY - 1}


def test_items_moved_at_once_are_all_there_in_one_order():
    issue = draft(*(digest_item(f"news:{n}") for n in range(MANY)))
    person = editor()

    def move(item: IssueItem) -> Callable[[], object]:
        return lambda: move_item(item=item, is_up=True, by=person, at=DRAFTED)

    outcomes = _at_once([move(item) for item in issue.items.all()])

    assert outcomes == {"done": MANY}
    positions = issue.items.order_by("position").values_list("position", flat=True)
    assert list(positions) == list(range(MANY))


def test_an_issue_that_is_approved_is_never_one_that_was_changed_meanwhile():
    home_page()
    newsletter_settings()
    issue = draft(digest_item("news:1"), digest_item("news:2"))
    submit_issue(issue=issue, by=editor(), at=DRAFTED)
    item, first, second = issue.items.first(), editor(), editor()

    _at_once(
        [
            lambda: approve_issue(issue=issue, by=first, at=DRAFTED),
            lambda: drop_item(item=item, by=second, at=DRAFTED),
        ]
    )

    issue.refresh_from_db()
    assert (issue.status, issue.approved_by) == (Issue.Status.DRAFT, None)
