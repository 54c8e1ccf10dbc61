from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from commonweal.training import addresses
from commonweal.training.models import Approval, Offer
from tests.training.deeds import book
from tests.training.factories import NOW, SessionFactory

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


def test_every_address_in_a_message_is_served():
    booking = book(SessionFactory())
    approval = Approval(pk=1, booking=booking, expires_at=LATER)
    found = {
        addresses.booking_page(booking): "training:booking",
        addresses.session_page(booking.session): "training:session",
        addresses.approval_page(approval): "training:approval",
        addresses.offer_page(Offer(pk=1), until=LATER): "training:offer",
        addresses.answer_page(booking, until=LATER): "training:answer",
        addresses.joining_page(booking, until=LATER): "training:join",
    }

    for address in found:
        assert address.startswith("http://testserver/training/")
    assert [resolve(urlsplit(address).path).view_name for address in found] == list(
        found.values()
    )
