"""Items of news that name a course or one of its dates, and show them live."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from icalendar import Calendar

from commonweal.dates.occurrences import LONDON
from commonweal.pages.actions import follow_training
from commonweal.pages.models import NewsPage
from commonweal.training.models import Course, Session
from tests.pages.factories import CalendarPageFactory, NewsPageFactory
from tests.pages.moments import visitor_at
from tests.training.factories import NOW, STARTS, CourseFactory, SessionFactory
from tests.training.reading import dates, text

pytestmark = pytest.mark.django_db

AT = (2026, 4, 20, 10)
ENDS = STARTS + timedelta(hours=3.5)


def news(**fields: object) -> NewsPage:
    return NewsPageFactory.create(
        **{"title": "Neglect", "published_on": date(2026, 4, 6), **fields}
    )


def stored(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk)


def test_item_shows_the_dates_of_its_course_with_places_left():
    session = SessionFactory(capacity=3, taken=1)
    SessionFactory(
        course=session.course, starts_at=STARTS + timedelta(days=7), taken=10
    )
    news(course=session.course)

    page = visitor_at(*AT).get("/news/neglect/")

    assert dates(page) == [
        ("Tuesday 19 May 2026, 9:30am to 1pm", "2 places left"),
        ("Tuesday 26 May 2026, 9:30am to 1pm", "Full, waiting list open"),
    ]
    links = [a["href"] for a in page.select("section[aria-labelledby=training] a")]
    assert links[0] == f"/training/sessions/{session.pk}/"
    assert links[-1] == f"/training/courses/{session.course.slug}/"


def test_item_about_one_date_shows_no_other():
    session = SessionFactory()
    SessionFactory(course=session.course, starts_at=STARTS + timedelta(days=7))
    news(session=session)

    page = visitor_at(*AT).get("/news/neglect/")

    assert dates(page) == [("Tuesday 19 May 2026, 9:30am to 1pm", "10 places left")]


def test_item_that_shows_places_is_kept_for_a_minute():
    news(session=SessionFactory())
    reader = visitor_at(*AT)

    reader.get("/news/neglect/")

    assert reader.response["Cache-Control"] == "public, max-age=60"
    assert "Last-Modified" not in reader.response


def test_item_shows_until_the_last_date_of_its_course():
    course = CourseFactory()
    SessionFactory(course=course)
    last = SessionFactory(course=course, starts_at=STARTS + timedelta(days=30))

    assert news(course=course).visible_until == last.ends_at


def test_dates_of_a_draft_or_a_hidden_course_are_not_told():
    draft = news(session=SessionFactory(status=Session.Status.DRAFT), title="Draft")
    hidden = news(session=SessionFactory(course__is_published=False), title="Hidden")

    for page in (draft, hidden):
        assert list(page.occasions.all()) == []
        assert dates(visitor_at(*AT).get(f"/news/{page.slug}/")) == []


def test_card_of_an_item_names_the_next_date_of_training():
    news(session=SessionFactory())

    card = visitor_at(*AT).get("/news/").select_one(".cw-card")

    assert (
        text(card.select_one(".cw-card__when")) == "Tuesday 19 May 2026, 9:30am to 1pm"
    )


@pytest.fixture
def calendar() -> None:
    CalendarPageFactory.create()


def entries(page) -> list[str]:
    return [text(entry) for entry in page.select(".cw-agenda__entry")]


@pytest.mark.usefixtures("calendar")
def test_date_stands_in_the_calendar_once_and_leads_to_its_session():
    session = SessionFactory(course__title="Recognising neglect")
    news(
        session=session,
        dates_in_words="Tuesday 19 May 2026, 9.30am to 1pm\nBook by Friday 8 May 2026",
    )

    page = visitor_at(*AT).get("/calendar/2026/5/")

    assert entries(page) == ["Closes Neglect", "9:30am to 1pm Recognising neglect"]
    links = [a["href"] for a in page.select(".cw-agenda__entry a")]
    assert links[1] == f"/training/sessions/{session.pk}/"


@pytest.mark.usefixtures("calendar")
def test_list_of_dates_pages_through_news_and_training_together():
    course = CourseFactory(title="Neglect")
    for day in range(30):
        SessionFactory(course=course, starts_at=STARTS + timedelta(days=2 * day))
        news(
            title=f"Item {day}",
            dates_in_words=f"{STARTS + timedelta(days=2 * day + 1):%-d %B %Y}, 10am",
        )

    first = visitor_at(*AT).get("/calendar/list/")
    second = visitor_at(*AT).get("/calendar/list/?page=2")

    assert text(first.select_one("[role=status]")) == "60 dates to come"
    assert (len(entries(first)), len(entries(second))) == (50, 10)
    assert entries(first)[:2] == ["9:30am to 1pm Neglect", "10am Item 0"]


@pytest.mark.usefixtures("calendar")
def test_calendar_is_narrowed_to_courses_about_a_topic():
    session = SessionFactory(course__title="Neglect")
    topic = session.course.topics.create(name="Neglect", slug="neglect")
    SessionFactory(course__title="Exploitation")

    page = visitor_at(*AT).get("/calendar/2026/5/", {"topic": topic.slug})

    assert entries(page) == ["9:30am to 1pm Neglect"]


@pytest.mark.usefixtures("calendar")
def test_calendar_leaves_out_cancelled_and_draft_sessions():
    SessionFactory(status=Session.Status.CANCELLED)
    SessionFactory(status=Session.Status.DRAFT)
    SessionFactory(course__is_published=False)

    assert entries(visitor_at(*AT).get("/calendar/2026/5/")) == []


@pytest.mark.usefixtures("calendar")
def test_calendar_feed_has_each_session_once_and_with_its_own_identity():
    session = SessionFactory()
    cancelled = SessionFactory(status=Session.Status.CANCELLED)
    news(session=session)

    response = visitor_at(*AT).fetch("/calendar/feed.ics")

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert {event["uid"]: event["status"] for event in events} == {
        f"{session.uid}@testserver": "CONFIRMED",
        f"{cancelled.uid}@testserver": "CANCELLED",
    }


def test_calendar_file_of_an_item_has_the_session_under_its_own_identity():
    session = SessionFactory()
    news(session=session, dates_in_words="Book by Friday 8 May 2026")

    response = visitor_at(*AT).fetch("/news/neglect/dates.ics")

    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert len(events) == 2
    assert f"{session.uid}@testserver" in {event["uid"] for event in events}


def move(session: Session, days: int) -> None:
    for meeting in session.meetings.all():
        meeting.starts_at += timedelta(days=days)
        meeting.ends_at += timedelta(days=days)
        meeting.save(update_fields=["starts_at", "ends_at"])
    session.starts_at += timedelta(days=days)
    session.ends_at += timedelta(days=days)
    session.save(update_fields=["starts_at", "ends_at", "changed_at"])


def test_item_follows_a_session_that_moves():
    session = SessionFactory()
    page = news(session=session)
    move(session, 7)

    followed = follow_training(now=NOW)

    (entry,) = stored(page).occasions.all()
    assert followed == 1
    assert entry.starts_at == STARTS + timedelta(days=7)
    assert entry.sequence == 1
    assert stored(page).visible_until == ENDS + timedelta(days=7)


def test_following_again_changes_nothing():
    news(session=SessionFactory())

    assert follow_training(now=NOW) == 0


def test_item_about_a_cancelled_session_leaves_the_lists_when_it_would_have():
    session = SessionFactory()
    page = news(session=session)
    Session.objects.filter(pk=session.pk).update(status=Session.Status.CANCELLED)

    follow_training(now=NOW)

    assert list(stored(page).occasions.all()) == []
    assert stored(page).visible_until == ENDS


def test_item_long_archived_does_not_come_back_with_new_dates():
    session = SessionFactory(starts_at=STARTS - timedelta(days=60))
    page = news(course=session.course, published_on=date(2026, 3, 2))
    assert page.visible_until < NOW - timedelta(days=1)
    SessionFactory(course=session.course)

    assert follow_training(now=NOW) == 0
    assert stored(page).visible_until == page.visible_until


def test_following_leaves_an_evergreen_item_evergreen():
    session = SessionFactory()
    page = news(session=session, shows=NewsPage.Shows.EVERGREEN)
    move(session, 7)

    follow_training(now=NOW)

    assert stored(page).visible_until is None


def test_whole_week_is_told_as_days():
    monday = datetime(2026, 5, 18, tzinfo=LONDON)
    session = SessionFactory(starts_at=monday, ends_at=monday + timedelta(days=7))

    (entry,) = news(session=session).occasions.all()

    assert entry.in_words == "Monday 18 to Sunday 24 May 2026"


def test_course_and_date_together_are_refused():
    session = SessionFactory()
    page = NewsPage(title="Both", slug="both", course=session.course, session=session)

    with pytest.raises(ValidationError, match="not both"):
        page.clean()


def test_item_stays_when_its_course_is_deleted():
    course = CourseFactory()
    page = news(course=course)

    Course.objects.filter(pk=course.pk).delete()

    assert stored(page).course is None
