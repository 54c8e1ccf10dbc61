"""What staff roles may do with covenants and those who signed them."""

from commonweal.people.roles import Role

DESK = ["pledges.look_after_pledges"]

GRANTS = {Role.EDITOR: DESK, Role.SITE_MANAGER: DESK}
