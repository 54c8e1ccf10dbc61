"""The desk makes a course with its dates, or adds dates to one."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.people.access import PersonRequest, requires
from commonweal.training.actions.courses import (
    NewDates,
    Shared,
    add_dates,
    create_course,
)
from commonweal.training.desk_forms import CourseForm, DatesForm
from commonweal.training.desk_plans import Planned, is_confirmed, plan, read_back
from commonweal.training.exceptions import SessionError
from commonweal.training.models import Course

DESK = "training.administer"


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def new_course(request: PersonRequest) -> HttpResponse:
    """A course and its dates on one page: read back first, saved then."""
    course_form = CourseForm(request.POST or None)
    return _dates_page(request, course=None, course_form=course_form)


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def more_dates(request: PersonRequest, course_id: int) -> HttpResponse:
    """The same for a course that stands already."""
    course = get_object_or_404(Course, pk=course_id)
    return _dates_page(request, course=course, course_form=None)


def _dates_page(
    request: PersonRequest, *, course: Course | None, course_form: CourseForm | None
) -> HttpResponse:
    dates_form = DatesForm(request.POST or None)
    fits = dates_form.is_valid() and (course_form is None or course_form.is_valid())
    planned = _planned(request, dates_form)
    if fits and is_confirmed(request.POST, planned):
        try:
            return _save(request, course, course_form, dates_form, planned)
        except SessionError as error:
            dates_form.add_error(None, str(error))
    context = {
        "course": course,
        "course_form": course_form,
        "dates_form": dates_form,
        "is_error": request.method == "POST" and not fits,
        **read_back(request.POST, planned, fits=fits),
    }
    return render(request, "training/desk/course_with_dates.html", context)


def _planned(request: PersonRequest, form: DatesForm) -> list[Planned]:
    if not form.is_bound or "words" not in form.cleaned_data:
        return []
    return plan(form.cleaned_data, answers=request.POST, today=timezone.localdate())


@transaction.atomic
def _save(
    request: PersonRequest,
    course: Course | None,
    course_form: CourseForm | None,
    dates_form: DatesForm,
    planned: list[Planned],
) -> HttpResponse:
    now = timezone.now()
    if course is None and course_form is not None:
        course = create_course(**course_form.cleaned_data, by=request.user, at=now)
    typed: dict[str, Any] = dates_form.cleaned_data
    assert course is not None
    made = add_dates(
        course=course,
        dates=[NewDates(meetings=each.meetings, venue=each.venue) for each in planned],
        shared=Shared(
            capacity=typed["capacity"],
            minimum=typed["minimum"] or 0,
            room=typed["room"],
            online_link=typed["online_link"],
            trainers=list(typed["trainers"]),
            is_open=typed["is_open"],
        ),
        by=request.user,
        at=now,
    )
    many = f"{len(made)} sessions are" if len(made) != 1 else "1 session is"
    state = "open for booking" if typed["is_open"] else "kept as drafts"
    messages.success(request, f"“{course}”: {many} {state}.")
    return redirect("training_desk_course", course.pk)
