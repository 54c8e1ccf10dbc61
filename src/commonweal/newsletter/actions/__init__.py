"""What is done to subscriptions and issues. All take keyword arguments, the moment
among them."""

from commonweal.newsletter.actions.choosing import (
    ask_new_address,
    change_choices,
    confirm_new_address,
    pause,
    resume,
    resume_due,
    send_preferences_link,
)
from commonweal.newsletter.actions.exporting_subscribers import (
    note_export,
    note_subject_access,
)
from commonweal.newsletter.actions.importing_subscribers import (
    Imported,
    import_subscribers,
)
from commonweal.newsletter.actions.inviting import invite_due
from commonweal.newsletter.actions.leaving import (
    erase_subscriber,
    erase_subscribers,
    leave,
)
from commonweal.newsletter.actions.refusing import Report, note_refusal, take_in
from commonweal.newsletter.actions.subscribing import (
    accept_invitation,
    confirm,
    send_confirmation_again,
    sign_up,
)

__all__ = [
    "Imported",
    "Report",
    "accept_invitation",
    "ask_new_address",
    "change_choices",
    "confirm",
    "confirm_new_address",
    "erase_subscriber",
    "erase_subscribers",
    "import_subscribers",
    "invite_due",
    "leave",
    "note_export",
    "note_refusal",
    "note_subject_access",
    "pause",
    "resume",
    "resume_due",
    "send_confirmation_again",
    "send_preferences_link",
    "sign_up",
    "take_in",
]
