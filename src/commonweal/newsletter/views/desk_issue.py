"""One issue at the desk: what stands in it, its heading and its leader."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.newsletter.actions import (
    add_item,
    set_heading,
    set_leader,
)
from commonweal.newsletter.actions.changing import TOO_LATE, stamp_of
from commonweal.newsletter.actions.writing import HEADING, LEADER
from commonweal.newsletter.exceptions import ChangedMeanwhileError, NewsletterError
from commonweal.newsletter.forms.issues import (
    HeadingForm,
    LeaderForm,
    StampedForm,
    leader_initial,
    words_form,
)
from commonweal.newsletter.models import Issue
from commonweal.newsletter.queries.desk import contents_of
from commonweal.people.access import PersonRequest, requires

EDIT = "newsletter.edit_newsletter"
FORM_METHODS = ["GET", "HEAD", "POST"]


@requires(EDIT)
@require_safe
def issue(request: PersonRequest, issue_id: int) -> HttpResponse:
    """What stands in an issue, and what can be done with it."""
    found = get_object_or_404(Issue, pk=issue_id)
    context = {"issue": found, "contents": contents_of(found)}
    return render(request, "newsletter/desk/issue.html", context)


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def heading(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Title, and subject of the e-mail."""
    found = get_object_or_404(Issue, pk=issue_id)
    initial = {
        "title": found.title,
        "subject": found.subject,
        "stamp": stamp_of(found, HEADING),
    }
    form = HeadingForm(request.POST or None, initial=initial)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            set_heading(
                issue=found,
                title=typed["title"],
                subject=typed["subject"],
                stamp=typed["stamp"],
                by=request.user,
                at=timezone.now(),
            )
        except NewsletterError as error:
            refuse(form, error, stamp=_fresh_stamp(found, HEADING))
        else:
            return done(request, found, "The title and subject are saved.")
    stands = [("Title", found.title), ("Subject", found.subject)]
    return form_page(request, found, form, "Title and subject", stands=stands)


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def leader(request: PersonRequest, issue_id: int) -> HttpResponse:
    """The message at the beginning of an issue."""
    found = get_object_or_404(Issue, pk=issue_id)
    form = LeaderForm(
        request.POST or None,
        request.FILES or None,
        initial={**leader_initial(found), "stamp": stamp_of(found, LEADER)},
        has_picture=found.leader_picture_id is not None,
    )
    if form.is_valid():
        typed = form.cleaned_data
        try:
            set_leader(
                issue=found,
                name=typed["name"],
                words=typed["words"],
                picture=form.picture(),
                stamp=typed["stamp"],
                by=request.user,
                at=timezone.now(),
            )
        except NewsletterError as error:
            refuse(form, error, stamp=_fresh_stamp(found, LEADER))
        else:
            return done(request, found, "The message is saved.")
    stands = [("Message", found.leader_words), ("From", found.leader_name)]
    return form_page(
        request,
        found,
        form,
        "Message at the beginning",
        stands=stands,
        picture=found.leader_picture,
    )


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def new_item(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Write an item that belongs to no page."""
    found = get_object_or_404(Issue, pk=issue_id)
    form = words_form(None, request.POST or None)
    if form.is_valid():
        try:
            item = add_item(
                issue=found, words=form.words(), by=request.user, at=timezone.now()
            )
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            sentence = "The item is added."
            return done(request, found, sentence, at=f"#item-{item.pk}")
    return form_page(request, found, form, "Write an item")


def refuse(form: StampedForm, error: NewsletterError, *, stamp: str) -> None:
    """Say why it was not saved. What was typed stays; when somebody else has saved in
    the meantime, saving once more is then a decision."""
    form.add_error(None, str(error))
    if isinstance(error, ChangedMeanwhileError):
        data = form.data.copy()  # type: ignore[attr-defined]
        data["stamp"] = stamp
        form.data = data


def form_page(
    request: PersonRequest,
    issue: Issue,
    form: Any,
    heading: str,
    *,
    stands: list[tuple[str, str]] | None = None,
    **more: Any,
) -> HttpResponse:
    """Show a form of an issue.

    Args:
        stands: name and words of what is saved now, shown beside what was typed when
            somebody else has saved in the meantime.

    Where nothing can change any more, the issue is shown instead, before anybody
    types for nothing.
    """
    if request.method != "POST" and not issue.is_editable:
        messages.error(request, TOO_LATE)
        return redirect("newsletter:desk_issue", issue.pk)
    context = {
        "issue": issue,
        "form": form,
        "heading": heading,
        "stands": [each for each in stands or [] if each[1]],
        **more,
    }
    return render(request, "newsletter/desk/form.html", context)


def done(
    request: PersonRequest, issue: Issue, sentence: str, *, at: str = ""
) -> HttpResponse:
    messages.success(request, sentence)
    response = redirect("newsletter:desk_issue", issue.pk)
    response["Location"] += at
    return response


def _fresh_stamp(issue: Issue, names: tuple[str, ...]) -> str:
    issue.refresh_from_db()
    return stamp_of(issue, names)
