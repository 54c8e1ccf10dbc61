from commonweal.people.actions.memberships import end_membership, join_organisation
from commonweal.people.actions.roles import give_role, take_role

__all__ = ["end_membership", "give_role", "join_organisation", "take_role"]
