"""What is done to bookings and sessions. All take keyword arguments: who and when."""

from commonweal.training.actions.booking import Wish, book_place
from commonweal.training.actions.leaving import cancel_booking, give_back, say_coming
from commonweal.training.actions.offers import (
    accept_offer,
    decline_offer,
    give_place,
    leave_waiting_list,
)
from commonweal.training.actions.settling import settle

__all__ = [
    "Wish",
    "accept_offer",
    "book_place",
    "cancel_booking",
    "decline_offer",
    "give_back",
    "give_place",
    "leave_waiting_list",
    "say_coming",
    "settle",
]
