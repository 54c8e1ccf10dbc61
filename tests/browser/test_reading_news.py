"""A reader's ways through news, dates, files and films."""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from icalendar import Calendar
from playwright.sync_api import Download, expect

from tests.browser.addresses import ITEM, NARROWED
from tests.browser.content import TOPIC
from tests.browser.reading import Reader

PLAYER = "https://www.youtube-nocookie.com/embed/three-minutes"


def test_film_asks_nothing_of_its_host_until_told_to(reader: Reader) -> None:
    reader.answer_for("www.youtube-nocookie.com")
    page = reader.open(ITEM)
    page.locator("[data-module=cw-video]").scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert reader.elsewhere == []

    page.get_by_role("button", name="Play “Three minutes” here").click()

    expect(page.locator("iframe[title='Three minutes']")).to_be_focused()
    player = page.frame_locator("iframe[title='Three minutes']")
    expect(player.locator("h1")).to_have_text("Elsewhere")
    assert reader.elsewhere == [(PLAYER, f"{reader.site.address}/")]
    assert reader.wrong == []


def test_way_back_leads_to_the_page_of_the_list_and_its_topic(reader: Reader) -> None:
    page = reader.open(NARROWED)
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**page=2*")
    listed = page.url
    assert parse_qs(urlsplit(listed).query) == {"topic": [TOPIC], "page": ["2"]}

    page.locator("main .cw-cards a").first.click()
    page.wait_for_url("**/news/*/")
    page.get_by_role("link", name="Back to list of news").click()

    page.wait_for_url(listed)


def test_way_back_leads_to_the_list_from_elsewhere(reader: Reader) -> None:
    page = reader.open("/calendar/list/")
    page.get_by_role("link", name="Every kind of block").click()
    page.wait_for_url(f"**{ITEM}")

    page.get_by_role("link", name="Back to list of news").click()

    page.wait_for_url("**/news/")


def events(download: Download) -> list[tuple[str, date]]:
    calendar = Calendar.from_ical(Path(download.path()).read_bytes())
    return [(str(e["SUMMARY"]), e.decoded("DTSTART")) for e in calendar.walk("VEVENT")]


def test_dates_of_an_item_are_downloaded(reader: Reader) -> None:
    page = reader.open(ITEM)

    with page.expect_download() as coming:
        page.get_by_role("link", name="Add this date to your calendar").click()

    ((title, start),) = events(coming.value)
    assert coming.value.suggested_filename.endswith(".ics")
    assert (title, f"{start:%Y-%m-%d %H:%M}") == (
        "Every kind of block",
        f"{reader.site.facts['day']} 09:30",
    )


def test_whole_calendar_is_subscribed_to_or_downloaded(reader: Reader) -> None:
    page = reader.open("/calendar/")
    feed = f"{reader.site.address}/calendar/feed.ics"

    subscribe = page.get_by_role("link", name="Subscribe on this device")
    expect(subscribe).to_have_attribute("href", feed.replace("http:", "webcal:"))
    page.locator("summary", has_text="Outlook, Google").click()
    expect(page.locator("code")).to_have_text(feed)
    with page.expect_download() as coming:
        page.get_by_role("link", name="Download the calendar file").click()

    titles = {title for title, _ in events(coming.value)}
    assert "Every kind of block" in titles
    assert len(titles) > 10


def test_paper_shows_words_and_no_ways_round_the_site(reader: Reader) -> None:
    page = reader.open(ITEM)
    page.emulate_media(media="print")

    for part in (
        ".govuk-service-navigation",
        ".govuk-back-link",
        ".cw-share",
        "button",
    ):
        expect(page.locator(f"{part}:visible")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("heading", name="A heading", exact=True)).to_be_visible()
    expect(page.get_by_text("A nurse speaks to a father.")).to_be_visible()


def test_paper_shows_the_calendar_without_its_filter(reader: Reader) -> None:
    page = reader.open("/calendar/")
    page.emulate_media(media="print")

    expect(page.locator(".cw-filter")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.locator("table caption")).to_be_visible()
