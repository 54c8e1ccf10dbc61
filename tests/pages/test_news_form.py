"""The editor's form of a news item: questions, answers, refusals."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow

from commonweal.dates import Question, read
from commonweal.pages.models import DateDecision, NewsPage
from commonweal.people.models import Person
from tests.pages.editing import answer, news_fields
from tests.pages.factories import NewsPageFactory, news_index
from tests.people.factories import AdministratorFactory, EditorFactory, PersonFactory

pytestmark = pytest.mark.django_db

WRONG = "Wednesday 21 March, 9.15am to 3.00pm"
WORDS = "Wednesday 21 March"
MESSAGE = (
    "21 March 2025 is a Friday, not a Wednesday. Check the day, the month and the year."
)
PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
SETTLE = {"action-settle-dates": "1"}


@pytest.fixture
def editor() -> Person:
    return AdministratorFactory()


@pytest.fixture
def desk(client: Client, editor: Person) -> Client:
    """The browser of an editor who has signed in."""
    client.force_login(editor)
    return client


def _question(words: str = WRONG) -> Question:
    (question,) = read(words, published=date(2025, 3, 20)).refusing
    return question


def _draft(**fields: object) -> NewsPage:
    return NewsPageFactory(
        **{
            "title": "Spring webinar",
            "live": False,
            "published_on": date(2025, 3, 20),
            "dates_in_words": WRONG,
            **fields,
        }
    )


def _send(client: Client, page: NewsPage, **fields: Any) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return client.post(
        address, news_fields(**{"dates_in_words": WRONG, **fields}), follow=True
    )


def _read(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def _stored(page: NewsPage) -> NewsPage:
    return NewsPage.objects.get(pk=page.pk)


def _draft_of(page: NewsPage) -> NewsPage:
    draft: NewsPage = _stored(page).get_latest_revision_as_object()
    return draft


def test_publishing_is_refused_with_the_question_in_the_form(desk: Client) -> None:
    page = _draft()

    shown = _read(_send(desk, page, **PUBLISH))

    assert not _stored(page).live
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
    page = _draft()

    shown = _read(
        _send(
            desk,
            page,
            title="New title",
            body=["Newly written."],
            **PUBLISH,
            **answer(_question(), "kept", reason="", typed="Wednesday 28 May"),
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
    page = _draft()

    _send(desk, page, **PUBLISH, **answer(_question(), "2025-05-21"))

    stored = _stored(page)
    assert stored.live
    assert stored.dates_in_words == "Wednesday 21 May 2025, 9.15am to 3.00pm"
    decisions = DateDecision.objects.values_list("page_id", "chosen_on", "by_id")
    assert list(decisions) == [(page.pk, date(2025, 5, 21), editor.pk)]


def test_a_candidate_picked_mends_the_body_and_the_title(desk: Client) -> None:
    page = _draft()

    _send(
        desk,
        page,
        title=f"Webinar on {WORDS}",
        body=[f"It is on {WORDS}."],
        **PUBLISH,
        **answer(_question(), "2025-05-21"),
    )

    stored = _stored(page)
    assert stored.title == "Webinar on Wednesday 21 May 2025"
    assert "It is on Wednesday 21 May 2025." in stored.body.raw_data[0]["value"]


def test_other_words_typed_are_published(desk: Client) -> None:
    page = _draft()

    _send(
        desk, page, **PUBLISH, **answer(_question(), "typed", typed="Wednesday 28 May")
    )

    assert _stored(page).dates_in_words == "Wednesday 28 May, 9.15am to 3.00pm"


def test_an_override_is_published_with_its_reason(desk: Client) -> None:
    page = _draft()

    _send(desk, page, **PUBLISH, **answer(_question(), "kept", reason="As printed."))

    assert _stored(page).live
    assert _stored(page).dates_in_words == WRONG
    assert [d.reason for d in DateDecision.objects.all()] == ["As printed."]


def test_a_decision_is_not_asked_for_again(desk: Client) -> None:
    page = _draft()
    _send(desk, page, **PUBLISH, **answer(_question(), "kept", reason="As printed."))

    _send(desk, page, title="Changed", **PUBLISH)

    assert _stored(page).title == "Changed"


def test_an_answer_that_was_not_offered_is_refused(desk: Client) -> None:
    page = _draft()

    for choice in ("2025-05-22", "nonsense"):
        _send(desk, page, **PUBLISH, **answer(_question(), choice))

    assert not _stored(page).live
    assert not DateDecision.objects.exists()


def test_days_in_the_wrong_order_are_offered_turned_round(desk: Client) -> None:
    page = _draft()
    words = "Monday 16 June to Monday 9 June 2025"

    shown = _read(_send(desk, page, dates_in_words=words, **PUBLISH))
    typed = shown.select_one("[name$=-typed]")
    assert typed is not None
    suggestion = str(typed["value"])
    question = _question(words)
    _send(
        desk,
        page,
        dates_in_words=words,
        **PUBLISH,
        **answer(question, "typed", typed=suggestion),
    )

    assert suggestion == "Monday 9 to Monday 16 June 2025"
    assert _stored(page).dates_in_words == suggestion


def test_two_questions_need_two_answers(desk: Client) -> None:
    page = _draft()
    words = f"{WRONG}\nTuesday 31 June, 10am to 11am"
    first, second = read(words, published=date(2025, 3, 20)).refusing

    shown = _read(
        _send(
            desk, page, dates_in_words=words, **PUBLISH, **answer(first, "2025-05-21")
        )
    )
    assert not _stored(page).live
    assert "Answer 1 question" in str(shown)
    assert len(shown.select("fieldset.date-question")) == 2
    assert not DateDecision.objects.exists()
    answers = {**answer(first, "2025-05-21"), **answer(second, "2025-07-01")}
    _send(desk, page, dates_in_words=words, **PUBLISH, **answers)

    assert _stored(page).dates_in_words == (
        "Wednesday 21 May 2025, 9.15am to 3.00pm\nTuesday 1 July 2025, 10am to 11am"
    )


def test_words_cut_by_a_link_are_explained(desk: Client) -> None:
    page = _draft()
    body = ['On Wednesday <a href="https://example.org/">21 March</a>.']

    shown = _read(
        _send(
            desk,
            page,
            body=body,
            **PUBLISH,
            **answer(_question(), "2025-05-21"),
        )
    )

    assert not _stored(page).live
    assert "could not be changed everywhere" in str(shown)


def test_a_draft_can_be_saved_with_questions(desk: Client) -> None:
    page = _draft()

    shown = _read(_send(desk, page, title="Still a draft"))

    assert _draft_of(page).title == "Still a draft"
    assert len(shown.select("fieldset.date-question")) == 1


def test_settling_saves_a_draft_with_the_words_put_right(desk: Client) -> None:
    page = _draft()

    shown = _read(_send(desk, page, **SETTLE, **answer(_question(), "2025-05-21")))

    assert not _stored(page).live
    assert _draft_of(page).dates_in_words == "Wednesday 21 May 2025, 9.15am to 3.00pm"
    assert [d.chosen_on for d in DateDecision.objects.all()] == [date(2025, 5, 21)]
    assert shown.select("fieldset.date-question") == []


def test_settling_says_what_is_wrong_with_an_answer(desk: Client) -> None:
    page = _draft()

    shown = _read(_send(desk, page, **SETTLE, **answer(_question(), "kept", reason="")))

    assert "Say why the date stands as it is." in str(shown)
    assert not DateDecision.objects.exists()


def test_preview_keeps_no_decision(desk: Client) -> None:
    page = _draft()
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])

    desk.post(
        address,
        news_fields(dates_in_words=WRONG, **answer(_question(), "2025-05-21")),
    )

    assert not DateDecision.objects.exists()


def test_a_new_item_is_refused_and_then_published_with_an_override(
    desk: Client, editor: Person
) -> None:
    parent = news_index()
    address = reverse("wagtailadmin_pages:add", args=["pages", "newspage", parent.pk])

    shown = _read(
        desk.post(address, news_fields(dates_in_words=WRONG, **PUBLISH), follow=True)
    )
    assert len(shown.select("fieldset.date-question")) == 1
    assert not NewsPage.objects.exists()
    kept = answer(_question(), "kept", reason="As printed.")
    desk.post(address, news_fields(dates_in_words=WRONG, **PUBLISH, **kept))

    page = NewsPage.objects.get()
    assert page.live
    decisions = DateDecision.objects.values_list("page_id", "reason", "by_id")
    assert list(decisions) == [(page.pk, "As printed.", editor.pk)]


def test_a_live_item_keeps_its_words_when_its_draft_is_refused(desk: Client) -> None:
    page = _draft(live=True, dates_in_words="Friday 21 March")

    shown = _read(_send(desk, page, **PUBLISH))

    assert len(shown.select("fieldset.date-question")) == 1
    assert _stored(page).dates_in_words == "Friday 21 March"


def test_scheduling_is_refused_too(desk: Client) -> None:
    page = _draft()
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")

    _send(desk, page, go_live_at=later, **PUBLISH)

    assert _stored(page).scheduled_revision is None


def _moderated() -> Workflow:
    workflow = Workflow.objects.get(name="Moderators approval")
    task = GroupApprovalTask.objects.get()
    assert [task.pk for task in workflow.tasks] == [task.pk]
    return workflow


def test_submitting_for_moderation_is_refused(client: Client) -> None:
    editor = EditorFactory()
    page = _draft(owner=editor)
    for kind in ("add_page", "change_page"):
        GroupPagePermission.objects.get_or_create(
            group=editor.groups.get(),
            page=news_index(),
            permission=_permission(kind),
        )
    client.force_login(editor)
    _moderated()

    shown = _read(_send(client, page, **SUBMIT))
    assert "Not published yet." in str(shown)
    assert _stored(page).current_workflow_state is None
    _send(client, page, **SUBMIT, **answer(_question(), "2025-05-21"))

    assert _stored(page).current_workflow_state is not None


def _permission(codename: str) -> Any:
    from_wagtail = GroupPagePermission._meta.get_field("permission").related_model
    return from_wagtail.objects.get(
        content_type__app_label="wagtailcore", codename=codename
    )


def _in_moderation(page: NewsPage) -> Any:
    page.save_revision()
    return _moderated().start(page, None)


def _approval(page: NewsPage) -> dict[str, str]:
    return {
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": "{}",
    }


def test_approving_in_the_editor_is_refused_and_then_done(desk: Client) -> None:
    page = _draft()
    _in_moderation(page)

    shown = _read(_send(desk, page, **_approval(page)))
    assert len(shown.select("fieldset.date-question")) == 1
    assert not _stored(page).live
    _send(desk, page, **_approval(page), **answer(_question(), "2025-05-21"))

    assert _stored(page).live
    assert _stored(page).dates_in_words == "Wednesday 21 May 2025, 9.15am to 3.00pm"


def test_sending_back_needs_no_answer(desk: Client) -> None:
    page = _draft()
    state = _in_moderation(page)
    rejection = {**_approval(page), "workflow-action-name": "reject"}

    _send(desk, page, **rejection)

    state.refresh_from_db()
    assert state.status == "needs_changes"


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_approving_from_a_list_says_why_not(
    desk: Client, headers: dict[str, str]
) -> None:
    page = _draft()
    state = _in_moderation(page)
    task_state = state.current_task_state
    address = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", task_state.pk],
    )

    response = desk.post(
        address,
        {"comment": ""},
        headers={"referer": "http://testserver/admin/", **headers},
    )

    assert not _stored(page).live
    state.refresh_from_db()
    assert state.status == "in_progress"
    if headers:
        assert response.json() == {
            "step": "success",
            "redirect": "http://testserver/admin/",
        }
    else:
        assert response["Location"] == "http://testserver/admin/"
    assert "Nothing was published." in str(desk.get("/admin/").content, "utf-8")


def test_an_answer_survives_approval_without_any_other_change(desk: Client) -> None:
    page = _draft(live=True, dates_in_words="Friday 21 March")
    page.dates_in_words = WRONG
    _in_moderation(page)
    kept = answer(_question(), "kept", reason="As printed.")

    _send(desk, page, **_approval(page), **kept)

    assert _stored(page).dates_in_words == WRONG
    assert [d.reason for d in DateDecision.objects.all()] == ["As printed."]


def test_warnings_are_told_after_publishing(desk: Client) -> None:
    page = _draft()
    words = "Monday 26 May 2025, 10am to 11am"

    shown = _read(_send(desk, page, dates_in_words=words, **PUBLISH))

    assert _stored(page).live
    said = [m.get_text(strip=True) for m in shown.select(".messages li.warning")]
    assert said == [
        "“Monday 26 May 2025 … 10am to 11am” is over already: it was on Monday 26 May "
        "2025.",
        "Monday 26 May 2025 is a bank holiday (Spring Bank Holiday). Is the date right?",
    ]


def test_what_was_read_stands_beside_the_field_without_script(desk: Client) -> None:
    page = _draft(
        dates_in_words="Thursday 29 May 2025, 10am to 2pm, at West Offices",
        shows="dates",
    )
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    shown = _read(desk.get(address))

    entries = shown.select(".date-guardian__entries li")
    assert [entry.select_one("strong").get_text() for entry in entries] == [  # type: ignore[union-attr]
        "Thursday 29 May 2025, 10am to 2pm"
    ]
    assert "Goes straight to the archive" in str(shown)


def _read_back(client: Client, page: NewsPage, **fields: Any) -> BeautifulSoup:
    address = reverse("pages_read_back", args=[page.pk])
    return _read(client.post(address, news_fields(**fields)))


def test_read_back_reads_what_is_typed_and_saves_nothing(desk: Client) -> None:
    page = _draft()

    shown = _read_back(
        desk,
        page,
        dates_in_words="Wednesday 29 May 2030, 10am to 2pm",
        body=["The report is due by Friday 7 June 2030."],
        **answer(_question(), "2025-05-21"),
    )

    whens = [strong.get_text() for strong in shown.select("li strong")]
    assert whens == [
        "Wednesday 29 May 2030, 10am to 2pm",
        "Closes Friday 7 June 2030",
    ]
    offered = [button["data-add-date"] for button in shown.select("[data-add-date]")]
    assert offered == ["Closes Friday 7 June 2030"]
    assert "Shows until 2pm on Wednesday 29 May 2030." in str(shown)
    assert _stored(page).dates_in_words == WRONG


def test_read_back_keeps_answers_given_so_far(desk: Client) -> None:
    page = _draft()
    kept = answer(_question(), "kept", reason="As printed.")

    shown = _read_back(desk, page, dates_in_words=WRONG, **kept)

    reason = shown.select_one("textarea")
    assert reason is not None
    assert reason.get_text() == "As printed."


def test_read_back_works_for_an_item_never_saved(desk: Client) -> None:
    address = reverse("pages_read_back_new", args=[news_index().pk])

    shown = _read(desk.post(address, news_fields(title="", dates_in_words=WRONG)))

    assert len(shown.select("fieldset.date-question")) == 1


def test_read_back_is_for_those_who_may_edit(client: Client) -> None:
    page = _draft()
    addresses = [
        reverse("pages_read_back", args=[page.pk]),
        reverse("pages_read_back_new", args=[news_index().pk]),
    ]

    outsider = PersonFactory()
    outsider.user_permissions.add(Permission.objects.get(codename="access_admin"))

    before = [client.post(address) for address in addresses]
    client.force_login(outsider)
    after = [client.post(address, news_fields()) for address in addresses]

    assert [response["Location"].split("?")[0] for response in before] == [
        "/admin/login/",
        "/admin/login/",
    ]
    assert [response["Location"] for response in after] == ["/admin/", "/admin/"]


def test_read_back_refuses_what_is_not_the_editors_form(desk: Client) -> None:
    address = reverse("pages_read_back", args=[_draft().pk])

    response = desk.post(address, {"title": "Half a form"})

    assert response.status_code == 400


def test_a_page_once_scheduled_can_be_saved_and_published_again(desk: Client) -> None:
    page = _draft(dates_in_words="")
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    _send(desk, page, dates_in_words="", go_live_at=later, **PUBLISH)
    scheduled = _stored(page).scheduled_revision
    assert scheduled is not None
    past = timezone.now() - timedelta(days=1)
    content = {**scheduled.content, "go_live_at": past.isoformat()}
    type(scheduled).objects.filter(pk=scheduled.pk).update(
        content=content, approved_go_live_at=past
    )
    scheduled.refresh_from_db()
    scheduled.publish()

    was = timezone.localtime(past).strftime("%Y-%m-%d %H:%M")
    _send(desk, page, dates_in_words="", title="Later", go_live_at=was, **PUBLISH)

    assert (_stored(page).live, _stored(page).title) == (True, "Later")


def test_the_form_offers_no_expiry_of_wagtails_own(desk: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[_draft().pk])

    shown = str(desk.get(address).content, "utf-8")

    assert 'name="go_live_at"' in shown
    assert 'name="expire_at"' not in shown
    assert "expire" not in shown.split('id="schedule-publishing-dialog"')[1][:4000]
