"""The desk's first page, and its lists of sessions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.mail.models import OutgoingEmail
from commonweal.people.access import PersonRequest, requires
from commonweal.training.desk_forms import SessionsForm
from commonweal.training.models import Course, Session
from commonweal.training.queries.desk_home import desk_home

DESK = "training.administer"
ON_A_PAGE = 50


@requires(DESK)
@require_safe
def desk(request: PersonRequest) -> HttpResponse:
    """What is near, and what is at risk."""
    home = desk_home(now=timezone.now())
    failed = OutgoingEmail.objects.filter(status=OutgoingEmail.Status.GIVEN_UP).count()
    context = {"home": home, "failed": failed}
    return render(request, "training/desk/home.html", context)


@requires(DESK)
@require_safe
def sessions(request: PersonRequest) -> HttpResponse:
    """All sessions, narrowed by words, time and state."""
    form = SessionsForm(request.GET or None)
    typed = form.cleaned_data if form.is_valid() else {}
    found = _narrowed(_for_lists(), typed)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {"form": form, "page": page, "kept": query.urlencode()}
    return render(request, "training/desk/sessions.html", context)


@requires(DESK)
@require_safe
def course(request: PersonRequest, course_id: int) -> HttpResponse:
    """One course with all its sessions, the latest first."""
    found = get_object_or_404(
        Course.objects.select_related("level", "policy", "replaced_by"), pk=course_id
    )
    rows = _for_lists().filter(course=found)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "training/desk/course.html", {"course": found, "page": page})


def _for_lists() -> QuerySet[Session]:
    return (
        Session.objects.select_related("course", "venue", "partner")
        .prefetch_related("trainers", "meetings")
        .order_by(F("starts_at").desc(nulls_first=True), "-pk")
    )


def _narrowed(found: QuerySet[Session], typed: dict[str, Any]) -> QuerySet[Session]:
    now = timezone.now()
    when = typed.get("when") or "upcoming"
    if when == "upcoming":
        found = found.upcoming(now=now)  # type: ignore[attr-defined]
    elif when == "past":
        found = found.filter(status=Session.Status.SCHEDULED, ends_at__lte=now)
    elif when != "all":
        found = found.filter(status=when)
    if typed.get("words"):
        found = found.filter(course__title__icontains=typed["words"])
    if typed.get("with_room"):
        found = found.filter(taken__lt=F("capacity"), partner=None)
    return found
