"""What the pages room adds to Wagtail's admin."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button

from commonweal.design.wagtail_admin import style_sheet
from commonweal.pages.choosers import SessionChooserViewSet, choose_session
from commonweal.pages.content_health import examine_home
from commonweal.pages.documents import refuse_unpublished
from commonweal.pages.exceptions import DatesInQuestionError
from commonweal.pages.guardian import examine
from commonweal.pages.models import ContentPage, NewsPage
from commonweal.pages.reindexing import follow_topic
from commonweal.pages.userbar import check_content
from commonweal.pages.views import services_report
from commonweal.pages.views.another_moment import choose_moment
from commonweal.pages.views.archiving import archive_now
from commonweal.pages.views.health import content_health
from commonweal.pages.views.read_back import read_back, read_back_new
from commonweal.people.models import Person

hooks.register("before_serve_document", refuse_unpublished)
hooks.register("construct_wagtail_userbar", check_content)
hooks.register("after_edit_snippet", follow_topic)


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern]:
    return [
        path("dates/read/<int:page_id>/", read_back, name="pages_read_back"),
        path(
            "dates/read/in/<int:parent_id>/", read_back_new, name="pages_read_back_new"
        ),
        path("another-moment/", choose_moment, name="pages_choose_moment"),
        path("pages/<int:page_id>/archive-now/", archive_now, name="pages_archive_now"),
        path("reports/content-health/", content_health, name="pages_content_health"),
        path("reports/services/", services_report.report, name="pages_services"),
        path(
            "reports/services/download.<str:form>",
            services_report.download,
            name="pages_services_download",
        ),
        path(
            "reports/services/messages/<int:message_id>/done/",
            services_report.settle,
            name="pages_services_settle",
        ),
    ]


@hooks.register("register_admin_viewset")
def chooser_of_sessions() -> SessionChooserViewSet:
    return choose_session


@hooks.register("register_admin_menu_item")
def menu_item_for_another_moment() -> MenuItem:
    address = reverse("pages_choose_moment")
    return MenuItem("Another moment", address, icon_name="time", order=270)


@hooks.register("register_reports_menu_item")
def menu_item_for_content_health() -> MenuItem:
    address = reverse("pages_content_health")
    return MenuItem("Content health", address, icon_name="clipboard-list", order=50)


@hooks.register("register_reports_menu_item")
def menu_item_for_services() -> MenuItem:
    address = reverse("pages_services")
    return MenuItem("Support services", address, icon_name="group", order=60)


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    return style_sheet("pages/admin_pages.css")


class ToLookAt(Component):
    """What wants an editor's eye this week, on the admin's first page."""

    order = 50
    template_name = "pages/admin/home_panel.html"

    def get_context_data(
        self, parent_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        return {"sections": examine_home(now=timezone.now())}


@hooks.register("construct_homepage_panels")
def panel_to_look_at(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ToLookAt())


@hooks.register("register_page_header_buttons")
def button_to_archive(
    page: Any, user: Person, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer to archive a page that readers find in lists."""
    shown = isinstance(page, ContentPage) or issubclass(
        page.specific_class, ContentPage
    )
    if not shown or not page.live or not page.permissions_for_user(user).can_publish():
        return
    address = reverse("pages_archive_now", args=[page.pk])
    yield Button("Archive now", address, icon_name="history", priority=62)


@hooks.register("before_publish_page")
def refuse_in_words(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Stop before Wagtail clears a schedule, should the form have let it through."""
    specific = page.specific
    if isinstance(specific, NewsPage):
        draft = specific.get_latest_revision_as_object()
        try:
            draft.refuse_undecided()
        except DatesInQuestionError as error:
            messages.error(request, f"Kept as a draft, not published. {error}")
            return redirect("wagtailadmin_pages:edit", page.pk)
    return None


@hooks.register("after_publish_page")
def tell_warnings(request: HttpRequest, page: Any) -> None:
    """After publishing, say what may be worth another look."""
    specific = page.specific
    if isinstance(specific, NewsPage):
        for warning in examine(specific, now=timezone.now()).warnings:
            messages.warning(request, warning)
