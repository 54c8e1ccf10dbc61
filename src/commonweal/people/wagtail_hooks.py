from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from commonweal.people.views.organisations import export, import_file
from commonweal.people.viewsets import PeopleViewSetGroup

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
    ]
