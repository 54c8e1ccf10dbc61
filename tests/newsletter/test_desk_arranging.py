"""The newsletter's settings and its standing sections."""

import pytest

from commonweal.newsletter.models import NewsletterSettings, Section
from tests.conftest import Visitor
from tests.newsletter.desk_pages import form_of, words_of

pytestmark = pytest.mark.django_db


def test_settings_are_saved_and_refused_withwords_of(desk: Visitor):
    address = "/newsletter/desk/settings/"
    typed = form_of(desk.get(address))

    page = desk.post(
        address,
        typed | {"seed_list": "me@example.org\nnobody", "draft_on_day": "31"},
    )
    assert "Line 2: “nobody” is not an e-mail address" in words_of(page)
    assert "Enter a day from 1 to 28" in words_of(page)

    desk.post(address, typed | {"seed_list": "me@example.org", "per_hour": "900"})
    settings = NewsletterSettings.load()
    assert (settings.seed_list, settings.per_hour) == ("me@example.org", 900)

    page = desk.post(address, typed | {"name": "Another"})
    assert "Somebody else has saved this" in words_of(page)


def test_sections_are_laid_out_added_renamed_and_moved(desk: Visitor):
    page = desk.post("/newsletter/desk/sections/")
    assert [h.text for h in page.select("main h2")] == [
        "Training",
        "Policy and procedure updates",
        "New initiatives",
        "Closing soon",
        "Dates for the diary",
    ]

    desk.post("/newsletter/desk/sections/new/", {"title": "Jobs", "is_in_use": "on"})
    jobs = Section.objects.get(title="Jobs")
    desk.post(f"/newsletter/desk/sections/{jobs.pk}/move/", {"deed": "up"})
    titles = [section.title for section in Section.objects.all()]
    assert titles[-2:] == ["Jobs", "Dates for the diary"]

    address = f"/newsletter/desk/sections/{jobs.pk}/"
    page = desk.post(address, form_of(desk.get(address)) | {"title": "training"})
    assert "There is a section called “training” already." in words_of(page)
