"""Which course is for me? Four questions, answered in the address."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.people.models import Sector
from tests.directory.factories import TopicFactory
from tests.training.factories import CourseFactory, PrerequisiteFactory, SessionFactory
from tests.training.reading import level, read, text, titles, warm_up

pytestmark = pytest.mark.django_db

ADDRESS = "/training/which-course/"
NOTHING = {"sector": "any", "role": "any", "done": "any", "topic": "any"}


@pytest.fixture(autouse=True)
def _scheme() -> None:
    for number in (1, 2, 3):
        level(number)
    TopicFactory(name="Neglect", slug="neglect")


def asked(page: BeautifulSoup) -> str:
    return text(page.h1)


def test_questions_come_one_by_one():
    steps = [{}, {"sector": "any"}, {"sector": "any", "role": "any"}]

    questions = [asked(read(ADDRESS, step)) for step in steps]
    last = read(ADDRESS, {"sector": "any", "role": "any", "done": "level-1"})

    assert questions == [
        "Where do you work or volunteer?",
        "What do you do there?",
        "What is the highest level you have done?",
    ]
    assert asked(last) == "Is there something you want to learn about?"


def test_earlier_answers_travel_with_the_form():
    page = read(ADDRESS, {"sector": "police", "role": "any"})

    hidden = {tag["name"]: tag["value"] for tag in page.select("input[type=hidden]")}
    assert hidden == {"sector": "police", "role": "any", "asked": "done"}


def test_back_leads_to_the_question_before():
    page = read(ADDRESS, {"sector": "police", "role": "any"})

    assert page.select_one(".govuk-back-link")["href"] == f"{ADDRESS}?sector=police"


def test_continuing_without_an_answer_says_what_to_do():
    page = read(ADDRESS, {"asked": "sector"})

    assert page.title.get_text().startswith("Error: ")
    summary = page.select_one(".govuk-error-summary__list a")
    assert text(summary) == "Select where you work or volunteer"
    assert page.select_one(summary["href"]) is not None


def test_unknown_answer_is_asked_again():
    assert (
        asked(read(ADDRESS, {"sector": "nowhere"})) == "Where do you work or volunteer?"
    )


def test_answers_lead_to_courses_and_why():
    course = CourseFactory(title="Recognising neglect", level=level(2))
    course.sectors.add(Sector.objects.get(slug="police"))
    course.topics.add(*course.topics.model.objects.filter(slug="neglect"))
    PrerequisiteFactory(course=course, requires__title="Foundations")
    other = CourseFactory(title="For health", level=level(2))
    other.sectors.add(Sector.objects.get(slug="health"))
    SessionFactory(course=course)

    answers = {"sector": "police", "role": "any", "done": "level-1", "topic": "neglect"}
    page = read(ADDRESS, answers)

    assert titles(page) == ["Recognising neglect"]
    assert [text(reason) for reason in page.select(".cw-why li")] == [
        "It is for your field: Police.",
        "It is about what you asked for: Neglect.",
        "It is Level 2, the next after Level 1, which you have done.",
        "You need “Foundations” first.",
    ]


def test_each_answer_can_be_changed():
    page = read(ADDRESS, {**NOTHING, "sector": "police"})

    links = [a["href"] for a in page.select(".cw-answers a")]
    assert links == [
        ADDRESS,
        f"{ADDRESS}?sector=police",
        f"{ADDRESS}?sector=police&role=any",
        f"{ADDRESS}?sector=police&role=any&done=any",
    ]


def test_nothing_that_fits_says_so():
    assert (
        asked(read(ADDRESS, NOTHING)) == "Which course is for me? None fits all of that"
    )


def test_events_and_hidden_courses_are_no_answer():
    CourseFactory(kind="webinar")
    CourseFactory(is_published=False)

    assert titles(read(ADDRESS, NOTHING)) == []


def test_result_asks_as_little_for_many_courses_as_for_few():
    warm_up()
    counts = []
    for number in (3, 60):
        for _ in range(number):
            session = SessionFactory(course__level=level(2))
            session.course.sectors.add(Sector.objects.get(slug="police"))
            PrerequisiteFactory(course=session.course)
        with CaptureQueriesContext(connection) as captured:
            read(ADDRESS, {**NOTHING, "sector": "police"})
        counts.append(len(captured))

    assert counts[0] == counts[1]
