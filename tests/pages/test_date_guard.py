"""No way of publishing lets dates go live that contradict themselves."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Revision

from commonweal.governance.models import AuditEvent
from commonweal.pages.actions import (
    override_question,
    pick_date,
    publish_due,
    retype_words,
)
from commonweal.pages.exceptions import DatesInQuestionError, PagesError
from commonweal.pages.models import DateDecision, NewsPage
from tests.pages.factories import NewsPageFactory, news_index, text
from tests.people.factories import AdministratorFactory

pytestmark = pytest.mark.django_db

WRONG = "Wednesday 21 March, 9.15am to 3.00pm"
WORDS = "Wednesday 21 March"
PUBLISHED_ON = date(2025, 3, 20)
AT = datetime(2025, 3, 20, 9, 0, tzinfo=UTC)


def _draft(**fields: object) -> NewsPage:
    return NewsPageFactory(
        **{
            "title": "Spring webinar",
            "live": False,
            "published_on": PUBLISHED_ON,
            "dates_in_words": WRONG,
            **fields,
        }
    )


def _stored(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk)


def _override(page: NewsPage) -> None:
    (question,) = page.undecided_questions()
    override_question(
        page, question=question, reason="A quotation.", by=AdministratorFactory(), at=AT
    )
    page.save_revision()


@pytest.mark.parametrize(
    "fields",
    [
        {"dates_in_words": WRONG},
        {"dates_in_words": "", "title": f"Webinar on {WORDS}"},
        {"dates_in_words": "", "summary": f"Join us on {WORDS}."},
        {"dates_in_words": "", "body": [text(f"<p>It is on {WORDS}.</p>")]},
    ],
    ids=["dates", "title", "summary", "body"],
)
def test_guard_finds_a_contradiction_wherever_it_stands(
    fields: dict[str, object],
) -> None:
    page = _draft(**fields)

    questions = page.undecided_questions()

    assert [(q.code, q.text) for q in questions] == [("weekday", WORDS)]


def test_guard_asks_once_about_words_that_stand_in_several_places() -> None:
    page = _draft(title=f"Webinar on {WORDS}", summary=f"On {WORDS}.")

    questions = page.undecided_questions()

    assert [question.text for question in questions] == [WORDS]


def test_publish_of_a_revision_is_refused_before_anything_changes() -> None:
    page = _draft()
    revision = page.save_revision()
    before = _stored(page)

    with pytest.raises(DatesInQuestionError) as refusal:
        revision.publish()

    after = _stored(page)
    assert (after.live, after.latest_revision_id) == (False, before.latest_revision_id)
    assert str(refusal.value) == (
        "“Spring webinar” has dates in question. 21 March 2025 is a Friday, not a "
        "Wednesday. Check the day, the month and the year."
    )


def test_publish_by_the_bare_action_is_refused() -> None:
    page = _draft()
    revision = page.save_revision()

    with pytest.raises(DatesInQuestionError):
        PublishPageRevisionAction(revision).execute(skip_permission_checks=True)

    assert not _stored(page).live


def test_save_of_a_page_made_live_by_hand_is_refused() -> None:
    page = _draft()
    page.live = True

    with pytest.raises(DatesInQuestionError):
        page.save()
    with pytest.raises(DatesInQuestionError):
        page.save(update_fields=["live"])

    assert not _stored(page).live


def test_page_added_live_is_refused() -> None:
    page = NewsPage(
        title="Webinar", published_on=PUBLISHED_ON, dates_in_words=WRONG, live=True
    )

    with pytest.raises(DatesInQuestionError):
        news_index().add_child(instance=page)

    assert not NewsPage.objects.exists()


def test_revision_from_before_the_words_were_mended_is_refused() -> None:
    page = _draft()
    old = page.save_revision()
    page.dates_in_words = "Friday 21 March"
    page.save_revision().publish()

    with pytest.raises(DatesInQuestionError):
        old.publish()

    assert _stored(page).dates_in_words == "Friday 21 March"


def test_scheduling_is_refused() -> None:
    page = _draft(go_live_at=timezone.now() + timedelta(days=1))
    revision = page.save_revision()

    with pytest.raises(DatesInQuestionError):
        revision.publish()

    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def _schedule_behind_the_guard(page: NewsPage) -> Revision:
    """As a restored backup, or a reader that has learnt since, could leave it."""
    revision = page.save_revision()
    revision.approved_go_live_at = AT
    revision.save()
    return revision


def test_publish_due_keeps_the_page_a_draft_and_says_so() -> None:
    page = _draft()
    _schedule_behind_the_guard(page)
    good = _draft(title="Good", dates_in_words="Friday 21 March")
    _schedule_behind_the_guard(good)

    said = list(publish_due(now=AT))
    again = list(publish_due(now=AT))

    assert (_stored(page).live, _stored(good).live) == (False, True)
    assert said == [
        "Not published: “Spring webinar” has dates in question. 21 March 2025 is a "
        "Friday, not a Wednesday. Check the day, the month and the year."
    ]
    assert again == []
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_publish_scheduled_keeps_the_page_a_draft() -> None:
    page = _draft()
    _schedule_behind_the_guard(page)
    good = _draft(title="Good", dates_in_words="Friday 21 March")
    _schedule_behind_the_guard(good)

    call_command("publish_scheduled")

    assert (_stored(page).live, _stored(good).live) == (False, True)


def test_alias_follows_a_decision_about_its_original() -> None:
    page = _draft()
    _override(page)
    page.get_latest_revision().publish()

    alias = _stored(page).create_alias(update_slug="spring-webinar-2")

    assert NewsPage.objects.get(pk=alias.pk).live


def test_copy_of_a_live_page_needs_a_decision_of_its_own() -> None:
    page = _draft()
    _override(page)
    page.get_latest_revision().publish()

    with pytest.raises(DatesInQuestionError):
        _stored(page).copy(update_attrs={"slug": "copy"}, keep_live=True)
    draft = _stored(page).copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert not draft.live


def test_page_that_is_live_already_can_be_saved_with_its_old_words() -> None:
    page = _draft()
    NewsPage.objects.filter(pk=page.pk).update(live=True)
    page = _stored(page)

    page.is_pinned = True
    page.save()

    assert _stored(page).is_pinned


def test_page_that_is_live_already_cannot_take_new_wrong_words() -> None:
    page = _draft(dates_in_words="Friday 21 March", live=True)

    page.dates_in_words = WRONG
    with pytest.raises(DatesInQuestionError):
        page.save()
    page.refresh_from_db()

    assert page.dates_in_words == "Friday 21 March"


def test_override_lets_the_page_go_live_and_is_kept() -> None:
    page = _draft()
    editor = AdministratorFactory()
    (question,) = page.undecided_questions()

    override_question(
        page, question=question, reason=" A quotation. ", by=editor, at=AT
    )
    page.save_revision().publish()

    assert _stored(page).live
    decisions = DateDecision.objects.values_list(
        "page_id", "code", "words", "chosen_on", "reason", "by_id", "at"
    )
    assert list(decisions) == [
        (page.pk, "weekday", WORDS, None, "A quotation.", editor.pk, AT)
    ]
    events = AuditEvent.objects.values_list("verb", "subject_id", "by_id", "reason")
    assert list(events) == [
        ("pages.date_question_overridden", str(page.pk), editor.pk, "A quotation.")
    ]


def test_override_holds_for_these_words_only() -> None:
    page = _draft()
    _override(page)

    page.dates_in_words = "Wednesday 28 March"
    with pytest.raises(DatesInQuestionError):
        page.save_revision().publish()

    assert not _stored(page).live


def test_override_without_a_reason_is_refused() -> None:
    page = _draft()
    (question,) = page.undecided_questions()

    with pytest.raises(PagesError, match="Say why"):
        override_question(page, question=question, reason="  ", by=None, at=AT)

    assert page.undecided_questions() == (question,)


def test_pick_date_mends_the_words_everywhere() -> None:
    page = _draft(
        title=f"Webinar on {WORDS}",
        summary=f"Join on {WORDS}.",
        body=[text(f"<p>It is on <b>{WORDS}</b>, all&nbsp;day.</p>")],
    )
    (question,) = page.undecided_questions()

    pick_date(page, question=question, chosen=date(2025, 5, 21), by=None, at=AT)
    page.save_revision().publish()

    stored = _stored(page)
    assert (stored.title, stored.summary, stored.dates_in_words) == (
        "Webinar on Wednesday 21 May 2025",
        "Join on Wednesday 21 May 2025.",
        "Wednesday 21 May 2025, 9.15am to 3.00pm",
    )
    assert stored.body.raw_data[0]["value"] == (
        "<p>It is on <b>Wednesday 21 May 2025</b>, all&nbsp;day.</p>"
    )
    assert [d.chosen_on for d in DateDecision.objects.all()] == [date(2025, 5, 21)]


def test_pick_date_refuses_what_was_not_offered() -> None:
    page = _draft()
    (question,) = page.undecided_questions()

    with pytest.raises(PagesError, match="not one of the dates offered"):
        pick_date(page, question=question, chosen=date(2025, 5, 22), by=None, at=AT)

    assert page.dates_in_words == WRONG


def test_pick_date_has_no_day_for_hours_that_run_backwards() -> None:
    page = _draft(dates_in_words="Thursday 29 May 2025, 10am to 9am")
    (question,) = page.undecided_questions()

    with pytest.raises(PagesError, match="not one of the dates offered"):
        pick_date(page, question=question, chosen=date(2025, 5, 29), by=None, at=AT)

    assert page.dates_in_words == "Thursday 29 May 2025, 10am to 9am"


def test_retype_words_mends_hours_that_run_backwards() -> None:
    page = _draft(dates_in_words="Thursday 29 May 2025, 10am to 9am")
    (question,) = page.undecided_questions()

    retype_words(page, question=question, words="10am to 11am", by=None, at=AT)

    assert page.dates_in_words == "Thursday 29 May 2025, 10am to 11am"
    assert page.undecided_questions() == ()


@pytest.mark.parametrize("words", ["", "  ", WORDS, "Tuesday 31 June"])
def test_retype_words_refuses_nothing_and_new_contradictions(words: str) -> None:
    page = _draft()
    (question,) = page.undecided_questions()

    with pytest.raises(PagesError):
        retype_words(page, question=question, words=words, by=None, at=AT)

    assert page.dates_in_words == WRONG


def test_words_cut_in_two_by_a_link_stay_in_question() -> None:
    page = _draft(
        dates_in_words="",
        body=[text("<p>On Wednesday <a href='/x/'>21 March</a>.</p>")],
    )
    (question,) = page.undecided_questions()

    pick_date(page, question=question, chosen=date(2025, 5, 21), by=None, at=AT)

    assert page.undecided_questions() == (question,)
