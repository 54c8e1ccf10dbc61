"""The page of a course or event: facts, dates, and what took its place."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.people.models import JobRole, Sector
from commonweal.training.models import AgendaSlot, Course, Session
from tests.directory.factories import PartnerFactory, TopicFactory
from tests.training.factories import (
    STARTS,
    CourseFactory,
    PrerequisiteFactory,
    SessionFactory,
)
from tests.training.reading import dates, facts, level, read, text, visitor, warm_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> Course:
    return CourseFactory(title="Neglect", slug="neglect")


def page_of(course: Course):
    kind = "events" if course.is_event else "courses"
    return read(f"/training/{kind}/{course.slug}/")


def test_course_says_what_happens_and_what_one_learns(course):
    course.outline = "You bring a family.\n\nNobody is named."
    course.outcomes = "notice\n\nwrite it down\n"
    course.save()

    page = page_of(course)

    assert [text(p) for p in page.select("section[aria-labelledby=outline] p")] == [
        "You bring a family.",
        "Nobody is named.",
    ]
    assert [text(li) for li in page.select("section[aria-labelledby=outcomes] li")] == [
        "notice",
        "write it down",
    ]


def test_course_says_for_whom_it_is_and_what_comes_of_it(course):
    course.level = level(2)
    course.for_whom, course.length = "Anybody who visits families.", "Half a day"
    course.has_certificate, course.refresh_after_months = True, 36
    course.cost = "Free to partners"
    course.save()
    course.sectors.add(Sector.objects.get(slug="police"))
    course.job_roles.add(JobRole.objects.get(slug="volunteer"))

    assert facts(page_of(course)) == {
        "Level": "Level 2",
        "Who it is for": "Anybody who visits families. Where you work: Police. "
        "What you do: Volunteer.",
        "Length": "Half a day",
        "How it is held": "In person",
        "Certificate": "Yes. Do it again after 3 years",
        "Cost": "Free to partners",
    }


def test_course_names_what_comes_before_it_or_the_like(course):
    foundations = CourseFactory(title="Foundations", slug="foundations")
    PrerequisiteFactory(course=course, requires=foundations)
    strict = CourseFactory(title="Strict", slug="strict")
    PrerequisiteFactory(course=course, requires=strict, accepts_equivalent=False)

    before = facts(page_of(course))["Before it"]

    assert before == "Foundations , or the equivalent done elsewhere Strict"


def test_dates_stand_with_places_and_lead_to_their_pages(course):
    session = SessionFactory(course=course, capacity=3, taken=1)
    cancelled = STARTS + timedelta(days=7)
    SessionFactory(course=course, starts_at=cancelled, status=Session.Status.CANCELLED)

    page = page_of(course)

    assert dates(page) == [
        ("Tuesday 19 May 2026, 9:30am to 1pm", "2 places left"),
        ("Tuesday 26 May 2026, 9:30am to 1pm", "Cancelled"),
    ]
    assert (
        page.select_one(".cw-session a")["href"] == f"/training/sessions/{session.pk}/"
    )


def test_course_without_a_date_to_book_offers_to_tell_of_the_next(course):
    SessionFactory(course=course, status=Session.Status.CANCELLED)

    button = page_of(course).select_one(".cw-offer__side .govuk-button")

    assert (text(button), button["href"]) == (
        "Tell me when dates are out",
        "/training/courses/neglect/interest/",
    )


def test_course_that_can_be_booked_does_not_offer_to_wait(course):
    SessionFactory(course=course)

    assert page_of(course).select(".cw-offer__side .govuk-button") == []


def test_course_whose_dates_have_passed_says_when_it_last_ran(course):
    SessionFactory(course=course, starts_at=STARTS - timedelta(days=60))

    side = text(page_of(course).select_one(".cw-offer__side"))

    assert "Dates to be confirmed." in side
    assert "It last ran on 20 March 2026." in side


def test_elearning_starts_on_the_site_of_its_named_provider():
    course = CourseFactory(
        delivery="e-learning",
        elearning_address="https://trainers.example.org/basics",
        provider=PartnerFactory(name="Three Counties"),
    )

    side = page_of(course).select_one(".cw-offer__side")

    button = side.select_one(".govuk-button--start")
    assert button["href"] == "https://trainers.example.org/basics"
    assert "It opens on the website of Three Counties, not on ours." in text(side)


def test_course_that_will_be_replaced_says_by_what_and_when(course):
    course.replaced_by = CourseFactory(title="Foundations", slug="foundations")
    course.replaced_from = date(2026, 6, 1)
    course.save()

    notice = page_of(course).select_one(".govuk-inset-text")

    assert text(notice).startswith(
        "From 1 June 2026 this course is replaced by Foundations"
    )
    assert notice.a["href"] == "/training/courses/foundations/"


def test_old_address_leads_for_good_to_the_end_of_the_chain(course):
    last = CourseFactory(slug="last", kind="briefing")
    between = CourseFactory(replaced_by=last, replaced_from=date(2026, 3, 1))
    course.replaced_by, course.replaced_from = between, date(2026, 4, 20)
    course.save()

    response = visitor().fetch("/training/courses/neglect/", status=301)

    assert response["Location"] == "/training/events/last/"


def test_course_replaced_by_one_out_of_the_catalogue_keeps_its_page(course):
    hidden = CourseFactory(is_published=False)
    course.replaced_by, course.replaced_from = hidden, date(2026, 4, 20)
    course.save()

    notice = page_of(course).select_one(".govuk-inset-text")

    assert text(notice).startswith("This course ended on 20 April 2026.")


def test_new_course_says_what_it_replaces(course):
    CourseFactory(title="Old one", replaced_by=course, replaced_from=date(2026, 1, 5))
    CourseFactory(title="Not yet", replaced_by=course, replaced_from=date(2027, 1, 5))

    body = text(page_of(course).select_one(".cw-offer__body"))

    assert "It replaces Old one (5 January 2026)." in body
    assert "Not yet" not in body


def test_course_not_in_the_catalogue_is_not_found():
    CourseFactory(slug="draft", is_published=False)

    visitor().get("/training/courses/draft/", status=404)
    visitor().get("/training/courses/nothing/", status=404)


@pytest.mark.parametrize(
    ("kind", "asked", "led_to"),
    [
        ("course", "/training/events/it/", "/training/courses/it/"),
        ("webinar", "/training/courses/it/", "/training/events/it/"),
    ],
)
def test_course_and_event_have_one_address_each(kind, asked, led_to):
    CourseFactory(slug="it", kind=kind)

    assert visitor().fetch(asked, status=301)["Location"] == led_to


def test_event_with_one_date_shows_it_in_full():
    session = SessionFactory(
        course__kind="conference", course__slug="voices", catering="Lunch and tea"
    )
    slots = [
        AgendaSlot(session=session, starts_at=STARTS, title="Coffee", is_break=True),
        AgendaSlot(
            session=session,
            starts_at=STARTS + timedelta(minutes=30),
            ends_at=STARTS + timedelta(hours=1),
            title="What babies say",
            speaker="Dr Ines Calloway",
        ),
    ]
    AgendaSlot.objects.bulk_create(slots)

    page = read("/training/events/voices/")

    assert [text(slot) for slot in page.select(".cw-programme__slot")] == [
        "9:30am Coffee",
        "10am to 10:30am What babies say Dr Ines Calloway",
    ]
    button = page.select_one(".cw-panel .govuk-button")
    assert (text(button), button["href"]) == (
        "Book a place",
        f"/training/sessions/{session.pk}/book/",
    )
    assert facts(page)["Food and drink"] == "Lunch and tea"


def test_event_says_that_its_agenda_will_follow():
    SessionFactory(course__kind="webinar", course__slug="it", is_agenda_to_follow=True)

    assert "The agenda will follow on this page." in text(
        read("/training/events/it/").main
    )


def test_event_of_several_dates_lists_them():
    session = SessionFactory(course__kind="briefing", course__slug="it")
    SessionFactory(course=session.course, starts_at=STARTS + timedelta(days=7))

    assert len(dates(read("/training/events/it/"))) == 2


def test_jointly_held_course_names_the_neighbours(course):
    course.joint_with.add(PartnerFactory(name="Brackenshire"))

    assert (
        text(page_of(course).select_one(".cw-joint")) == "Jointly with Brackenshire ."
    )


def test_course_asks_as_little_for_forty_dates_as_for_four(course):
    course.topics.add(TopicFactory())
    PrerequisiteFactory(course=course)
    warm_up()
    counts = []
    for number in (4, 36):
        for day in range(number):
            SessionFactory(
                course=course, starts_at=STARTS + timedelta(days=day + number)
            )
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            page_of(course)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= 18
