"""What staff roles may do with people, organisations and the admin."""

from commonweal.people.roles import Role

ADMIN = "wagtailadmin.access_admin"
ORGANISATIONS = [
    f"people.{right}_{model}"
    for model in ("organisation", "sector", "organisationkind", "jobrole")
    for right in ("view", "add", "change")
]
# The outbox, and what messages say, stand below this room.
OUTBOX = ["mail.view_outgoingemail", "mail.change_outgoingemail"]
WORDING = ["mail.change_wording"]
# Not Wagtail's own rights on people: with them its screen would open, which gives
# any role without a word in the audit trail.
PEOPLE = ["people.look_after_people"]
MAILBOXES = [f"people.{right}_sharedmailbox" for right in ("view", "add", "delete")]

GRANTS = {
    Role.TRAINER: ["people.view_organisation"],
    Role.TRAINING_ADMINISTRATOR: [
        ADMIN,
        *ORGANISATIONS,
        *PEOPLE,
        *MAILBOXES,
        *OUTBOX,
        *WORDING,
    ],
    Role.EDITOR: [ADMIN],
    Role.SITE_MANAGER: [
        ADMIN,
        *ORGANISATIONS,
        *PEOPLE,
        *MAILBOXES,
        *OUTBOX,
        *WORDING,
        "people.delete_organisation",
        "people.give_roles",
        "governance.view_auditevent",
        "governance.export_person",
        "governance.erase_person",
    ],
}
