"""Signing up: what is asked, kept and answered, whoever asks."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.governance.actions import purge_expired
from commonweal.mail.actions import suppress
from commonweal.mail.models import OutgoingEmail, Suppression
from commonweal.newsletter.actions import sign_up
from commonweal.newsletter.choices import Choices
from commonweal.newsletter.forms.subscribing import told
from commonweal.newsletter.models import Consent, NewsletterSettings, Subscriber
from tests.conftest import FROM_HERE
from tests.directory.factories import TopicFactory
from tests.newsletter.factories import SIGNED_UP, ConsentFactory, SubscriberFactory
from tests.newsletter.letters import sent
from tests.people.factories import SectorFactory

pytestmark = pytest.mark.django_db

Status = Subscriber.Status
PAGE = "/newsletter/sign-up/"


def _fields(**others):
    wording = NewsletterSettings.load().consent_wording
    return {"email": "robin@example.org", "told": told(wording), "page": PAGE} | others


def _sign_up(email, *, at=SIGNED_UP, choices=None):
    return sign_up(
        email=email,
        choices=choices or Choices(),
        wording="We send you the newsletter.",
        page=PAGE,
        browser="",
        at=at,
    )


def test_sign_up_page_is_the_same_for_everybody_and_may_be_kept(visitor):
    SectorFactory(name="Beekeeping")

    page = visitor.get(PAGE)

    assert "Beekeeping" in page.get_text()
    assert NewsletterSettings.load().consent_wording in page.get_text()
    assert "public" in visitor.response["Cache-Control"]
    assert visitor.response.cookies == {}


def test_sign_up_keeps_the_wording_the_time_and_the_page_as_evidence(visitor):
    sector, topic = SectorFactory(), TopicFactory()
    fields = _fields(
        page="/for-professionals/",
        sector=sector.pk,
        topics=[topic.pk],
        also=["news_daily"],
    )

    visitor.send(PAGE, fields, status=302)

    consent = Consent.objects.get()
    assert consent.wording == NewsletterSettings.load().consent_wording
    assert (consent.page, consent.source) == ("/for-professionals/", "form")
    assert consent.given_at == consent.subscriber.signed_up_at
    assert consent.choices == {
        "sector": sector.pk,
        "topics": [topic.pk],
        "training_weekly": False,
        "news_daily": True,
    }
    assert consent.subscriber.status == Status.WAITING


def test_sign_up_sets_a_cookie_that_no_script_reads_and_no_other_site_sends(visitor):
    response = visitor.send(PAGE, _fields(), status=302)

    cookie = response.cookies["newsletter_sign_up"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert cookie["path"] == "/newsletter/"
    assert cookie.value not in Consent.objects.get().browser


@pytest.mark.parametrize("status", [*Status, "nobody", "suppressed"])
def test_the_answer_is_the_same_whether_an_address_is_known(visitor, status):
    if status == "suppressed":
        reason = Suppression.Reason.ASKED
        suppress(address="robin@example.org", reason=reason, at=SIGNED_UP)
    elif status == Status.LEFT:
        SubscriberFactory(status=status, email="")
    elif status != "nobody":
        _known(status)

    response = visitor.send(PAGE, _fields(), status=302)

    assert response["Location"] == f"{PAGE}sent/"
    assert len(response.cookies["newsletter_sign_up"].value) == 43
    assert OutgoingEmail.objects.count() == 1


def _known(status):
    return SubscriberFactory(
        email="Robin@Example.org",
        status=status,
        confirmed_at=None if status == Status.WAITING else SIGNED_UP,
        paused_until=SIGNED_UP if status == Status.PAUSED else None,
        stopped_because="refused" if status == Status.STOPPED else "",
    )


def test_an_address_in_another_case_is_the_same_subscriber():
    _sign_up("Robin@Example.org")
    _sign_up("robin@example.org")

    assert [each.email for each in Subscriber.objects.all()] == ["Robin@Example.org"]
    assert Consent.objects.count() == 2


def test_whoever_gets_the_newsletter_is_told_so_and_nothing_changes():
    subscriber = SubscriberFactory(email="robin@example.org", news_daily=True)

    _sign_up("ROBIN@example.org", choices=Choices(training_weekly=True))

    subscriber.refresh_from_db()
    assert (subscriber.training_weekly, subscriber.news_daily) == (False, True)
    assert subscriber.status == Status.ACTIVE
    assert Consent.objects.count() == 0
    assert [each.to for each in sent("already")] == ["robin@example.org"]
    assert sent("confirm") == []


def test_a_second_sign_up_leaves_one_message_waiting():
    _sign_up("robin@example.org")
    _sign_up("robin@example.org", at=SIGNED_UP + timedelta(minutes=2))

    assert [each.status for each in sent("confirm")] == ["dropped", "waiting"]


def test_a_form_that_a_program_filled_in_does_nothing_and_is_not_told(visitor):
    response = visitor.send(PAGE, _fields(website="https://example.org"), status=302)

    assert response["Location"] == f"{PAGE}sent/"
    assert not Subscriber.objects.exists()
    assert not OutgoingEmail.objects.exists()


def test_an_address_is_not_pestered_and_the_answer_does_not_tell(visitor):
    answers = [visitor.send(PAGE, _fields(), status=302) for _ in range(5)]

    assert {each["Location"] for each in answers} == {f"{PAGE}sent/"}
    assert len(sent("confirm")) == 3


def test_too_many_forms_from_one_place_are_refused(visitor):
    for number in range(20):
        visitor.send(PAGE, _fields(email=f"reader{number}@example.org"), status=302)

    visitor.send(PAGE, _fields(email="another@example.org"), status=429)

    assert Subscriber.objects.count() == 20


def test_words_that_changed_between_page_and_press_are_shown_again(visitor):
    old = told("We send you the newsletter every day.")

    page = visitor.post(PAGE, _fields(told=old), status=400)

    assert "has changed" in page.select_one(".govuk-error-summary").get_text()
    assert page.select_one("[name=told]")["value"] == _fields()["told"]
    assert page.select_one("[name=email]")["value"] == "robin@example.org"
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Enter your e-mail address."),
        ("robin", "Enter an e-mail address in the right form"),
        (f"{'r' * 250}@example.org", "at most 254 characters"),
    ],
)
def test_an_address_that_is_none_is_asked_for_again(visitor, typed, said):
    page = visitor.post(PAGE, _fields(email=typed), status=400)

    assert said in page.select_one(".govuk-error-summary").get_text()
    assert page.title.get_text().startswith("Error: ")


@pytest.mark.parametrize("page", ["https://example.com/", "//example.com/x", ""])
def test_only_a_path_of_ours_is_kept_as_the_page(visitor, page):
    visitor.send(PAGE, _fields(page=page), status=302)

    assert Consent.objects.get().page == PAGE


def test_a_form_on_another_site_cannot_sign_anybody_up():
    headers = FROM_HERE | {"origin": "https://example.com"}
    headers["sec-fetch-site"] = "cross-site"

    response = Client().post(PAGE, _fields(), headers=headers)

    assert response.status_code == 403
    assert not Subscriber.objects.exists()


def test_sign_ups_that_nobody_confirmed_are_deleted_after_30_days():
    old, new = ConsentFactory(), ConsentFactory()
    now = SIGNED_UP + timedelta(days=30, minutes=1)
    Subscriber.objects.filter(pk=new.subscriber_id).update(
        signed_up_at=SIGNED_UP + timedelta(hours=1)
    )
    there = SubscriberFactory()

    purge_expired(now=now)

    assert set(Subscriber.objects.all()) == {new.subscriber, there}
    assert not Consent.objects.filter(pk=old.pk).exists()


def test_the_answer_to_a_sign_up_is_a_page_that_names_nobody(visitor):
    page = visitor.get(reverse("newsletter:signed_up"))

    assert page.h1.get_text() == "Look in your e-mail"
    assert "public" in visitor.response["Cache-Control"]


def test_the_sign_up_page_makes_as_many_queries_with_many_topics(
    visitor, django_assert_max_num_queries
):
    for number in range(30):
        TopicFactory(name=f"Topic {number}", slug=f"topic-{number}")
    visitor.get(PAGE)

    with django_assert_max_num_queries(6):
        visitor.get(PAGE)
