"""Whole ways through the software, from an editor's hand to a reader's eye."""

from datetime import date

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenReader
from tests.browser.server import Site
from tests.browser.visiting import violations
from tests.importing.pages import SAVED

DRAFT = "Masterclass: safety outside the home"
ADDRESS = "/news/masterclass-safety-outside-the-home/"


def publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()


def test_editor_is_refused_a_wrong_date_decides_and_publishes(
    own_site: Site, open_reader: OpenReader
) -> None:
    public, editor = open_reader(on=own_site), open_reader(on=own_site)
    public.open(ADDRESS, status=404)

    page = editor.page
    page.goto(own_site.sign_in_address("editor"))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=DRAFT).click()
    publish(page)
    refusal = page.get_by_text("Not published yet. Answer 1 question beside “Dates”")
    expect(refusal).to_be_visible()
    assert violations(page, within=".date-guardian") == []
    public.open(ADDRESS, status=404)

    first = page.locator(".date-question input[type=radio]").first
    day = date.fromisoformat(first.input_value())
    first.check()
    publish(page)
    expect(page.get_by_text(f"Page '{DRAFT}' has been published.")).to_be_visible()

    listed = public.open("/news/")
    expect(listed.get_by_role("link", name=DRAFT)).to_be_visible()
    calendar = public.open(f"/calendar/{day.year}/{day.month}/")
    entry = calendar.locator(f"li:has(> #day-{day})").get_by_role("link", name=DRAFT)
    entry.click()
    expect(calendar.locator("h1")).to_have_text(DRAFT)
    assert (editor.wrong, editor.elsewhere) == ([], [])
    assert (public.wrong, public.elsewhere, public.kept) == ([], [], [])


def test_sign_in_link_works_once(own_site: Site, open_reader: OpenReader) -> None:
    first, second = open_reader(on=own_site), open_reader(on=own_site)
    address = own_site.sign_in_address("administrator")

    first.page.goto(address)
    first.page.get_by_role("button", name="Sign in").click()
    first.page.wait_for_url("**/admin/")

    page = second.open(address.removeprefix(own_site.address), status=410)
    expect(page.locator("h1")).to_have_text("This sign-in link no longer works")


def test_imported_news_stands_in_list_archive_and_calendar(
    own_site: Site, open_reader: OpenReader
) -> None:
    files = [str(SAVED / name) for name in ("summer.txt", "autumn.html")]

    first = own_site.command("import_news", "--publish", *files)
    second = own_site.command("import_news", "--publish", *files)

    assert first.splitlines()[-1] == "6 imported."
    assert second.splitlines()[-1] == "6 unchanged."
    page = open_reader(on=own_site).open("/news/all/")
    hubs = "Wenborough’s Family Hubs praised by inspectors"
    expect(page.get_by_role("heading", name=hubs)).to_be_visible()
    page.goto("/news/archive/2025/")
    expect(page.get_by_role("link", name="Neglect Toolkit")).to_be_visible()
    page.goto("/calendar/2025/12/")
    entries = page.locator("li:has(> #day-2025-12-02)").get_by_role("link")
    expect(entries).to_have_text("Winter Learning Hour")
