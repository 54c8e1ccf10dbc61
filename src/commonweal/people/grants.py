"""What staff roles may do with people, organisations and the admin."""

from commonweal.people.roles import Role

ADMIN = "wagtailadmin.access_admin"
ORGANISATIONS = [
    f"people.{right}_{model}"
    for model in ("organisation", "sector", "organisationkind", "jobrole")
    for right in ("view", "add", "change")
]

GRANTS = {
    Role.TRAINER: ["people.view_organisation"],
    Role.TRAINING_ADMINISTRATOR: [ADMIN, *ORGANISATIONS],
    Role.EDITOR: [ADMIN],
    Role.SITE_MANAGER: [
        ADMIN,
        *ORGANISATIONS,
        "people.delete_organisation",
        "people.give_roles",
        "people.view_person",
        "governance.view_auditevent",
        "governance.export_person",
        "governance.erase_person",
    ],
}
