"""What staff roles may do with sealed forms: set up teams, and open nothing."""

from commonweal.people.roles import Role

GRANTS = {Role.SITE_MANAGER: ["sealed.manage_teams"]}
