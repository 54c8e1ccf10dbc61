"""What is done with covenants and signatures. All take keyword arguments, the moment
among them."""

from commonweal.pledges.actions.covenants import (
    Words,
    change_covenant,
    make_covenant,
    publish_version,
)
from commonweal.pledges.actions.leaving import (
    erase_signature,
    erase_signatures,
    note_export,
    note_subject_access,
    withdraw,
)
from commonweal.pledges.actions.reminding import remind_due
from commonweal.pledges.actions.signing import (
    Signing,
    confirm,
    list_publicly,
    renew,
    sign,
)

__all__ = [
    "Signing",
    "Words",
    "change_covenant",
    "confirm",
    "erase_signature",
    "erase_signatures",
    "list_publicly",
    "make_covenant",
    "note_export",
    "note_subject_access",
    "publish_version",
    "remind_due",
    "renew",
    "sign",
    "withdraw",
]
