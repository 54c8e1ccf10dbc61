"""The site as readers see it at another moment."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from commonweal.pages.models import NewsPage, Occasion
from commonweal.pages.views.another_moment import moment_written
from tests.conftest import Visitor
from tests.pages.factories import (
    NewsPageFactory,
    StandardPageFactory,
    home_page,
    news_index,
    text,
)
from tests.people.factories import AdministratorFactory, PersonFactory

pytestmark = pytest.mark.django_db

DATES = "Thursday 29 May 2025, 10am to 2pm"


@pytest.fixture
def staff(visitor: Visitor) -> Visitor:
    visitor.sign_in(AdministratorFactory())
    return visitor


def _item(**fields: object) -> NewsPage:
    return NewsPageFactory(
        **{
            "title": "Spring webinar",
            "published_on": date(2025, 3, 20),
            "dates_in_words": DATES,
            **fields,
        }
    )


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-06-01T0900", datetime(2025, 6, 1, 8, 0, tzinfo=UTC)),
        ("2025-01-01T2359", datetime(2025, 1, 1, 23, 59, tzinfo=UTC)),
        ("2025-06-01T09:00", None),
        ("2025-02-30T0900", None),
        ("1999-12-31T0900", None),
        ("2101-01-01T0900", None),
        ("yesterday", None),
        ("2025-03-30T0130", None),
    ],
)
def test_moment_written_reads_london_time(
    written: str, moment: datetime | None
) -> None:
    assert moment_written(written) == moment


def test_an_item_is_listed_before_its_last_date_and_archived_after(
    staff: Visitor,
) -> None:
    _item()

    before = staff.get("/at/2025-05-29T1359/news/")
    after = staff.get("/at/2025-05-29T1400/news/")
    item = staff.get("/at/2025-05-29T1400/news/spring-webinar/")

    assert "Spring webinar" in before.select_one("main").get_text()  # type: ignore[union-attr]
    assert "Spring webinar" not in after.select_one("main").get_text()  # type: ignore[union-attr]
    assert "This page was archived" in item.get_text()


def test_an_item_of_the_future_is_not_there_before_its_day(staff: Visitor) -> None:
    _item()

    page = staff.get("/at/2025-03-19T2300/news/spring-webinar/", status=404)

    assert "Nothing here at this moment" in page.get_text()


def test_the_banner_says_the_moment_and_that_the_words_are_todays(
    staff: Visitor,
) -> None:
    _item()

    page = staff.get("/at/2025-05-01T0930/news/")

    banner = page.select_one(".cw-moment")
    assert banner is not None
    assert "9:30am on Thursday 1 May 2025" in banner.get_text()
    assert "The words are today’s." in banner.get_text()


def test_links_stay_inside_the_moment(staff: Visitor) -> None:
    _item(body=[text('<p><a href="https://example.org/">Elsewhere</a></p>')])

    page = staff.get("/at/2025-05-01T0930/news/spring-webinar/")

    inside = "/at/2025-05-01T0930"
    addresses = [str(link["href"]) for link in page.select("a[href]")]
    # The admin and the right door look at other moments in ways of their own.
    now = ("/admin/", "/right-door/")
    own = [a for a in addresses if a.startswith("/") and not a.startswith(now)]
    assert own
    assert [address for address in own if not address.startswith(f"{inside}/")] == []
    assert "https://example.org/" in addresses
    files = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
    assert [file for file in files if file.startswith("/at/")] == []


def test_the_way_back_leads_to_the_page_as_it_is_now(staff: Visitor) -> None:
    _item()

    page = staff.get("/at/2025-05-01T0930/news/spring-webinar/")

    back = [str(link["href"]) for link in page.select(".cw-moment a")]
    assert back == [
        reverse("pages_choose_moment"),
        "http://testserver/news/spring-webinar/",
    ]


def test_nothing_of_it_is_kept_anywhere(staff: Visitor) -> None:
    _item()

    staff.get("/at/2025-05-01T0930/news/spring-webinar/")

    headers = staff.response.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Robots-Tag"] == "noindex"
    assert [name for name in ("ETag", "Last-Modified") if name in headers] == []


def test_the_site_itself_is_untouched_afterwards(staff: Visitor) -> None:
    StandardPageFactory(title="About us")

    staff.get("/at/2025-05-01T0930/about-us/")
    page = staff.get("/about-us/")

    assert page.select(".cw-moment") == []
    assert [a["href"] for a in page.select("a[href^='/at/']")] == []


def test_what_is_scheduled_shows_from_its_hour_and_stays_a_draft(
    staff: Visitor,
) -> None:
    hour = timezone.localtime(timezone.now() + timedelta(days=30))
    item = _item(live=False, go_live_at=hour, dates_in_words="", shows="evergreen")
    item.save_revision().publish()
    before, after = hour - timedelta(minutes=1), hour + timedelta(minutes=1)

    then = staff.get(f"/at/{after:%Y-%m-%dT%H%M}/news/")
    earlier = staff.get(f"/at/{before:%Y-%m-%dT%H%M}/news/")
    alone = staff.get(f"/at/{after:%Y-%m-%dT%H%M}/news/spring-webinar/")

    assert "Spring webinar" in then.select_one("main").get_text()  # type: ignore[union-attr]
    assert "Spring webinar" not in earlier.select_one("main").get_text()  # type: ignore[union-attr]
    assert alone.h1 is not None
    assert not NewsPage.objects.get().live
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
    assert not Occasion.objects.filter(page__live=True).exists()


def test_what_is_scheduled_with_dates_in_question_does_not_show(
    staff: Visitor,
) -> None:
    hour = datetime(2030, 1, 1, 9, tzinfo=UTC)
    item = _item(live=False, dates_in_words="Wednesday 21 March", go_live_at=hour)
    revision = item.save_revision()
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=hour)

    staff.get("/at/2030-01-02T0900/news/spring-webinar/", status=404)


def test_the_front_page_and_files_of_pages_answer_too(staff: Visitor) -> None:
    home_page()
    _item()

    staff.get("/at/2025-05-01T0930/")
    feed = staff.fetch("/at/2025-05-01T0930/news/feed.atom")
    later = staff.fetch("/at/2025-06-01T0930/news/feed.atom")

    assert b"Spring webinar" in feed.content
    assert b"Spring webinar" not in later.content


@pytest.mark.parametrize(
    "path", ["admin/", "documents/1/x.pdf", "at/2025-05-01T0930/", "no-such-page/"]
)
def test_only_the_public_site_is_shown(staff: Visitor, path: str) -> None:
    news_index()

    staff.get(f"/at/2025-05-01T0930/{path}", status=404)


def test_a_moment_that_is_none_is_explained(staff: Visitor) -> None:
    page = staff.get("/at/yesterday/news/", status=400)

    assert "“yesterday” is not a date and time" in page.get_text()


def test_others_are_sent_to_sign_in(client: Client) -> None:
    _item()

    signed_out = client.get("/at/2025-05-01T0930/news/")
    client.force_login(PersonFactory())
    without_admin = client.get("/at/2025-05-01T0930/news/")

    assert signed_out["Location"] == (
        "/account/sign-in/?next=/at/2025-05-01T0930/news/"
    )
    assert without_admin.status_code == 403


def test_nothing_can_be_sent_to_another_moment(client: Client) -> None:
    client.force_login(AdministratorFactory())

    response = client.post("/at/2025-05-01T0930/news/")

    assert response.status_code == 405


def test_choosing_a_moment_leads_there(client: Client) -> None:
    client.force_login(AdministratorFactory())
    address = reverse("pages_choose_moment")

    asked = client.get(address)
    chosen = client.get(address, {"moment": "2025-05-01 09:30", "address": "news/"})
    front = client.get(address, {"moment": "2025-05-01 09:30", "address": ""})

    assert "The site at another moment" in str(asked.content, "utf-8")
    assert chosen["Location"] == "/at/2025-05-01T0930/news/"
    assert front["Location"] == "/at/2025-05-01T0930/"


@pytest.mark.parametrize(
    "fields",
    [
        {"moment": "soon", "address": "/"},
        {"moment": "1970-01-01 00:00", "address": "/"},
        {"moment": "2025-05-01 09:30", "address": "https://example.org/"},
    ],
)
def test_choosing_nonsense_asks_again(client: Client, fields: dict[str, str]) -> None:
    client.force_login(AdministratorFactory())

    response = client.get(reverse("pages_choose_moment"), fields)

    assert response.status_code == 200
    assert "error-message" in str(response.content, "utf-8")
