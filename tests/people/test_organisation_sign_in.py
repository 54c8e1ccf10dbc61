"""Signing in through an organisation's own accounts (OpenID Connect)."""

import pytest
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.urls import reverse

pytestmark = pytest.mark.django_db
SERVER = "https://login.example.org/tenant/v2.0"
LOGIN = reverse("openid_connect_login", args=["organisation"])


@pytest.fixture
def visitor(visitor):
    visitor.is_signed_in = True  # These pages need a cookie.
    return visitor


@pytest.fixture
def switched_on(settings, monkeypatch):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": "your council account",
                    "client_id": "commonweal",
                    "secret": "not-a-secret",
                    "settings": {"server_url": SERVER, "verified_email": []},
                }
            ],
        }
    }
    monkeypatch.setattr(
        OpenIDConnectOAuth2Adapter,
        "openid_config",
        {
            "authorization_endpoint": f"{SERVER}/authorize",
            "token_endpoint": f"{SERVER}/token",
        },
    )


def test_it_is_off_unless_a_site_switches_it_on(visitor):
    page = visitor.get(reverse("account_login"))

    assert "Sign in with your" not in page.main.get_text()
    visitor.send(LOGIN, status=404)


@pytest.mark.usefixtures("switched_on")
def test_a_button_leads_to_the_organisations_server_and_back(visitor):
    page = visitor.get(reverse("account_login"))
    form = page.select_one(f'form[action^="{LOGIN}"]')
    response = visitor.send(form["action"], status=302)

    assert form.button.get_text() == "Sign in with your council account"
    assert response["Location"].startswith(f"{SERVER}/authorize?")
    assert "client_id=commonweal" in response["Location"]
    assert "code_challenge_method=S256" in response["Location"]
    assert (
        "redirect_uri=http%3A%2F%2Ftestserver%2Faccount%2Forganisation%2Flogin%2Fcallback%2F"
        in response["Location"]
    )


@pytest.mark.usefixtures("switched_on")
def test_opening_its_address_only_shows_a_button(visitor):
    page = visitor.get(LOGIN)

    assert page.h1.get_text() == "Sign in with your council account"


@pytest.mark.parametrize(
    ("name", "status"),
    [("socialaccount_login_cancelled", 200), ("socialaccount_login_error", 401)],
)
def test_what_went_wrong_is_said_with_another_way_to_sign_in(visitor, name, status):
    page = visitor.get(reverse(name), status=status)

    assert page.main.select_one('a[href="/account/sign-in/"]')
