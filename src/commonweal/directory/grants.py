"""What staff roles may do with support services and what they refer to."""

from commonweal.people.roles import Role

NOUNS = ("supportservice", "area", "need", "language")
SERVICES = [
    f"directory.{right}_{noun}"
    for noun in NOUNS
    for right in ("view", "add", "change", "delete")
]
SETTINGS = [
    f"directory.{right}_directorysettings" for right in ("view", "add", "change")
]

GRANTS = {
    Role.EDITOR: [*SERVICES, *SETTINGS],
    Role.SITE_MANAGER: [*SERVICES, *SETTINGS],
}
