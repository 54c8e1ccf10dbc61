"""The second step of signing in, which staff cannot do without."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.urls import reverse

from commonweal.people.adapters import SecondStepAdapter
from commonweal.people.demonstration import sign_in_path
from commonweal.people.roles import Role
from tests.people.factories import AdministratorFactory, PersonFactory, person_in
from tests.people.mailbox import code_sent

pytestmark = pytest.mark.django_db
INDEX, APP = reverse("mfa_index"), reverse("mfa_activate_totp")
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def visitor(visitor):
    """Somebody who has taken no second step yet."""
    visitor.client.takes_second_step = False
    visitor.is_signed_in = True
    return visitor


def _code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def _sign_in_by_code(visitor, person):
    visitor.post(reverse("account_login"), {"email": person.email})
    return visitor.post(reverse("account_confirm_login_code"), {"code": code_sent()})


@pytest.mark.parametrize(
    "role", [Role.TRAINING_ADMINISTRATOR, Role.EDITOR, Role.SITE_MANAGER]
)
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/design/"])
def test_staff_set_up_a_second_step_before_anything_else(visitor, role, path):
    visitor.sign_in(person_in(role))

    page = visitor.get(path)

    assert page.h1.get_text() == "Your second step"
    assert "Set up a second step of signing in first" in page.main.get_text()


def test_people_without_a_role_need_no_second_step(visitor):
    visitor.sign_in(PersonFactory())

    assert visitor.get(reverse("account")).h1.get_text() == "Your account"


def test_setting_up_an_app_opens_the_admin_and_gives_recovery_codes(
    visitor, django_capture_on_commit_callbacks
):
    person = person_in(Role.EDITOR)
    _sign_in_by_code(visitor, person)

    page = visitor.get(APP)
    secret = page.select_one("ol strong").get_text().replace(" ", "")
    with django_capture_on_commit_callbacks(execute=True):
        page = visitor.post(APP, {"code": _code_for(secret)})
    visitor.fetch("/admin/")

    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert page.h1.get_text() == "Recovery codes"
    assert len(page.select(".cw-codes li")) == 10
    assert secret not in kept
    assert "Your second step has been set up" in [m.subject for m in mail.outbox]


def test_whoever_has_a_second_step_is_asked_for_it_when_signing_in(visitor):
    person = person_in(Role.EDITOR)
    TOTP.activate(person, SECRET)

    page = _sign_in_by_code(visitor, person)
    halfway = "_auth_user_id" in visitor.client.session
    response = visitor.send(
        reverse("mfa_authenticate"), {"code": _code_for(SECRET)}, status=302
    )

    assert page.h1.get_text() == "Enter your second code"
    assert not halfway
    assert response["Location"] == reverse("account")
    visitor.fetch("/admin/")


def test_a_code_of_the_app_works_once(visitor, client):
    person = person_in(Role.EDITOR)
    TOTP.activate(person, SECRET)
    code = _code_for(SECRET)
    _sign_in_by_code(visitor, person)
    visitor.send(reverse("mfa_authenticate"), {"code": code}, status=302)
    visitor.send(reverse("account_logout"), status=302)

    _sign_in_by_code(visitor, person)
    page = visitor.post(reverse("mfa_authenticate"), {"code": code})

    assert "not right, or no longer" in page.select_one(".govuk-error-summary").text
    assert "_auth_user_id" not in visitor.client.session


def test_a_recovery_code_stands_in_once(visitor):
    person = person_in(Role.EDITOR)
    TOTP.activate(person, SECRET)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]

    _sign_in_by_code(visitor, person)
    visitor.send(reverse("mfa_authenticate"), {"code": code}, status=302)
    visitor.send(reverse("account_logout"), status=302)
    _sign_in_by_code(visitor, person)
    page = visitor.post(reverse("mfa_authenticate"), {"code": code})

    assert page.h1.get_text() == "Enter your second code"


def test_removing_the_app_asks_for_it_once_more(visitor):
    person = person_in(Role.EDITOR)
    TOTP.activate(person, SECRET)
    visitor.sign_in(person)

    page = visitor.get(reverse("mfa_deactivate_totp"))

    assert page.h1.get_text() == "Confirm that it is you"
    assert Authenticator.objects.filter(type="totp").exists()


def test_secrets_are_enciphered_and_lost_with_the_secret_key(settings):
    adapter = SecondStepAdapter()
    enciphered = adapter.encrypt(SECRET)

    assert SECRET not in enciphered
    assert adapter.decrypt(enciphered) == SECRET
    settings.SECRET_KEY = "another-" * 8
    assert adapter.decrypt(enciphered) == ""


def test_a_demonstrations_link_leads_into_the_admin_without_a_second_step(
    visitor, settings
):
    settings.COMMONWEAL_DEMONSTRATION = True
    visitor.send(sign_in_path(AdministratorFactory()), status=302)

    visitor.fetch("/admin/")


def test_outside_a_demonstration_its_sessions_need_a_second_step_too(visitor, settings):
    settings.COMMONWEAL_DEMONSTRATION = True
    visitor.send(sign_in_path(AdministratorFactory()), status=302)
    settings.COMMONWEAL_DEMONSTRATION = False

    response = visitor.fetch("/admin/", status=302)

    assert response["Location"] == f"{INDEX}?next=%2Fadmin%2F"


def test_a_demonstration_asks_others_for_their_second_step(visitor, settings):
    settings.COMMONWEAL_DEMONSTRATION = True
    visitor.sign_in(AdministratorFactory())

    visitor.fetch("/admin/", status=302)


@pytest.mark.parametrize(
    "name", ["mfa_list_webauthn", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
)
def test_pages_of_the_second_step_can_be_opened(visitor, name):
    visitor.sign_in(PersonFactory())

    assert visitor.get(reverse(name)).h1.get_text()
