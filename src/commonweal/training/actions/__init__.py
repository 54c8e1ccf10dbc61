"""What is done to bookings and sessions. All take keyword arguments: who and when."""

from commonweal.training.actions.approval import (
    agree_request,
    approve,
    decline_approval,
    decline_request,
    forward_approval,
    remind_managers,
)
from commonweal.training.actions.attendance import (
    close_marked,
    join_online,
    mark_attendance,
)
from commonweal.training.actions.batches import continue_batches
from commonweal.training.actions.booking import Wish, book_place
from commonweal.training.actions.colleagues import (
    book_named_team,
    name_colleague,
    rehearse_named_team,
    send_colleague,
)
from commonweal.training.actions.interest import (
    ask_for_dates,
    renew_diary,
    stop_asking,
)
from commonweal.training.actions.leaving import cancel_booking, give_back, say_coming
from commonweal.training.actions.offers import (
    accept_offer,
    decline_offer,
    give_place,
    leave_waiting_list,
)
from commonweal.training.actions.session_changes import (
    cancel_session,
    change_place,
    move_session,
)
from commonweal.training.actions.sessions import (
    announce_session,
    copy_session,
    publish_session,
    schedule_session,
    set_capacity,
)
from commonweal.training.actions.settling import settle
from commonweal.training.actions.swapping import substitute, transfer
from commonweal.training.actions.team import book_team
from commonweal.training.actions.timeline import end_waiting, send_due, settle_due

__all__ = [
    "Wish",
    "accept_offer",
    "agree_request",
    "announce_session",
    "approve",
    "ask_for_dates",
    "book_named_team",
    "book_place",
    "book_team",
    "cancel_booking",
    "cancel_session",
    "change_place",
    "close_marked",
    "continue_batches",
    "copy_session",
    "decline_approval",
    "decline_offer",
    "decline_request",
    "end_waiting",
    "forward_approval",
    "give_back",
    "give_place",
    "join_online",
    "leave_waiting_list",
    "mark_attendance",
    "move_session",
    "name_colleague",
    "publish_session",
    "rehearse_named_team",
    "remind_managers",
    "renew_diary",
    "say_coming",
    "schedule_session",
    "send_colleague",
    "send_due",
    "set_capacity",
    "settle",
    "settle_due",
    "stop_asking",
    "substitute",
    "transfer",
]
