"""What editors may do with the right door. Enquiries have rights of their own."""

from commonweal.people.roles import Role

NOUNS = ("option", "door", "rule", "hours")
RIGHT_DOOR = [
    f"intake.{right}_{noun}"
    for noun in NOUNS
    for right in ("view", "add", "change", "delete")
]

GRANTS = {Role.EDITOR: RIGHT_DOOR, Role.SITE_MANAGER: RIGHT_DOOR}
