"""Reports of a mail service: taken in when signed, and only when set up."""

import base64
import hashlib
import hmac
import json

import pytest
from django.test import Client

from commonweal.mail.models import Suppression
from commonweal.newsletter.models import MailReport, Subscriber
from tests.newsletter.factories import SubscriberFactory

pytestmark = pytest.mark.django_db

PATH = "/newsletter/mail-events/"
KEY = "key-for-tests"
Kind = MailReport.Kind


@pytest.fixture
def robin():
    return SubscriberFactory(email="robin@example.org")


@pytest.fixture
def mailgun(settings):
    settings.ANYMAIL = {
        "EVENTS_SERVICE": "mailgun",
        "MAILGUN_WEBHOOK_SIGNING_KEY": KEY,
    }


@pytest.fixture
def brevo(settings):
    settings.MAIL_DELIVERY_BACKEND = "anymail.backends.brevo.EmailBackend"
    settings.ANYMAIL = {"WEBHOOK_SECRET": "mail:secret", "BREVO_API_KEY": "x"}


def _mailgun(event, *, key=KEY):
    token, at = "0123456789abcdef", "1772532900"
    signature = hmac.new(key.encode(), f"{at}{token}".encode(), hashlib.sha256)
    content = {
        "signature": {
            "token": token,
            "timestamp": at,
            "signature": signature.hexdigest(),
        },
        "event-data": {
            "id": "event-1",
            "timestamp": 1772532900.0,
            "recipient": "Robin@example.org",
            **event,
        },
    }
    return Client().post(PATH, json.dumps(content), content_type="application/json")


FAILED = {
    "event": "failed",
    "severity": "permanent",
    "reason": "bounce",
    "delivery-status": {"code": 550, "message": "5.1.1 no such user"},
}


def _brevo(event, *, login="mail:secret"):
    content = {"email": "robin@example.org", "ts_epoch": 1772532900000, **event}
    encoded = base64.b64encode(login.encode()).decode()
    return Client().post(
        PATH,
        json.dumps(content),
        content_type="application/json",
        headers={"Authorization": f"Basic {encoded}"},
    )


def _status(robin):
    robin.refresh_from_db()
    return robin.status, robin.stopped_because


def test_a_signed_report_stops_the_newsletter_once(mailgun, robin):
    answers = [_mailgun(FAILED).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert _status(robin) == (Subscriber.Status.STOPPED, "refused")
    report = MailReport.objects.get()
    assert (report.kind, report.code) == (Kind.HARD, "5.1.1")


def test_a_report_with_a_wrong_signature_is_refused(mailgun, robin):
    response = _mailgun(FAILED, key="another")

    assert response.status_code == 400
    assert _status(robin) == (Subscriber.Status.ACTIVE, "")


def test_a_temporary_failure_is_not_the_end(mailgun, robin):
    _mailgun(FAILED | {"severity": "temporary"})

    assert _status(robin) == (Subscriber.Status.ACTIVE, "")
    assert not MailReport.objects.exists()


def test_a_complaint_stops_and_suppresses(mailgun, robin):
    _mailgun({"event": "complained"})

    assert _status(robin) == (Subscriber.Status.STOPPED, "complained")
    assert Suppression.objects.get().reason == Suppression.Reason.COMPLAINED


@pytest.mark.parametrize("event", ["delivered", "opened", "clicked", "unsubscribed"])
def test_what_else_a_service_tells_is_not_kept(mailgun, robin, event):
    assert _mailgun({"event": event}).status_code == 200
    assert not MailReport.objects.exists()


@pytest.mark.parametrize(
    ("event", "kind"),
    [
        ({"event": "hard_bounce", "reason": "550 unknown"}, Kind.HARD),
        ({"event": "soft_bounce", "reason": "452 4.2.2 full"}, Kind.SOFT),
        ({"event": "hard_bounce", "reason": "5.7.1 looks like spam"}, Kind.SOFT),
        ({"event": "invalid_email"}, Kind.HARD),
        ({"event": "blocked"}, Kind.SOFT),
        ({"event": "spam"}, Kind.COMPLAINT),
    ],
)
def test_a_service_of_another_name_is_understood(brevo, robin, event, kind):
    answers = [_brevo(event).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert [each.kind for each in MailReport.objects.all()] == [kind]


def test_a_wrong_password_is_refused(brevo, robin):
    assert _brevo({"event": "hard_bounce"}, login="mail:wrong").status_code == 400
    assert not MailReport.objects.exists()


@pytest.mark.parametrize(
    ("service", "secrets"),
    [
        ("", {"WEBHOOK_SECRET": "mail:secret"}),
        ("brevo", {}),
        ("mailgun", {}),
        ("mailgun", {"BREVO_API_KEY": "x"}),
        ("nothing", {"WEBHOOK_SECRET": "mail:secret"}),
    ],
)
def test_without_a_service_and_its_secret_nobody_is_listened_to(
    settings, robin, service, secrets
):
    settings.ANYMAIL = {"EVENTS_SERVICE": service, **secrets}

    assert _brevo({"event": "hard_bounce"}).status_code == 404
    assert _mailgun(FAILED).status_code == 404
    assert _status(robin) == (Subscriber.Status.ACTIVE, "")


def test_reports_are_sent_and_not_fetched(mailgun):
    assert Client().get(PATH).status_code == 405
    assert Client().head(PATH).status_code == 200
