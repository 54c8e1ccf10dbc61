"""Where somebody who has signed in can go, on every page of their own."""

import pytest
from django.urls import reverse

from commonweal.pages.context import own_links
from commonweal.people.roles import Role
from tests.people.factories import PersonFactory, person_in

pytestmark = pytest.mark.django_db
ALWAYS = {"My training", "Account", "Sign out"}
EDITORS = {"Newsletter desk", "Enquiries desk", "Pledges desk", "Admin"}


def _links(page):
    return {link.get_text(): link["href"] for link in page.select(".cw-own a")}


@pytest.mark.parametrize(
    ("role", "more"),
    [
        (Role.PRACTITIONER, set()),
        (Role.TEAM_BOOKER, {"Bookings of my organisation"}),
        (Role.ORGANISATION_LEAD, {"Bookings of my organisation"}),
        (Role.TRAINER, {"Sessions I teach"}),
        (Role.TRAINING_ADMINISTRATOR, {"Training desk"}),
        (Role.EDITOR, EDITORS),
        (Role.SITE_MANAGER, EDITORS | {"Training desk", "Sealed forms: teams"}),
    ],
)
def test_each_role_is_led_to_what_it_may_open(visitor, role, more):
    visitor.sign_in(person_in(role))

    links = _links(visitor.get(reverse("account")))

    assert set(links) == ALWAYS | more
    for title in more:
        visitor.fetch(links[title])


def test_trainers_get_from_their_sessions_back_to_their_account(visitor):
    visitor.sign_in(person_in(Role.TRAINER))

    assert "Account" in _links(visitor.get(reverse("teaching:mine")))


def test_nobody_who_has_not_signed_in_has_own_links(client):
    assert b"cw-own" not in client.get(reverse("account_login")).content


def test_own_links_take_three_queries(rf, django_assert_num_queries):
    request = rf.get("/")
    request.user = PersonFactory()

    with django_assert_num_queries(3):
        list(own_links(request)["own_links"])
