import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from commonweal.people.access import (
    comes_from_this_site,
    public,
    requires,
    signed_in,
)
from tests.people.factories import PersonFactory


def _set_up_second_step(person):
    Authenticator.objects.create(user=person, type="totp", data={"secret": ""})


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("the page")


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"origin": "http://testserver"}, True),
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, True),
        ({"origin": "http://testserver", "sec-fetch-site": "none"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        # A page that hides where it is from, in a browser that says so.
        ({"origin": "null", "sec-fetch-site": "same-origin"}, True),
        ({}, False),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "https://testserver"}, False),
        ({"origin": "http://testserver:8080"}, False),
        ({"origin": "http://testserver.example.org"}, False),
        ({"origin": "http://example.org"}, False),
        ({"origin": "http://example.org", "sec-fetch-site": "same-origin"}, False),
        ({"origin": "http://testserver", "sec-fetch-site": "same-site"}, False),
        ({"origin": "http://testserver", "sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "none"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"referer": "http://testserver/form/"}, False),
    ],
)
def test_comes_from_this_site_believes_what_only_browsers_can_say(rf, headers, is_ours):
    assert comes_from_this_site(rf.post("/", headers=headers)) is is_ours


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_public_lets_anyone_read_from_anywhere(rf, method):
    request = rf.generic(method, "/", headers={"sec-fetch-site": "cross-site"})

    assert public(_page)(request).content == b"the page"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_public_refuses_changes_sent_from_elsewhere(rf, method):
    request = rf.generic(method, "/", headers={"origin": "http://example.org"})

    response = public(_page)(request)

    assert (response.status_code, response["Content-Type"]) == (403, "text/plain")
    assert b"nothing was changed" in response.content


def test_public_takes_a_form_from_one_of_our_pages_without_a_token(rf):
    view = public(_page)

    response = view(rf.post("/", headers={"origin": "http://testserver"}))

    assert (response.content, view.csrf_exempt) == (b"the page", True)


def test_signed_in_sends_strangers_to_sign_in(rf):
    request = rf.get("/account/")
    request.user = AnonymousUser()

    response = signed_in(_page)(request)

    assert (response.status_code, response["Location"]) == (
        302,
        "/account/sign-in/?next=/account/",
    )


@pytest.mark.django_db
def test_signed_in_lets_anybody_with_an_account_in(rf):
    request = rf.get("/account/")
    request.user = PersonFactory()

    assert signed_in(_page)(request).content == b"the page"


def test_requires_sends_strangers_to_sign_in(rf):
    request = rf.get("/design/")
    request.user = AnonymousUser()

    response = requires("wagtailadmin.access_admin")(_page)(request)

    assert response["Location"] == "/account/sign-in/?next=/design/"


@pytest.mark.django_db
def test_requires_refuses_people_without_the_permission(rf):
    request = rf.get("/design/")
    request.user = PersonFactory()

    with pytest.raises(PermissionDenied):
        requires("wagtailadmin.access_admin")(_page)(request)


@pytest.mark.django_db
def test_requires_lets_people_with_the_permission_in(rf):
    request = rf.get("/design/")
    request.user = PersonFactory()
    request.user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    _set_up_second_step(request.user)
    request.session = {}

    response = requires("wagtailadmin.access_admin")(_page)(request)

    assert (response.content, response["Cache-Control"]) == (b"the page", "no-store")


@pytest.mark.django_db
def test_requires_asks_for_a_second_step_before_anything_else(rf):
    request = rf.get("/design/", {"page": "2"})
    request.user, request.session = PersonFactory(), {}
    request.user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    response = requires("wagtailadmin.access_admin")(_page)(request)

    assert response["Location"] == "/account/second-step/?next=%2Fdesign%2F%3Fpage%3D2"


def test_each_decorator_says_who_may_open_the_view():
    kinds = [
        public(_page),
        signed_in(_page),
        requires("wagtailadmin.access_admin")(_page),
    ]

    assert [view.access for view in kinds] == [
        "public",
        "signed in",
        "wagtailadmin.access_admin",
    ]
