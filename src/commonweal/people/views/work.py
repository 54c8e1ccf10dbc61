"""Where somebody works, as they say themselves. It gives no rights over others."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.people.access import PersonRequest, signed_in
from commonweal.people.actions import end_membership, join_organisation
from commonweal.people.exceptions import MembershipError
from commonweal.people.forms import JoinForm, OrganisationSearchForm
from commonweal.people.models import Organisation


@signed_in
@require_safe
def find_organisation(request: PersonRequest) -> HttpResponse:
    """Ask for a part of the organisation's name."""
    form = OrganisationSearchForm(request.GET or None)
    if form.is_valid():
        wanted = {"q": form.cleaned_data["q"]}
        return redirect(reverse("account_join_work", query=wanted))
    return render(request, "people/find_organisation.html", {"form": form})


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def join_work(request: PersonRequest) -> HttpResponse:
    """Show the organisations that fit, and let the person join one."""
    person, now = request.user, timezone.now()
    words = request.GET.get("q", "").strip()
    if not words:
        return redirect("account_work")
    found = Organisation.objects.suggested_for(person, words)
    form = JoinForm(request.POST or None, organisations=found)
    if form.is_valid():
        try:
            membership = join_organisation(
                person=person,
                starts_on=timezone.localdate(now),
                by=person,
                at=now,
                **form.cleaned_data,
            )
        except MembershipError as error:
            form.add_error("organisation", str(error))
        else:
            messages.success(request, f"{membership.organisation} has been added.")
            return redirect("account")
    context = {"form": form, "words": words, "is_found": found.exists()}
    return render(request, "people/join_organisation.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def end_work(request: PersonRequest, membership_id: int) -> HttpResponse:
    """Ask whether somebody has left, and note it on a press of the button."""
    now = timezone.now()
    current = request.user.memberships.current(today=timezone.localdate(now))
    membership = get_object_or_404(current.for_lists(), pk=membership_id)
    if request.method != "POST":
        return render(request, "people/end_work.html", {"membership": membership})
    end_membership(
        membership=membership,
        ends_on=timezone.localdate(now),
        by=request.user,
        at=now,
    )
    messages.success(request, f"You have left {membership.organisation}.")
    return redirect("account")
