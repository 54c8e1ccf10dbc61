from datetime import UTC, date, datetime, timedelta

import pytest

from commonweal.directory.actions import tell_change
from commonweal.directory.links import read_token, token_for
from commonweal.directory.models import OwnerMessage
from commonweal.pages.services_report import examine_services
from commonweal.people.spreadsheets import read_table
from tests.directory.factories import (
    PhoneNumberFactory,
    ReferralFactory,
    ServiceFactory,
)
from tests.pages.factories import StandardPageFactory, home_page
from tests.people.factories import EditorFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 12)
REPORT = "/admin/reports/services/"


def _found(name):
    (section,) = [each for each in examine_services(today=TODAY) if each.name == name]
    return [(row.title, row.note) for row in section.rows]


def test_services_nobody_confirmed_are_sorted_by_what_becomes_of_them():
    ServiceFactory(name="Fresh", verified_on=TODAY)
    ServiceFactory(
        name="Due", verified_on=date(2025, 11, 12), owner_email="a@example.org"
    )
    ServiceFactory(
        name="Marked", verified_on=date(2025, 10, 15), asked_on=date(2026, 4, 15)
    )
    ServiceFactory(
        name="Hidden",
        verified_on=date(2025, 8, 20),
        asked_on=date(2026, 2, 20),
        owner_email="b@example.org",
    )
    ServiceFactory(name="Draft", verified_on=date(2020, 1, 1), is_published=False)

    assert _found("due") == [
        ("Due", "Last confirmed on 12 November 2025. Nobody has been asked.")
    ]
    assert _found("in-doubt") == [
        ("Marked", "Last confirmed on 15 October 2025. It has no owner to ask.")
    ]
    assert _found("hidden") == [
        (
            "Hidden",
            "Last confirmed on 20 August 2025. Its owner was asked on 20 February 2026.",
        )
    ]


def test_dead_links_are_found_in_words_website_and_ways_in():
    home_page()
    page = StandardPageFactory(slug="here")
    gone = StandardPageFactory(slug="gone", live=False)
    ServiceFactory(
        name="Words",
        description=(
            f'<p><a linktype="page" id="{page.pk}">here</a>'
            f'<a linktype="page" id="{gone.pk}">gone</a>'
            '<a linktype="document" id="99">paper</a></p>'
        ),
    )
    ReferralFactory(service__name="Way in", way="form", address="/nowhere/")
    ReferralFactory(service__name="Right way in", way="form", address="/here/")
    ServiceFactory(name="Elsewhere", website="https://elsewhere.example.org/gone/")

    assert sorted(_found("links")) == [
        ("Way in", "Links to /nowhere/, and no page is there."),
        ("Words", "Links to a document that was deleted."),
        ("Words", "Links to a page that is not published or was deleted."),
    ]


def test_numbers_that_are_not_in_the_register_are_found():
    PhoneNumberFactory(number="01632 960001")
    ServiceFactory(
        name="Typed", description="<p>Ring 01632 960001 or (01632) 960 002.</p>"
    )
    ServiceFactory(
        name="Imported", numbers_to_check="+441632960003\n+441632960001\nnone"
    )

    assert _found("numbers") == [
        ("Imported", "+441632960003 is not in the register."),
        ("Imported", "none is not in the register."),
        ("Typed", "(01632) 960 002 is not in the register."),
    ]


def test_report_asks_as_often_for_many_services_as_for_one(
    django_assert_num_queries, django_assert_max_num_queries
):
    home_page()
    ReferralFactory()
    with django_assert_max_num_queries(20) as few:
        examine_services(today=TODAY)
    for _ in range(5):
        ReferralFactory()

    with django_assert_num_queries(len(few)):
        examine_services(today=TODAY)


@pytest.fixture
def editor(visitor):
    visitor.sign_in(EditorFactory())
    return visitor


def _message():
    service = ServiceFactory(name="Rowan", owner_email="owner@example.org")
    service.verified_on -= timedelta(days=250)
    service.save()
    return tell_change(
        named=read_token(token_for(service)),
        words="We meet on Tuesdays.",
        at=datetime(2026, 5, 12, 9, tzinfo=UTC),
    )


def test_editor_reads_a_message_and_marks_it_as_seen_to(editor):
    message = _message()
    assert "We meet on Tuesdays." in editor.fetch(REPORT).content.decode()

    editor.send(f"{REPORT}messages/{message.pk}/done/", status=302)

    assert OwnerMessage.objects.get().done_at
    assert "We meet on Tuesdays." not in editor.fetch(REPORT).content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_report_is_a_spreadsheet_too_without_the_words_of_owners(editor, form):
    _message()

    answer = editor.fetch(f"{REPORT}download.{form}")

    rows = read_table(f"report.{form}", answer.content)
    assert rows[0] == ["what", "service", "note"]
    assert ["Message from its owner", "Rowan", "Sent on 12 May 2026."] in rows
    assert "Tuesdays" not in str(rows)
    assert "no-store" in answer["Cache-Control"]


def test_report_in_another_form_is_not_there(editor):
    editor.fetch(f"{REPORT}download.pdf", status=404)


def test_others_cannot_open_the_report(visitor):
    visitor.sign_in(PersonFactory())

    visitor.fetch(REPORT, status=302)
    visitor.fetch(f"{REPORT}download.csv", status=302)
