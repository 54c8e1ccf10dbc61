"""A session's details, questions, limits and agenda."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from commonweal.people.access import PersonRequest, requires
from commonweal.training.actions.session_details import change_details
from commonweal.training.desk_details_forms import DetailsForm, row_forms
from commonweal.training.models import Session


@requires("training.administer")
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: PersonRequest, session_id: int) -> HttpResponse:
    """Edit what can change without telling anybody."""
    session = get_object_or_404(
        Session.objects.select_related("course").prefetch_related("trainers"),
        pk=session_id,
    )
    data = request.POST if request.method == "POST" else None
    form = DetailsForm(data, session=session)
    rows = row_forms(data, session)
    fits = [form.is_valid(), *(formset.is_valid() for _, formset in rows)]
    if all(fits):
        typed = dict(form.cleaned_data)
        change_details(
            session=session,
            trainers=typed.pop("trainers"),
            changes=typed,
            by=request.user,
            at=timezone.now(),
            save_rows=lambda: [formset.save() for _, formset in rows],
        )
        messages.success(request, "The details are saved.")
        return redirect("training_desk_session", session.pk)
    context = {"session": session, "form": form, "rows": rows, "is_error": bool(data)}
    return render(request, "training/desk/details.html", context)
