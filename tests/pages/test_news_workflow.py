"""Dates in question on their way through moderation and schedules."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, GroupPagePermission, Workflow

from commonweal.pages.models import DateDecision, NewsPage
from tests.pages.editing import (
    PUBLISH,
    SUBMIT,
    WRONG,
    answer,
    draft,
    question_about,
    read_page,
    send,
    stored,
)
from tests.pages.factories import news_index
from tests.people.factories import EditorFactory

pytestmark = pytest.mark.django_db


def _moderated() -> Workflow:
    workflow = Workflow.objects.get(name="Moderators approval")
    task = GroupApprovalTask.objects.get()
    assert [task.pk for task in workflow.tasks] == [task.pk]
    return workflow


def test_submitting_for_moderation_is_refused(client: Client) -> None:
    editor = EditorFactory()
    page = draft(owner=editor)
    for kind in ("add_page", "change_page"):
        GroupPagePermission.objects.get_or_create(
            group=editor.groups.get(),
            page=news_index(),
            permission=_permission(kind),
        )
    client.force_login(editor)
    _moderated()

    shown = read_page(send(client, page, **SUBMIT))
    assert "Not published yet." in str(shown)
    assert stored(page).current_workflow_state is None
    send(client, page, **SUBMIT, **answer(question_about(), "2025-05-21"))

    assert stored(page).current_workflow_state is not None


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
    page = draft()
    _in_moderation(page)

    shown = read_page(send(desk, page, **_approval(page)))
    assert len(shown.select("fieldset.date-question")) == 1
    assert not stored(page).live
    send(desk, page, **_approval(page), **answer(question_about(), "2025-05-21"))

    assert stored(page).live
    assert stored(page).dates_in_words == "Wednesday 21 May 2025, 9.15am to 3.00pm"


def test_sending_back_needs_no_answer(desk: Client) -> None:
    page = draft()
    state = _in_moderation(page)
    rejection = {**_approval(page), "workflow-action-name": "reject"}

    send(desk, page, **rejection)

    state.refresh_from_db()
    assert state.status == "needs_changes"


@pytest.mark.parametrize("headers", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_approving_from_a_list_says_why_not(
    desk: Client, headers: dict[str, str]
) -> None:
    page = draft()
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

    assert not stored(page).live
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
    page = draft(live=True, dates_in_words="Friday 21 March")
    page.dates_in_words = WRONG
    _in_moderation(page)
    kept = answer(question_about(), "kept", reason="As printed.")

    send(desk, page, **_approval(page), **kept)

    assert stored(page).dates_in_words == WRONG
    assert [d.reason for d in DateDecision.objects.all()] == ["As printed."]


def test_scheduling_is_refused_too(desk: Client) -> None:
    page = draft()
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")

    send(desk, page, go_live_at=later, **PUBLISH)

    assert stored(page).scheduled_revision is None


def test_a_page_once_scheduled_can_be_saved_and_published_again(desk: Client) -> None:
    page = draft(dates_in_words="")
    later = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    send(desk, page, dates_in_words="", go_live_at=later, **PUBLISH)
    scheduled = stored(page).scheduled_revision
    assert scheduled is not None
    past = timezone.now() - timedelta(days=1)
    content = {**scheduled.content, "go_live_at": past.isoformat()}
    type(scheduled).objects.filter(pk=scheduled.pk).update(
        content=content, approved_go_live_at=past
    )
    scheduled.refresh_from_db()
    scheduled.publish()

    was = timezone.localtime(past).strftime("%Y-%m-%d %H:%M")
    send(desk, page, dates_in_words="", title="Later", go_live_at=was, **PUBLISH)

    assert (stored(page).live, stored(page).title) == (True, "Later")


def test_the_form_offers_no_expiry_of_wagtails_own(desk: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[draft().pk])

    shown = str(desk.get(address).content, "utf-8")

    assert 'name="go_live_at"' in shown
    assert 'name="expire_at"' not in shown
    assert "expire" not in shown.split('id="schedule-publishing-dialog"')[1][:4000]
