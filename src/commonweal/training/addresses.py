"""Whole addresses for messages and calendars. ``urls`` serves the same paths."""

from typing import TYPE_CHECKING

from django.conf import settings

from commonweal.training import links
from commonweal.training.links import Purpose

if TYPE_CHECKING:
    from datetime import datetime

    from commonweal.training.models import Approval, Booking, Offer, Session

BOOKING = "/training/bookings/{}/"
APPROVAL = "/training/approval/{}/"
OFFER = "/training/offer/{}/"
ANSWER = "/training/answer/{}/"
JOIN = "/training/join/{}/"
SESSION = "/training/sessions/{}/"


def booking_page(booking: "Booking") -> str:
    """The person's own page of a booking, after signing in."""
    return _whole(BOOKING, booking.reference)


def session_page(session: "Session") -> str:
    return _whole(SESSION, str(session.pk))


def approval_page(approval: "Approval") -> str:
    """Where a manager answers, without an account."""
    return _whole(
        APPROVAL, links.sign(Purpose.APPROVAL, approval.pk, until=approval.expires_at)
    )


def offer_page(offer: "Offer", *, until: "datetime") -> str:
    return _whole(OFFER, links.sign(Purpose.OFFER, offer.pk, until=until))


def answer_page(booking: "Booking", *, until: "datetime") -> str:
    """Where a reminder is answered: coming, give the place back, send a colleague."""
    return _whole(ANSWER, links.sign(Purpose.ANSWER, booking.pk, until=until))


def joining_page(booking: "Booking", *, until: "datetime") -> str:
    return _whole(JOIN, links.sign(Purpose.JOIN, booking.pk, until=until))


def _whole(path: str, part: str) -> str:
    return f"{settings.SITE_ADDRESS}{path.format(part)}"
