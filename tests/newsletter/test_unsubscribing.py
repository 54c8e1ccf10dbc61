import pytest
from django.test import Client

from commonweal.newsletter import links
from commonweal.newsletter.models import Subscriber
from tests.newsletter.factories import SubscriberFactory

pytestmark = pytest.mark.django_db


def _path(subscriber):
    return links.unsubscribe_path(subscriber.key)


def test_one_click_post_unsubscribes_without_cookie_or_token():
    subscriber = SubscriberFactory()
    client = Client(enforce_csrf_checks=True)

    response = client.post(
        _path(subscriber),
        "List-Unsubscribe=One-Click",
        content_type="application/x-www-form-urlencoded",
        headers={"Origin": "https://mail.example.org"},
    )

    subscriber.refresh_from_db()
    assert response.status_code == 200
    assert not response.cookies
    assert (subscriber.status, subscriber.email) == (Subscriber.Status.LEFT, "")
