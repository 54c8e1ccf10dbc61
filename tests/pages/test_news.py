from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from commonweal.pages.models import NewsPage, Occasion
from tests.directory.factories import (
    ContactFactory,
    PartnerFactory,
    PhoneNumberFactory,
    TopicFactory,
)
from tests.pages.factories import NewsPageFactory, heading, news_index, text

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
PUBLISHED = date(2025, 3, 14)
TWO_DATES = "Thursday 29 May, 10am to 2pm\nThursday 27 November, 10am to 2pm"


def _item(**fields):
    return NewsPageFactory(**{"published_on": PUBLISHED, **fields})


def test_item_stores_the_occasions_its_words_name():
    page = _item(dates_in_words=TWO_DATES)

    stored = [(o.kind, o.start, o.end) for o in page.occasions.all()]

    assert stored == [
        (
            "event",
            datetime(2025, 5, 29, 10, tzinfo=LONDON),
            datetime(2025, 5, 29, 14, tzinfo=LONDON),
        ),
        (
            "event",
            datetime(2025, 11, 27, 10, tzinfo=LONDON),
            datetime(2025, 11, 27, 14, tzinfo=LONDON),
        ),
    ]


def test_item_shows_until_its_last_occasion_is_over_unless_told_otherwise():
    until = datetime(2026, 1, 31, 17, tzinfo=UTC)

    by_dates = _item(dates_in_words=TWO_DATES)
    by_hand = _item(dates_in_words=TWO_DATES, shows="until", show_until=until)
    evergreen = _item(dates_in_words=TWO_DATES, shows="evergreen")
    undated = _item()

    assert by_dates.visible_until == datetime(2025, 11, 27, 14, tzinfo=LONDON)
    assert by_hand.visible_until == until
    assert (evergreen.visible_until, undated.visible_until) == (None, None)


def test_item_whose_dates_contradict_themselves_has_none_in_the_diary():
    page = _item(dates_in_words="Wednesday 21 March, 9.15am to 3pm", live=False)

    assert list(page.occasions.all()) == []
    assert [q.code for q in page.read_dates().refusing] == ["weekday"]


def test_item_is_not_listed_before_the_day_it_is_published_on():
    page = _item()

    eve = datetime(2025, 3, 13, 23, 59, tzinfo=LONDON)

    assert list(NewsPage.objects.current(now=eve)) == []
    assert list(NewsPage.objects.current(now=eve + timedelta(minutes=1))) == [page]


def test_occasion_keeps_its_identity_and_counts_up_when_its_date_moves():
    page = _item(dates_in_words=TWO_DATES)
    first, second = page.occasions.all()

    page.dates_in_words = (
        "Friday 30 May, 10am to 2pm\nThursday 27 November, 10am to 2pm"
    )
    page.save()

    moved, same = page.occasions.all()
    assert (moved.uid, moved.sequence) == (first.uid, first.sequence + 1)
    assert (same.uid, same.sequence, same.changed_at) == (
        second.uid,
        second.sequence,
        second.changed_at,
    )


def test_occasion_taken_out_of_the_words_is_deleted():
    page = _item(dates_in_words=TWO_DATES)

    page.dates_in_words = "Thursday 27 November, 10am to 2pm"
    page.save()

    assert [str(o.first_day) for o in page.occasions.all()] == ["2025-11-27"]


def test_draft_changes_of_a_live_item_leave_its_occasions_alone():
    page = _item(dates_in_words=TWO_DATES)

    page.dates_in_words = "Friday 30 May, 10am to 2pm"
    page.save_revision()

    stored = Occasion.objects.filter(page=page)
    assert [str(o.first_day) for o in stored] == ["2025-05-29", "2025-11-27"]


def test_archived_item_keeps_its_past_occasions_in_the_calendar_and_hides_coming_ones():
    page = _item(
        dates_in_words=TWO_DATES,
        shows="until",
        show_until=datetime(2025, 6, 30, tzinfo=LONDON),
    )
    later = datetime(2025, 12, 24, tzinfo=LONDON)

    shown = Occasion.objects.public(now=later)

    assert [(o.page_id, str(o.first_day)) for o in shown] == [(page.pk, "2025-05-29")]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"booking": "elsewhere"}, {"booking_partner", "booking_address"}),
        ({"booking": "email"}, {"booking_contact"}),
        ({"booking": "phone"}, {"booking_contact"}),
        ({"shows": "until"}, {"show_until"}),
        ({}, set()),
    ],
)
def test_clean_names_the_fields_that_a_choice_needs(fields, wrong):
    page = NewsPageFactory.build(slug="item", **fields)
    page.path, page.depth, page.locale = "00010001", 2, news_index().locale

    try:
        page.clean()
    except ValidationError as error:
        found = set(error.message_dict)
    else:
        found = set()

    assert found == wrong


def test_item_page_shows_dates_with_the_past_ones_struck_through(visitor):
    ahead = timezone.localdate() + timedelta(days=30)
    page = _item(
        dates_in_words=f"Thursday 29 May 2025, 10am to 2pm\n{ahead:%-d %B %Y}, 10am to 2pm"
    )

    shown = visitor.get(page.url).select(".cw-dates__item")

    past, coming = shown
    assert past.find("s").get_text() == "Thursday 29 May 2025, 10am to 2pm"
    assert past.get_text().startswith("Past: ")
    assert coming.find("s") is None


def test_item_page_shows_everything_an_editor_gave_it(visitor):
    partner = PartnerFactory(name="Next Door Partnership")
    page = _item(
        title="Harmful behaviour course",
        summary="Three half days.",
        topics=[TopicFactory(name="Harm", slug="harm")],
        joint_with=[partner],
        booking="elsewhere",
        booking_partner=partner,
        booking_address="https://next.example.org/book",
        body=[heading("Who it is for"), text("<p>For everyone.</p>")],
    )

    shown = visitor.get(page.url)

    words = shown.get_text(" ", strip=True)
    for expected in (
        "Published 14 March 2025",
        "Three half days.",
        "Jointly with Next Door Partnership",
        "Who it is for",
        "For everyone.",
        "Book on the website of Next Door Partnership",
        "Harm",
    ):
        assert expected in words
    assert shown.find("a", href="https://next.example.org/book")


def test_item_booked_by_phone_shows_the_contact_from_the_register(visitor):
    contact = ContactFactory(name="Training desk", email="desk@example.org")
    page = _item(booking="email", booking_contact=contact)

    shown = visitor.get(page.url)

    assert shown.find("a", href="mailto:desk@example.org")


def test_replaced_item_points_to_its_successor_once_archived(visitor):
    old = _item(
        title="Old course", shows="until", show_until=datetime(2025, 4, 1, tzinfo=UTC)
    )
    new = _item(title="New course", replaces=old)

    shown_old, shown_new = visitor.get(old.url), visitor.get(new.url)

    assert shown_old.select_one(".cw-archived a")["href"] == new.url
    assert shown_new.find("a", href=old.url)


def test_item_is_kept_no_longer_than_until_its_next_date_passes(visitor):
    soon = timezone.localtime(timezone.now() + timedelta(minutes=2))
    page = _item(
        dates_in_words=f"Closes {soon:%-I:%M%p} on {soon:%-d %B %Y}".replace(
            "AM", "am"
        ).replace("PM", "pm")
    )

    response = visitor.fetch(page.url)

    age = int(response["Cache-Control"].split("max-age=")[1])
    assert 0 < age <= 120


def test_queries_of_an_item_stay_within_a_dozen_however_much_news_there_is(
    visitor, django_assert_max_num_queries
):
    contact = PhoneNumberFactory().contact
    old, *_others, page = [
        _item(dates_in_words=TWO_DATES, topics=[TopicFactory()]) for _ in range(3)
    ]
    page.replaces, page.booking, page.booking_contact = old, "phone", contact
    page.save()
    visitor.get(page.url)

    with django_assert_max_num_queries(12):
        visitor.get(page.url)
