from datetime import date, timedelta

import icalendar
import pytest
from django.utils import timezone

from commonweal.directory.models import Language, OpeningHours, Venue
from tests.directory.factories import (
    ContactFactory,
    DistrictFactory,
    PhoneNumberFactory,
    ReferralFactory,
    ServiceFactory,
    ServiceGroupFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def _facts(page):
    rows = page.select(".govuk-summary-list__row")
    return {row.dt.get_text(): row.dd.get_text(" ", strip=True) for row in rows}


def test_page_says_whom_where_when_what_it_costs_and_how_to_ask(visitor):
    contact = PhoneNumberFactory(number="01632 960161").contact
    venue = Venue.objects.create(
        name="The Old Bakery",
        address="4 Mill Lane\nYO24 9ZZ",
        step_free="Level entrance.",
        map_link="https://maps.example.org/",
    )
    service = ServiceFactory(
        name="Rowan Girls",
        age_from=14,
        age_to=18,
        gender="girls and young women",
        venue=venue,
        areas=[DistrictFactory(code="YO24", area__name="Aldermere").area],
        contacts=[contact],
    )
    service.languages.add(Language.objects.create(name="Polish"))
    OpeningHours.objects.create(
        service=service, weekday=2, opens="10:00", closes="12:00"
    )
    ReferralFactory(service=service, who="self", needs_consent=True)
    ReferralFactory(
        service=service, who="professional", way="form", address="/forms/x/"
    )

    page = visitor.get(f"/services/{service.pk}/")

    assert _facts(page) == {
        "Who it is for": "Ages 14 to 18 Girls and young women",
        "Where it is for": "Aldermere (YO24)",
        "How to ask for help": (
            "You can ask yourself (a parent or carer must agree): ring 01632 960161 "
            "A professional can refer: fill in our form"
        ),
        "Cost": "Free",
        "When": "Wednesday, 10am to midday Closed on bank holidays",
        "Where": (
            "The Old Bakery, 4 Mill Lane, YO24 9ZZ Level entrance. "
            "Map of The Old Bakery (on another site)"
        ),
        "Languages": "Polish",
        "Run by": "Rowan Project",
    }
    assert page.select_one('.cw-contact a[href="tel:+441632960161"]')
    assert not page.select("iframe")


def test_sensitive_service_has_a_neutral_title_and_the_way_out(visitor):
    PhoneNumberFactory(contact=ContactFactory(is_help_line=True), number="0800 1111")
    service = ServiceFactory(
        name="Rowan Girls", topics=[TopicFactory(is_sensitive=True)]
    )

    page = visitor.get(f"/services/{service.pk}/")

    assert page.title.get_text().startswith("Support service –")
    assert "Rowan" not in str(page.head)
    assert page.select_one(".govuk-exit-this-page")
    assert "0800 1111" in page.select_one(".cw-help").get_text()
    assert visitor.response["Cache-Control"] == "no-store"
    assert visitor.response["Referrer-Policy"] == "no-referrer"


def test_other_services_may_be_kept_by_anybody(visitor):
    service = ServiceFactory()

    visitor.get(f"/services/{service.pk}/")

    assert "public" in visitor.response["Cache-Control"]
    assert visitor.response["Referrer-Policy"] == "no-referrer"


def test_service_nobody_confirmed_says_since_when(visitor):
    service = ServiceFactory(
        verified_on=timezone.localdate() - timedelta(days=6 * 31 + 30)
    )

    page = visitor.get(f"/services/{service.pk}/")

    warning = page.select_one(".govuk-warning-text").get_text()
    assert "Not confirmed since" in warning


@pytest.mark.parametrize(
    "values", [{"is_published": False}, {"verified_on": date(2020, 1, 1)}]
)
def test_service_that_is_not_shown_has_no_page(visitor, values):
    service = ServiceFactory(**values)

    visitor.fetch(f"/services/{service.pk}/", status=404)
    visitor.fetch(f"/services/{service.pk}/dates.ics", status=404)


def _file(visitor, service):
    answer = visitor.fetch(f"/services/{service.pk}/dates.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = icalendar.Calendar.from_ical(answer.content)
    return list(calendar.walk("VEVENT"))


def test_calendar_file_has_each_meeting_of_each_group(visitor):
    service = ServiceFactory(name="Steady", place="Library")
    group = ServiceGroupFactory(service=service, title="Mornings")

    events = _file(visitor, service)

    assert [str(event["uid"]).split("@")[0] for event in events] == [
        f"{group.uid}-{number}" for number in range(1, 6)
    ]
    assert str(events[0]["summary"]) == "Steady: Mornings"
    assert str(events[0]["location"]) == "Library"
    assert events[0]["dtstart"].dt.isoformat() == "2025-04-30T10:30:00+01:00"
    assert events[0]["dtend"].dt.isoformat() == "2025-04-30T12:00:00+01:00"


def test_calendar_file_stays_the_same_until_something_changes(visitor):
    service = ServiceGroupFactory().service

    first = visitor.fetch(f"/services/{service.pk}/dates.ics").content
    again = visitor.fetch(f"/services/{service.pk}/dates.ics").content

    assert first == again


def test_calendar_of_a_sensitive_service_does_not_name_it(visitor):
    service = ServiceFactory(name="Rowan Girls", is_sensitive=True)
    ServiceGroupFactory(service=service, title="Healing")

    answer = visitor.fetch(f"/services/{service.pk}/dates.ics")

    assert b"Rowan" not in answer.content
    assert b"Healing" not in answer.content
    assert answer["Cache-Control"] == "no-store"


def test_service_without_groups_has_no_calendar_file(visitor):
    visitor.fetch(f"/services/{ServiceFactory().pk}/dates.ics", status=404)
