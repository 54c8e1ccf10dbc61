"""The demonstration's subscribers: some of each kind, and nobody real."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from commonweal.mail.models import OutgoingEmail, Suppression
from commonweal.newsletter.demonstration_subscribers import demonstrate_subscribers
from commonweal.newsletter.models import Consent, Subscriber

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)


def test_there_are_subscribers_of_each_kind_with_their_evidence():
    demonstrate_subscribers(now=NOW)

    kinds = Counter(Subscriber.objects.values_list("status", flat=True))
    assert kinds == {"active": 37, "paused": 3, "waiting": 3, "stopped": 3, "left": 2}
    assert Consent.objects.count() == 48
    assert Suppression.objects.count() == 4


def test_nobody_is_real_and_nobody_is_written_to():
    demonstrate_subscribers(now=NOW)

    addresses = Subscriber.objects.exclude(email="").values_list("email", flat=True)
    assert all(each.endswith(".example.org") for each in addresses)
    assert not OutgoingEmail.objects.exists()


def test_everything_lies_before_the_moment_but_pauses():
    demonstrate_subscribers(now=NOW)

    for each in Subscriber.objects.all():
        moments = [each.signed_up_at, each.confirmed_at, each.ended_at]
        assert all(moment < NOW for moment in moments if moment)
        assert each.paused_until is None or each.paused_until > NOW.date()


def test_a_second_run_adds_nobody():
    demonstrate_subscribers(now=NOW)
    demonstrate_subscribers(now=NOW)

    assert Subscriber.objects.count() == 48
