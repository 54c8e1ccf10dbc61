"""The pages of the newsletter desk on which an issue is made."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from commonweal.newsletter.actions import drop_item, submit_issue
from commonweal.newsletter.digest import Source
from commonweal.newsletter.models import (
    Issue,
    IssueItem,
    Section,
)
from tests.conftest import Visitor
from tests.newsletter.desk_pages import form_of, words_of
from tests.newsletter.drafts import draft
from tests.newsletter.factories import (
    DRAFTED,
    IssueFactory,
    IssueItemFactory,
    SectionFactory,
    digest_item,
)
from tests.newsletter.people import editor
from tests.people.factories import SectorFactory

pytestmark = pytest.mark.django_db


def _picture() -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(content, "PNG")
    return SimpleUploadedFile("IMG_2041.png", content.getvalue(), "image/png")


def _titles(issue: Issue) -> list[str]:
    return [item.title for item in issue.items.standing()]


def test_the_first_item_does_not_go_up_nor_the_last_down(desk: Visitor):
    issue, section = IssueFactory(), SectionFactory()
    for position in range(3):
        IssueItemFactory(issue=issue, section=section, position=position)

    page = desk.get(f"/newsletter/desk/{issue.pk}/")

    deeds = [
        [each["value"] for each in item.select("[value=up], [value=down]")]
        for item in page.select(".cw-item")
    ]
    assert deeds == [["down"], ["up", "down"], ["up"]]


def test_issue_shows_each_section_with_its_items(desk: Visitor):
    issue = draft(
        digest_item("news:1", title="A new service", when="Monday 7 December 2026"),
        digest_item("session:1", title="Core day", source=Source.TRAINING),
    )

    page = desk.get(f"/newsletter/desk/{issue.pk}/")

    shelves = {
        section.h2.text: [h.text for h in section.select("h3")]
        for section in page.select("section.cw-shelf")
    }
    assert shelves == {
        "Training": ["Core day"],
        "Policy and procedure updates": [],
        "New initiatives": ["A new service"],
        "Closing soon": [],
        "Dates for the diary": [],
    }
    assert "Monday 7 December 2026" in words_of(page)


def test_items_are_moved_dropped_brought_back_and_pinned_with_a_press(desk: Visitor):
    issue = draft(digest_item("n:1", title="A"), digest_item("n:2", title="B"))
    first, second = issue.items.order_by("position")

    def press(item: IssueItem, deed: str) -> None:
        desk.post(f"/newsletter/desk/items/{item.pk}/do/", {"deed": deed})

    press(second, "up")
    assert _titles(issue) == ["B", "A"]
    press(second, "down")
    assert _titles(issue) == ["A", "B"]
    press(first, "drop")
    assert _titles(issue) == ["B"]
    press(first, "back")
    assert _titles(issue) == ["A", "B"]
    press(first, "pin")
    assert IssueItem.objects.get(pk=first.pk).is_pinned
    press(first, "unpin")
    assert not IssueItem.objects.get(pk=first.pk).is_pinned


def test_nothing_is_done_by_opening_an_address(desk: Visitor):
    issue = draft(digest_item("n:1"))
    item = issue.items.get()

    desk.fetch(f"/newsletter/desk/items/{item.pk}/do/?deed=drop", status=405)
    desk.fetch(f"/newsletter/desk/{issue.pk}/refresh/", status=405)
    desk.fetch("/newsletter/desk/draft/", status=405)

    assert _titles(issue) == [item.title]


def test_an_unknown_deed_is_refused(desk: Visitor):
    item = IssueItemFactory()

    desk.send(f"/newsletter/desk/items/{item.pk}/do/", {"deed": "explode"}, status=404)


def test_words_are_rewritten_for_the_issue(desk: Visitor):
    issue = draft(digest_item("n:1", title="Old", summary="Old."))
    item = issue.items.get()
    address = f"/newsletter/desk/items/{item.pk}/"
    typed = form_of(desk.get(address)) | {"title": "New", "summary": "New."}

    page = desk.post(address, typed)

    assert "Rewritten" in words_of(page)
    item.refresh_from_db()
    assert (item.title, item.summary, item.is_rewritten) == ("New", "New.", True)


def test_two_editors_at_once_lose_nothing(desk: Visitor):
    item = draft(digest_item("n:1", title="Old", summary="Old.")).items.get()
    address = f"/newsletter/desk/items/{item.pk}/"
    mine, hers = form_of(desk.get(address)), form_of(desk.get(address))
    desk.post(address, hers | {"title": "Hers"})

    page = desk.post(address, mine | {"title": "Mine"})

    assert "Somebody else has saved this" in words_of(page)
    assert page.select_one("#id_title")["value"] == "Mine"
    assert "Hers" in page.select_one(".govuk-inset-text").text
    item.refresh_from_db()
    assert item.title == "Hers"
    desk.post(address, form_of(page))
    item.refresh_from_db()
    assert item.title == "Mine"


def test_an_item_is_written_for_the_issue_until_its_last_day(desk: Visitor):
    issue = draft()
    section = Section.objects.get(title="New initiatives")

    desk.post(
        f"/newsletter/desk/{issue.pk}/items/new/",
        {
            "title": "Join us",
            "summary": "Tea and\r\nbiscuits.",
            "when": "Thursday 3 December 2026",
            "url": "https://www.example.org/tea",
            "last_day_0": "3",
            "last_day_1": "12",
            "last_day_2": "2026",
            "section": section.pk,
        },
    )

    item = issue.items.get()
    assert (item.source_key, item.summary) == ("", "Tea and\nbiscuits.")
    assert item.expires_at is not None
    assert item.expires_at.isoformat() == "2026-12-04T00:00:00+00:00"
    page = desk.get(f"/newsletter/desk/items/{item.pk}/")
    assert page.select_one("#id_last_day_0")["value"] == "3"


def test_an_address_that_is_none_is_refused_withwords_of(desk: Visitor):
    issue = draft()

    page = desk.post(
        f"/newsletter/desk/{issue.pk}/items/new/", {"title": "A", "url": "javascript:1"}
    )

    assert "Enter a whole web address" in words_of(page)
    assert not issue.items.exists()


def test_items_are_merged_and_told_by_themselves_again(desk: Visitor):
    issue = draft(digest_item("n:1", title="A"), digest_item("n:2", title="B"))
    first, second = issue.items.order_by("position")

    page = desk.post(
        f"/newsletter/desk/items/{second.pk}/merge/", {"into": str(first.pk)}
    )

    assert page.select_one("#id_title")["value"] == "A"
    assert "B" in page.select_one("#id_summary").text
    assert _titles(issue) == ["A"]
    desk.post(f"/newsletter/desk/items/{second.pk}/do/", {"deed": "part"})
    assert _titles(issue) == ["A", "B"]


def test_audience_is_chosen_for_an_item(desk: Visitor):
    item = draft(digest_item("n:1")).items.get()
    sector = SectorFactory(name="Schools")

    address = f"/newsletter/desk/items/{item.pk}/audience/"
    typed = {**form_of(desk.get(address)), "sectors": [sector.pk]}

    page = desk.post(address, typed)

    assert list(item.sectors.all()) == [sector]
    assert "Only for Schools" in words_of(page)


def test_two_editors_who_choose_an_audience_at_once_lose_nothing(desk: Visitor):
    item = draft(digest_item("n:1")).items.get()
    first, second = SectorFactory(), SectorFactory()
    address = f"/newsletter/desk/items/{item.pk}/audience/"
    opened = form_of(desk.get(address))
    desk.post(address, {**opened, "sectors": [first.pk]})

    page = desk.post(address, {**opened, "sectors": [first.pk, second.pk]})

    assert "Somebody else has saved this" in words_of(page)
    assert list(item.sectors.all()) == [first]
    # What was chosen is still chosen, and saving once more is a decision.
    chosen = {box["value"] for box in page.select("[name=sectors][checked]")}
    assert chosen == {str(first.pk), str(second.pk)}
    desk.post(address, {**form_of(page), "sectors": [first.pk, second.pk]})
    assert set(item.sectors.all()) == {first, second}


def test_a_picture_needs_words_for_those_who_do_not_see_it(desk: Visitor):
    item = draft(digest_item("n:1")).items.get()
    address = f"/newsletter/desk/items/{item.pk}/picture/"
    stamp = form_of(desk.get(address))["stamp"]

    page = desk.post(address, {"stamp": stamp, "alt": "", "file": _picture()})
    assert "Say what the picture shows." in words_of(page)

    page = desk.post(address, {"stamp": stamp, "alt": "A field", "file": _picture()})
    item.refresh_from_db()
    assert item.picture is not None
    assert (item.picture.title, item.picture_alt) == ("A field", "A field")
    assert page.select_one(".cw-item__picture")["alt"] == "A field"

    typed = form_of(desk.get(address)) | {"is_removed": "on"}
    desk.post(address, typed)
    item.refresh_from_db()
    assert item.picture is None


def test_a_drawing_that_mail_programs_do_not_show_is_refused(desk: Visitor):
    item = draft(digest_item("n:1")).items.get()
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    file = SimpleUploadedFile("map.svg", drawing, "image/svg+xml")

    page = desk.post(
        f"/newsletter/desk/items/{item.pk}/picture/", {"alt": "A map", "file": file}
    )

    assert "Choose a JPEG or PNG." in words_of(page)


def test_the_message_at_the_beginning_is_written_and_kept_from_two_at_once(
    desk: Visitor,
):
    issue = draft()
    address = f"/newsletter/desk/{issue.pk}/leader/"
    typed = form_of(desk.get(address)) | {"words": "Welcome.", "name": "Alex"}

    page = desk.post(address, typed)
    assert "Welcome." in words_of(page)

    page = desk.post(address, typed | {"words": "Hello."})
    assert "Somebody else has saved this" in words_of(page)
    assert page.select_one("#id_words").text.strip() == "Hello."
    issue.refresh_from_db()
    assert issue.leader_words == "Welcome."


def test_title_and_subject_are_changed(desk: Visitor):
    issue = draft()
    address = f"/newsletter/desk/{issue.pk}/heading/"

    desk.post(address, form_of(desk.get(address)) | {"subject": "What is new"})

    issue.refresh_from_db()
    assert issue.subject == "What is new"


def test_refresh_brings_an_issue_up_to_date_with_the_site(desk: Visitor):
    issue = draft(digest_item("news:0", title="Gone by now"))

    page = desk.post(f"/newsletter/desk/{issue.pk}/refresh/")

    assert "“Gone by now” is no longer on the site and was taken out." in words_of(page)
    assert _titles(issue) == []


def test_nothing_in_an_issue_that_was_sent_can_change(desk: Visitor):
    issue = draft(digest_item("n:1", title="Stays"))
    Issue.objects.filter(pk=issue.pk).update(
        status=Issue.Status.SENT, frozen_at=DRAFTED
    )
    item = issue.items.get()

    assert not desk.get(f"/newsletter/desk/{issue.pk}/").select("main form")
    page = desk.post(f"/newsletter/desk/items/{item.pk}/do/", {"deed": "drop"})

    assert "Nothing in it can change any more." in words_of(page)
    assert _titles(issue) == ["Stays"]


def test_a_change_takes_an_approval_back_and_says_so(desk: Visitor):
    issue = draft(digest_item("n:1"))
    submit_issue(issue=issue, by=editor(), at=DRAFTED)
    Issue.objects.filter(pk=issue.pk).update(
        status=Issue.Status.APPROVED, scheduled_for=DRAFTED + timedelta(days=5)
    )
    item = issue.items.get()

    page = desk.post(f"/newsletter/desk/items/{item.pk}/do/", {"deed": "pin"})

    issue.refresh_from_db()
    assert (issue.status, issue.scheduled_for) == (Issue.Status.DRAFT, None)
    assert "the approval was taken back" in words_of(page)


def test_the_page_of_an_issue_costs_the_same_however_much_it_holds(
    desk: Visitor, django_assert_max_num_queries: Any
):
    for number, period in ((1, "2026-11"), (40, "2026-12")):
        issue = draft(*(digest_item(f"n:{n}") for n in range(number)), period=period)
        drop_item(item=issue.items.first(), by=editor(), at=DRAFTED)
        with django_assert_max_num_queries(25):
            desk.get(f"/newsletter/desk/{issue.pk}/")
