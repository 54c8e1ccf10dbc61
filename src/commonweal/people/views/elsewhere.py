"""Addresses of others' making, answered with pages of ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonweal.people.access import PersonRequest, entrance, signed_in


@entrance
def admin_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's own page for signing in asks for a password, which nobody has."""
    wanted = request.GET.get("next", "/admin/")
    return redirect(reverse("account_login", query={"next": wanted}))


@signed_in
def linked_organisation(request: PersonRequest) -> HttpResponse:
    """Where django-allauth sends people who have linked an organisation's sign-in."""
    return redirect("account")
