"""What the people room adds to Wagtail's admin, for itself and for governance, which
stands below it and does not know who may open what."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from commonweal.design.wagtail_admin import PermittedMenuItem, style_sheet
from commonweal.people.views import audit_trail, people, subject_access
from commonweal.people.views.organisations import export, import_file
from commonweal.people.viewsets import PeopleViewSetGroup

GOVERNANCE = ("view_auditevent", "export_person", "erase_person")
PEOPLE = ("give_roles", "look_after_people")

register_snippet(PeopleViewSetGroup)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern]:
    return [
        path("organisations/import/", import_file, name="people_import_organisations"),
        path(
            "organisations/export.<str:form>/",
            export,
            name="people_export_organisations",
        ),
        path("people/", people.people, name="people_people"),
        path("people/new/", people.add, name="people_add_person"),
        path("people/<int:person_id>/", people.person, name="people_person"),
        path("people/<int:person_id>/roles/", people.roles, name="people_roles"),
        path(
            "people/<int:person_id>/organisations/new/",
            people.join,
            name="people_join",
        ),
        path(
            "people/<int:person_id>/organisations/<int:membership_id>/",
            people.work,
            name="people_work",
        ),
        path("personal-data/", subject_access.find, name="personal_data"),
        path(
            "personal-data/<int:person_id>/",
            subject_access.held_about,
            name="personal_data_held",
        ),
        path(
            "personal-data/<int:person_id>/download/",
            subject_access.download,
            name="personal_data_download",
        ),
        path(
            "personal-data/<int:person_id>/erase/",
            subject_access.erase,
            name="personal_data_erase",
        ),
        path("audit-trail/", audit_trail.trail, name="audit_trail"),
        path("audit-trail/download/", audit_trail.download, name="audit_trail_csv"),
    ]


@hooks.register("register_admin_menu_item")
def menu_of_governance() -> SubmenuMenuItem:
    items = [
        PermittedMenuItem(
            "Personal data",
            reverse("personal_data"),
            icon_name="user",
            order=10,
            permission="governance.export_person",
        ),
        PermittedMenuItem(
            "Audit trail",
            reverse("audit_trail"),
            icon_name="history",
            order=20,
            permission="governance.view_auditevent",
        ),
    ]
    menu = Menu(items=items)
    return SubmenuMenuItem("Governance", menu, icon_name="lock", order=290)


@hooks.register("register_admin_menu_item")
def menu_of_people() -> PermittedMenuItem:
    return PermittedMenuItem(
        "People and roles",
        reverse("people_people"),
        icon_name="user",
        order=255,
        permission="people.look_after_people",
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        Q(content_type__app_label="governance", codename__in=GOVERNANCE)
        | Q(content_type__app_label="people", codename__in=PEOPLE)
    )


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    return style_sheet("people/admin_governance.css")
