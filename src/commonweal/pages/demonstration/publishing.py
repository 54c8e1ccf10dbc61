"""Puts pages into the tree and publishes them as on the day they bear."""

from datetime import datetime
from typing import Any

from wagtail.models import Page, Revision

from commonweal.directory.demonstration_days import at
from commonweal.pages.demonstration.news import Item
from commonweal.pages.demonstration.policies import Policy
from commonweal.pages.demonstration.writing import Register
from commonweal.pages.models import NewsPage, Occasion, PolicyPage
from commonweal.pages.words import set_body
from commonweal.people.models import Person
from commonweal.training.models import Course

OFFICE_OPENS = 9


def add_empty(parent: Page, page: Page, *, register: Register, by: Person) -> None:
    """Add a page that nobody sees yet, so that other pages can link to it."""
    page.live, page.owner, page.content_owner = False, by, by
    parent.add_child(instance=page)
    register.pages[page.slug] = page


def publish(page: Any, *, by: Person, published: datetime) -> None:
    """Publish the page as it stands in memory, dated back to ``published``."""
    page.first_published_at = published
    revision = page.save_revision(user=by)
    revision.publish(user=by, skip_permission_checks=True)
    # Publishing stamps the clock's time on everything; feeds and calendars
    # would then say that two years of news changed in one minute.
    Revision.objects.filter(pk=revision.pk).update(created_at=published)
    type(page).objects.filter(pk=page.pk).update(
        first_published_at=published,
        last_published_at=published,
        latest_revision_created_at=published,
        visible_from=page.begins_at(),
    )
    Occasion.objects.filter(page_id=page.pk).update(changed_at=published)


def make_policy(
    policy: Policy, *, index: Page, register: Register, by: Person
) -> PolicyPage:
    """Add and publish one policy."""
    page = PolicyPage(
        title=policy.title,
        slug=policy.slug,
        summary=policy.summary,
        version=policy.version,
        changed_on=policy.changed_on,
        what_changed=policy.what_changed,
        who_needs_to_know=policy.who_needs_to_know,
        review_on=policy.review_on,
        valid_from=policy.valid_from,
        valid_until=policy.valid_until,
        supersedes=register.pages.get(policy.supersedes),
        document=register.documents.get(policy.document),
        topics=[register.topics[slug] for slug in policy.topics],
        audiences=[register.audiences[slug] for slug in policy.audiences],
    )
    set_body(page, policy.body)
    add_empty(index, page, register=register, by=by)
    publish(page, by=by, published=at(policy.changed_on, OFFICE_OPENS))
    return page


def make_news(item: Item, *, index: Page, register: Register, by: Person) -> NewsPage:
    """Add one item: published, or scheduled, or as the draft that it is."""
    page = NewsPage(
        title=item.title,
        slug=item.slug,
        published_on=item.published,
        summary=item.summary,
        dates_in_words=item.dates,
        shows=_shows(item),
        show_until=item.until,
        is_pinned=item.is_pinned,
        is_sensitive=item.is_sensitive,
        course=Course.objects.filter(slug=item.course).first(),
        booking=item.booking,
        booking_partner=register.partners.get(item.booking_partner),
        booking_address=item.booking_address,
        booking_contact=register.contacts.get(item.booking_contact),
        newsletter_section=item.section,
        replaces=register.pages.get(item.replaces),
        go_live_at=item.goes_live_at,
        topics=[register.topics[slug] for slug in item.topics],
        audiences=[register.audiences[slug] for slug in item.audiences],
        joint_with=[register.partners[name] for name in item.joint_with],
    )
    set_body(page, item.body)
    add_empty(index, page, register=register, by=by)
    if item.is_draft or item.goes_live_at:
        page.save_revision(user=by, approved_go_live_at=item.goes_live_at)
    else:
        publish(page, by=by, published=at(item.published, OFFICE_OPENS))
    return page


def _shows(item: Item) -> str:
    if item.is_evergreen:
        return NewsPage.Shows.EVERGREEN
    return NewsPage.Shows.UNTIL if item.until else NewsPage.Shows.DATES
