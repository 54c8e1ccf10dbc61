"""An invented partnership's site, to try the software with.

Everything in it is made up: the place, the people, their numbers. Its dates are
counted from the day of the first run, so that there is always something to come
and something past.
"""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate
from wagtail.models import Site

from commonweal.directory.demonstration import demonstrate_services
from commonweal.directory.demonstration_days import Days
from commonweal.intake.demonstration_enquiries import demonstrate_enquiries
from commonweal.newsletter.demonstration_subscribers import demonstrate_subscribers
from commonweal.pages.demonstration.newsletter import make_newsletter
from commonweal.pages.demonstration.people import make_people
from commonweal.pages.demonstration.right_door import make_right_door
from commonweal.pages.demonstration.site import NAME, make_site
from commonweal.pages.demonstration.topics import make_partners, make_topics
from commonweal.pages.models import HomePage
from commonweal.people.models import Person
from commonweal.pledges.demonstration_pledges import demonstrate_pledges
from commonweal.sealed.demonstration import demonstrate_sealed
from commonweal.training.demonstration import demonstrate_training

__all__ = ["demonstrate"]


@transaction.atomic
def demonstrate(*, now: datetime) -> dict[str, Person]:
    """Fill an empty site with demonstration content, and make its staff.

    A site that has a home page of ours keeps every page as it is, whatever the
    day: only staff who are missing are made, and the training, subscribers,
    newsletter and services of a site that an older release made.

    Args:
        now: an aware moment; the content is dated around its day in London.

    Returns:
        The "editor" and the "administrator", neither of whom has a password.
    """
    people = make_people()
    is_empty = not HomePage.objects.exists()
    if is_empty or Site.objects.filter(site_name=NAME).exists():
        make_topics()
        make_partners()
        demonstrate_training(now=now)
        demonstrate_subscribers(now=now)
        demonstrate_pledges(now=now)
        demonstrate_enquiries(now=now, editor=people["editor"])
    if is_empty:
        days = Days(localdate(now))
        make_site(days=days, address=settings.SITE_ADDRESS, by=people["editor"])
    if Site.objects.filter(site_name=NAME).exists():
        demonstrate_sealed(now=now, staff=people)
        make_newsletter(now=now, editor=people["editor"])
        make_right_door(today=localdate(now))
        demonstrate_services(now=now)
    return people
