"""What editors may do beside writing pages: the register that pages refer to, and how
the site looks. Rights on pages themselves are Wagtail's, by group and branch."""

from commonweal.people.roles import Role

REGISTER = [
    f"directory.{right}_{noun}"
    for noun in ("contact", "topic", "audience", "partner", "venue")
    for right in ("view", "add", "change")
]
BRAND = "design.change_brand"

GRANTS = {
    Role.EDITOR: [*REGISTER, "directory.delete_contact", BRAND],
    Role.SITE_MANAGER: [
        *REGISTER,
        "directory.delete_contact",
        BRAND,
        "wagtailcore.view_site",
        "wagtailcore.add_site",
        "wagtailcore.change_site",
        "wagtailcore.delete_site",
        "wagtailredirects.view_redirect",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ],
}
