from django.conf import settings
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from commonweal.config import views
from commonweal.config.health import health
from commonweal.design import views as design_views
from commonweal.mail.views import mailbox as mailbox_views
from commonweal.people.access import public, requires

staff_only = requires("wagtailadmin.access_admin")
# The design system stands below the room that knows who may open what, so its
# views get their access here.
design_urls = [
    path("", staff_only(design_views.gallery), name="gallery"),
    path(
        "exit-this-page/",
        staff_only(design_views.exit_this_page),
        name="exit_this_page",
    ),
    path("brand.css", public(design_views.brand_css), name="brand_css"),
]
# The mailbox stands below it too.
mailbox_urls = [
    path("", public(mailbox_views.mailbox), name="mailbox"),
    path("<int:email_id>/", public(mailbox_views.message), name="message"),
    path("<int:email_id>/html/", public(mailbox_views.html_part), name="html"),
    path(
        "<int:email_id>/files/<int:position>/", public(mailbox_views.file), name="file"
    ),
]

handler404 = "commonweal.config.views.not_found"
handler500 = "commonweal.config.views.server_error"
handler403 = "commonweal.config.views.forbidden"
handler400 = "commonweal.config.views.bad_request"

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    # Before the admin, whose page for signing in it takes the place of.
    path("", include("commonweal.people.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("design/", include(design_urls)),
    path("mailbox/", include((mailbox_urls, "mailbox"))),
    # Uploaded pictures. A web server in front may answer these itself.
    re_path(
        r"^media/(?P<path>images/.*|original_images/.*)$",
        serve,
        {"document_root": settings.MEDIA_ROOT},
    ),
    path("training/teaching/", include("commonweal.training.teaching_urls")),
    path("training/", include("commonweal.training.urls")),
    path("newsletter/", include("commonweal.newsletter.urls")),
    path("right-door/", include("commonweal.intake.urls")),
    path("enquiries/", include("commonweal.intake.enquiry_urls")),
    path("pledge/", include("commonweal.pledges.urls")),
    path("forms/", include("commonweal.sealed.urls")),
    path("services/", include("commonweal.directory.urls")),
    path("", include("commonweal.pages.urls")),
    path("", include(wagtail_urls)),
]
