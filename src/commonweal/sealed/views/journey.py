"""Filling in a form: its first page, the questions, the answers together."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.dates.writing import write_moment
from commonweal.design.components.lists import Action
from commonweal.sealed.actions import (
    begin_draft,
    forget_draft,
    receives,
    save_answer,
    submit_draft,
)
from commonweal.sealed.actions.drafting import OpenDraft
from commonweal.sealed.answers import days_kept
from commonweal.sealed.definitions import FormDefinition, definition_of, newest
from commonweal.sealed.definitions.answers import SEEN
from commonweal.sealed.definitions.exceptions import AnswerError
from commonweal.sealed.definitions.forms import plain
from commonweal.sealed.definitions.questions import Kind, Question
from commonweal.sealed.exceptions import DraftOverError
from commonweal.sealed.floods import ANSWERS, FORM_SENDS, SENDS, STARTS
from commonweal.sealed.models import Route
from commonweal.sealed.question_form import QuestionForm, initial_of
from commonweal.sealed.references import spaced
from commonweal.sealed.views.answer_rows import file_row, sections_of
from commonweal.sealed.views.files import answer_files
from commonweal.sealed.views.frame import (
    COOKIE_PATH,
    cookie_name,
    draft_of,
    form_page,
    key_of,
    page,
    too_fast,
)

FORM_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(FORM_METHODS)
@form_page
def start(request: HttpRequest, route: Route) -> HttpResponse:
    """What the form is for, and what becomes of it. A press begins a draft."""
    if not route.is_open or not receives(route.team):
        return page(request, "closed", route)
    if request.method == "POST":
        return too_fast(request, STARTS, route=route) or _begun(request, route)
    return page(
        request,
        "start",
        route,
        {
            "has_draft": _has_draft(request, route),
            "days_kept": days_kept(route.form, newest(route.form).version),
        },
    )


def _begun(request: HttpRequest, route: Route) -> HttpResponse:
    try:
        forget_draft(key=key_of(request, route))
    except DraftOverError:
        pass  # There was none, as is usual.
    key = begin_draft(route=route, at=timezone.now())
    form = newest(route.form)
    name = "sealed:safety" if form.needs_safety_page else "sealed:next"
    response = redirect(name, route.slug)
    response.set_cookie(
        cookie_name(route),
        key.as_cookie(),
        path=COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        # Not sent along from another site at all, so none can press a button here
        # or make somebody's answers go by leading them to the way out.
        samesite="Strict",
    )
    return response


def _has_draft(request: HttpRequest, route: Route) -> bool:
    try:
        draft = draft_of(request, route)
    except DraftOverError:
        return False
    return bool(draft.content.answers) and not draft.content.sent


@require_safe
@form_page
def safety(request: HttpRequest, route: Route) -> HttpResponse:
    """How to use the form safely, before anything is asked."""
    draft_of(request, route)
    return page(request, "safety", route)


@require_safe
@form_page
def go_on(request: HttpRequest, route: Route) -> HttpResponse:
    """Lead to the first question that has no answer yet, or to all answers."""
    draft = draft_of(request, route)
    return redirect(
        _first_open(route, draft) or reverse("sealed:check", args=[route.slug])
    )


@require_http_methods(FORM_METHODS)
@form_page
def question(request: HttpRequest, route: Route, number: int) -> HttpResponse:
    """One question. Its number, not what it asks, stands in the address."""
    draft = draft_of(request, route)
    if draft.content.sent:
        return redirect("sealed:check", route.slug)
    form = definition_of(route.form, draft.row.version)
    if not 1 <= number <= len(form.questions):
        raise Http404
    asked = form.questions[number - 1]
    shown = form.shown(draft.content.answers, options=route.options)
    is_reached = asked in shown and all(
        each.key in draft.content.answers for each in shown[: shown.index(asked)]
    )
    if not is_reached:
        return redirect("sealed:next", route.slug)
    if request.method == "POST":
        slow = too_fast(request, ANSWERS, route=route)
        if slow is not None:
            return slow
    if asked.kind is Kind.FILES:
        return answer_files(
            request, route, draft, asked, _context(route, draft, asked, request)
        )
    return _put(request, route, draft, asked)


def _put(
    request: HttpRequest, route: Route, draft: OpenDraft, asked: Question
) -> HttpResponse:
    """Put a question or show a notice, and take the answer."""
    context = _context(route, draft, asked, request)
    if asked.kind is Kind.NOTICE:
        if request.method == "POST":
            return _saved(request, route, asked, SEEN)
        context["paragraphs"] = [
            plain(words, route.options) for words in asked.paragraphs
        ]
        return page(request, "notice", route, context)
    form = QuestionForm(
        request.POST if request.method == "POST" else None,
        question=asked,
        options=route.options,
        caption=context["caption"],
        today=timezone.localdate(),
        initial=initial_of(asked, draft.content.answers.get(asked.key)),
    )
    if form.is_valid():
        return _saved(request, route, asked, form.answer())
    return page(
        request,
        "question",
        route,
        {**context, "form": form},
        status=400 if form.errors else 200,
    )


def _saved(
    request: HttpRequest, route: Route, asked: Question, answer: Any
) -> HttpResponse:
    draft = save_answer(
        key=key_of(request, route),
        route=route,
        question=asked.key,
        answer=answer,
        at=timezone.now(),
    )
    return redirect(address_after(request, route, draft, asked))


def address_after(
    request: HttpRequest, route: Route, draft: OpenDraft, asked: Question
) -> str:
    """Return where to go from a question: on, or back to all answers for somebody who
    came from there, unless the change opened further questions."""
    form = definition_of(route.form, draft.row.version)
    if "change" in request.GET:
        first_open = _first_open(route, draft)
        if first_open:
            return f"{first_open}?change=1"
        return reverse("sealed:check", args=[route.slug])
    shown = form.shown(draft.content.answers, options=route.options)
    following = shown[shown.index(asked) + 1 :]
    if not following:
        return reverse("sealed:check", args=[route.slug])
    return _address(route, form, following[0])


@require_http_methods(FORM_METHODS)
@form_page
def check(request: HttpRequest, route: Route) -> HttpResponse:
    """All answers together. A press sends them, once."""
    if request.method == "POST":
        slow = too_fast(request, SENDS, route=route) or too_fast(
            request, FORM_SENDS, route=route, of_all=True
        )
        return slow or _sent(request, route)
    draft = draft_of(request, route)
    if draft.content.sent:
        return page(request, "sent", route, {"reference": spaced(draft.content.sent)})
    first_open = _first_open(route, draft)
    if first_open:
        return redirect(first_open)
    form = definition_of(route.form, draft.row.version)
    answers = form.live(draft.content.answers, options=route.options)

    def change(key: str) -> Action:
        address = reverse("sealed:question", args=[route.slug, form.position_of(key)])
        return Action("Change", f"{address}?change=1")

    context = {
        "sections": sections_of(form, form.in_groups(answers), change=change),
        "files": file_row(form, draft.content.files, change=change),
        "unscanned": any(not file.is_clean for file in draft.content.files),
    }
    return page(request, "check", route, context)


def _sent(request: HttpRequest, route: Route) -> HttpResponse:
    """Send, and answer at once with the reference and what was sent. The answers are
    in this answer only: nothing of them can be opened here after it."""
    try:
        sent = submit_draft(key=key_of(request, route), route=route, at=timezone.now())
    except AnswerError as error:
        form = newest(route.form)
        known = {each.key for each in form.questions}
        if error.key not in known:
            raise DraftOverError from error
        return redirect("sealed:question", route.slug, form.position_of(error.key))
    form = newest(route.form)
    context = {
        "reference": spaced(sent.reference),
        "sections": sections_of(form, sent.groups),
        "files": file_row(form, sent.files),
        "sent_at": write_moment(timezone.localtime()),
    }
    return page(request, "sent", route, context)


def _context(
    route: Route, draft: OpenDraft, asked: Question, request: HttpRequest
) -> dict[str, Any]:
    form = definition_of(route.form, draft.row.version)
    shown = form.shown(draft.content.answers, options=route.options)
    place = shown.index(asked)
    return {
        "caption": f"{route.title}: question {place + 1}",
        "number": place + 1,
        "asked": asked,
        "heading": plain(asked.label, route.options),
        "back": _back(route, form, shown, place, is_change="change" in request.GET),
    }


def _back(
    route: Route,
    form: FormDefinition,
    shown: list[Question],
    place: int,
    *,
    is_change: bool,
) -> str:
    if is_change:
        return reverse("sealed:check", args=[route.slug])
    if place:
        return _address(route, form, shown[place - 1])
    name = "sealed:safety" if form.needs_safety_page else "sealed:start"
    return reverse(name, args=[route.slug])


def _first_open(route: Route, draft: OpenDraft) -> str:
    """The address of the first question without an answer; empty when there is none."""
    form = definition_of(route.form, draft.row.version)
    asked = form.unanswered(draft.content.answers, options=route.options)
    return _address(route, form, asked) if asked else ""


def _address(route: Route, form: FormDefinition, asked: Question) -> str:
    return reverse("sealed:question", args=[route.slug, form.position_of(asked.key)])
