"""The whole demonstration, made once for this module and taken back after it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker
from wagtail.images.models import Image
from wagtail.models import Page, Revision, Site
from wagtail.permissions import policy_registry

from commonweal.design.models import Brand
from commonweal.directory.models import Contact, PhoneNumber
from commonweal.pages.actions import publish_due
from commonweal.pages.demonstration import demonstrate
from commonweal.pages.demonstration.site import NAME
from commonweal.pages.guardian import examine
from commonweal.pages.models import (
    ContentPage,
    HomePage,
    NewsPage,
    Occasion,
    PartnershipDocument,
    PolicyPage,
)
from commonweal.people.models import Organisation, Person
from commonweal.training.models import Booking, Course, Session
from tests.conftest import Visitor

NOW = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)
KNOWN_LINES = {"999", "101", "111", "116123", "+448001111", "+448088005000"}
DRAMA = ("+441632960", "+448081570", "+447700900")
DRAFTS = {"masterclass-safety-outside-the-home", "return-conversations-standard"}

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file open that it scales a picture into.
    pytest.mark.filterwarnings(
        "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
    ),
]


@pytest.fixture(scope="module")
def staff(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, Person]]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield demonstrate(now=NOW)
        transaction.set_rollback(True)


def _pages() -> list[ContentPage]:
    return [page.specific for page in Page.objects.filter(depth__gt=1)]


def test_the_site_has_every_kind_of_page(staff):
    kinds = Page.objects.filter(depth__gt=1).values_list(
        "content_type__model", flat=True
    )

    counts = {kind: list(kinds).count(kind) for kind in kinds}

    assert counts == {
        "homepage": 1,
        "standardpage": 7,
        "newsindexpage": 1,
        "newspage": 42,
        "calendarpage": 1,
        "topicindexpage": 1,
        "topicpage": 11,
        "policyindexpage": 1,
        "policypage": 8,
        "searchpage": 1,
        "statementpage": 3,
    }


def test_news_is_current_archived_or_yet_to_be_published(staff):
    news = NewsPage.objects.all()

    current, past = news.current(now=NOW), news.archived(now=NOW)

    assert (current.count(), past.count()) == (29, 11)
    assert set(news.filter(live=False).values_list("slug", flat=True)) == DRAFTS
    assert {page.published_on.year for page in past} == {2024, 2025, 2026}
    assert current.newest_first()[0].slug == "evening-and-weekend-number"


def test_every_live_item_is_free_of_questions_and_the_draft_is_not(staff):
    found = {
        page.slug: [question.code.value for question in findings.refusals]
        for page in NewsPage.objects.all()
        if (findings := examine(page, now=NOW)).refusals
    }

    assert found == {"masterclass-safety-outside-the-home": ["weekday"]}


def test_every_page_would_pass_an_editors_form(staff):
    for page in _pages():
        page.full_clean()
        for name in ("body", "contacts", "doors"):
            body = getattr(page, name, None)
            if body is not None:
                body.stream_block.clean(body)


def test_pages_bear_the_day_they_were_published_on(staff):
    live = NewsPage.objects.live()

    assert {
        page.slug
        for page in live
        if {page.first_published_at.date(), page.last_published_at.date()}
        != {page.published_on}
    } == set()
    assert not Occasion.objects.filter(page__live=True, changed_at__gte=NOW).exists()
    assert not Page.objects.filter(live=True, last_published_at__gte=NOW).exists()


def test_the_new_protocol_takes_the_place_of_the_old_agreement(staff):
    new = PolicyPage.objects.get(slug="information-sharing-protocol")

    assert new.supersedes.slug == "information-sharing-agreement-2-2"
    assert new.supersedes.specific.is_archived(now=NOW)


def test_documents_say_how_many_pages_they_have(staff):
    counts = PartnershipDocument.objects.order_by("title").values_list(
        "title", "page_count"
    )

    assert list(counts) == [
        ("Inspection of children’s services: summary of findings", 4),
        ("Right help, right time: levels of need and support", 2),
    ]


def test_the_site_answers_at_its_address_and_bears_the_partnerships_name(staff):
    site = Site.objects.get()

    assert (site.hostname, site.port, site.is_default_site) == ("testserver", 80, True)
    assert site.root_page.specific == HomePage.objects.get()
    assert Brand.for_site(site).partnership_name == NAME
    assert list(Page.objects.filter(depth=2)) == [HomePage.objects.get().page_ptr]


def test_the_menu_names_few_pages_and_search_last(staff):
    menu = Page.objects.filter(show_in_menus=True).order_by("path")

    assert [page.slug for page in menu] == [
        "worried-about-a-child",
        "news",
        "calendar",
        "topics",
        "policies",
        "about",
        "search",
    ]


def test_only_known_help_lines_have_numbers_that_ring(staff):
    numbers = {number.number for number in PhoneNumber.objects.all()}

    ringing = {number for number in numbers if not number.startswith(DRAMA)}
    assert ringing == KNOWN_LINES
    assert list(Contact.objects.filter(email="", website="", numbers=None)) == []


def test_staff_have_rights_and_no_passwords(staff):
    editor, administrator = (
        Person.objects.get(pk=staff[role].pk) for role in ("editor", "administrator")
    )

    assert [person.has_usable_password() for person in (editor, administrator)] == [
        False,
        False,
    ]
    assert administrator.is_superuser
    assert not editor.is_superuser
    news = Page.objects.get(slug="news")
    assert news.permissions_for_user(editor).can_publish_subpage()
    for right in (
        "wagtailadmin.access_admin",
        "directory.change_contact",
        "directory.add_topic",
        "design.change_brand",
    ):
        assert editor.has_perm(right), right
    for kind in (Image, PartnershipDocument):
        policy = policy_registry.get_by_type(kind)
        assert policy.user_has_permission(editor, "add")
        assert policy.user_has_permission(editor, "change")


def _everything() -> dict[str, list[object]]:
    kinds = (Page, Revision, Contact, Image, PartnershipDocument, Person, Occasion)
    return {kind.__name__: list(kind.objects.order_by("pk").values()) for kind in kinds}


def test_a_second_run_on_a_later_day_changes_nothing(staff):
    before = _everything()

    again = demonstrate(now=NOW + timedelta(days=40))

    assert again == staff
    assert _everything() == before


def test_one_item_has_dates_behind_and_ahead_of_the_first_day(staff):
    page = NewsPage.objects.get(slug="neglect-half-day-courses")

    dates = page.occasions.order_by("starts_at")

    assert [each.is_over(now=NOW) for each in dates] == [True, False, False, False]


def test_items_about_training_show_its_dates_and_no_others(staff):
    for page in NewsPage.objects.exclude(course=None):
        events = page.occasions.filter(kind="event")
        assert events.exists(), page.slug
        assert not events.filter(session=None).exists(), page.slug


def test_training_has_something_of_everything(staff):
    dated = Session.objects.select_related("course", "partner")
    standings = {session.standing(now=NOW) for session in dated}

    assert standings >= {
        Session.Standing.ANNOUNCED,
        Session.Standing.NOT_YET,
        Session.Standing.OPEN,
        Session.Standing.WAITING,
        Session.Standing.CANCELLED,
        Session.Standing.PAST,
    }
    assert {course.kind for course in Course.objects.all()} == set(Course.Kind.values)
    assert not [s for s in dated if s.taken != s.bookings.holding_places().count()]


def test_training_is_made_once(staff):
    before = Course.objects.count(), Session.objects.count()

    demonstrate(now=NOW + timedelta(days=1))

    assert (Course.objects.count(), Session.objects.count()) == before


def test_missing_staff_are_made_again(staff):
    # They have done much; so the account stays, under another address.
    Person.objects.filter(pk=staff["administrator"].pk).update(
        email="former@example.org", is_superuser=False
    )

    again = demonstrate(now=NOW)

    assert again["editor"] == staff["editor"]
    assert again["administrator"].pk != staff["administrator"].pk
    assert Person.objects.exclude(groups=None, is_superuser=False).count() == 2


def test_the_scheduled_item_goes_live_at_its_hour(staff):
    page = NewsPage.objects.get(slug="return-conversations-standard")

    before = list(publish_due(now=page.go_live_at - timedelta(minutes=1)))
    early = NewsPage.objects.live().filter(pk=page.pk).exists()
    after = list(publish_due(now=page.go_live_at))

    assert (before, early, after) == ([], False, [])
    assert NewsPage.objects.current(now=page.go_live_at).filter(pk=page.pk).exists()


def test_every_public_page_opens_and_its_links_lead_somewhere(staff, visitor: Visitor):
    pages = {page.url for page in Page.objects.live().filter(depth__gt=1)}
    linked = set()

    for path in sorted(pages):
        links = visitor.get(path).select("main a[href], header a[href], footer a[href]")
        linked |= {urljoin(path, str(link["href"])) for link in links}

    inside = {urlsplit(address).path for address in linked if address.startswith("/")}
    for path in sorted(inside - pages):
        assert visitor.fetch(path).getvalue(), path


def test_past_training_was_booked_before_and_its_registers_are_kept(staff):
    past = Booking.objects.filter(session__ends_at__lt=NOW - timedelta(days=30))

    assert not past.filter(booked_at__gte=F("session__starts_at")).exists()
    assert set(past.values_list("status", flat=True)) == {"attended", "absent"}
    assert not past.filter(attendances=None).exists()
    latest = Booking.objects.filter(
        session__ends_at__range=(NOW - timedelta(days=21), NOW)
    )
    assert set(latest.values_list("status", flat=True)) == {"confirmed"}


def test_every_organisation_has_a_team_booker_and_a_lead(staff):
    organisations = Organisation.objects.filter(memberships__isnull=False)

    assert organisations.exists()
    for right in ("is_team_booker", "is_organisation_lead"):
        wanted = {f"memberships__{right}": True}
        assert not organisations.exclude(**wanted).exists()


def test_pictures_are_described_wherever_they_stand(staff, visitor: Visitor):
    page = visitor.get("/news/childrens-services-rated-outstanding/")

    assert [image["alt"] for image in page.select("main img")] == [
        "Nine members of staff stand outside their office around a long banner with "
        "five gold stars."
    ]


def test_the_command_refuses_outside_a_demonstration(settings):
    settings.COMMONWEAL_DEMONSTRATION = False
    people = Person.objects.count()

    with pytest.raises(CommandError, match="not a demonstration") as refused:
        call_command("demonstrate")

    assert refused.value.returncode == 2
    assert Person.objects.count() == people


def test_the_command_names_the_staff(settings, capsys, staff):
    settings.COMMONWEAL_DEMONSTRATION = True

    call_command("demonstrate")

    assert capsys.readouterr().out == (
        "editor: editor@example.org\nadministrator: administrator@example.org\n"
    )
