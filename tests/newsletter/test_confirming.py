"""Double opt-in: a subscription begins when the owner of the address says so."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from commonweal.governance.models import AuditEvent
from commonweal.mail.actions import suppress
from commonweal.mail.models import OutgoingEmail, Suppression
from commonweal.newsletter import links
from commonweal.newsletter.actions import confirm, leave, pause
from commonweal.newsletter.exceptions import SubscriptionError
from commonweal.newsletter.forms.subscribing import told
from commonweal.newsletter.models import Consent, NewsletterSettings, Subscriber
from tests.conftest import FROM_HERE, PersonClient, Visitor
from tests.directory.factories import TopicFactory
from tests.newsletter.factories import SIGNED_UP, ConsentFactory, SubscriberFactory
from tests.newsletter.letters import path_in, paths_in, sent

pytestmark = pytest.mark.django_db

Status = Subscriber.Status
SIGN_UP = "/newsletter/sign-up/"


@pytest.fixture
def elsewhere() -> Visitor:
    """Another browser."""
    return Visitor(PersonClient())


def _sign_up(client, **others):
    wording = NewsletterSettings.load().consent_wording
    fields = {"email": "robin@example.org", "told": told(wording), **others}
    client.post(SIGN_UP, fields, headers=FROM_HERE)
    return path_in(sent("confirm")[-1], "confirm")


def _status():
    return Subscriber.objects.get().status


def test_the_link_confirms_at_once_in_the_browser_that_signed_up():
    client = Client()
    path = _sign_up(client)

    response = client.get(path)

    assert "You are subscribed" in response.content.decode()
    assert response["Cache-Control"] == "no-store"
    assert _status() == Status.ACTIVE
    assert [each.to for each in sent("welcome")] == ["robin@example.org"]
    assert Consent.objects.get().browser == ""


def test_the_link_shows_one_button_in_any_other_browser(elsewhere):
    path = _sign_up(Client())

    page = elsewhere.get(path)

    assert _status() == Status.WAITING
    assert [each.get_text() for each in page.select("main button")] == [
        "Send me the newsletter"
    ]
    elsewhere.post(path)
    assert _status() == Status.ACTIVE


@pytest.mark.parametrize(
    "ask",
    [
        lambda client, path: client.head(path),
        lambda client, path: client.get(path, headers={"Sec-Purpose": "prefetch"}),
        lambda client, path: client.options(path),
    ],
)
def test_nothing_but_a_get_confirms_by_itself_even_with_the_cookie(ask):
    client = Client()
    path = _sign_up(client)

    ask(client, path)

    assert _status() == Status.WAITING


def test_the_cookie_of_another_sign_up_confirms_nothing():
    path = _sign_up(Client())
    client = Client()
    _sign_up(client, email="kit@example.org")

    client.get(path)

    assert Subscriber.objects.get(email="robin@example.org").status == Status.WAITING


def test_two_sign_ups_in_one_browser_both_confirm_at_once():
    client = Client()
    first = _sign_up(client)
    second = _sign_up(client, email="kit@example.org")

    client.get(second)
    client.get(first)

    assert {each.status for each in Subscriber.objects.all()} == {Status.ACTIVE}


def test_confirming_again_changes_nothing_more():
    client = Client()
    path = _sign_up(client)

    client.get(path)
    client.get(path)

    assert len(sent("welcome")) == 1
    assert [each.verb for each in AuditEvent.objects.all()] == ["newsletter.confirmed"]


def test_the_link_of_another_sign_up_changes_nothing_once_one_is_confirmed():
    subscriber = SubscriberFactory(status=Status.WAITING, confirmed_at=None)
    first = ConsentFactory(subscriber=subscriber, choices={"news_daily": True})
    second = ConsentFactory(subscriber=subscriber, choices={"training_weekly": True})
    confirm(consent=second, at=SIGNED_UP)
    until = SIGNED_UP.date() + timedelta(days=9)
    pause(subscriber=subscriber, until=until, at=SIGNED_UP)

    confirm(consent=first, at=SIGNED_UP + timedelta(days=1))

    subscriber.refresh_from_db()
    assert (subscriber.status, subscriber.paused_until) == (Status.PAUSED, until)
    assert (subscriber.training_weekly, subscriber.news_daily) == (True, False)
    assert len(sent("welcome")) == 1


def test_what_was_chosen_with_the_sign_up_begins_with_its_confirmation():
    topic = TopicFactory()
    gone = TopicFactory(name="Gone", slug="gone")
    choices = {"topics": [topic.pk, gone.pk], "sector": 999, "training_weekly": True}
    consent = ConsentFactory(choices=choices)
    gone.delete()

    subscriber = confirm(consent=consent, at=SIGNED_UP)

    assert list(subscriber.topics.all()) == [topic]
    assert (subscriber.sector, subscriber.training_weekly) == (None, True)


def test_a_scanner_that_opens_every_link_of_every_mail_changes_nothing(elsewhere):
    client = Client()
    _sign_up(client, email="waiting@example.org")
    _sign_up(client)
    client.get(path_in(sent("confirm")[-1], "confirm"))
    _sign_up(Client())
    preferences = path_in(sent("welcome")[0], "preferences")
    client.post(
        "/newsletter/preferences/", {"email": "robin@example.org"}, headers=FROM_HERE
    )
    new = {"email": "new@example.org"}
    client.post(f"{preferences}address/", new, headers=FROM_HERE)
    before = _everything()

    opened = _scan()

    assert {each.template for each in OutgoingEmail.objects.all()} == {
        f"newsletter.{name}"
        for name in ("confirm", "welcome", "already", "preferences", "new_address")
    }
    assert {path.split("/")[2] for path in opened} == {
        *("confirm", "preferences", "unsubscribe", "address")
    }
    assert _everything() == before


def _scan():
    """Open every link as a mail gateway does, and every link of the page behind."""
    scanner, paths = Client(), set()
    for email in OutgoingEmail.objects.all():
        paths |= {path for path in paths_in(email) if path.startswith("/newsletter/")}
    for path in sorted(paths):
        assert scanner.head(path).status_code == 200
        assert scanner.get(path).status_code == 200
    return paths


def _everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Subscriber, Consent, OutgoingEmail, Suppression, AuditEvent)
    ]


def test_a_link_that_is_too_old_says_so_and_another_can_be_asked_for(elsewhere):
    consent = ConsentFactory()
    old = links.confirm_url(consent.pk, at=timezone.now() - timedelta(days=7))
    path = urlsplit(old).path

    page = elsewhere.get(path, status=410)
    elsewhere.post(path, status=410)
    elsewhere.post(page.select_one("main form")["action"])

    consent.subscriber.refresh_from_db()
    assert "too old" in page.h1.get_text()
    assert consent.subscriber.status == Status.WAITING
    elsewhere.post(path_in(sent("confirm")[0], "confirm"))
    assert _status() == Status.ACTIVE


@pytest.mark.parametrize(
    "change", [lambda p: p[:-3] + "x/", lambda p: p.replace("confirm", "unsubscribe")]
)
def test_a_link_that_was_changed_leads_nowhere(elsewhere, change):
    path = _sign_up(Client())

    elsewhere.get(change(path), status=410)
    elsewhere.post(change(path), status=410)

    assert _status() == Status.WAITING


def test_only_a_new_double_opt_in_lifts_what_kept_mail_from_an_address():
    reason = Suppression.Reason.ASKED
    suppress(address="robin@example.org", reason=reason, at=SIGNED_UP)
    client = Client()

    path = _sign_up(client)
    assert Suppression.objects.count() == 1
    client.get(path)

    assert Suppression.objects.count() == 0
    assert _status() == Status.ACTIVE


def test_somebody_whose_mail_was_stopped_starts_again_by_confirming():
    subscriber = SubscriberFactory(
        status=Status.STOPPED,
        stopped_because="soft",
        soft_failures=3,
        ended_at=SIGNED_UP,
    )
    consent = ConsentFactory(subscriber=subscriber)

    confirm(consent=consent, at=SIGNED_UP + timedelta(days=1))

    subscriber.refresh_from_db()
    assert (subscriber.status, subscriber.stopped_because) == (Status.ACTIVE, "")
    assert (subscriber.soft_failures, subscriber.ended_at) == (0, None)


def test_an_old_link_does_not_bring_back_somebody_who_left(elsewhere):
    path = _sign_up(Client())
    leave(subscriber=Subscriber.objects.get(), at=SIGNED_UP)

    page = elsewhere.get(path, status=410)
    elsewhere.post(path, status=410)

    assert "You have left the newsletter since" in page.get_text()
    assert _status() == Status.LEFT


def test_an_old_link_does_not_bring_back_what_was_stopped_since():
    consent = ConsentFactory()
    confirm(consent=consent, at=SIGNED_UP)
    subscriber = Subscriber.objects.get()
    subscriber.status, subscriber.stopped_because = Status.STOPPED, "complained"
    subscriber.save()

    confirm(consent=consent, at=SIGNED_UP + timedelta(hours=1))

    assert _status() == Status.STOPPED


def test_confirm_refuses_somebody_who_has_left():
    consent = ConsentFactory()
    leave(subscriber=consent.subscriber, at=SIGNED_UP)

    with pytest.raises(SubscriptionError, match="left the newsletter"):
        confirm(consent=consent, at=SIGNED_UP)


def test_staff_never_see_a_message_that_holds_somebodys_link():
    _sign_up(Client())

    assert all(each.is_secret for each in OutgoingEmail.objects.all())
    assert all(each.is_transactional for each in OutgoingEmail.objects.all())
