"""What is done to subscriptions and issues. All take keyword arguments, the moment
among them."""

from commonweal.newsletter.actions.afterwards import count_replies, list_issue
from commonweal.newsletter.actions.approving import (
    approve_issue,
    cancel_draft,
    hold_issue,
    issues_to_send,
    schedule_issue,
    send_back,
    submit_issue,
    unschedule_issue,
)
from commonweal.newsletter.actions.checking import (
    findings,
    override_finding,
)
from commonweal.newsletter.actions.choosing import (
    ask_new_address,
    change_choices,
    confirm_new_address,
    pause,
    resume,
    resume_due,
    send_preferences_link,
)
from commonweal.newsletter.actions.drafting import (
    draft_issue,
    lay_out_sections,
)
from commonweal.newsletter.actions.editing import (
    add_item,
    bring_back,
    drop_item,
    follow_page,
    merge_item,
    move_item,
    part_item,
    pin_item,
    rewrite_item,
    set_audience,
)
from commonweal.newsletter.actions.epochs import (
    may_send,
    release,
)
from commonweal.newsletter.actions.exporting_subscribers import (
    note_export,
    note_subject_access,
)
from commonweal.newsletter.actions.freezing import (
    freeze,
)
from commonweal.newsletter.actions.importing_subscribers import (
    Imported,
    import_subscribers,
)
from commonweal.newsletter.actions.inviting import (
    invite_due,
)
from commonweal.newsletter.actions.leaving import (
    erase_subscriber,
    erase_subscribers,
    leave,
)
from commonweal.newsletter.actions.refreshing import (
    refresh_issue,
)
from commonweal.newsletter.actions.refusing import (
    Report,
    note_refusal,
    take_in,
)
from commonweal.newsletter.actions.sending import (
    finish_sent,
    send_copies,
)
from commonweal.newsletter.actions.steering import (
    pause_sending,
    resend_unknown,
    resume_sending,
    stop_sending,
)
from commonweal.newsletter.actions.subscribing import (
    LEFT_SINCE,
    accept_invitation,
    confirm,
    send_confirmation_again,
    sign_up,
)
from commonweal.newsletter.actions.trying_out import (
    send_test,
)
from commonweal.newsletter.actions.writing import (
    set_heading,
    set_leader,
    set_picture,
)

__all__ = [
    "LEFT_SINCE",
    "Imported",
    "Report",
    "accept_invitation",
    "add_item",
    "approve_issue",
    "ask_new_address",
    "bring_back",
    "cancel_draft",
    "change_choices",
    "confirm",
    "confirm_new_address",
    "count_replies",
    "draft_issue",
    "drop_item",
    "erase_subscriber",
    "erase_subscribers",
    "findings",
    "finish_sent",
    "follow_page",
    "freeze",
    "hold_issue",
    "import_subscribers",
    "invite_due",
    "issues_to_send",
    "lay_out_sections",
    "leave",
    "list_issue",
    "may_send",
    "merge_item",
    "move_item",
    "note_export",
    "note_refusal",
    "note_subject_access",
    "override_finding",
    "part_item",
    "pause",
    "pause_sending",
    "pin_item",
    "refresh_issue",
    "release",
    "resend_unknown",
    "resume",
    "resume_due",
    "resume_sending",
    "rewrite_item",
    "schedule_issue",
    "send_back",
    "send_confirmation_again",
    "send_copies",
    "send_preferences_link",
    "send_test",
    "set_audience",
    "set_heading",
    "set_leader",
    "set_picture",
    "sign_up",
    "stop_sending",
    "submit_issue",
    "take_in",
    "unschedule_issue",
]
