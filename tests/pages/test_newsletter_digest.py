"""What the site hands to the newsletter: what is true, and whether it still is."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from commonweal.dates.occurrences import LONDON
from commonweal.newsletter.digest import DigestItem, Source, Standing
from commonweal.pages.models import NewsPage
from commonweal.pages.newsletter_digest import collect
from commonweal.training.models import Course, Session
from tests.directory.factories import TopicFactory
from tests.pages.factories import NewsPageFactory, PolicyPageFactory, home_page
from tests.people.factories import SectorFactory
from tests.training.factories import CourseFactory, SessionFactory

pytestmark = pytest.mark.django_db

# Wednesday 25 November 2026, and the day on which the last issue was drafted.
NOW = datetime(2026, 11, 25, 9, tzinfo=LONDON)
SINCE = datetime(2026, 10, 25, 9, tzinfo=LONDON)
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _site() -> None:
    home_page()


def _collect(**fields: Any) -> dict[str, DigestItem]:
    items = collect(**{"since": SINCE, "now": NOW, **fields})
    assert len({item.key for item in items}) == len(items)
    return {item.key: item for item in items}


def _news(**fields: Any) -> NewsPage:
    named = {
        "published_on": date(2026, 11, 2),
        "published_at": datetime(2026, 11, 2, 9, tzinfo=LONDON),
        "summary": "What is new.",
        **fields,
    }
    return NewsPageFactory.create(**named)


def _only(**fields: Any) -> DigestItem:
    [item] = _collect(**fields).values()
    return item


def test_news_since_the_last_issue_is_told_with_its_address_and_topics():
    page = _news(title="A new service", topics=[TopicFactory(slug="neglect")])
    _news(title="Told before", published_on=date(2026, 10, 20))

    item = _only()

    assert item == DigestItem(
        key=f"news:{page.pk}",
        source=Source.NEWS,
        title="A new service",
        summary="What is new.",
        url="http://testserver/news/a-new-service/",
        topics=("neglect",),
    )


def test_news_that_has_not_begun_or_is_archived_is_not_told():
    _news(published_on=date(2026, 11, 26))
    _news(show_until=NOW, shows=NewsPage.Shows.UNTIL)
    _news(live=False)

    assert _collect() == {}


def test_news_that_not_everybody_may_open_is_not_told():
    page = _news()
    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.LOGIN
    )

    assert _collect() == {}


@pytest.mark.parametrize(
    ("section", "source"),
    [
        (NewsPage.Section.TRAINING, Source.TRAINING),
        (NewsPage.Section.POLICY, Source.POLICY),
        (NewsPage.Section.INITIATIVE, Source.NEWS),
        (NewsPage.Section.DIARY, Source.DIARY),
    ],
)
def test_news_goes_where_its_editor_said(section: str, source: Source):
    _news(newsletter_section=section)

    assert _only().source is source


def test_new_news_carries_its_dates_and_they_do_not_stand_twice():
    _news(dates_in_words="Thursday 3 December 2026, 10am to 2pm, at Example Hall")

    item = _only()

    assert item.when == "Thursday 3 December 2026, 10am to 2pm, Example Hall"
    assert item.happens_at == datetime(2026, 12, 3, 10, tzinfo=LONDON)
    assert item.expires_at == datetime(2026, 12, 3, 14, tzinfo=LONDON)


def test_dates_of_older_news_are_told_for_eight_weeks_ahead():
    old = {"published_on": date(2026, 10, 1)}
    _news(title="Near", dates_in_words="Wednesday 20 January 2027, 8am to 9am", **old)
    _news(title="Far", dates_in_words="Wednesday 20 January 2027, 9am to 10am", **old)

    item = _only()

    assert (item.title, item.source) == ("Near", Source.DIARY)
    assert item.key.startswith("date:")


def test_deadlines_stand_with_what_closes():
    _news(
        title="Tell us",
        dates_in_words="closes Friday 4 December 2026",
        published_on=date(2026, 10, 1),
    )

    item = _only()

    assert item.source is Source.DEADLINE
    assert item.when == "Closes Friday 4 December 2026"
    assert item.expires_at == datetime(2026, 12, 5, tzinfo=LONDON)


def test_dates_of_one_item_are_told_as_one():
    _news(
        title="Peer group",
        dates_in_words=(
            "every Wednesday from 2 December 2026 to 30 December 2026, 10am to 11am"
        ),
        published_on=date(2026, 10, 1),
    )

    item = _only()

    assert item.when.startswith("Wednesday 2 December 2026, 10am to 11am; ")
    assert item.when.endswith("; 2 more times")


def test_policies_are_told_when_their_version_is_new_with_what_changed():
    page = PolicyPageFactory.create(
        title="Escalation",
        changed_on=date(2026, 11, 3),
        what_changed="The third step\nhas a time limit.",
    )
    PolicyPageFactory.create(changed_on=date(2026, 10, 24))

    item = _only()

    assert item.key == f"policy:{page.pk}:2026-11-03"
    assert (item.source, item.title) == (Source.POLICY, "Escalation")
    assert item.what_changed == "The third step has a time limit."


def test_new_policies_say_that_they_are_new():
    PolicyPageFactory.create(
        changed_on=date(2026, 11, 3),
        published_at=datetime(2026, 11, 3, 9, tzinfo=LONDON),
    )

    assert _only().what_changed == "New"


def test_sessions_with_places_left_are_told_with_topics_and_sectors():
    course = CourseFactory(title="Core day", summary="For everybody.")
    course.topics.add(TopicFactory(slug="neglect"))
    course.sectors.add(SectorFactory(slug="schools"))
    session = SessionFactory(course=course, starts_at=TOMORROW)

    item = _only()

    assert item == DigestItem(
        key=f"session:{session.pk}",
        source=Source.TRAINING,
        title="Core day",
        summary="For everybody.",
        url=f"http://testserver/training/sessions/{session.pk}/",
        when="Thursday 26 November 2026, 9am to 12:30pm",
        happens_at=TOMORROW,
        expires_at=TOMORROW,
        topics=("neglect",),
        sectors=("schools",),
    )


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"taken": 10}, Standing.FULL),
        ({"taken": 10, "waiting_limit": 0}, Standing.FULL),
        ({"status": Session.Status.CANCELLED}, Standing.CANCELLED),
        ({"booking_closes_at": NOW}, Standing.EXPIRED),
        ({"taken": 9}, Standing.HOLDS),
    ],
)
def test_sessions_say_whether_they_can_still_be_told(fields: Any, standing: Standing):
    SessionFactory(starts_at=TOMORROW, **fields)

    assert _only().standing is standing


def test_few_places_are_counted():
    SessionFactory(starts_at=TOMORROW, capacity=10, taken=8)

    assert _only().when.endswith(". 2 places left when this was sent")


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Session.Status.DRAFT},
        {"starts_at": NOW - timedelta(days=1)},
        {"booking_opens_at": TOMORROW},
        {"starts_at": NOW + timedelta(weeks=13)},
    ],
)
def test_sessions_that_nobody_can_book_yet_or_any_more_are_not_told(fields: Any):
    SessionFactory(**{"starts_at": TOMORROW, **fields})

    assert _collect() == {}


@pytest.mark.parametrize("named", ["course", "session"])
def test_sessions_that_news_beside_them_tells_of_wait_for_a_later_issue(named: str):
    session = SessionFactory(starts_at=TOMORROW)
    subject = session if named == "session" else session.course
    page = _news(**{named: subject})

    assert _collect().keys() == {f"news:{page.pk}"}
    assert len(_collect(keys=[f"session:{session.pk}"])) == 2


def test_sessions_of_hidden_courses_are_not_told():
    SessionFactory(starts_at=TOMORROW, course=CourseFactory(is_published=False))

    assert _collect() == {}


def test_conferences_are_dates_for_the_diary():
    course = CourseFactory(kind=Course.Kind.CONFERENCE)
    SessionFactory(course=course, starts_at=TOMORROW, booking_opens_at=TOMORROW)

    item = _only()

    assert (item.source, item.standing) == (Source.DIARY, Standing.HOLDS)


def test_what_an_issue_holds_is_told_of_beyond_the_time_asked_for():
    page = _news(title="Old", published_on=date(2026, 9, 1))
    policy = PolicyPageFactory.create()
    session = SessionFactory(starts_at=TOMORROW, booking_opens_at=TOMORROW)
    held = {
        f"news:{page.pk}",
        f"policy:{policy.pk}:2025-01-06",
        f"session:{session.pk}",
    }

    assert _collect() == {}
    assert _collect(keys=held).keys() == held


def test_a_moved_date_is_known_by_its_key_however_far_it_moves():
    page = _news(
        dates_in_words="Thursday 3 December 2026", published_on=date(2026, 10, 1)
    )
    key = _only().key
    page.dates_in_words = "Thursday 4 March 2027"
    page.save()

    assert _collect() == {}
    assert _collect(keys=[key])[key].when == "Thursday 4 March 2027"


def test_a_site_that_has_no_pages_collects_nothing():
    home_page().delete()

    assert _collect() == {}


def test_queries_do_not_grow_with_what_is_collected(
    django_assert_max_num_queries: Any,
):
    def fill(number: int) -> None:
        topic = TopicFactory()
        for _ in range(number):
            _news(topics=[topic])
            _news(
                dates_in_words="Thursday 3 December 2026",
                published_on=date(2026, 10, 1),
                topics=[topic],
            )
            PolicyPageFactory.create(changed_on=date(2026, 11, 3), topics=[topic])
            session = SessionFactory(starts_at=TOMORROW)
            session.course.topics.add(topic)

    fill(1)
    with django_assert_max_num_queries(13):
        assert len(collect(since=SINCE, now=NOW)) == 4
    fill(8)
    with django_assert_max_num_queries(13):
        assert len(collect(since=SINCE, now=NOW)) == 36
