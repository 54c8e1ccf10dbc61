"""Somebody's own account: what it holds, and how to change or close it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.governance.actions import export_person
from commonweal.people.access import PersonRequest, signed_in
from commonweal.people.account_rows import account_rows
from commonweal.people.actions import change_person, close_account
from commonweal.people.forms import LineManagerForm, NameForm
from commonweal.people.queries import account_of
from commonweal.people.views.downloads import as_download


@signed_in
@require_safe
def account(request: PersonRequest) -> HttpResponse:
    """Everything about one's own account on a page."""
    if not request.user.get_full_name():
        return redirect("account_name")
    found = account_of(request.user, now=timezone.now())
    return render(request, "people/account.html", account_rows(found))


@signed_in
def change_name(request: PersonRequest) -> HttpResponse:
    """Ask for the name; the first question after an account was made."""
    person = request.user
    form = NameForm(
        request.POST or None,
        initial={"first_name": person.first_name, "last_name": person.last_name},
    )
    if form.is_valid():
        change_person(person=person, by=person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Your name has been saved.")
        return redirect("account")
    return render(request, "people/change_name.html", {"form": form})


@signed_in
def change_line_manager(request: PersonRequest) -> HttpResponse:
    """Ask whom to ask about bookings."""
    person = request.user
    form = LineManagerForm(
        request.POST or None,
        person=person,
        initial={"line_manager_email": person.line_manager_email},
    )
    if form.is_valid():
        change_person(person=person, by=person, at=timezone.now(), **form.cleaned_data)
        messages.success(request, "Your line manager’s address has been saved.")
        return redirect("account")
    return render(request, "people/change_line_manager.html", {"form": form})


@signed_in
@require_POST
def download(request: PersonRequest) -> HttpResponse:
    """Hand over what is held about the person who asks. Noted in the audit trail, so
    it is not done by opening a link."""
    person = request.user
    export = export_person(person=person, by=person, now=timezone.now())
    return as_download(export)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: PersonRequest) -> HttpResponse:
    """Say what closing means, and close on a press of the button."""
    if request.method != "POST":
        return render(request, "people/close_account.html")
    person = request.user
    logout(request)
    close_account(person=person, by=person, at=timezone.now())
    return redirect("account_inactive")
