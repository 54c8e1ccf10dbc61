"""What pages about somebody's own bookings show."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template

from commonweal.training.booking_story import tag_of
from commonweal.training.models import Booking
from commonweal.training.wording import write_place, write_session

register = template.Library()


@register.inclusion_tag("training/mine/list.html")
def booking_list(
    bookings: Iterable[Booking], now: datetime, *, names_people: bool = False
) -> dict[str, Any]:
    """Bookings with how each stands; ``names_people`` where they are of several."""
    return {
        "rows": [
            {
                "reference": each.reference,
                "title": each.session.course.title,
                "who": str(each.attendee) if names_people else "",
                "when": write_session(each.session),
                "place": write_place(each.session),
                "tag": tag_of(each, at=now),
            }
            for each in bookings
        ]
    }


@register.inclusion_tag("training/team/states.html")
def booking_states(bookings: Iterable[Booking], now: datetime) -> dict[str, Any]:
    """Who of an organisation has what on one date."""
    return {
        "rows": [
            {
                "reference": each.reference,
                "who": str(each.attendee),
                "tag": tag_of(each, at=now),
            }
            for each in bookings
        ]
    }
