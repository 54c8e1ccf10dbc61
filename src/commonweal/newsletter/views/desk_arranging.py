"""The newsletter's settings and its standing sections."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.newsletter.actions.arranging import (
    SECTION,
    SETTINGS,
    add_section,
    change_section,
    change_settings,
    move_section,
)
from commonweal.newsletter.actions.changing import stamp_of
from commonweal.newsletter.actions.drafting import lay_out_sections
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.forms.arranging import SectionForm, SettingsForm
from commonweal.newsletter.models import NewsletterSettings, Section
from commonweal.newsletter.views.desk_issue import EDIT, FORM_METHODS, refuse
from commonweal.people.access import PersonRequest, requires


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def settings(request: PersonRequest) -> HttpResponse:
    """How the newsletter is run."""
    stored = NewsletterSettings.load()
    initial = {**model_to_dict(stored), "stamp": stamp_of(stored, SETTINGS)}
    form = SettingsForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_settings(
                values=form.cleaned_data,
                stamp=form.cleaned_data["stamp"],
                by=request.user,
                at=timezone.now(),
            )
        except NewsletterError as error:
            refuse(form, error, stamp=stamp_of(NewsletterSettings.load(), SETTINGS))
        else:
            messages.success(request, "The settings are saved.")
            return redirect("newsletter:desk_settings")
    return render(request, "newsletter/desk/settings.html", {"form": form})


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def sections(request: PersonRequest) -> HttpResponse:
    """The standing sections, and the usual ones for a partnership that has none."""
    if request.method == "POST":
        lay_out_sections()
        return redirect("newsletter:desk_sections")
    context = {"sections": Section.objects.all()}
    return render(request, "newsletter/desk/sections.html", context)


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def section(request: PersonRequest, section_id: int) -> HttpResponse:
    """Change one section."""
    found = get_object_or_404(Section, pk=section_id)
    initial = {**model_to_dict(found), "stamp": stamp_of(found, SECTION)}
    form = SectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_section(
                section=found,
                stamp=form.cleaned_data["stamp"],
                by=request.user,
                at=timezone.now(),
                **form.values(),
            )
        except NewsletterError as error:
            found.refresh_from_db()
            refuse(form, error, stamp=stamp_of(found, SECTION))
        else:
            return _saved(request)
    context = {"form": form, "heading": found.title}
    return render(request, "newsletter/desk/section.html", context)


@requires(EDIT)
@require_http_methods(FORM_METHODS)
def new_section(request: PersonRequest) -> HttpResponse:
    """Add a section."""
    form = SectionForm(request.POST or None)
    if form.is_valid():
        try:
            add_section(by=request.user, at=timezone.now(), **form.values())
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            return _saved(request)
    context = {"form": form, "heading": "Add a section"}
    return render(request, "newsletter/desk/section.html", context)


@requires(EDIT)
@require_POST
def shift_section(request: PersonRequest, section_id: int) -> HttpResponse:
    """Move a section up or down."""
    found = get_object_or_404(Section, pk=section_id)
    is_up = request.POST.get("deed") == "up"
    move_section(section=found, is_up=is_up, by=request.user, at=timezone.now())
    return redirect("newsletter:desk_sections")


def _saved(request: PersonRequest) -> HttpResponse:
    messages.success(request, "The section is saved.")
    return redirect("newsletter:desk_sections")
