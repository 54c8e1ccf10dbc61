import pytest
from django.urls import reverse

from commonweal.people.demonstration import (
    NotADemonstrationError,
    person_for,
    sign_in_path,
)
from tests.people.factories import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demonstration(settings):
    settings.COMMONWEAL_DEMONSTRATION = True


@pytest.mark.usefixtures("demonstration")
def test_opening_a_sign_in_link_only_shows_a_button(visitor):
    person = AdministratorFactory()

    page = visitor.get(sign_in_path(person))

    person.refresh_from_db()
    assert page.form.button.get_text() == "Sign in"
    assert (person.last_login, dict(visitor.client.cookies)) == (None, {})


@pytest.mark.usefixtures("demonstration")
def test_a_sign_in_link_is_in_nobodys_cache(visitor):
    visitor.get(sign_in_path(AdministratorFactory()))

    assert "no-store" in visitor.response["Cache-Control"]


@pytest.mark.usefixtures("demonstration")
def test_pressing_the_button_signs_in_and_leads_to_the_admin(visitor):
    person = AdministratorFactory()

    response = visitor.send(sign_in_path(person), status=302)

    assert response["Location"] == reverse("wagtailadmin_home")
    assert visitor.client.session["_auth_user_id"] == str(person.pk)
    visitor.fetch(reverse("wagtailadmin_home"))


@pytest.mark.usefixtures("demonstration")
def test_a_sign_in_link_works_once(visitor, client):
    path = sign_in_path(AdministratorFactory())
    visitor.send(path, status=302)
    client.logout()

    visitor.send(path, status=410)
    page = visitor.get(path, status=410)

    assert page.h1.get_text() == "This sign-in link no longer works"
    assert "_auth_user_id" not in visitor.client.session


@pytest.mark.usefixtures("demonstration")
def test_a_sign_in_link_is_refused_when_sent_from_elsewhere(visitor):
    path = sign_in_path(AdministratorFactory())

    visitor.send(path, status=403, headers={"origin": "http://example.org"})

    assert dict(visitor.client.cookies) == {}


@pytest.mark.usefixtures("demonstration")
def test_an_altered_link_signs_nobody_in():
    person, other = AdministratorFactory(), PersonFactory()
    token = sign_in_path(person).rstrip("/").rsplit("/", 1)[1]

    assert person_for(person.pk, token) == person
    assert (
        person_for(person.pk, token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    )
    assert person_for(other.pk, token) is None
    assert person_for(0, token) is None


@pytest.mark.usefixtures("demonstration")
def test_a_closed_account_cannot_be_signed_in_to():
    person = AdministratorFactory(is_active=False)
    token = sign_in_path(person).rstrip("/").rsplit("/", 1)[1]

    assert person_for(person.pk, token) is None


def test_sign_in_links_do_not_exist_outside_a_demonstration(visitor, settings):
    person = AdministratorFactory()
    settings.COMMONWEAL_DEMONSTRATION = True
    path = sign_in_path(person)
    token = path.rstrip("/").rsplit("/", 1)[1]
    settings.COMMONWEAL_DEMONSTRATION = False

    with pytest.raises(NotADemonstrationError):
        sign_in_path(person)
    visitor.get(path, status=404)
    visitor.send(path, status=404)
    assert person_for(person.pk, token) is None
