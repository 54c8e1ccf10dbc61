"""The one page without which a site has nothing to show."""

from wagtail.models import Page, Site

from commonweal.pages.models import HomePage


def make_home(hostname: str) -> HomePage:
    """Make a home page in the place of every page there is, and its site."""
    for page in Page.objects.get(depth=1).get_children():
        page.delete()
    home: HomePage = Page.objects.get(depth=1).add_child(
        instance=HomePage(title="A partnership")
    )
    Site.objects.all().delete()
    Site.objects.create(hostname=hostname, root_page=home, is_default_site=True)
    return home
