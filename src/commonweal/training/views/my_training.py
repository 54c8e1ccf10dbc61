"""Everything that is somebody's own: bookings, what is due again, their calendar."""

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    JsonResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_safe,
)

from commonweal.design.addresses import full_address, subscription_address
from commonweal.design.calendar_files import calendar_response
from commonweal.design.models import Brand
from commonweal.people.access import PersonRequest, public, signed_in
from commonweal.people.models import Organisation
from commonweal.training.actions import ask_for_dates, renew_diary, stop_asking
from commonweal.training.metadata import course_path
from commonweal.training.models import Course
from commonweal.training.own_calendar import own_calendar
from commonweal.training.own_record import record_of, record_table
from commonweal.training.queries.own_training import (
    bookings_for_feed,
    diary_of,
    own_training,
    person_of_diary,
)


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What is to come, what waits for an answer, and what was attended."""
    now, person = timezone.now(), request.user
    today = timezone.localdate(now)
    organisations = Organisation.objects
    context = {
        "own": own_training(person, at=now),
        "now": now,
        "has_diary": diary_of(person) is not None,
        "books_for": organisations.bookable_by(person, today=today).exists(),
        "leads": organisations.led_by(person, today=today).exists(),
    }
    return render(request, "training/mine/mine.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def diary(request: PersonRequest) -> HttpResponse:
    """Show the secret address of one's own calendar; on a press make it, or a new one."""
    if request.method == "POST":
        is_new = diary_of(request.user) is None
        renew_diary(person=request.user, at=timezone.now())
        done = "made" if is_new else "changed. The old one no longer works"
        messages.success(request, f"Your calendar’s address is {done}.")
        return redirect("training:diary")
    found = diary_of(request.user)
    path = reverse("training:diary_feed", args=[found.secret]) if found else ""
    context = {
        "diary": found,
        "address": full_address(path) if path else "",
        "subscription": subscription_address(path) if path else "",
    }
    return render(request, "training/mine/diary.html", context)


@public
@require_safe
def diary_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """One's own places as a calendar that devices follow. The address is the key: it
    asks for no other, because calendars cannot sign in."""
    now, person = timezone.now(), person_of_diary(secret)
    if person is None:
        raise Http404
    name = f"{Brand.for_request(request).partnership_name}: my training"
    content = own_calendar(bookings_for_feed(person, at=now), name=name)
    response = calendar_response(content, file_name="my-training")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@signed_in
@require_safe
def record_json(request: PersonRequest) -> HttpResponse:
    """Every booking of one's own, in full."""
    response = JsonResponse(
        {"bookings": record_of(request.user)},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )
    response["Content-Disposition"] = 'attachment; filename="my-training.json"'
    return response


@signed_in
@require_safe
def record_csv(request: PersonRequest) -> HttpResponse:
    """Every booking of one's own, as a table."""
    response = HttpResponse(record_table(request.user), content_type="text/csv")
    response["Content-Disposition"] = 'attachment; filename="my-training.csv"'
    return response


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def interest(request: PersonRequest, slug: str) -> HttpResponse:
    """Ask to be told when a course has dates, or take that back."""
    course = get_object_or_404(Course, slug=slug, is_published=True)
    person = request.user
    if request.method == "POST":
        now = timezone.now()
        if request.POST.get("answer") == "stop":
            stop_asking(course=course, person=person, at=now)
            messages.success(request, f"We will not write about {course} any more.")
        else:
            ask_for_dates(course=course, person=person, at=now)
            messages.success(request, f"We will write when {course} has dates.")
        return redirect(request.path)
    is_asked = person.interests.filter(course=course, told_at=None).exists()
    context = {"course": course, "is_asked": is_asked, "back": course_path(course)}
    return render(request, "training/mine/interest.html", context)
