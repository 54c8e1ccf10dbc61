"""A site that somebody has begun already."""

from datetime import UTC, datetime

import pytest
from wagtail.images.models import Image
from wagtail.models import Page

from commonweal.pages.demonstration import demonstrate
from commonweal.pages.models import HomePage
from commonweal.people.models import Person
from tests.pages.factories import home_page

NOW = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_a_site_with_a_home_page_of_its_own_is_left_alone():
    home = home_page()
    pages = Page.objects.count()

    staff = demonstrate(now=NOW)

    assert (HomePage.objects.get(), Page.objects.count()) == (home, pages)
    assert not Image.objects.exists()
    assert set(staff.values()) == set(Person.objects.all())
