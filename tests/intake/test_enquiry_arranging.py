"""Who gets what, and words to answer with."""

import pytest

from commonweal.governance.actions import erase_person
from commonweal.intake.models import Kind, ReplyTemplate, Route
from commonweal.people.roles import Role
from tests.intake.enquiry_factories import CAME, RouteFactory, complaint, enquiry
from tests.people.factories import PersonFactory, person_in

pytestmark = pytest.mark.django_db

ARRANGE = "/enquiries/desk/arrange/"


@pytest.fixture
def editor(visitor):
    person = person_in(Role.EDITOR)
    visitor.sign_in(person)
    return person


def test_an_editor_makes_changes_and_deletes_a_route(visitor, editor):
    fields = {"kind": "question", "topic": "Training", "people": [editor.pk]}
    visitor.get(f"{ARRANGE}route/new/")
    page = visitor.post(f"{ARRANGE}route/new/", fields)
    route = Route.objects.get()
    assert "1 person" in page.main.get_text()
    assert list(route.people.all()) == [editor]

    page = visitor.get(f"{ARRANGE}route/{route.pk}/")
    assert page.select_one("#id_topic")["value"] == "Training"
    visitor.post(
        f"{ARRANGE}route/{route.pk}/", {**fields, "topic": "Courses", "people": []}
    )
    route.refresh_from_db()
    assert (route.topic, route.people.count()) == ("Courses", 0)

    made = enquiry(topic="Courses")
    visitor.post(f"{ARRANGE}route/{route.pk}/delete/")
    made.refresh_from_db()
    assert (Route.objects.count(), made.route, made.topic) == (0, None, "Courses")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"topic": "There"}, "one for this form and topic already"),
        ({"kind": "format"}, "Only the form for questions"),
        ({"is_private": "on"}, "Choose who sees them"),
        ({"reply_to": "office@"}, "in the right form"),
    ],
)
def test_a_route_that_cannot_be_is_refused(visitor, editor, fields, said):
    RouteFactory(topic="There")

    page = visitor.post(
        f"{ARRANGE}route/new/",
        {"kind": "question", "topic": "New"} | fields,
        status=400,
    )

    assert said in page.get_text()
    assert Route.objects.count() == 1


def test_a_private_route_stays_while_it_has_enquiries(visitor):
    visitor.sign_in(person_in(Role.SITE_MANAGER))
    route = RouteFactory(kind=Kind.COMPLAINT, is_private=True)
    complaint()

    page = visitor.post(f"{ARRANGE}route/{route.pk}/delete/")

    assert "Change it, but keep it." in page.get_text()
    assert Route.objects.count() == 1


def test_an_editor_makes_changes_and_deletes_words(visitor, editor):
    fields = {"title": "Thanks", "kind": "", "words": "Hello {name}"}
    visitor.get(f"{ARRANGE}answer/new/")
    visitor.post(f"{ARRANGE}answer/new/", fields)
    visitor.post(f"{ARRANGE}answer/new/", fields, status=400)
    kept = ReplyTemplate.objects.get()
    visitor.get(f"{ARRANGE}answer/{kept.pk}/")
    visitor.post(f"{ARRANGE}answer/{kept.pk}/", {**fields, "words": "Bye"})
    kept.refresh_from_db()
    assert kept.words == "Bye"

    visitor.post(f"{ARRANGE}answer/{kept.pk}/delete/")

    assert ReplyTemplate.objects.count() == 0


def test_whoever_is_erased_is_taken_off_routes_and_out_of_enquiries():
    person, administrator = person_in(Role.EDITOR), PersonFactory(is_superuser=True)
    route = RouteFactory()
    route.people.add(person)
    made = enquiry(email=person.email)
    person.groups.clear()

    erase_person(person=person, by=administrator, at=CAME, reason="asked")

    assert route.people.count() == 0
    assert not type(made).objects.filter(pk=made.pk).exists()
