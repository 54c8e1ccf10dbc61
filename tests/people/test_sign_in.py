"""Signing in and making an account, as somebody with a browser meets it."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from commonweal.governance.models import AuditEvent
from commonweal.mail.backend import UNTIL_HEADER
from commonweal.people.models import Person
from tests.people.factories import PersonFactory
from tests.people.mailbox import code_sent

pytestmark = pytest.mark.django_db
SIGN_IN, CODE = reverse("account_login"), reverse("account_confirm_login_code")
CREATE = reverse("account_signup")
CREATE_CODE = reverse("account_email_verification_sent")


@pytest.fixture
def passer_by(visitor):
    """Somebody whose browser may be given cookies, because these pages need them."""
    visitor.is_signed_in = True
    return visitor


def _ask_for_code(visitor, email):
    return visitor.post(SIGN_IN, {"email": email})


def test_the_code_from_the_mail_signs_in(passer_by):
    person = PersonFactory(email="robin@example.org")

    page = _ask_for_code(passer_by, " Robin@Example.org ")
    response = passer_by.send(CODE, {"code": code_sent()}, status=302)

    assert page.h1.get_text() == "Enter the code"
    assert response["Location"] == reverse("account")
    assert passer_by.client.session["_auth_user_id"] == str(person.pk)


def test_signing_in_leads_to_where_somebody_was_going(passer_by):
    PersonFactory(email="robin@example.org")
    wanted = reverse("account_line_manager")

    page = passer_by.get(wanted)
    carried = {"next": page.select_one("input[name=next]")["value"]}
    page = passer_by.post(SIGN_IN, {**carried, "email": "robin@example.org"})
    carried = {"next": page.select_one("input[name=next]")["value"]}
    response = passer_by.send(CODE, {**carried, "code": code_sent()}, status=302)

    assert response["Location"] == wanted


def test_signing_in_never_leads_to_another_site(passer_by):
    PersonFactory(email="robin@example.org")
    elsewhere = {"next": "https://example.com/"}

    passer_by.post(SIGN_IN, {**elsewhere, "email": "robin@example.org"})
    response = passer_by.send(CODE, {**elsewhere, "code": code_sent()}, status=302)

    assert response["Location"] == reverse("account")


@pytest.mark.parametrize("known", [True, False])
def test_the_answer_is_the_same_whether_an_address_is_known(passer_by, known):
    if known:
        PersonFactory(email="robin@example.org")

    page = _ask_for_code(passer_by, "robin@example.org")

    for hidden in page.select("input[name=csrfmiddlewaretoken]"):
        hidden.decompose()
    assert "We have sent an e-mail to robin@example.org" in " ".join(
        page.main.get_text().split()
    )
    assert (page.h1.get_text(), len(page.select("form")), len(mail.outbox)) == (
        "Enter the code",
        3,
        1,
    )


def test_an_unknown_address_is_told_how_to_make_an_account(passer_by):
    _ask_for_code(passer_by, "nobody@example.org")

    assert "http://testserver/account/create/" in mail.outbox[0].body
    assert not Person.objects.exists()


def test_wrong_codes_use_up_the_right_one(passer_by):
    PersonFactory(email="robin@example.org")
    _ask_for_code(passer_by, "robin@example.org")
    right = code_sent()
    wrong = "000000" if right != "000000" else "111111"

    page = passer_by.post(CODE, {"code": wrong})
    passer_by.post(CODE, {"code": wrong})
    passer_by.post(CODE, {"code": wrong})
    page_after = passer_by.post(CODE, {"code": right})

    assert "not the code we sent" in page.select_one(".govuk-error-summary").get_text()
    assert page.title.get_text().startswith("Error: ")
    assert page_after.h1.get_text() == "Sign in"
    assert "_auth_user_id" not in passer_by.client.session


def _state_of_code(session):
    return session["account_login"]["state"]["stages"]["login_by_code"]["data"]


def test_a_code_expires(passer_by):
    PersonFactory(email="robin@example.org")
    _ask_for_code(passer_by, "robin@example.org")
    session = passer_by.client.session
    _state_of_code(session)["at"] -= 15 * 60 + 1
    session.save()

    page = passer_by.post(CODE, {"code": code_sent()})

    assert page.h1.get_text() == "Sign in"
    assert "_auth_user_id" not in passer_by.client.session


def test_a_new_code_takes_the_place_of_the_old_one(passer_by):
    PersonFactory(email="robin@example.org")
    _ask_for_code(passer_by, "robin@example.org")
    passer_by.post(CODE, {"action": "resend"})

    passer_by.send(CODE, {"code": code_sent()}, status=302)

    assert len(mail.outbox) == 2
    assert "_auth_user_id" in passer_by.client.session


def test_codes_for_one_address_are_limited(passer_by):
    PersonFactory(email="robin@example.org")

    for _ in range(5):
        _ask_for_code(passer_by, "robin@example.org")
        passer_by.client.cookies.clear()
    page = _ask_for_code(passer_by, "robin@example.org")

    assert len(mail.outbox) == 5
    assert "too many tries" in page.select_one(".govuk-error-summary").get_text()


def test_mail_with_a_code_says_until_when_its_words_are_needed(passer_by):
    PersonFactory(email="robin@example.org")
    before = timezone.now()

    _ask_for_code(passer_by, "robin@example.org")

    until = datetime.fromisoformat(mail.outbox[0].extra_headers[UNTIL_HEADER])
    lasts = until - before
    assert timedelta(minutes=14) < lasts < timedelta(minutes=16)
    assert mail.outbox[0].subject == f"{code_sent()} is your code to sign in"


def test_mail_without_a_code_may_be_kept(passer_by):
    _ask_for_code(passer_by, "nobody@example.org")

    assert UNTIL_HEADER not in mail.outbox[0].extra_headers


def test_somebody_without_an_address_is_sent_nothing(passer_by):
    person = Person.objects.create_without_email(first_name="Sam")

    page = _ask_for_code(passer_by, person.email)

    assert page.h1.get_text() == "Enter the code"
    assert mail.outbox == []


def test_a_blocked_account_cannot_be_signed_in_to(passer_by):
    PersonFactory(email="robin@example.org", is_active=False)

    _ask_for_code(passer_by, "robin@example.org")

    assert "no account" in mail.outbox[0].subject


def test_signing_in_opens_a_closed_account_again(passer_by):
    person = PersonFactory(
        email="robin@example.org",
        is_active=False,
        closed_at=datetime(2025, 5, 29, tzinfo=UTC),
    )

    _ask_for_code(passer_by, "robin@example.org")
    closed_still = Person.objects.closed().exists()
    passer_by.send(CODE, {"code": code_sent()}, status=302)

    person.refresh_from_db()
    assert closed_still
    assert (person.is_active, person.closed_at) == (True, None)
    assert [e.verb for e in AuditEvent.objects.all()] == ["people.account_opened_again"]


def test_an_account_is_made_with_an_address_and_its_code(passer_by):
    page = passer_by.post(CREATE, {"email": "Jo@Example.org"})
    asked = page.h1.get_text()
    page = passer_by.post(CREATE_CODE, {"code": code_sent()})

    person = Person.objects.get()
    assert asked == "Enter the code"
    assert page.h1.get_text() == "What is your name?"
    assert (person.email, person.is_staff) == ("jo@example.org", False)
    assert EmailAddress.objects.get().verified


def test_making_an_account_twice_looks_the_same_and_makes_one(passer_by):
    PersonFactory(email="jo@example.org")

    page = passer_by.post(CREATE, {"email": "jo@example.org"})

    assert page.h1.get_text() == "Enter the code"
    assert mail.outbox[0].subject == "You have an account already"
    assert Person.objects.count() == 1


def test_a_shared_mailbox_gets_a_kind_explanation_and_no_account(passer_by):
    page = passer_by.post(CREATE, {"email": "School.Office2@example.org"})

    assert "several people read" in page.select_one(".govuk-error-summary").get_text()
    assert (mail.outbox, Person.objects.count()) == ([], 0)


@pytest.mark.parametrize("page", [SIGN_IN, CREATE])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your e-mail address."),
        ("robin", "Enter an e-mail address in the right form"),
        (f"{'a' * 243}@example.org", "at most 254 characters"),
    ],
)
def test_a_missing_or_impossible_address_is_asked_for_again(
    passer_by, page, typed, said
):
    answer = passer_by.post(page, {"email": typed})

    assert said in answer.select_one(".govuk-error-summary").get_text()
    assert answer.title.get_text().startswith("Error: ")


def test_codes_are_typed_with_the_keyboard_for_digits(passer_by):
    page = _ask_for_code(passer_by, "robin@example.org")

    control = page.select_one("input[name=code]")
    assert (control["autocomplete"], control["inputmode"]) == (
        "one-time-code",
        "numeric",
    )


@pytest.mark.parametrize("name", ["account_login", "account_signup", "account"])
def test_pages_of_signing_in_are_in_nobodys_cache(passer_by, name):
    passer_by.get(reverse(name))

    assert "no-store" in passer_by.response["Cache-Control"]


def test_public_pages_set_no_cookie_and_look_at_none(visitor, client):
    response = client.get("/robots.txt")

    assert not client.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", ["/admin/login/?next=/admin/pages/", "/admin/pages/"])
def test_the_admin_sends_people_to_our_page(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response["Location"].startswith("/account/sign-in/?next=")


@pytest.mark.parametrize("path", ["/admin/password_reset/", "/account/password/reset/"])
def test_there_is_no_page_for_passwords(client, path):
    assert client.get(path).status_code in {302, 404}


def test_signing_out_asks_first_and_ends_the_session(passer_by):
    passer_by.sign_in(PersonFactory())

    page = passer_by.get(reverse("account_logout"))
    still = "_auth_user_id" in passer_by.client.session
    passer_by.send(reverse("account_logout"), status=302)

    assert page.h1.get_text() == "Do you want to sign out?"
    assert still
    assert "_auth_user_id" not in passer_by.client.session
