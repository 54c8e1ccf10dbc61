from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from commonweal.governance.models import AuditEvent
from commonweal.people.actions import give_role, take_role
from commonweal.people.exceptions import RoleError
from commonweal.people.models import Person
from commonweal.people.roles import GROUPS, Role, grants, roles_of, settle_roles
from tests.people.factories import (
    AdministratorFactory,
    MembershipFactory,
    PersonFactory,
    person_in,
)

pytestmark = pytest.mark.django_db
TODAY = date(2025, 5, 29)
AT = datetime(2025, 5, 29, 9, tzinfo=UTC)


@pytest.mark.parametrize("role", Role)
def test_roles_of_finds_each_role_beside_practitioner(role):
    assert roles_of(person_in(role), today=TODAY) == {Role.PRACTITIONER, role}


def test_roles_of_somebody_without_a_group_or_membership_is_practitioner():
    assert roles_of(PersonFactory(), today=TODAY) == {Role.PRACTITIONER}


def test_roles_of_a_superuser_include_site_manager():
    assert Role.SITE_MANAGER in roles_of(AdministratorFactory(), today=TODAY)


def test_roles_of_a_moderator_include_editor():
    person = PersonFactory()
    person.groups.add(Group.objects.get(name="Moderators"))

    assert Role.EDITOR in roles_of(person, today=TODAY)


def test_roles_of_a_closed_account_are_none():
    person = person_in(Role.EDITOR, is_active=False)

    assert roles_of(person, today=TODAY) == frozenset()


@pytest.mark.parametrize(
    "dates",
    [{"ends_on": date(2025, 5, 28)}, {"starts_on": date(2025, 5, 30)}],
)
def test_roles_of_leave_out_memberships_of_another_time(dates):
    person = MembershipFactory(
        is_team_booker=True, is_organisation_lead=True, **dates
    ).person

    assert roles_of(person, today=TODAY) == {Role.PRACTITIONER}


def test_roles_of_takes_two_queries_however_many_memberships(
    django_assert_num_queries,
):
    person = PersonFactory()
    MembershipFactory.create_batch(5, person=person, is_team_booker=True)

    with django_assert_num_queries(2):
        roles_of(person, today=TODAY)


def test_give_role_puts_in_the_group_and_is_recorded_once():
    person, by = PersonFactory(), AdministratorFactory()

    give_role(person=person, role=Role.TRAINER, by=by, at=AT)
    give_role(person=person, role=Role.TRAINER, by=by, at=AT)

    assert roles_of(person, today=TODAY) == {Role.PRACTITIONER, Role.TRAINER}
    assert [
        (event.verb, event.subject_id, event.by, event.at, event.reason)
        for event in AuditEvent.objects.all()
    ] == [("people.role_given", str(person.pk), by, AT, "trainer")]


def test_take_role_undoes_giving_and_is_recorded():
    person = person_in(Role.EDITOR)

    take_role(person=person, role=Role.EDITOR, by=None, at=AT)
    take_role(person=person, role=Role.EDITOR, by=None, at=AT)

    assert roles_of(person, today=TODAY) == {Role.PRACTITIONER}
    assert [event.verb for event in AuditEvent.objects.all()] == ["people.role_taken"]


def test_an_editor_may_publish_and_look_after_contacts_and_the_brand():
    person = PersonFactory()

    give_role(person=person, role=Role.EDITOR, by=None, at=AT)

    may = PagePermissionPolicy()
    root = Page.get_first_root_node()
    assert may.user_has_permission_for_instance(person, "publish", root)
    assert person.has_perms(
        ["directory.change_contact", "directory.add_topic", "design.change_brand"]
    )
    take_role(person=person, role=Role.EDITOR, by=None, at=AT)
    assert not person.groups.exists()


@pytest.mark.parametrize("role", [Role.TRAINING_ADMINISTRATOR, Role.SITE_MANAGER])
def test_the_desk_sees_and_resends_messages_and_words_them(role):
    assert person_in(role).has_perms(
        ["mail.view_outgoingemail", "mail.change_outgoingemail", "mail.change_wording"]
    )


@pytest.mark.parametrize(
    "role", [Role.PRACTITIONER, Role.TEAM_BOOKER, Role.ORGANISATION_LEAD]
)
def test_roles_from_an_account_or_membership_are_not_given(role):
    with pytest.raises(RoleError, match="comes with an account or a membership"):
        give_role(person=PersonFactory(), role=role, by=None, at=AT)


def test_give_role_refuses_people_who_cannot_sign_in():
    closed, unreachable = (
        PersonFactory(is_active=False),
        Person.objects.create_without_email(first_name="Sam"),
    )

    for person in (closed, unreachable):
        with pytest.raises(RoleError, match="who can sign in"):
            give_role(person=person, role=Role.EDITOR, by=None, at=AT)


def test_each_granted_permission_is_held_by_its_role():
    held = {
        (role, f"{app}.{codename}")
        for role, name in GROUPS.items()
        for app, codename in Permission.objects.filter(group__name=name).values_list(
            "content_type__app_label", "codename"
        )
    }

    assert set(grants())
    assert set(grants()) - held == set()


def test_a_migration_brings_back_what_a_role_needs_and_leaves_the_rest():
    group = Group.objects.get(name="Training administrators")
    extra = Permission.objects.get(codename="add_contact")
    group.permissions.set([extra])

    call_command("migrate", verbosity=0)

    names = set(group.permissions.values_list("codename", flat=True))
    assert {"add_contact", "change_organisation", "access_admin"} <= names


def test_settle_roles_names_a_permission_that_no_model_has(monkeypatch):
    monkeypatch.setattr(
        "commonweal.people.roles.grants", lambda: [(Role.TRAINER, "people.fly")]
    )

    with pytest.raises(Permission.DoesNotExist):
        settle_roles(apps.get_app_config("people"), using="default")
