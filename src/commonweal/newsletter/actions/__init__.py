"""What is done to subscriptions and issues. All take keyword arguments, the moment
among them."""

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
from commonweal.newsletter.actions.checking import findings, override_finding
from commonweal.newsletter.actions.drafting import draft_issue, lay_out_sections
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
from commonweal.newsletter.actions.refreshing import refresh_issue
from commonweal.newsletter.actions.writing import set_heading, set_leader, set_picture

__all__ = [
    "add_item",
    "approve_issue",
    "bring_back",
    "cancel_draft",
    "draft_issue",
    "drop_item",
    "findings",
    "follow_page",
    "hold_issue",
    "issues_to_send",
    "lay_out_sections",
    "merge_item",
    "move_item",
    "override_finding",
    "part_item",
    "pin_item",
    "refresh_issue",
    "rewrite_item",
    "schedule_issue",
    "send_back",
    "set_audience",
    "set_heading",
    "set_leader",
    "set_picture",
    "submit_issue",
    "unschedule_issue",
]
