"""What can be asked of bookings and sessions, without changing anything."""

from commonweal.training.queries.clashes import clashes_of
from commonweal.training.queries.explaining import (
    Explanation,
    WaitingListStory,
    explain_booking,
    explain_waiting_list,
    waiting_position,
)
from commonweal.training.queries.leaving import Leaving, leaving
from commonweal.training.queries.places import Places, places
from commonweal.training.queries.standing import is_desk, may_act_on, may_book_for

__all__ = [
    "Explanation",
    "Leaving",
    "Places",
    "WaitingListStory",
    "clashes_of",
    "explain_booking",
    "explain_waiting_list",
    "is_desk",
    "leaving",
    "may_act_on",
    "may_book_for",
    "places",
    "waiting_position",
]
