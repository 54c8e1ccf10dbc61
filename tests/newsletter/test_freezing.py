from datetime import timedelta

import pytest

from commonweal.directory.models import Topic
from commonweal.newsletter.actions import draft_issue, freeze
from commonweal.newsletter.actions.freezing import digest_of
from commonweal.newsletter.digest import Standing
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Delivery, Edition, Issue, SendEpoch
from commonweal.newsletter.placeholders import PREFERENCES, UNSUBSCRIBE
from commonweal.newsletter.rendering import Rendered
from tests.newsletter.factories import (
    DRAFTED,
    SINCE,
    SubscriberFactory,
    digest_item,
    newsletter_settings,
)
from tests.newsletter.sending_scene import send, states

pytestmark = pytest.mark.django_db
AT = DRAFTED + timedelta(days=1)


@pytest.fixture(autouse=True)
def _settings():
    newsletter_settings()


def approved(*items, kind=Issue.Kind.MONTHLY, period="2026-11") -> Issue:
    issue = draft_issue(
        kind=kind, period=period, items=items, since=SINCE, at=DRAFTED, by=None
    )
    Issue.objects.filter(pk=issue.pk).update(status=Issue.Status.APPROVED)
    return issue


def test_everybody_who_gets_it_has_one_copy_queued():
    readers = [SubscriberFactory() for _ in range(3)]
    SubscriberFactory(status="waiting", confirmed_at=None)
    item = digest_item()

    issue = freeze(issue=approved(item), items=[item], by=None, at=AT)

    assert issue.status == Issue.Status.SENDING
    assert issue.frozen_at == AT
    assert states(issue) == {"queued": 3}
    assert {copy.subscriber for copy in issue.deliveries.all()} == set(readers)


def test_readers_who_get_the_same_share_an_edition():
    schools = Topic.objects.create(name="Schools", slug="schools")
    SubscriberFactory()
    SubscriberFactory()
    SubscriberFactory().topics.add(Topic.objects.create(name="Health", slug="health"))
    items = [digest_item("news:1"), digest_item("news:2", topics=(schools.slug,))]

    issue = freeze(issue=approved(*items), items=items, by=None, at=AT)

    assert sorted(len(edition.items) for edition in issue.editions.all()) == [1, 2]
    edition = issue.editions.first()
    assert PREFERENCES in edition.html
    assert UNSUBSCRIBE in edition.text
    rendered = Rendered(edition.subject, edition.html, edition.text)
    assert edition.digest == digest_of(rendered)


def test_what_is_no_longer_true_is_out_before_it_is_frozen():
    SubscriberFactory()
    stays, goes = digest_item("news:1"), digest_item("news:2", title="Cancelled day")
    issue = approved(stays, goes)
    now = [
        stays,
        digest_item("news:2", title="Cancelled day", standing=Standing.CANCELLED),
    ]

    issue = freeze(issue=issue, items=now, by=None, at=AT)

    assert "Cancelled day" not in issue.editions.get().text
    assert issue.notices.exists()


def test_nothing_changes_after_the_freeze():
    SubscriberFactory()
    item = digest_item()
    issue = freeze(issue=approved(item), items=[item], by=None, at=AT)
    before = issue.editions.get().html

    with pytest.raises(NewsletterError):
        freeze(issue=issue, items=[], by=None, at=AT)

    assert issue.editions.get().html == before
    assert Delivery.objects.count() == 1


def test_issue_that_nobody_approved_is_not_frozen():
    item = digest_item()
    issue = approved(item)
    Issue.objects.update(status=Issue.Status.DRAFT)

    with pytest.raises(NewsletterError, match="approved"):
        freeze(issue=issue, items=[item], by=None, at=AT)


def test_issue_with_a_finding_is_held_and_nothing_is_queued():
    SubscriberFactory()
    issue = approved()

    issue = freeze(issue=issue, items=[], by=None, at=AT)

    assert issue.frozen_at is None
    assert issue.held_because.startswith("The check found")
    assert not Edition.objects.exists()


def test_nothing_is_frozen_while_sending_is_held():
    item = digest_item()
    issue = approved(item)
    SendEpoch.objects.create(pk=1, lineage="x", held_since=AT)

    with pytest.raises(NewsletterError, match="held"):
        freeze(issue=issue, items=[item], by=None, at=AT)


def test_daily_digest_needs_no_approval_and_goes_to_who_wants_it():
    wants = SubscriberFactory(news_daily=True)
    SubscriberFactory()
    item = digest_item()
    issue = approved(item, kind=Issue.Kind.DAILY, period="2026-11-25")
    Issue.objects.update(status=Issue.Status.DRAFT)

    issue = freeze(issue=issue, items=[item], by=None, at=DRAFTED)

    assert issue.held_because == ""
    assert send(at=DRAFTED).addresses == [wants.email]


def test_queries_do_not_grow_with_subscribers(django_assert_max_num_queries):
    item = digest_item()
    issue = approved(item)
    for _ in range(60):
        SubscriberFactory()

    with django_assert_max_num_queries(60):
        freeze(issue=issue, items=[item], by=None, at=AT)
