"""The page of one date: when, where, and whether there is a place."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.training.models import BookingTerms, Session
from tests.directory.factories import PartnerFactory
from tests.training.factories import (
    NOW,
    STARTS,
    BookingFactory,
    SessionFactory,
    TermsFactory,
    VenueFactory,
)
from tests.training.reading import facts, read, text, visitor, warm_up

pytestmark = pytest.mark.django_db


def page_of(session: Session) -> BeautifulSoup:
    return read(f"/training/sessions/{session.pk}/")


def panel(session: Session) -> str:
    return text(page_of(session).select_one(".cw-panel"))


def test_session_says_when_it_meets_each_time():
    second = STARTS + timedelta(days=7)
    session = SessionFactory(
        ends_at=second + timedelta(hours=3),
        meetings=[
            (STARTS, STARTS + timedelta(hours=3)),
            (second, second + timedelta(hours=3)),
        ],
    )

    assert [text(li) for li in page_of(session).select(".cw-dates__item")] == [
        "Tuesday 19 May 2026, 9:30am to 12:30pm",
        "Tuesday 26 May 2026, 9:30am to 12:30pm",
    ]


def test_session_says_how_to_get_to_the_venue_and_into_it():
    venue = VenueFactory(
        name="Corn Hall",
        address="Market Street\nWickenhall\nWK2 1AA",
        map_link="https://maps.example.org/corn-hall",
        parking="Castle Street",
        public_transport="Bus 4",
        step_free="Level entrance",
        facilities="Hearing loop",
    )
    session = SessionFactory(venue=venue, room="Gallery", travel="Share a car.")

    page = page_of(session)

    found = facts(page)
    assert found["Where"] == "Gallery, Corn Hall"
    assert found["Address"].startswith(
        "Corn Hall Market Street Wickenhall WK2 1AA Map of"
    )
    rows = ("Room", "Bus and train", "Parking", "Step-free access", "On site", "Travel")
    assert [found[row] for row in rows] == [
        "Gallery",
        "Bus 4",
        "Castle Street",
        "Level entrance",
        "Hearing loop",
        "Share a car.",
    ]
    assert page.select_one("a[href='https://maps.example.org/corn-hall']") is not None
    assert page.select("iframe") == []


def test_online_link_is_nowhere_on_the_page():
    session = SessionFactory(
        online_link="https://meet.example.org/secret", course__delivery="online"
    )

    page = page_of(session)

    assert facts(page)["Where"].startswith("Online. People with a place are sent")
    assert "secret" not in str(page)


def test_open_session_offers_a_place_and_says_until_when():
    session = SessionFactory(capacity=3, taken=1)
    TermsFactory(cutoff_n=2, cutoff_unit="working-days", cutoff_anchor="close")

    assert panel(session) == (
        "Your place 2 places left Book a place "
        "Booking closes at 9:30am on Tuesday 19 May 2026. "
        "You can cancel free until 5pm on Friday 15 May 2026 . "
        "Add to your calendar without booking. Once you book, you are sent an entry of "
        "your own."
    )


def test_session_says_who_has_to_agree():
    TermsFactory(approval=BookingTerms.Approval.MANAGER)

    assert "Your line manager is asked by e-mail to agree." in panel(SessionFactory())


def test_session_too_near_to_cancel_free_says_so():
    session = SessionFactory(starts_at=NOW + timedelta(hours=3))

    assert "It is too late to book and still cancel free of charge." in panel(session)


def test_full_session_offers_the_waiting_list():
    session = SessionFactory(capacity=1)
    BookingFactory(session=session)

    words = panel(session)

    assert "Full, waiting list open" in words
    assert "Join the waiting list" in words


def test_session_with_a_full_waiting_list_offers_to_tell_of_new_dates():
    session = SessionFactory(capacity=1, taken=1, waiting_limit=0)

    page = page_of(session)

    assert "All places are taken, and the waiting list is full." in panel(session)
    link = page.select_one(".cw-panel a[href$='interest/']")
    assert link["href"] == f"/training/courses/{session.course.slug}/interest/"
    assert page.select(".cw-panel .govuk-button") == []


def test_session_booked_elsewhere_opens_there_and_says_where():
    session = SessionFactory(
        partner=PartnerFactory(name="Brackenshire"),
        partner_address="https://brackenshire.example.org/book",
        capacity=0,
    )

    page = page_of(session)

    button = page.select_one(".cw-panel .govuk-button")
    assert button["href"] == "https://brackenshire.example.org/book"
    assert "This date is booked with Brackenshire." in panel(session)
    assert "cancel free" not in panel(session)


def test_session_not_open_yet_says_when_it_opens():
    session = SessionFactory(booking_opens_at=NOW + timedelta(days=1))

    words = panel(session)

    assert "Booking opens at 10am on Tuesday 21 April 2026." in words
    assert "Book a place" not in words


def test_cancelled_session_says_so_first_and_why():
    session = SessionFactory(
        status=Session.Status.CANCELLED,
        cancelled_at=NOW,
        cancelled_because="The trainer is ill.",
    )

    page = page_of(session)

    banner = text(page.select_one(".govuk-notification-banner"))
    assert banner == (
        "Cancelled This date was cancelled on 20 April 2026. The trainer is ill."
    )
    assert page.select(".cw-panel .govuk-button") == []
    assert page.select(".cw-panel a[href$='dates.ics']") == []


def test_past_session_keeps_its_page_without_a_button():
    session = SessionFactory(starts_at=STARTS - timedelta(days=60))

    page = page_of(session)

    assert page.select_one(".cw-dates__item--past") is not None
    assert page.select(".cw-panel .govuk-button") == []
    assert "This date has passed." in panel(session)


def test_announced_session_says_that_dates_follow():
    session = SessionFactory(
        status=Session.Status.ANNOUNCED, starts_at=None, ends_at=None, expected="autumn"
    )

    page = page_of(session)

    assert [text(li) for li in page.select(".cw-dates__item")] == [
        "Dates to be confirmed, autumn"
    ]
    assert page.select("a[href$='dates.ics']") == []
    button = page.select_one(".cw-panel .govuk-button")
    assert (text(button), button["href"]) == (
        "Tell me when dates are out",
        f"/training/courses/{session.course.slug}/interest/",
    )


def test_trainers_are_not_named():
    session = SessionFactory()
    person = BookingFactory(session=session).attendee
    session.trainers.add(person)

    words = str(page_of(session))

    assert person.email not in words
    assert person.get_full_name() not in words


def test_draft_and_session_of_a_hidden_course_are_not_found():
    draft = SessionFactory(status=Session.Status.DRAFT)
    hidden = SessionFactory(course__is_published=False)

    for session in (draft, hidden):
        visitor().get(f"/training/sessions/{session.pk}/", status=404)


def test_session_names_the_other_dates_of_its_course():
    session = SessionFactory()
    other = SessionFactory(
        course=session.course, starts_at=STARTS + timedelta(days=7), taken=10
    )

    page = page_of(session)

    links = page.select("section[aria-labelledby=others] a")
    assert [link["href"] for link in links] == [f"/training/sessions/{other.pk}/"]


def test_session_asks_as_little_when_many_have_booked():
    session = SessionFactory(capacity=60, venue=VenueFactory())
    warm_up()
    counts = []
    for number in (2, 40):
        BookingFactory.create_batch(number, session=session)
        cache.clear()
        with CaptureQueriesContext(connection) as captured:
            page_of(session)
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_usual_terms_of_the_day_hold():
    TermsFactory(cutoff_n=5, cutoff_unit="days")
    policy = BookingTerms.objects.get().policy
    TermsFactory(
        policy=policy, applies_from=date(2026, 4, 20), cutoff_n=1, cutoff_unit="weeks"
    )

    assert "free until 5pm on Tuesday 12 May 2026" in panel(SessionFactory())


def test_end_of_a_day_is_told_as_its_last_minute():
    TermsFactory(cutoff_n=2, cutoff_unit="days", cutoff_anchor="midnight")

    assert "free until 11:59pm on Sunday 17 May 2026" in panel(SessionFactory())
