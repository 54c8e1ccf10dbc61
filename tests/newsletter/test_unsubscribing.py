"""Leaving: in one press, from a page or by a mail program (RFC 8058), for good."""

from datetime import date, timedelta

import pytest
from django.test import Client

from commonweal.governance.models import AuditEvent
from commonweal.mail.actions import queue
from commonweal.mail.letters import Letter
from commonweal.mail.models import OutgoingEmail, Suppression, fingerprint
from commonweal.newsletter import links
from commonweal.newsletter.actions import leave
from commonweal.newsletter.models import Subscriber
from commonweal.people.roles import Role
from tests.directory.factories import TopicFactory
from tests.newsletter.factories import SIGNED_UP, ConsentFactory, SubscriberFactory
from tests.newsletter.sending_scene import on_its_way
from tests.people.factories import SectorFactory, person_in

pytestmark = pytest.mark.django_db

Status = Subscriber.Status


def _one_click(path, **headers):
    """What a mail provider's computer sends: no cookie, no origin, one field."""
    return Client(enforce_csrf_checks=True).post(
        path,
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers=headers,
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://mail.example.com"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_one_click_unsubscribes_without_cookie_token_or_redirect(headers):
    subscriber = SubscriberFactory()

    response = _one_click(links.unsubscribe_path(subscriber.key), **headers)

    subscriber.refresh_from_db()
    assert (response.status_code, response.cookies) == (200, {})
    assert (subscriber.status, subscriber.email) == (Status.LEFT, "")


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete"])
def test_opening_the_link_changes_nothing(method):
    subscriber = SubscriberFactory()

    getattr(Client(), method)(links.unsubscribe_path(subscriber.key))

    subscriber.refresh_from_db()
    assert subscriber.status == Status.ACTIVE


def test_the_page_has_one_button_and_leaves_when_it_is_pressed(visitor):
    subscriber = SubscriberFactory()
    path = links.unsubscribe_path(subscriber.key)

    page = visitor.get(path)
    after = visitor.post(path)

    assert len(page.select("main button")) == 1
    assert after.h1.get_text() == "You have left the newsletter"
    assert visitor.response.redirect_chain == []
    assert visitor.response["Cache-Control"] == "no-store"


def test_leaving_twice_is_answered_the_same_and_recorded_once():
    subscriber = SubscriberFactory()
    path = links.unsubscribe_path(subscriber.key)

    answers = [_one_click(path).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert [each.verb for each in AuditEvent.objects.all()] == ["newsletter.left"]


def test_leaving_leaves_no_address_no_choices_and_a_fingerprint():
    subscriber = SubscriberFactory(
        email="Robin@example.org", sector=SectorFactory(), news_daily=True
    )
    subscriber.topics.add(TopicFactory())
    subscriber.address_changes.create(email="new@example.org", asked_at=SIGNED_UP)

    leave(subscriber=subscriber, at=SIGNED_UP)

    subscriber.refresh_from_db()
    assert (subscriber.email, subscriber.sector, subscriber.news_daily) == (
        "",
        None,
        False,
    )
    assert not subscriber.topics.exists()
    assert not subscriber.address_changes.exists()
    suppression = Suppression.objects.get()
    assert suppression.fingerprint == fingerprint("robin@example.org")
    assert suppression.reason == Suppression.Reason.ASKED


def test_leaving_leaves_neither_server_nor_browser():
    copy = on_its_way(1).deliveries.get()
    consent = ConsentFactory(subscriber=copy.subscriber, browser="0" * 64)

    leave(subscriber=copy.subscriber, at=SIGNED_UP)

    copy.refresh_from_db()
    consent.refresh_from_db()
    assert (copy.domain, consent.browser) == ("", "")


@pytest.mark.parametrize(
    ("status", "others"),
    [
        (Status.PAUSED, {"paused_until": date(2026, 6, 1)}),
        (Status.STOPPED, {"stopped_because": "refused"}),
        (Status.WAITING, {"confirmed_at": None}),
    ],
)
def test_whoever_is_not_active_can_leave_too(status, others):
    subscriber = SubscriberFactory(status=status, **others)

    _one_click(links.unsubscribe_path(subscriber.key))

    subscriber.refresh_from_db()
    assert subscriber.status == Status.LEFT


def test_what_waits_to_be_sent_to_somebody_who_leaves_is_not_sent():
    consent = ConsentFactory()
    queue(
        to=consent.subscriber.email,
        letter=Letter(subject="Confirm", text="Please confirm."),
        key="newsletter.confirm:1",
        at=SIGNED_UP,
        about=consent.subscriber,
    )

    leave(subscriber=consent.subscriber, at=SIGNED_UP)

    assert OutgoingEmail.objects.get().status == OutgoingEmail.Status.DROPPED


def test_a_link_for_one_purpose_opens_no_other(visitor):
    subscriber = SubscriberFactory()
    unsubscribe = links.unsubscribe_path(subscriber.key)

    visitor.get(unsubscribe.replace("/unsubscribe/", "/preferences/"), status=410)
    wrong = links.preferences_path(subscriber.key)
    _one_click(wrong.replace("/preferences/", "/unsubscribe/"))

    subscriber.refresh_from_db()
    assert subscriber.status == Status.ACTIVE


def test_the_key_alone_unsubscribes_nobody():
    subscriber = SubscriberFactory()

    response = _one_click(f"/newsletter/unsubscribe/{subscriber.key}/")

    subscriber.refresh_from_db()
    assert response.status_code == 410
    assert subscriber.status == Status.ACTIVE


def test_two_who_left_have_no_address_to_be_told_apart_by():
    for _ in range(2):
        leave(subscriber=SubscriberFactory(), at=SIGNED_UP)

    assert Subscriber.objects.filter(email="").count() == 2


def test_whoever_left_can_sign_up_again_as_somebody_new():
    first = SubscriberFactory(email="robin@example.org")
    leave(subscriber=first, at=SIGNED_UP)

    again = SubscriberFactory(email="robin@example.org")

    assert again.pk != first.pk


def test_who_is_signed_in_makes_no_difference(client):
    mine, theirs = SubscriberFactory(), SubscriberFactory()
    client.force_login(person_in(Role.EDITOR))

    client.post(links.unsubscribe_path(theirs.key))

    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert (mine.status, theirs.status) == (Status.ACTIVE, Status.LEFT)
    event = AuditEvent.objects.get(verb="newsletter.left")
    assert event.by is None


def test_links_in_issues_cost_no_query_and_work_for_years(django_assert_num_queries):
    with django_assert_num_queries(0):
        whole = links.unsubscribe_url("a" * 24), links.preferences_url("a" * 24)

    assert all(each.startswith(("http://", "https://")) for each in whole)
    assert (
        links.read_key(links.Purpose.UNSUBSCRIBE, whole[0].split("/")[-2]) == "a" * 24
    )
    assert timedelta(days=7) == links.LASTS
