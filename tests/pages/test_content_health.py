"""What the content-health report finds, and that it stays cheap."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect

from commonweal.pages.actions import override_question
from commonweal.pages.content_health import Row, Section, examine_home, examine_site
from commonweal.pages.models import NewsPage
from tests.directory.factories import PhoneNumberFactory
from tests.pages.factories import (
    NewsPageFactory,
    PolicyPageFactory,
    StandardPageFactory,
    StatementPageFactory,
    news_index,
    text,
)
from tests.people.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2025, 3, 20, 9, 0, tzinfo=UTC)
TODAY = date(2025, 3, 20)
WRONG = "Wednesday 21 March"
MESSAGE = (
    "21 March 2025 is a Friday, not a Wednesday. Check the day, the month and the year."
)


def _found(name: str) -> list[tuple[str, str]]:
    """The title and note of each row of one section."""
    (section,) = [found for found in examine_site(now=NOW) if found.name == name]
    return [(row.title, row.note) for row in section.rows]


def _news(title: str, **fields: Any) -> NewsPage:
    return NewsPageFactory(title=title, published_on=TODAY, **fields)


def test_every_row_leads_to_the_editor() -> None:
    page = _news("Webinar", live=False, dates_in_words=WRONG)

    (row,) = next(s for s in examine_site(now=NOW) if s.name == "dates").rows

    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert row == Row("Webinar", edit, MESSAGE)


def test_dates_in_question_are_found_in_drafts_and_in_drafts_on_top() -> None:
    _news("A draft", live=False, dates_in_words=WRONG)
    on_top = _news("A draft on top", dates_in_words="Friday 21 March")
    on_top.dates_in_words = WRONG
    on_top.save_revision()
    _news("Clear", dates_in_words="Friday 21 March")

    found = _found("dates")

    assert found == [
        ("A draft on top", f"In the draft: {MESSAGE}"),
        ("A draft", MESSAGE),
    ]


def test_dates_in_question_are_found_on_pages_live_before_the_rule() -> None:
    page = _news("Old", live=False, dates_in_words=WRONG)
    NewsPage.objects.filter(pk=page.pk).update(live=True)

    assert _found("dates") == [("Old", MESSAGE)]


def test_overridden_dates_stand_with_their_reason() -> None:
    page = _news("Quoted", live=False, dates_in_words=WRONG, shows="evergreen")
    (question,) = page.undecided_questions()
    override_question(page, question=question, reason="As printed.", by=None, at=NOW)
    page.save_revision().publish()

    assert _found("overridden") == [
        ("Quoted", "“Wednesday 21 March” stands as it is: As printed.")
    ]
    assert _found("dates") == []


def test_imported_drafts_wait_for_a_decision() -> None:
    _news("Imported", live=False, imported_from="april.txt")
    _news("Published", imported_from="april.txt")
    _news("Written here", live=False)

    assert _found("imported") == [
        ("Imported", "Imported from april.txt; not published yet.")
    ]


def test_what_ends_within_14_days_is_found_soonest_first() -> None:
    for title, days in (("Later", 13), ("Soon", 2), ("Far", 15), ("Over", -1)):
        _news(title, shows="until", show_until=NOW + timedelta(days=days))
    PolicyPageFactory(title="A policy", show_until=NOW + timedelta(days=5))

    assert _found("expiring") == [
        ("Soon", "Shows until 9am on Saturday 22 March 2025."),
        ("A policy", "Shows until 9am on Tuesday 25 March 2025."),
        ("Later", "Shows until 10am on Wednesday 2 April 2025."),
    ]


def test_reviews_due_are_found_longest_due_first() -> None:
    StandardPageFactory(title="Coming", review_on=date(2025, 4, 3))
    PolicyPageFactory(title="Passed", review_on=date(2025, 1, 2))
    StandardPageFactory(title="Not yet", review_on=date(2025, 4, 4))
    StandardPageFactory(title="Draft", review_on=date(2025, 1, 2), live=False)

    assert _found("review") == [
        ("Passed", "Review was due Thursday 2 January 2025."),
        ("Coming", "Review is due Thursday 3 April 2025."),
    ]


@pytest.mark.parametrize(
    ("checked_on", "found"),
    [
        (
            date(2024, 3, 20),
            [("Accessibility statement", "Last checked on 20 March 2024.")],
        ),
        (date(2024, 3, 21), []),
    ],
)
def test_statements_are_due_after_a_year(
    checked_on: date, found: list[tuple[str, str]]
) -> None:
    StatementPageFactory(checked_on=checked_on)

    assert _found("statements") == found


def _link(href: str) -> dict[str, Any]:
    return text(f'<p><a href="{href}">There</a></p>')


def test_links_to_pages_that_are_gone_are_found() -> None:
    draft = StandardPageFactory(title="A draft", live=False)
    there = StandardPageFactory(title="There")
    StandardPageFactory(
        title="Links",
        body=[
            text(f'<p><a id="{draft.pk}" linktype="page">A</a></p>'),
            text(f'<p><a linktype="page" id="{there.pk}">B</a></p>'),
            text('<p><a linktype="document" id="999">C</a></p>'),
            {"type": "action", "value": {"text": "D", "page": 998, "address": ""}},
        ],
    )

    assert _found("links") == [
        ("Links", "Links to a page that is not published or was deleted."),
        ("Links", "Links to a document that was deleted."),
        ("Links", "Links to a page that is not published or was deleted."),
    ]


@pytest.mark.parametrize(
    ("href", "is_broken"),
    [
        ("/no-such-page/", True),
        ("http://testserver/no-such-page/", True),
        ("/news/no-such-item/", True),
        ("/links/", False),
        ("/links/?page=2#top", False),
        ("http://testserver/links/", False),
        ("/news/all/", False),
        ("/news/archive/2024/", False),
        ("/sitemap.xml", False),
        ("/old/", False),
        ("/static/design/mark.svg", False),
        ("https://example.org/no-such-page/", False),
        ("mailto:team@example.org", False),
        ("#top", False),
    ],
)
def test_addresses_typed_by_hand_are_looked_up(href: str, *, is_broken: bool) -> None:
    news_index()
    page = StandardPageFactory(title="Links", body=[_link(href)])
    Redirect.objects.create(old_path="/old", redirect_page=page)

    path = href.removeprefix("http://testserver")
    broken = [("Links", f"Links to {path}, and no page is there.")]
    assert _found("links") == (broken if is_broken else [])


def test_pictures_without_words_are_found() -> None:
    picture = {"image": 1, "alternative_text": "", "decorative": False, "caption": ""}
    StandardPageFactory(
        title="Pictures",
        body=[
            {"type": "image", "value": picture},
            {"type": "image", "value": {**picture, "decorative": True}},
            {"type": "image", "value": {**picture, "alternative_text": "A bridge."}},
        ],
    )

    assert _found("pictures") == [("Pictures", "1 picture without alternative text.")]


def test_numbers_outside_the_register_are_found() -> None:
    PhoneNumberFactory(number="01632 960001")
    StandardPageFactory(
        title="Numbers", body=[text("<p>Ring 01632 960 001 or 01632 960 002.</p>")]
    )

    assert _found("numbers") == [("Numbers", "01632 960 002 is not in the register.")]


def _queries(count: int) -> int:
    for number in range(count):
        _news(
            f"Item {number} of {count}",
            dates_in_words="Friday 21 March",
            body=[_link("/news/"), text("<p>01632 960 003</p>")],
        )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        examine_site(now=NOW)
    return len(queries)


def test_the_number_of_queries_does_not_grow_with_the_site() -> None:
    examine_site(now=NOW)  # Content types are looked up once.

    few, many = _queries(2), _queries(12)

    assert few == many


def test_the_report_is_shown_to_staff(client: Client) -> None:
    _news("Webinar", live=False, dates_in_words=WRONG)
    address = reverse("pages_content_health")

    signed_out = client.get(address)
    client.force_login(AdministratorFactory())
    shown = str(client.get(address).content, "utf-8")

    assert signed_out.status_code == 302
    assert MESSAGE in shown
    assert "No link on this site is broken." in shown


def test_the_first_page_of_the_admin_shows_what_to_look_at(client: Client) -> None:
    client.force_login(AdministratorFactory())

    calm = str(client.get("/admin/").content, "utf-8")
    _news("Webinar", live=False, dates_in_words=WRONG)
    busy = str(client.get("/admin/").content, "utf-8")

    assert "Nothing this week" in calm
    assert MESSAGE in busy


def test_examine_home_leaves_out_what_is_in_order() -> None:
    _news("Soon", shows="until", show_until=NOW + timedelta(days=2))
    _news("Next week", shows="until", show_until=NOW + timedelta(days=8))

    sections = [(s.heading, [r.title for r in s.rows]) for s in examine_home(now=NOW)]

    assert sections == [("Leaving the lists this week", ["Soon"])]
    assert all(isinstance(found, Section) for found in examine_home(now=NOW))
