"""What staff roles may do with the newsletter."""

from commonweal.people.roles import Role

DESK = ["newsletter.edit_newsletter", "newsletter.send_newsletter"]

GRANTS = {Role.EDITOR: DESK, Role.SITE_MANAGER: DESK}
