from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from commonweal.people.access import public

urlpatterns = [
    path("sitemap.xml", public(sitemap), name="sitemap"),
]
