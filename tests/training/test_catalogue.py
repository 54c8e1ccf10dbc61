"""The catalogue, A to Z: what is in it, what is said of it, and narrowing it."""

from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.dates.occurrences import LONDON
from commonweal.people.models import Sector
from commonweal.training.models import Booking, Course, Session
from tests.directory.factories import PartnerFactory, TopicFactory
from tests.training.factories import (
    NOW,
    STARTS,
    BookingFactory,
    CourseFactory,
    SessionFactory,
    VenueFactory,
)
from tests.training.reading import cards, level, read, tags, titles, visitor, warm_up

pytestmark = pytest.mark.django_db


def course(title: str, **fields: object) -> Course:
    return CourseFactory.create(title=title, **fields)


def dated(title: str, **fields: object) -> Session:
    """A course of that title with one session; ``fields`` are the session's."""
    return SessionFactory.create(course=course(title), **fields)


def test_catalogue_names_published_courses_from_a_to_z():
    course("Neglect")
    course("Exploitation")
    course("In preparation", is_published=False)

    assert titles(read("/training/")) == ["Exploitation", "Neglect"]


def test_card_says_when_and_where_the_next_date_is_and_how_many_places_are_left():
    session = dated("Neglect", venue=VenueFactory(name="Corn Hall"), capacity=3)
    BookingFactory(session=session)

    page = read("/training/")

    assert cards(page) == {"Neglect": "Tuesday 19 May 2026, 9:30am to 1pm, Corn Hall"}
    assert tags(page, "Neglect") == ["2 places left"]


def test_card_names_the_soonest_date_with_a_place_and_counts_the_others():
    full = dated("Neglect", capacity=1, taken=1)
    SessionFactory(course=full.course, starts_at=STARTS + timedelta(days=7))
    SessionFactory(course=full.course, starts_at=STARTS + timedelta(days=14))

    assert cards(read("/training/")) == {
        "Neglect": "Tuesday 26 May 2026, 9:30am to 1pm, and 2 more dates"
    }


@pytest.mark.parametrize(
    ("fields", "when", "standing"),
    [
        (
            {"taken": 10},
            "Tuesday 19 May 2026, 9:30am to 1pm",
            "Full, waiting list open",
        ),
        (
            {"taken": 10, "waiting_limit": 0},
            "Tuesday 19 May 2026, 9:30am to 1pm",
            "Full",
        ),
        (
            {"booking_closes_at": NOW},
            "Tuesday 19 May 2026, 9:30am to 1pm",
            "Booking closed",
        ),
        (
            {"booking_opens_at": NOW + timedelta(days=1)},
            "Tuesday 19 May 2026, 9:30am to 1pm",
            "Booking not open yet",
        ),
    ],
)
def test_card_says_how_the_next_date_stands(fields, when, standing):
    dated("Neglect", **fields)

    page = read("/training/")

    assert (cards(page), tags(page, "Neglect")) == ({"Neglect": when}, [standing])


def test_place_for_which_somebody_waits_is_not_offered_to_newcomers():
    session = dated("Neglect", capacity=2)
    BookingFactory(
        session=session,
        status=Booking.Status.WAITING,
        waiting_since=NOW,
        confirmed_at=None,
    )

    assert tags(read("/training/"), "Neglect") == ["Full, waiting list open"]


def test_card_of_a_course_without_dates_says_so():
    course("Supervision")
    SessionFactory(
        course=course("Leads"),
        status=Session.Status.ANNOUNCED,
        starts_at=None,
        ends_at=None,
        expected="autumn 2026",
    )

    assert cards(read("/training/")) == {
        "Leads": "Dates to be confirmed, autumn 2026",
        "Supervision": "Dates to be confirmed",
    }


def test_elearning_can_be_done_any_time():
    course("Basics", delivery="e-learning", elearning_address="https://example.org/")

    page = read("/training/")

    assert cards(page) == {"Basics": "Any time online"}
    assert tags(page, "Basics") == ["E-learning"]


def test_date_booked_elsewhere_names_whose_site_it_is():
    partner = PartnerFactory(name="Brackenshire")
    dated("Child death review", partner=partner, partner_address="https://example.org/")

    page = read("/training/")

    assert tags(page, "Child death review") == ["Book with Brackenshire"]


def test_past_and_cancelled_dates_and_drafts_are_no_next_date():
    dated("Past", starts_at=STARTS - timedelta(days=60))
    dated("Cancelled", status=Session.Status.CANCELLED)
    dated("Draft", status=Session.Status.DRAFT)

    assert set(cards(read("/training/")).values()) == {"Dates to be confirmed"}


def test_replaced_course_leaves_the_catalogue_on_its_day():
    new = course("Foundations")
    course("Introduction", replaced_by=new, replaced_from=date(2026, 4, 20))
    course("Refresher", replaced_by=new, replaced_from=date(2026, 4, 21))

    assert titles(read("/training/")) == ["Foundations", "Refresher"]


def narrowed(**fields: str) -> list[str]:
    return titles(read("/training/", fields))


def test_catalogue_is_narrowed_by_topic_level_and_way():
    neglect = TopicFactory(name="Neglect", slug="neglect")
    one = course("One", level=level(1))
    one.topics.add(neglect)
    two = course("Two", level=level(2), delivery="online")
    two.topics.add(neglect)
    course("Three", level=level(2))

    assert narrowed(topic="neglect") == ["One", "Two"]
    assert narrowed(level="level-2") == ["Three", "Two"]
    assert narrowed(mode="online") == ["Two"]
    assert narrowed(topic="neglect", level="level-1") == ["One"]


def test_course_for_no_sector_in_particular_is_for_every_one():
    course("For all")
    course("For police").sectors.add(Sector.objects.get(slug="police"))
    course("For health").sectors.add(Sector.objects.get(slug="health"))

    assert narrowed(sector="police") == ["For all", "For police"]


def test_catalogue_is_narrowed_by_kind():
    course("Course")
    course("Conference", kind="conference")
    course("Basics", delivery="e-learning", elearning_address="https://example.org/")

    assert narrowed(kind="courses") == ["Course"]
    assert narrowed(kind="events") == ["Conference"]
    assert narrowed(kind="e-learning") == ["Basics"]


def test_month_leaves_the_courses_that_meet_in_it_and_names_that_date():
    session = dated("Neglect")
    SessionFactory(
        course=session.course, starts_at=datetime(2026, 7, 31, 22, 30, tzinfo=LONDON)
    )
    dated("Exploitation")

    page = read("/training/", {"month": "2026-08"})

    assert cards(page) == {"Neglect": "Friday 31 July 2026, 10:30pm to 2am"}
    assert narrowed(month="2026-06") == []


def test_with_a_place_left_leaves_what_can_be_had_now():
    dated("Free")
    dated("Full", taken=10)
    dated("Closed", booking_closes_at=NOW)
    dated("Not open yet", booking_opens_at=NOW + timedelta(minutes=1))
    course("No dates")
    course("Basics", delivery="e-learning", elearning_address="https://example.org/")

    assert narrowed(places="1") == ["Basics", "Free"]


def test_words_find_courses_in_any_form_and_before_they_are_finished():
    course("Recognising neglect", summary="For schools.")
    course("Exploitation", outline="What neglected children say.")
    course("Safer sleep")

    assert narrowed(q="neglecting") == ["Exploitation", "Recognising neglect"]
    assert narrowed(q="recognising schools") == ["Recognising neglect"]
    assert narrowed(q="slee") == ["Safer sleep"]
    assert narrowed(q="the of") == [
        "Exploitation",
        "Recognising neglect",
        "Safer sleep",
    ]


def test_unknown_choice_is_left_out():
    course("Neglect")

    assert narrowed(topic="gone", level="9", month="soon", kind="?") == ["Neglect"]


def test_nothing_found_offers_to_take_each_choice_away():
    course("Neglect", level=level(1))

    page = read("/training/", {"level": "level-1", "mode": "online", "places": "1"})

    links = {a.get_text(): a["href"] for a in page.select(".cw-empty .cw-links a")}
    assert links == {
        "Without “Level 1”": "/training/?mode=online&places=1",
        "Without “Online”": "/training/?level=level-1&places=1",
        "Without “With a place left”": "/training/?level=level-1&mode=online",
    }


def test_pages_of_the_catalogue_keep_the_choice():
    for number in range(25):
        course(f"Course {number:02}", level=level(1))

    page = read("/training/", {"level": "level-1"})

    assert len(page.select(".cw-card")) == 20
    assert page.select_one("a[rel=next]")["href"] == "?level=level-1&page=2"
    second = read("/training/", {"level": "level-1", "page": "2"})
    assert titles(second)[0] == "Course 20"


def queries(address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        read(address)
    return len(captured)


def fill(number: int) -> None:
    topic = TopicFactory()
    for _ in range(number):
        session = SessionFactory(venue=VenueFactory(), course__level=level(1))
        SessionFactory(course=session.course, starts_at=STARTS + timedelta(days=9))
        session.course.topics.add(topic)


@pytest.mark.parametrize("address", ["/training/", "/training/?places=1&level=level-1"])
def test_catalogue_asks_as_little_for_400_courses_as_for_20(address):
    fill(20)
    few = queries(address)
    fill(380)
    cache.clear()

    assert queries(address) == few
    assert few <= 12


def test_catalogue_does_not_look_for_its_courses_again_within_the_minute():
    fill(20)
    warm_up()
    first = queries("/training/")

    assert queries("/training/") == first - 1


def test_places_left_are_of_now_although_the_list_is_kept():
    session = dated("Neglect", capacity=3)
    read("/training/")
    BookingFactory(session=session)

    assert tags(read("/training/"), "Neglect") == ["2 places left"]


def test_course_that_is_taken_out_of_the_catalogue_is_gone_at_once():
    gone = course("Neglect")
    course("Exploitation")
    read("/training/")
    Course.objects.filter(pk=gone.pk).update(is_published=False)

    assert titles(read("/training/")) == ["Exploitation"]


def test_course_that_is_published_is_listed_within_the_minute():
    course("Exploitation")
    read("/training/")
    course("Neglect")

    later = visitor(2026, 4, 20, 10, 1).get("/training/")

    assert titles(later) == ["Exploitation", "Neglect"]


def test_search_words_stay_within_the_same_number_of_queries():
    fill(20)

    assert queries("/training/?q=example") <= 12


def test_anybody_may_keep_the_catalogue_for_a_minute_and_no_longer():
    dated("Neglect")
    reader = visitor()

    reader.get("/training/")

    assert reader.response["Cache-Control"] == "public, max-age=60"
    assert "Last-Modified" not in reader.response


def test_catalogue_is_not_kept_past_the_moment_booking_closes():
    dated("Neglect", booking_closes_at=NOW + timedelta(seconds=20))
    reader = visitor()

    reader.get("/training/")

    assert reader.response["Cache-Control"] == "public, max-age=20"


def test_catalogue_is_not_kept_past_the_day_it_was_made():
    reader = visitor(2026, 4, 20, 23, 59, 50)

    reader.get("/training/")

    assert reader.response["Cache-Control"] == "public, max-age=10"
