from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from commonweal.dates import write_occurrence
from commonweal.governance.models import AuditEvent
from commonweal.importing import actions
from commonweal.importing.actions import import_news
from commonweal.importing.models import ImportedItem
from commonweal.importing.news import read_news
from commonweal.importing.outcome import as_lines
from commonweal.importing.report import as_text
from commonweal.pages.models import HomePage, NewsPage, Occasion
from tests.importing.pages import SAVED
from tests.pages.factories import NewsPageFactory, news_index

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FILES = [SAVED / name for name in ("spring.txt", "summer.txt", "autumn.html")]

ONE = """\
Latest news

Open evening

Published 3 March 2025.

Come on Thursday 29 May, 6pm to 8pm, at Mill Hall.

Bring a friend.

Back to list of news
"""


def _write(folder: Path, text: str = ONE, name: str = "page.txt") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def _import(*paths: Path, publish: bool = True, keep_all: bool = False):
    report = read_news(paths, keep_all=keep_all)
    return import_news(report, publish=publish, by=None, at=AT, tell=lambda _: None)


def test_import_publishes_what_is_not_in_question_and_keeps_the_rest_as_drafts():
    outcome = _import(*FILES)

    drafts = list(NewsPage.objects.filter(live=False).values_list("title", flat=True))
    assert sorted(outcome.drafts) == sorted(drafts)
    assert "Online Safety Webinar" in drafts
    assert len(outcome.imported) == NewsPage.objects.count()
    assert NewsPage.objects.filter(live=True).count() == len(outcome.imported) - len(
        drafts
    )
    assert AuditEvent.objects.filter(verb="importing.imported").count() == len(
        outcome.imported
    )


def test_import_without_publish_makes_drafts_only():
    outcome = _import(*FILES, publish=False)

    assert not NewsPage.objects.filter(live=True).exists()
    assert len(outcome.drafts) == len(outcome.imported)


def test_imported_diary_is_what_the_report_says():
    report = read_news(FILES)
    _import(*FILES, publish=False)

    told = {
        item.title: sorted((o.kind.value, str(o.start)) for o in item.occurrences)
        for item in report.items
    }
    stored = {
        page.title: sorted((o.kind, str(o.start)) for o in page.occasions.all())
        for page in NewsPage.objects.all()
    }
    assert stored == told


def test_second_run_changes_nothing_and_says_so():
    _import(*FILES)
    before = list(NewsPage.objects.values_list("pk", "latest_revision_id", "live"))

    outcome = _import(*FILES)

    assert outcome.changed_nothing
    assert next(as_lines(outcome)).startswith("Nothing was changed")
    assert (
        list(NewsPage.objects.values_list("pk", "latest_revision_id", "live")) == before
    )


def test_failure_at_the_last_item_leaves_nothing_behind(monkeypatch):
    real, calls = actions.record, []

    def failing(*args, **kwargs):
        calls.append(args)
        if len(calls) == 3:
            raise RuntimeError("the disk is full")
        return real(*args, **kwargs)

    news_index()
    monkeypatch.setattr(actions, "record", failing)

    with pytest.raises(RuntimeError, match="the disk is full"):
        _import(*FILES)

    assert not NewsPage.objects.exists()
    assert not ImportedItem.objects.exists()


def test_item_missing_from_the_newest_snapshot_is_archived_unless_all_are_kept(
    tmp_path,
):
    old = _write(tmp_path)
    new = _write(
        tmp_path,
        ONE.replace("Open evening", "Later").replace("3 March", "9 June"),
        "new.txt",
    )

    _import(old, new)

    page = NewsPage.objects.get(title="Open evening")
    assert localdate(page.visible_until).isoformat() == "2025-06-09"
    assert page.live
    assert NewsPage.objects.get(title="Later").shows == NewsPage.Shows.DATES


def test_dates_after_an_item_left_the_old_page_are_left_out_and_asked_about(tmp_path):
    old = _write(tmp_path, ONE.replace("Bring", "Again on Friday 4 July.\n\nBring"))
    new = _write(
        tmp_path,
        ONE.replace("Open evening", "Later").replace("3 March", "9 June"),
        "new.txt",
    )

    _import(old, new)

    report = read_news([old, new])
    item = next(item for item in report.items if item.title == "Open evening")
    shown = Occasion.objects.public(now=AT).filter(page__title=item.title)
    assert [found.in_words for found in shown] == [
        "Thursday 29 May 2025, 6pm to 8pm",
    ]
    assert [write_occurrence(found) for found in item.dates_to_show] == [
        "Thursday 29 May 2025, 6pm to 8pm",
    ]
    assert [(d.code, d.text, d.holds_back) for d in item.decisions] == [
        ("gone-before", "Friday 4 July 2025", False)
    ]
    told = as_text(report, publish=True)
    assert "1 date for the calendar.\n" in told
    assert "    event: Friday 4 July 2025 (not in the calendar)\n" in told


def test_keep_all_archives_nothing(tmp_path):
    old = _write(tmp_path)
    new = _write(
        tmp_path,
        ONE.replace("Open evening", "Later").replace("3 March", "9 June"),
        "new.txt",
    )

    _import(old, new, keep_all=True)

    assert NewsPage.objects.get(title="Open evening").shows == NewsPage.Shows.DATES


def test_differing_snapshots_are_revisions_of_one_page(tmp_path):
    first = _write(tmp_path, name="first.txt")
    second = _write(tmp_path, ONE.replace("a friend", "two friends"), "second.txt")

    _import(first, second)

    page = NewsPage.objects.get()
    assert page.revisions.count() == 2
    assert "two friends" in str(page.body)


def test_later_snapshot_updates_the_page_it_wrote_before(tmp_path):
    first = _write(tmp_path, name="first.txt")
    second = _write(tmp_path, ONE.replace("6pm to 8pm", "7pm to 9pm"), "second.txt")
    _import(first)
    before = Occasion.objects.get()

    outcome = _import(first, second)

    page, moved = NewsPage.objects.get(), Occasion.objects.get()
    assert outcome.updated == ["Open evening"]
    assert "7pm to 9pm" in str(page.body)
    assert (moved.uid, moved.start.hour, moved.sequence) == (before.uid, 19, 1)


def test_page_edited_here_since_is_left_alone(tmp_path):
    path = _write(tmp_path)
    _import(path)
    page = NewsPage.objects.get()
    page.title = "Our own title"
    page.save_revision().publish()

    outcome = _import(path, _write(tmp_path, ONE.replace("a friend", "two"), "b.txt"))

    page.refresh_from_db()
    assert outcome.left_alone == ["Open evening"]
    assert page.title == "Our own title"
    assert any("worked on the page here" in line for line in as_lines(outcome))


def test_page_deleted_here_is_not_brought_back(tmp_path):
    path = _write(tmp_path)
    _import(path)
    NewsPage.objects.get().delete()

    outcome = _import(path)

    assert outcome.left_alone == ["Open evening"]
    assert not NewsPage.objects.exists()


def test_page_typed_in_here_before_is_left_alone(tmp_path):
    page = NewsPageFactory(title="Open evening", published_on=date(2025, 3, 3))

    outcome = _import(_write(tmp_path))

    assert outcome.left_alone == ["Open evening"]
    assert NewsPage.objects.get() == page


def test_drafts_of_an_earlier_import_are_published_when_asked(tmp_path):
    path = _write(tmp_path)
    _import(path, publish=False)

    outcome = _import(path, publish=True)

    assert outcome.published == ["Open evening"]
    assert NewsPage.objects.get().live
    assert _import(path, publish=True).changed_nothing


def test_date_in_question_stands_in_the_dates_field_with_its_time(tmp_path):
    text = ONE.replace(
        "Come on Thursday 29 May, 6pm to 8pm",
        "Date: Wednesday 21 March\nTime: 9.15am to 3.00pm",
    )

    _import(_write(tmp_path, text.replace("3 March 2025", "20 March 2025")))

    page = NewsPage.objects.get()
    assert page.dates_in_words.startswith("Wednesday 21 March, 9:15am to 3pm")
    assert not page.live
    assert [q.code for q in page.undecided_questions()] == ["weekday"]


def test_import_lays_out_a_site_where_there_is_none(tmp_path, client):
    assert not HomePage.objects.exists()

    _import(_write(tmp_path))

    response = client.get("/news/archive/", headers={"host": "localhost"})
    assert b"Open evening" in response.content


def test_two_items_of_one_title_get_addresses_of_their_own(tmp_path):
    text = ONE + ONE.partition("\n\n")[2].replace("3 March", "4 April")

    _import(_write(tmp_path, text))

    slugs = NewsPage.objects.values_list("slug", flat=True)
    assert len(set(slugs)) == 2
