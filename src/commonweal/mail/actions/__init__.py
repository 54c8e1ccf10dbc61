"""What is done to messages. All take keyword arguments, the moment among them."""

from commonweal.mail.actions.delivering import BACK_OFF, LEASE, Delivered, deliver_due
from commonweal.mail.actions.desk import change_wording, drop, resend, reset_wording
from commonweal.mail.actions.erasing import erase_messages, erase_secrets
from commonweal.mail.actions.queueing import drop_waiting_about, queue
from commonweal.mail.actions.suppressing import lift_suppression, suppress

__all__ = [
    "BACK_OFF",
    "LEASE",
    "Delivered",
    "change_wording",
    "deliver_due",
    "drop",
    "drop_waiting_about",
    "erase_messages",
    "erase_secrets",
    "lift_suppression",
    "queue",
    "resend",
    "reset_wording",
    "suppress",
]
