from commonweal.people.actions.accounts import (
    add_person,
    change_person,
    close_account,
    end_sessions,
    erase_sessions,
    open_account_again,
    reset_second_step,
    warn_and_close_idle,
)
from commonweal.people.actions.erasing import erase_accounts
from commonweal.people.actions.memberships import (
    change_membership,
    end_membership,
    ensure_membership,
    join_organisation,
)
from commonweal.people.actions.organisations import (
    ImportReport,
    import_organisations,
)
from commonweal.people.actions.roles import give_role, set_roles, take_role

__all__ = [
    "ImportReport",
    "add_person",
    "change_membership",
    "change_person",
    "close_account",
    "end_membership",
    "end_sessions",
    "ensure_membership",
    "erase_accounts",
    "erase_sessions",
    "give_role",
    "import_organisations",
    "join_organisation",
    "open_account_again",
    "reset_second_step",
    "set_roles",
    "take_role",
    "warn_and_close_idle",
]
