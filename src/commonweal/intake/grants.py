"""What staff roles may do with the right door, enquiries and surveys."""

from commonweal.intake.enquiry_grants import DESK
from commonweal.people.roles import Role

GRANTS = {Role.EDITOR: DESK, Role.SITE_MANAGER: DESK}
