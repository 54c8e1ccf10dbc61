"""What the mail room adds to Wagtail's admin."""

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

from commonweal.design.wagtail_admin import PermittedMenuItem, style_sheet
from commonweal.mail.views import desk

PERMISSIONS = ("view_outgoingemail", "change_outgoingemail", "change_wording")


@hooks.register("register_admin_urls")
def admin_addresses() -> list[URLPattern]:
    return [
        path("mail/", desk.outbox, name="mail_outbox"),
        path("mail/<int:email_id>/", desk.message, name="mail_message"),
        path("mail/<int:email_id>/<slug:deed>/", desk.decide, name="mail_decide"),
        path("mail/wording/", desk.wordings, name="mail_wordings"),
        path("mail/wording/<str:key>/", desk.wording, name="mail_wording"),
    ]


@hooks.register("register_admin_menu_item")
def menu_of_mail() -> SubmenuMenuItem:
    items = [
        PermittedMenuItem(
            "Outbox",
            reverse("mail_outbox"),
            icon_name="mail",
            order=10,
            permission="mail.view_outgoingemail",
        ),
        PermittedMenuItem(
            "Wording",
            reverse("mail_wordings"),
            icon_name="edit",
            order=20,
            permission="mail.change_wording",
        ),
    ]
    return SubmenuMenuItem("E-mail", Menu(items=items), icon_name="mail", order=280)


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="mail", codename__in=PERMISSIONS
    )


@hooks.register("insert_global_admin_css")
def styles() -> SafeString:
    return style_sheet("mail/admin_mail.css")
