"""The page where files are added to a form and taken out again."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from commonweal.sealed.actions import add_file, remove_file, save_answer
from commonweal.sealed.actions.drafting import OpenDraft
from commonweal.sealed.attachments import MOST, TOO_LARGE
from commonweal.sealed.definitions.answers import SEEN
from commonweal.sealed.definitions.questions import Question
from commonweal.sealed.exceptions import AttachmentError
from commonweal.sealed.floods import FILES
from commonweal.sealed.models import Route
from commonweal.sealed.question_form import FileForm
from commonweal.sealed.uploading import InMemoryHandler
from commonweal.sealed.views.frame import key_of, page, too_fast

Context = dict[str, Any]


def answer_files(
    request: HttpRequest,
    route: Route,
    draft: OpenDraft,
    asked: Question,
    context: Context,
) -> HttpResponse:
    """Show the files of a draft; add one, take one out, or go on."""
    if request.method != "POST":
        return _shown(request, route, draft, context, FileForm())
    request.POST  # noqa: B018 - reads what was sent, and so finds out how large it is
    if any(each.is_too_large for each in _handlers(request)):
        return _refused(request, route, draft, context, TOO_LARGE)
    if "remove" in request.POST:
        remove_file(
            key=key_of(request, route),
            route=route,
            file_id=request.POST["remove"],
            at=timezone.now(),
        )
        return redirect(request.get_full_path())
    content = request.FILES.get("file")
    if isinstance(content, UploadedFile):
        return _added(request, route, draft, context, content)
    if request.POST.get("deed") == "add":
        return _refused(request, route, draft, context, "Choose a file first.")
    return _passed(request, route, asked)


def _added(
    request: HttpRequest,
    route: Route,
    draft: OpenDraft,
    context: Context,
    content: UploadedFile[Any],
) -> HttpResponse:
    slow = too_fast(request, FILES, route=route)
    if slow is not None:
        return slow
    try:
        add_file(
            key=key_of(request, route),
            route=route,
            name=content.name or "",
            content=content.read(),
            scanner=settings.COMMONWEAL_CLAMD_SOCKET,
            at=timezone.now(),
        )
    except AttachmentError as error:
        return _refused(request, route, draft, context, str(error))
    return redirect(request.get_full_path())


def _passed(request: HttpRequest, route: Route, asked: Question) -> HttpResponse:
    save_answer(
        key=key_of(request, route),
        route=route,
        question=asked.key,
        answer=SEEN,
        at=timezone.now(),
    )
    return redirect("sealed:next", route.slug)


def _refused(
    request: HttpRequest, route: Route, draft: OpenDraft, context: Context, why: str
) -> HttpResponse:
    form = FileForm({})
    form.add_error("file", why)
    return _shown(request, route, draft, context, form)


def _shown(
    request: HttpRequest,
    route: Route,
    draft: OpenDraft,
    context: Context,
    form: FileForm,
) -> HttpResponse:
    files = draft.content.files
    full = {**context, "files": files, "form": form, "is_full": len(files) >= MOST}
    return page(request, "files", route, full, status=400 if form.errors else 200)


def _handlers(request: HttpRequest) -> list[InMemoryHandler]:
    return [
        each for each in request.upload_handlers if isinstance(each, InMemoryHandler)
    ]
