from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from commonweal.config import health
from commonweal.governance.actions import begin_due
from commonweal.mail.models import OutgoingEmail
from tests.conftest import check_page
from tests.mail.factories import queued

MINUTE = timedelta(minutes=1)


def test_a_failure_of_ours_gets_the_500_page(monkeypatch):
    def fail():
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(health.connection, "cursor", fail)

    response = Client(raise_request_exception=False).get("/health/")

    page = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 500
    check_page(page)
    assert "a fault of ours" not in page.get_text()


def test_health_is_503_when_the_database_does_not_answer(visitor, monkeypatch):
    def fail():
        raise OperationalError("could not connect to server at 10.0.0.1")

    monkeypatch.setattr(health.connection, "cursor", fail)

    response = visitor.fetch("/health/", status=503)

    assert response.json() == {"database": "unreachable"}


@pytest.mark.django_db
def test_health_is_good_while_database_worker_and_mail_are(visitor):
    begin_due(name="mail.erase", every=MINUTE, now=timezone.now() - 2 * MINUTE)
    queued(at=timezone.now() + MINUTE)

    response = visitor.fetch("/health/")

    report = response.json()
    assert 120 <= report["worker"].pop("last_tick_seconds_ago") < 180
    assert report == {
        "database": "ok",
        "worker": {},
        "mail": {"oldest_unsent_seconds": None, "given_up": 0},
        "newsletter": {
            "held": False,
            "waiting": 0,
            "unknown": 0,
            "still_for_seconds": 0,
        },
        "sealed_log": {"whole": None, "checked_seconds_ago": None},
        "degraded": [],
    }
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_health_names_what_is_late_and_answers_all_the_same(visitor):
    begin_due(name="mail.erase", every=MINUTE, now=timezone.now() - 6 * MINUTE)
    queued(at=timezone.now() - 20 * MINUTE)
    given_up = queued(at=timezone.now() - 60 * MINUTE)
    OutgoingEmail.objects.filter(pk=given_up.pk).update(status="given_up")

    report = visitor.fetch("/health/").json()

    assert report["degraded"] == ["worker", "mail"]
    assert 1200 <= report["mail"]["oldest_unsent_seconds"] < 1260
    assert report["mail"]["given_up"] == 1


@pytest.mark.django_db
def test_health_says_when_no_worker_has_ever_run(visitor):
    report = visitor.fetch("/health/").json()

    assert report["worker"] == {"last_tick_seconds_ago": None}
    assert report["degraded"] == ["worker"]
