from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import PageViewRestriction

from commonweal.pages.models import NewsPage, StandardPage
from tests.directory.factories import TopicFactory
from tests.pages.factories import NewsPageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 6, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_current_leaves_a_page_out_at_the_very_moment_its_time_ends():
    page = NewsPageFactory(shows=NewsPage.Shows.UNTIL, show_until=NOW)

    before = NewsPage.objects.current(now=NOW - timedelta(microseconds=1))
    after = NewsPage.objects.current(now=NOW)

    assert (list(before), list(after)) == ([page], [])
    assert list(NewsPage.objects.archived(now=NOW)) == [page]


def test_current_leaves_a_page_out_until_its_time_begins():
    page = NewsPageFactory(go_live_at=NOW)

    assert list(NewsPage.objects.current(now=NOW - HOUR)) == []
    assert list(NewsPage.objects.current(now=NOW)) == [page]


def test_current_leaves_out_drafts_whatever_their_time():
    NewsPageFactory(live=False)

    assert list(NewsPage.objects.current(now=NOW)) == []
    assert list(NewsPage.objects.archived(now=NOW)) == []


def test_expiry_set_by_a_script_archives_a_page_and_never_unpublishes_it():
    page = StandardPageFactory(title="Old advice")
    page.expire_at = NOW - HOUR

    page.save()

    page.refresh_from_db()
    assert (page.live, page.expire_at, page.show_until) == (True, None, NOW - HOUR)
    assert page.is_archived(now=NOW)


def test_archived_page_answers_with_a_banner(visitor):
    page = StandardPageFactory(title="Old advice", show_until=NOW)

    shown = visitor.get(page.url)

    assert "This page was archived on" in shown.select_one(".cw-archived").get_text()


def test_page_about_a_sensitive_topic_offers_a_way_out_and_leaves_no_trace(visitor):
    page = StandardPageFactory(topics=[TopicFactory(is_sensitive=True)])

    shown = visitor.get(page.url)

    assert shown.select_one(".govuk-exit-this-page__button")["href"].startswith("https")
    assert shown.select_one(".cw-help")
    assert visitor.response["Cache-Control"] == "no-store"
    assert visitor.response["Referrer-Policy"] == "no-referrer"


def test_public_page_may_be_kept_by_anyone_and_asked_for_again_cheaply(visitor):
    page = StandardPageFactory(title="Advice")

    response = visitor.fetch(page.url)
    again = visitor.client.get(page.url, headers={"if-none-match": response["ETag"]})

    assert response["Cache-Control"] == "public, max-age=300"
    assert response["Last-Modified"]
    assert "Vary" not in response or "Cookie" not in response["Vary"]
    assert again.status_code == 304


def test_page_with_a_password_is_never_kept_by_a_shared_cache(client):
    page = StandardPageFactory(title="For members")
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )

    response = client.get(page.url)

    assert (
        "no-store" in response["Cache-Control"]
        or "private" in response["Cache-Control"]
    )
    assert b"For members" not in response.content


def test_restrictions_of_a_page_above_and_of_an_alias_source_hold_below():
    above = StandardPageFactory(title="Above")
    below = StandardPageFactory(title="Below", parent=above)
    alias = above.create_alias(update_slug="alias")
    PageViewRestriction.objects.create(
        page=above, restriction_type=PageViewRestriction.LOGIN
    )

    pages = StandardPage.objects.in_bulk([above.pk, below.pk, alias.pk])

    held = [len(page.get_view_restrictions()) for page in pages.values()]
    assert held == [1, 1, 1]


def test_is_due_for_review_counts_the_day_itself():
    page = StandardPageFactory.build(review_on=NOW.date())

    assert page.is_due_for_review(today=NOW.date(), within=timedelta(0))
    assert not page.is_due_for_review(
        today=NOW.date() - timedelta(days=2), within=timedelta(days=1)
    )
