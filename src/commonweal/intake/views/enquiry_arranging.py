"""For staff: who gets which enquiries, and words to answer with."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.intake.actions.enquiry_arranging import (
    drop_route,
    drop_template,
    save_route,
    save_template,
)
from commonweal.intake.enquiry_desk_forms import RouteForm, TemplateForm
from commonweal.intake.enquiry_exceptions import EnquiryError
from commonweal.intake.enquiry_people import MAY_ANSWER
from commonweal.intake.models import ReplyTemplate, Route
from commonweal.people.access import PersonRequest, requires

FORM_METHODS = ["GET", "HEAD", "POST"]


@requires(MAY_ANSWER)
@require_safe
def arrange(request: PersonRequest) -> HttpResponse:
    """Routes, and words to answer with."""
    context = {
        "routes": Route.objects.annotate(number=Count("people")),
        "templates": ReplyTemplate.objects.all(),
    }
    return render(request, "enquiries/desk/arrange.html", context)


@requires(MAY_ANSWER)
@require_http_methods(FORM_METHODS)
def route(request: PersonRequest, route_id: int | None = None) -> HttpResponse:
    """Make a route, or change one."""
    shown = get_object_or_404(Route, pk=route_id) if route_id else Route()
    initial = {
        "kind": shown.kind,
        "topic": shown.topic,
        "is_private": shown.is_private,
        "reply_to": shown.reply_to,
        "people": list(shown.people.all()) if shown.pk else [],
    }
    posted = request.POST if request.method == "POST" else None
    form = RouteForm(posted, initial=initial)
    if form.is_valid():
        try:
            save_route(
                route=form.fill(shown),
                people=form.cleaned_data["people"],
                by=request.user,
                at=timezone.now(),
            )
        except EnquiryError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is saved.")
            return redirect("enquiries:arrange")
    context = {
        "form": form,
        "heading": "Who gets it",
        "drop": "enquiries:drop_route",
        "pk": route_id,
    }
    status = 400 if form.errors else 200
    return render(request, "enquiries/desk/form.html", context, status=status)


@requires(MAY_ANSWER)
@require_POST
def remove_route(request: PersonRequest, route_id: int) -> HttpResponse:
    """Delete a route."""
    shown = get_object_or_404(Route, pk=route_id)
    try:
        drop_route(route=shown, by=request.user, at=timezone.now())
    except EnquiryError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "It is deleted. What came by it stays at the desk.")
    return redirect("enquiries:arrange")


@requires(MAY_ANSWER)
@require_http_methods(FORM_METHODS)
def template(request: PersonRequest, template_id: int | None = None) -> HttpResponse:
    """Make words to answer with, or change them."""
    stored = ReplyTemplate
    shown = get_object_or_404(stored, pk=template_id) if template_id else stored()
    initial = {"title": shown.title, "kind": shown.kind, "words": shown.words}
    posted = request.POST if request.method == "POST" else None
    form = TemplateForm(posted, initial=initial)
    if form.is_valid():
        try:
            save_template(template=form.fill(shown), by=request.user, at=timezone.now())
        except EnquiryError as error:
            form.add_error("title", str(error))
        else:
            messages.success(request, "It is saved.")
            return redirect("enquiries:arrange")
    context = {
        "form": form,
        "heading": "Words to answer with",
        "drop": "enquiries:drop_template",
        "pk": template_id,
    }
    status = 400 if form.errors else 200
    return render(request, "enquiries/desk/form.html", context, status=status)


@requires(MAY_ANSWER)
@require_POST
def remove_template(request: PersonRequest, template_id: int) -> HttpResponse:
    """Delete words to answer with."""
    shown = get_object_or_404(ReplyTemplate, pk=template_id)
    drop_template(template=shown, by=request.user, at=timezone.now())
    messages.success(request, "It is deleted.")
    return redirect("enquiries:arrange")
