"""For the site manager: what is held about one person, handed over or erased."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.governance.actions import erase_person, export_person
from commonweal.governance.exceptions import ErasureError
from commonweal.governance.holdings_of_person import held
from commonweal.people.access import PersonRequest, requires
from commonweal.people.governance_forms import ErasePersonForm, FindPersonForm
from commonweal.people.models import Person
from commonweal.people.views.downloads import as_download

SHOW = "governance.export_person"
ERASE = "governance.erase_person"


@requires(SHOW)
@require_http_methods(["GET", "HEAD", "POST"])
def find(request: PersonRequest) -> HttpResponse:
    """Ask whom it is about. The address is sent in the body, so that no log and no
    browser's history has it."""
    form = FindPersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("personal_data_held", form.cleaned_data["who"].pk)
    return render(request, "people/admin/find_person.html", {"form": form})


@requires(SHOW)
@require_safe
def held_about(request: PersonRequest, person_id: int) -> HttpResponse:
    """Count what is held about somebody, table by table."""
    person = get_object_or_404(Person, pk=person_id)
    context = {"person": person, "tables": held(person)}
    return render(request, "people/admin/personal_data.html", context)


@requires(SHOW)
@require_POST
def download(request: PersonRequest, person_id: int) -> HttpResponse:
    """Hand over all of it, and note that it was."""
    person = get_object_or_404(Person, pk=person_id)
    export = export_person(person=person, by=request.user, now=timezone.now())
    return as_download(export)


@requires(ERASE)
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: PersonRequest, person_id: int) -> HttpResponse:
    """Say what erasing does and what stays; do it once a reason is given."""
    person = get_object_or_404(Person, pk=person_id)
    form = ErasePersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            erase_person(
                person=person,
                by=request.user,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
            )
        except ErasureError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The data is erased. What stays is listed here.")
            return redirect("personal_data_held", person.pk)
    context = {"person": person, "tables": held(person), "form": form}
    return render(request, "people/admin/erase_person.html", context)
