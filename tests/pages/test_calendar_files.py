"""Calendar files, read back with the icalendar package."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from commonweal.pages.models import NewsPage, Occasion
from tests.pages.factories import CalendarPageFactory, NewsPageFactory
from tests.pages.moments import LONDON, visitor_at

pytestmark = pytest.mark.django_db

OnCommit = Callable[..., AbstractContextManager[Any]]
NOON = (2026, 6, 10, 12)


@pytest.fixture(autouse=True)
def _calendar() -> None:
    CalendarPageFactory.create()


def item(title: str, words: str, **fields: Any) -> NewsPage:
    return NewsPageFactory.create(
        title=title,
        dates_in_words=words,
        **{"published_on": date(2024, 1, 5), **fields},
    )


def events(address: str, moment: tuple[int, ...] = NOON) -> list[Any]:
    """Return the events of the file at an address, in its order."""
    content = visitor_at(*moment).fetch(address).content
    return list(Calendar.from_ical(content).walk("VEVENT"))


def titles(address: str, moment: tuple[int, ...] = NOON) -> list[str]:
    return [str(event["summary"]) for event in events(address, moment)]


def test_item_file_holds_each_of_its_dates_as_the_item_says() -> None:
    item("Briefing", "Tuesday 16 June 2026, 10am to 11.30am", summary="For schools.")

    (event,) = events("/news/briefing/dates.ics")

    occasion = Occasion.objects.get()
    assert event["uid"] == f"{occasion.uid}@testserver"
    assert event["summary"] == "Briefing"
    assert event["dtstart"].dt == datetime(2026, 6, 16, 10, tzinfo=LONDON)
    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event["dtend"].dt == datetime(2026, 6, 16, 11, 30, tzinfo=LONDON)
    assert event["url"] == "http://testserver/news/briefing/"
    assert "For schools." in event["description"]
    assert event["sequence"] == 0
    assert event["last-modified"].dt == occasion.changed_at.replace(microsecond=0)
    assert event["dtstamp"].dt == occasion.changed_at.replace(microsecond=0)


@pytest.mark.parametrize(
    ("words", "starts_at"),
    [
        (
            "Wednesday 25 March 2026, 10am to 11am",
            datetime(2026, 3, 25, 10, tzinfo=UTC),
        ),
        ("Wednesday 1 April 2026, 10am to 11am", datetime(2026, 4, 1, 9, tzinfo=UTC)),
        (
            "Saturday 24 October 2026, 10am to 11am",
            datetime(2026, 10, 24, 9, tzinfo=UTC),
        ),
        (
            "Monday 26 October 2026, 10am to 11am",
            datetime(2026, 10, 26, 10, tzinfo=UTC),
        ),
    ],
)
def test_times_are_right_on_both_sides_of_the_clock_change(
    words: str, starts_at: datetime
) -> None:
    item("Briefing", words)

    (event,) = events("/news/briefing/dates.ics")

    assert event["dtstart"].dt.astimezone(UTC) == starts_at
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=1)


def test_period_ends_the_day_after_its_last_and_takes_nobody_s_time() -> None:
    item("Carers Week", "Monday 8 to Sunday 14 June 2026")

    (event,) = events("/news/carers-week/dates.ics")

    assert event["dtstart"].dt == date(2026, 6, 8)
    assert event["dtend"].dt == date(2026, 6, 15)
    assert event["transp"] == "TRANSPARENT"


def test_uid_stays_and_sequence_rises_when_a_date_moves() -> None:
    page = item("Briefing", "Tuesday 16 June 2026, 10am to 11am")
    (before,) = events("/news/briefing/dates.ics")

    page.dates_in_words = "Wednesday 17 June 2026, 10am to 11am"
    page.save_revision().publish()

    (after,) = events("/news/briefing/dates.ics")
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after["dtstart"].dt == datetime(2026, 6, 17, 10, tzinfo=LONDON)
    assert after["last-modified"].dt > before["last-modified"].dt


def test_place_is_said_as_far_as_it_is_known() -> None:
    page = item(
        "Briefing", "Tuesday 16 June 2026, 10am to 11am\nWednesday 17 June 2026"
    )
    first, second = page.occasions.all()
    Occasion.objects.filter(pk=first.pk).update(venue="West Offices")
    Occasion.objects.filter(pk=second.pk).update(mode="online")

    places = [event["location"] for event in events("/news/briefing/dates.ics")]

    assert places == ["West Offices", "Online"]


def test_file_is_a_calendar_with_a_name_that_may_be_kept() -> None:
    item("Briefing", "Tuesday 16 June 2026, 10am to 11am")

    response = visitor_at(*NOON).fetch("/calendar/feed.ics")

    calendar = Calendar.from_ical(response.content)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="calendar.ics"'
    assert response["Cache-Control"] == "public, max-age=300"
    assert calendar["version"] == "2.0"
    assert str(calendar["x-wr-calname"]).endswith(": Calendar")
    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]
    assert not visitor_at(*NOON).client.get("/calendar/feed.ics").cookies


def test_same_file_at_any_moment_is_answered_with_a_304() -> None:
    item("Briefing", "Tuesday 16 June 2026, 10am to 11am")
    etag = visitor_at(*NOON).fetch("/calendar/feed.ics")["ETag"]

    later = visitor_at(2026, 6, 12, 9).client.get(
        "/calendar/feed.ics", headers={"if-none-match": etag}
    )

    assert later.status_code == 304


def test_whole_calendar_goes_back_24_months_and_ahead_for_ever() -> None:
    item(
        "Talks",
        "Friday 31 May 2024\nSaturday 1 June 2024\nTuesday 16 June 2026\n"
        "Monday 10 June 2030",
        shows=NewsPage.Shows.EVERGREEN,
    )

    days = [event["dtstart"].dt for event in events("/calendar/feed.ics")]

    assert days == [date(2024, 6, 1), date(2026, 6, 16), date(2030, 6, 10)]


def test_archived_item_keeps_its_own_file_and_its_past_in_the_whole() -> None:
    item("Briefing", "Tuesday 2 June 2026, 10am to 11am")

    assert titles("/news/briefing/dates.ics") == ["Briefing"]
    assert titles("/calendar/feed.ics") == ["Briefing"]


def test_item_archived_early_takes_its_coming_dates_out_of_the_whole() -> None:
    item(
        "Briefing",
        "Tuesday 2 June 2026\nTuesday 16 June 2026",
        shows=NewsPage.Shows.UNTIL,
        show_until=datetime(2026, 6, 10, 12, tzinfo=LONDON),
    )

    before = [e["dtstart"].dt for e in events("/calendar/feed.ics", (2026, 6, 10, 11))]
    after = [e["dtstart"].dt for e in events("/calendar/feed.ics", NOON)]

    assert before == [date(2026, 6, 2), date(2026, 6, 16)]
    assert after == [date(2026, 6, 2)]


def test_item_without_dates_has_no_file() -> None:
    item("Form", "")

    visitor_at(*NOON).fetch("/news/form/dates.ics", status=404)


def test_file_of_an_item_whose_time_has_not_come_does_not_exist() -> None:
    item("Launch", "Tuesday 16 June 2026", published_on=date(2026, 6, 11))

    visitor_at(2026, 6, 10, 23, 59).fetch("/news/launch/dates.ics", status=404)
    visitor_at(2026, 6, 11).fetch("/news/launch/dates.ics")


def test_unpublished_item_has_no_file_and_leaves_the_whole() -> None:
    page = item("Briefing", "Tuesday 2 June 2026")

    page.unpublish()

    visitor_at(*NOON).fetch("/news/briefing/dates.ics", status=404)
    assert titles("/calendar/feed.ics") == []


def test_restricted_item_has_no_file_and_is_not_in_the_whole() -> None:
    page = item("Members only", "Tuesday 16 June 2026")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    visitor_at(*NOON).fetch("/news/members-only/dates.ics", status=404)
    assert titles("/calendar/feed.ics") == []


def test_file_of_a_sensitive_item_leaves_no_trail() -> None:
    item("Group", "Tuesday 16 June 2026", is_sensitive=True)

    response = visitor_at(*NOON).fetch("/news/group/dates.ics")

    assert response["Cache-Control"] == "no-store"


def test_file_follows_a_renamed_item(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    page = item("Briefing", "Tuesday 16 June 2026")
    page.slug = "briefings"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    response = visitor_at(*NOON).client.get("/news/briefing/dates.ics")

    assert response.status_code == 301
    assert response["Location"].endswith("/news/briefings/dates.ics")


@pytest.mark.parametrize(
    "name", ["feed.rss", "feed.atom", "feed.json", "briefing/dates.ics"]
)
def test_files_follow_a_renamed_index(
    name: str, django_capture_on_commit_callbacks: OnCommit
) -> None:
    page = item("Briefing", "Tuesday 16 June 2026")
    index = page.get_parent().specific
    index.slug = "latest"
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()

    response = visitor_at(*NOON).client.get(f"/news/{name}")

    assert response.status_code == 301
    assert response["Location"].endswith(f"/latest/{name}")


def test_title_with_line_ends_and_semicolons_is_read_back_whole() -> None:
    item("Tea; cake, and – “talk”", "Tuesday 16 June 2026", slug="tea")

    assert titles("/news/tea/dates.ics") == ["Tea; cake, and – “talk”"]


def test_addresses_of_files_begin_with_their_page_s_own() -> None:
    assert reverse("item_dates", args=["news/a/"]) == "/news/a/dates.ics"
    assert reverse("calendar_feed", args=["calendar/"]) == "/calendar/feed.ics"
