"""What staff roles may do with the newsletter."""

from commonweal.people.roles import Role

EDIT, SEND = "newsletter.edit_newsletter", "newsletter.send_newsletter"
DESK = [EDIT, SEND]

GRANTS = {Role.EDITOR: DESK, Role.SITE_MANAGER: DESK}
