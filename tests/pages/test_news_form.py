"""The editor's form of a news item: questions, answers, refusals."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from commonweal.dates import read
from commonweal.pages.models import DateDecision, NewsPage
from commonweal.people.models import Person
from tests.pages.editing import (
    MESSAGE,
    PUBLISH,
    SETTLE,
    WORDS,
    WRONG,
    answer,
    draft,
    draft_of,
    news_fields,
    question_about,
    read_page,
    send,
    stored,
)
from tests.pages.factories import news_index

pytestmark = pytest.mark.django_db


def test_publishing_is_refused_with_the_question_in_the_form(desk: Client) -> None:
    page = draft()

    shown = read_page(send(desk, page, **PUBLISH))

    assert not stored(page).live
    box = shown.select_one("fieldset.date-question")
    assert box is not None
    assert box.legend is not None
    assert box.legend.get_text() == MESSAGE
    choices = [label.get_text() for label in box.select("input[type=radio] + label")]
    assert choices == [
        "Friday 21 March 2025",
        "Wednesday 21 May 2025",
        "Something else",
        "Leave the words as they are",
    ]
    summary = shown.select_one(".messages .errorlist")
    assert summary is not None
    assert [item.get_text() for item in summary.select("li")] == [
        "Not published yet. Answer 1 question beside “Dates” first.",
        f"Dates: {MESSAGE}",
    ]
    beside = shown.select_one("#panel-child-content-child-dates_in_words-errors")
    assert beside is not None
    assert MESSAGE in beside.get_text()


def test_a_refusal_loses_nothing_that_was_typed(desk: Client) -> None:
    page = draft()

    shown = read_page(
        send(
            desk,
            page,
            title="New title",
            body=["Newly written."],
            **PUBLISH,
            **answer(question_about(), "kept", reason="", typed="Wednesday 28 May"),
        )
    )

    assert shown.select_one("[name=title]")["value"] == "New title"  # type: ignore[index]
    assert "Newly written." in str(shown)
    box = shown.select_one("fieldset.date-question")
    assert box is not None
    assert [radio["value"] for radio in box.select("input[checked]")] == ["kept"]
    assert box.select_one("[name$=-typed]")["value"] == "Wednesday 28 May"  # type: ignore[index]
    problem = box.select_one(".date-question__problem")
    assert problem is not None
    assert problem.get_text() == "Say why the date stands as it is."


def test_a_candidate_picked_is_published(desk: Client, editor: Person) -> None:
    page = draft()

    send(desk, page, **PUBLISH, **answer(question_about(), "2025-05-21"))

    kept = stored(page)
    assert kept.live
    assert kept.dates_in_words == "Wednesday 21 May 2025, 9.15am to 3.00pm"
    decisions = DateDecision.objects.values_list("page_id", "chosen_on", "by_id")
    assert list(decisions) == [(page.pk, date(2025, 5, 21), editor.pk)]


def test_a_candidate_picked_mends_the_body_and_the_title(desk: Client) -> None:
    page = draft()

    send(
        desk,
        page,
        title=f"Webinar on {WORDS}",
        body=[f"It is on {WORDS}."],
        **PUBLISH,
        **answer(question_about(), "2025-05-21"),
    )

    kept = stored(page)
    assert kept.title == "Webinar on Wednesday 21 May 2025"
    assert "It is on Wednesday 21 May 2025." in kept.body.raw_data[0]["value"]


def test_other_words_typed_are_published(desk: Client) -> None:
    page = draft()

    send(
        desk,
        page,
        **PUBLISH,
        **answer(question_about(), "typed", typed="Wednesday 28 May"),
    )

    assert stored(page).dates_in_words == "Wednesday 28 May, 9.15am to 3.00pm"


def test_an_override_is_published_with_its_reason(desk: Client) -> None:
    page = draft()

    send(
        desk, page, **PUBLISH, **answer(question_about(), "kept", reason="As printed.")
    )

    assert stored(page).live
    assert stored(page).dates_in_words == WRONG
    assert [d.reason for d in DateDecision.objects.all()] == ["As printed."]


def test_a_decision_is_not_asked_for_again(desk: Client) -> None:
    page = draft()
    send(
        desk, page, **PUBLISH, **answer(question_about(), "kept", reason="As printed.")
    )

    send(desk, page, title="Changed", **PUBLISH)

    assert stored(page).title == "Changed"


def test_an_answer_that_was_not_offered_is_refused(desk: Client) -> None:
    page = draft()

    for choice in ("2025-05-22", "nonsense"):
        send(desk, page, **PUBLISH, **answer(question_about(), choice))

    assert not stored(page).live
    assert not DateDecision.objects.exists()


def test_days_in_the_wrong_order_are_offered_turned_round(desk: Client) -> None:
    page = draft()
    words = "Monday 16 June to Monday 9 June 2025"

    shown = read_page(send(desk, page, dates_in_words=words, **PUBLISH))
    typed = shown.select_one("[name$=-typed]")
    assert typed is not None
    suggestion = str(typed["value"])
    question = question_about(words)
    send(
        desk,
        page,
        dates_in_words=words,
        **PUBLISH,
        **answer(question, "typed", typed=suggestion),
    )

    assert suggestion == "Monday 9 to Monday 16 June 2025"
    assert stored(page).dates_in_words == suggestion


def test_two_questions_need_two_answers(desk: Client) -> None:
    page = draft()
    words = f"{WRONG}\nTuesday 31 June, 10am to 11am"
    first, second = read(words, published=date(2025, 3, 20)).refusing

    shown = read_page(
        send(desk, page, dates_in_words=words, **PUBLISH, **answer(first, "2025-05-21"))
    )
    assert not stored(page).live
    assert "Answer 1 question" in str(shown)
    assert len(shown.select("fieldset.date-question")) == 2
    assert not DateDecision.objects.exists()
    answers = {**answer(first, "2025-05-21"), **answer(second, "2025-07-01")}
    send(desk, page, dates_in_words=words, **PUBLISH, **answers)

    assert stored(page).dates_in_words == (
        "Wednesday 21 May 2025, 9.15am to 3.00pm\nTuesday 1 July 2025, 10am to 11am"
    )


def test_words_cut_by_a_link_are_explained(desk: Client) -> None:
    page = draft()
    body = ['On Wednesday <a href="https://example.org/">21 March</a>.']

    shown = read_page(
        send(
            desk,
            page,
            body=body,
            **PUBLISH,
            **answer(question_about(), "2025-05-21"),
        )
    )

    assert not stored(page).live
    assert "could not be changed everywhere" in str(shown)


def test_a_draft_can_be_saved_with_questions(desk: Client) -> None:
    page = draft()

    shown = read_page(send(desk, page, title="Still a draft"))

    assert draft_of(page).title == "Still a draft"
    assert len(shown.select("fieldset.date-question")) == 1


def test_settling_saves_a_draft_with_the_words_put_right(desk: Client) -> None:
    page = draft()

    shown = read_page(
        send(desk, page, **SETTLE, **answer(question_about(), "2025-05-21"))
    )

    assert not stored(page).live
    assert draft_of(page).dates_in_words == "Wednesday 21 May 2025, 9.15am to 3.00pm"
    assert [d.chosen_on for d in DateDecision.objects.all()] == [date(2025, 5, 21)]
    assert shown.select("fieldset.date-question") == []


def test_settling_says_what_is_wrong_with_an_answer(desk: Client) -> None:
    page = draft()

    shown = read_page(
        send(desk, page, **SETTLE, **answer(question_about(), "kept", reason=""))
    )

    assert "Say why the date stands as it is." in str(shown)
    assert not DateDecision.objects.exists()


def test_preview_keeps_no_decision(desk: Client) -> None:
    page = draft()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    desk.post(
        address,
        news_fields(dates_in_words=WRONG, **answer(question_about(), "2025-05-21")),
    )

    assert not DateDecision.objects.exists()


def test_a_new_item_is_refused_and_then_published_with_an_override(
    desk: Client, editor: Person
) -> None:
    parent = news_index()
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", parent.pk])

    shown = read_page(
        desk.post(address, news_fields(dates_in_words=WRONG, **PUBLISH), follow=True)
    )
    assert len(shown.select("fieldset.date-question")) == 1
    assert not NewsPage.objects.exists()
    kept = answer(question_about(), "kept", reason="As printed.")
    desk.post(address, news_fields(dates_in_words=WRONG, **PUBLISH, **kept))

    page = NewsPage.objects.get()
    assert page.live
    decisions = DateDecision.objects.values_list("page_id", "reason", "by_id")
    assert list(decisions) == [(page.pk, "As printed.", editor.pk)]


def test_a_live_item_keeps_its_words_when_its_draft_is_refused(desk: Client) -> None:
    page = draft(live=True, dates_in_words="Friday 21 March")

    shown = read_page(send(desk, page, **PUBLISH))

    assert len(shown.select("fieldset.date-question")) == 1
    assert stored(page).dates_in_words == "Friday 21 March"
