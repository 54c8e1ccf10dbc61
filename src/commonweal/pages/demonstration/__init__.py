"""An invented partnership's site, to try the software with.

Everything in it is made up: the place, the people, their numbers. Its dates are
counted from the day of the first run, so that there is always something to come
and something past.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from commonweal.pages.demonstration.days import Days
from commonweal.pages.demonstration.people import make_people
from commonweal.pages.demonstration.site import make_site
from commonweal.pages.models import HomePage
from commonweal.people.models import Person

__all__ = ["demonstrate"]


@transaction.atomic
def demonstrate(*, now: datetime) -> dict[str, Person]:
    """Fill an empty site with demonstration content, and make its staff.

    A site that has a home page of ours keeps every page as it is, whatever the
    day: only staff who are missing are made.

    Args:
        now: an aware moment; the content is dated around its day in London.

    Returns:
        The "editor" and the "administrator", neither of whom has a password.
    """
    people = make_people()
    if not HomePage.objects.exists():
        days = Days(localdate(now))
        make_site(days=days, address=settings.SITE_ADDRESS, by=people["editor"])
    return people
