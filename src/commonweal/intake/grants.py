"""What staff roles may do with the right door, enquiries and surveys."""

from commonweal.intake.enquiry_grants import DESK
from commonweal.people.roles import Role

NOUNS = ("option", "door", "rule", "hours")
RIGHT_DOOR = [
    f"intake.{right}_{noun}"
    for noun in NOUNS
    for right in ("view", "add", "change", "delete")
]

BOTH = [*RIGHT_DOOR, *DESK]
GRANTS = {Role.EDITOR: BOTH, Role.SITE_MANAGER: BOTH}
