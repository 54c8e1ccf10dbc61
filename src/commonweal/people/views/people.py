"""For staff: who is here, what they may do, and where they work."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.people.access import PersonRequest, requires
from commonweal.people.actions import (
    add_person,
    change_membership,
    end_membership,
    join_organisation,
    set_roles,
)
from commonweal.people.exceptions import AccountError, MembershipError, RoleError
from commonweal.people.models import Membership, Person
from commonweal.people.people_forms import (
    AddPersonForm,
    FindPeopleForm,
    JoinWorkForm,
    RolesForm,
    WorkForm,
)
from commonweal.people.queries import (
    account_of,
    listed,
    people_called,
    people_with_roles,
    with_roles_and_work,
)
from commonweal.people.roles import IN_WORDS, Role, called, staff_roles_of

LOOK_AFTER = "people.look_after_people"
GIVE = "people.give_roles"
FORM_METHODS = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50


@requires(LOOK_AFTER)
@require_http_methods(FORM_METHODS)
def people(request: PersonRequest) -> HttpResponse:
    """Show who has a role; find anybody by name. What is looked for is sent in the
    body, so that no log and no browser's history has it."""
    today = timezone.localdate()
    form = FindPeopleForm(request.POST if request.method == "POST" else None)
    role = _role(request.GET.get("role", ""))
    found = people_with_roles(role=role, today=today)
    if form.is_valid():
        found = people_called(form.cleaned_data["words"])
    found = with_roles_and_work(found, today=today)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "is_search": form.is_valid(),
        "page": page,
        "rows": listed(page.object_list),
        "role": role,
        "roles": [(str(each), words) for each, (words, _) in IN_WORDS.items()],
    }
    return render(request, "people/admin/people.html", context)


def _role(written: str) -> Role | None:
    return next((role for role in IN_WORDS if role == written), None)


@requires(LOOK_AFTER)
@require_safe
def person(request: PersonRequest, person_id: int) -> HttpResponse:
    """Show one person: account, roles, work."""
    found = get_object_or_404(Person, pk=person_id)
    return _person_page(request, found, _roles_form(found))


def _roles_form(person: Person) -> RolesForm:
    return RolesForm(initial={"roles": [str(role) for role in staff_roles_of(person)]})


def _person_page(request: PersonRequest, person: Person, form: Form) -> HttpResponse:
    context = {
        "person": person,
        "account": account_of(person, now=timezone.now()),
        "held": called(staff_roles_of(person)),
        "can_have_roles": person.is_active and person.has_email,
        "form": form,
    }
    return render(request, "people/admin/person.html", context)


@requires(GIVE)
@require_POST
def roles(request: PersonRequest, person_id: int) -> HttpResponse:
    """Give roles, and take those whose tick is gone."""
    found = get_object_or_404(Person, pk=person_id)
    form = RolesForm(request.POST)
    if form.is_valid():
        try:
            set_roles(
                person=found,
                roles=form.cleaned_data["roles"],
                by=request.user,
                at=timezone.now(),
            )
        except RoleError as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, f"The roles of {found} are saved.")
            return redirect("people_person", found.pk)
    return _person_page(request, found, form)


@requires(LOOK_AFTER)
@require_http_methods(FORM_METHODS)
def add(request: PersonRequest) -> HttpResponse:
    """Make an account for somebody."""
    form = AddPersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = add_person(by=request.user, at=timezone.now(), **form.cleaned_data)
        except AccountError as error:
            form.add_error("email", str(error))
        else:
            messages.success(request, f"{made} has an account now.")
            return redirect("people_person", made.pk)
    return _form_page(request, form, heading="Add a person", button="Add")


@requires(LOOK_AFTER)
@require_http_methods(FORM_METHODS)
def join(request: PersonRequest, person_id: int) -> HttpResponse:
    """Say that somebody works for an organisation, from today."""
    found = get_object_or_404(Person.objects.open(), pk=person_id)
    form = JoinWorkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        now = timezone.now()
        try:
            join_organisation(
                person=found,
                starts_on=timezone.localdate(now),
                by=request.user,
                at=now,
                **form.cleaned_data,
            )
        except MembershipError as error:
            form.add_error("organisation", str(error))
        else:
            messages.success(request, "The organisation has been added.")
            return redirect("people_person", found.pk)
    return _form_page(
        request, form, heading="Add an organisation", button="Add", person=found
    )


@requires(LOOK_AFTER)
@require_http_methods(FORM_METHODS)
def work(request: PersonRequest, person_id: int, membership_id: int) -> HttpResponse:
    """Change what somebody does in an organisation, or note that they have left."""
    now = timezone.now()
    current = Membership.objects.current(today=timezone.localdate(now)).for_lists()
    membership = get_object_or_404(
        current.select_related("person"), pk=membership_id, person_id=person_id
    )
    if request.POST.get("do") == "leave":
        end_membership(
            membership=membership,
            ends_on=timezone.localdate(now),
            by=request.user,
            at=now,
        )
        messages.success(request, "Today is noted as their last day there.")
        return redirect("people_person", person_id)
    initial = {name: getattr(membership, name) for name in WorkForm.base_fields}
    data = request.POST if request.method == "POST" else None
    form = WorkForm(data, initial=initial)
    if form.is_valid():
        change_membership(
            membership=membership, by=request.user, at=now, **form.cleaned_data
        )
        messages.success(request, "What they do there is saved.")
        return redirect("people_person", person_id)
    return _form_page(
        request,
        form,
        heading=f"Work at {membership.organisation}",
        button="Save",
        person=membership.person,
        membership=membership,
    )


def _form_page(request: PersonRequest, form: Form, **context: Any) -> HttpResponse:
    return render(request, "people/admin/person_form.html", {"form": form, **context})
