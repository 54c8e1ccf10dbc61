from commonweal.people.views.account import (
    account,
    change_line_manager,
    change_name,
    close,
    download,
)
from commonweal.people.views.demonstration import demonstration_sign_in
from commonweal.people.views.elsewhere import admin_login, linked_organisation
from commonweal.people.views.work import end_work, find_organisation, join_work

__all__ = [
    "account",
    "admin_login",
    "change_line_manager",
    "change_name",
    "close",
    "demonstration_sign_in",
    "download",
    "end_work",
    "find_organisation",
    "join_work",
    "linked_organisation",
]
