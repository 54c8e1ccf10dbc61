"""What came of an issue: counted from what people did, not from what they read."""

from datetime import timedelta

import pytest

from commonweal.governance.models import AuditEvent
from commonweal.newsletter.actions import count_replies, list_issue
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Delivery, Edition, Issue, Subscriber
from commonweal.pages.newsletter_results import results_of
from tests.newsletter.reading_scene import (
    FROZEN,
    IssueFactory,
    ItemFactory,
    SectionFactory,
    SubscriberFactory,
)
from tests.pages.factories import NewsPageFactory
from tests.people.factories import AdministratorFactory, PersonFactory
from tests.training.factories import BookingFactory, SessionFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
NOW = FROZEN + 20 * DAY
Status = Subscriber.Status


@pytest.fixture
def issue():
    return IssueFactory(sent=True, title="October 2026", slug="october-2026")


def _copy(issue, subscriber, status=Delivery.Status.HANDED_OVER):
    edition, _ = Edition.objects.get_or_create(
        issue=issue, digest="1", defaults={"items": []}
    )
    return Delivery.objects.create(
        issue=issue,
        subscriber=subscriber,
        edition=edition,
        domain="example.org",
        status=status,
    )


def _left(at, *, status=Status.LEFT):
    stopped = {"stopped_because": Subscriber.Stopped.REFUSED}
    email = {} if status == Status.STOPPED else {"email": ""}
    return SubscriberFactory(
        status=status,
        ended_at=at,
        **(stopped if status == Status.STOPPED else {}),
        **email,
    )


def test_results_count_copies_by_what_became_of_them(issue):
    for status in (Delivery.Status.HANDED_OVER,) * 2 + (Delivery.Status.BOUNCED,):
        _copy(issue, SubscriberFactory(), status)
    _copy(IssueFactory(sent=True), SubscriberFactory())

    results = results_of(issue, now=NOW)

    assert results.copies == (("Handed over", 2), ("Bounced", 1))


def test_results_count_who_left_of_those_who_got_it(issue):
    _copy(issue, _left(FROZEN + DAY))
    _copy(issue, _left(FROZEN - DAY))
    _copy(issue, _left(FROZEN + DAY, status=Status.STOPPED))
    _left(FROZEN + DAY)

    results = results_of(issue, now=NOW)

    assert (results.left, results.stopped) == (1, 1)


def test_results_count_readers_until_the_next_issue(issue):
    IssueFactory(sent=True, frozen_at=FROZEN + 10 * DAY)
    for day in (-1, 3, 9, 11):
        SubscriberFactory(confirmed_at=FROZEN + day * DAY)

    results = results_of(issue, now=NOW)

    assert results.signed_up == 2
    assert results.until == FROZEN + 10 * DAY


def test_results_count_bookings_of_the_dates_it_told_of(issue):
    told, untold = SessionFactory(), SessionFactory()
    ItemFactory(issue=issue, source_key=f"session:{told.pk}")
    for day in (-15, -2, 1, 13, 15):
        BookingFactory(session=told, booked_at=FROZEN + day * DAY)
    BookingFactory(session=untold, booked_at=FROZEN + DAY)

    [row] = results_of(issue, now=NOW).sessions

    assert (row.title, row.before, row.after) == (told.course.title, 1, 2)


def test_results_count_no_colleague_who_stepped_in_and_no_move(issue):
    told = SessionFactory()
    ItemFactory(issue=issue, source_key=f"session:{told.pk}")
    other = BookingFactory(booked_at=FROZEN - 30 * DAY)
    another = BookingFactory(booked_at=FROZEN - 30 * DAY)
    BookingFactory(session=told, booked_at=FROZEN + DAY, stands_in_for=other)
    BookingFactory(session=told, booked_at=FROZEN + DAY, transferred_from=another)

    [row] = results_of(issue, now=NOW).sessions

    assert row.after == 0


def test_results_find_the_dates_that_an_item_of_news_tells_of(issue):
    one = SessionFactory(starts_at=FROZEN + 40 * DAY, ends_at=FROZEN + 41 * DAY)
    page = NewsPageFactory.create(session=one)
    ItemFactory(issue=issue, source_key=f"news:{page.pk}")
    ItemFactory(issue=issue, source_key="date:abc@example.org")
    ItemFactory(issue=issue, source_key="session:999", status="dropped")
    BookingFactory(session=one, booked_at=FROZEN + DAY)

    [row] = results_of(issue, now=NOW).sessions

    assert row.after == 1


def test_results_page_says_that_opens_are_not_counted(visitor, issue):
    visitor.sign_in(AdministratorFactory())

    page = visitor.get(f"/newsletter/desk/{issue.pk}/results/")

    assert "How often it was opened is not counted" in page.get_text()
    assert "Nobody has counted yet" in page.get_text()


def test_results_page_takes_the_number_of_replies(visitor, issue):
    editor = AdministratorFactory()
    visitor.sign_in(editor)

    page = visitor.post(f"/newsletter/desk/{issue.pk}/results/", {"replies": "12"})

    issue.refresh_from_db()
    assert issue.replies == 12
    assert "12 wrote back." in page.get_text()
    event = AuditEvent.objects.get(verb="newsletter.replies_counted")
    assert event.by_id == editor.pk


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Enter how many people wrote back."),
        ("a few", "Enter a whole number, such as 12."),
        ("-1", "Enter 0 or more."),
    ],
)
def test_results_page_says_what_is_wrong_with_a_number(visitor, issue, typed, says):
    visitor.sign_in(AdministratorFactory())

    page = visitor.post(f"/newsletter/desk/{issue.pk}/results/", {"replies": typed})

    issue.refresh_from_db()
    assert says in page.get_text()
    assert issue.replies is None


def test_results_page_takes_an_issue_off_the_archive_and_puts_it_back(visitor, issue):
    visitor.sign_in(AdministratorFactory())
    address = f"/newsletter/desk/{issue.pk}/results/"

    page = visitor.post(f"{address}listing/", {"listed": "0"})

    assert "is off the archive" in page.get_text()
    assert visitor.get("/newsletter/archive/").select(".cw-card") == []
    visitor.get("/newsletter/october-2026/")
    visitor.post(f"{address}listing/", {"listed": "1"})
    assert len(visitor.get("/newsletter/archive/").select(".cw-card")) == 1
    verbs = AuditEvent.objects.filter(verb__startswith="newsletter.").order_by("pk")
    assert [event.verb for event in verbs] == [
        "newsletter.unlisted",
        "newsletter.listed",
    ]


def test_results_page_of_a_draft_leaves_the_archive_as_it_is(visitor):
    visitor.sign_in(AdministratorFactory())
    draft = IssueFactory()

    page = visitor.post(f"/newsletter/desk/{draft.pk}/results/listing/")

    assert "It has not been sent yet." in page.get_text()


def test_results_page_of_a_draft_is_not_there(visitor):
    visitor.sign_in(AdministratorFactory())
    draft = IssueFactory()

    visitor.get(f"/newsletter/desk/{draft.pk}/results/", status=404)


@pytest.mark.parametrize("part", ["results/", "results/listing/"])
def test_results_page_is_for_those_who_write_the_newsletter(visitor, issue, part):
    visitor.sign_in(PersonFactory())

    visitor.send(f"/newsletter/desk/{issue.pk}/{part}", status=403)


def test_results_page_asks_the_same_number_of_queries_for_any_issue(
    visitor, issue, django_assert_max_num_queries
):
    visitor.sign_in(AdministratorFactory())
    section = SectionFactory()
    address = f"/newsletter/desk/{issue.pk}/results/"
    counts = []
    for _ in range(3):
        for session in SessionFactory.create_batch(2):
            key = f"session:{session.pk}"
            ItemFactory(issue=issue, section=section, source_key=key)
            BookingFactory(session=session, booked_at=FROZEN + DAY)
        _copy(issue, SubscriberFactory())
        visitor.get(address)
        with django_assert_max_num_queries(40) as counted:
            visitor.get(address)
        counts.append(len(counted))

    assert counts == [counts[0]] * 3


def test_count_replies_is_refused_before_anybody_could_reply():
    draft = IssueFactory()

    with pytest.raises(NewsletterError, match="not been sent"):
        count_replies(issue=draft, number=1, by=PersonFactory(), at=NOW)


@pytest.mark.parametrize(
    "fields", [{}, {"sent": True, "kind": Issue.Kind.WEEKLY, "period": "2026-W44"}]
)
def test_list_issue_is_refused_for_what_has_no_page(fields):
    issue = IssueFactory(**fields)

    with pytest.raises(NewsletterError):
        list_issue(issue=issue, is_listed=False, by=PersonFactory(), at=NOW)

    issue.refresh_from_db()
    assert issue.is_listed


def test_list_issue_is_recorded_only_when_it_changes_something(issue):
    list_issue(issue=issue, is_listed=True, by=PersonFactory(), at=NOW)

    assert not AuditEvent.objects.filter(verb="newsletter.listed").exists()
