"""What staff see and do about people, their roles and where they work."""

import pytest

from commonweal.governance.models import AuditEvent
from commonweal.people.models import Membership, Person, SharedMailbox
from commonweal.people.roles import GROUPS, Role, staff_roles_of
from tests.admin_pages import page_of
from tests.people.factories import (
    AdministratorFactory,
    JobRoleFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    person_in,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/admin/people/"


@pytest.fixture
def administrator(visitor):
    person = person_in(Role.TRAINING_ADMINISTRATOR, last_name="Birch")
    visitor.sign_in(person)
    return person


def address_of(person):
    return f"{PEOPLE}{person.pk}/"


def rows(page):
    return [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in page.select(".governance-table tbody tr")
    ]


def errors(page):
    return [error.get_text() for error in page.select(".governance-error")]


def test_people_with_a_role_are_listed_with_it(visitor, manager, robin):
    organisation = OrganisationFactory(name="Wold Academy")
    booker = MembershipFactory(
        organisation=organisation,
        is_team_booker=True,
        person=PersonFactory(last_name="Cedar", email="cedar@example.org"),
    ).person

    page = page_of(visitor.fetch(PEOPLE))

    assert rows(page) == [
        [f"{manager} ash@example.org", "Site manager", ""],
        [f"{booker} cedar@example.org", "", "Wold Academy, team booker"],
    ]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.PRACTITIONER])
def test_people_of_one_role_are_listed(visitor, manager, role):
    person = person_in(role, last_name="Zed")

    page = page_of(visitor.fetch(PEOPLE, {"role": str(role)}))

    assert str(person) in [row[0].rsplit(" ", 1)[0] for row in rows(page)]
    assert len(rows(page)) == (2 if role is Role.SITE_MANAGER else 1)


def test_anybody_is_found_by_parts_of_the_name_sent_in_the_body(
    visitor, administrator, robin
):
    PersonFactory.create_batch(2, first_name="Robin", last_name="Other")

    page = page_of(visitor.client.post(PEOPLE, {"words": "quill rob"}))
    empty = page_of(visitor.client.post(PEOPLE, {"words": ""}))
    nobody = page_of(visitor.client.post(PEOPLE, {"words": "zzz"}))

    assert [row[0] for row in rows(page)] == ["Robin Quill robin@example.org"]
    assert page.select_one("main form, form[action='/admin/people/']")["method"] == (
        "post"
    )
    assert errors(empty) == ["Enter a name or an e-mail address."]
    assert "Nobody is called that" in nobody.get_text()


def test_a_search_that_finds_many_says_so(visitor, administrator):
    PersonFactory.create_batch(60, first_name="Kim")

    page = page_of(visitor.client.post(PEOPLE, {"words": "kim"}))

    assert len(rows(page)) == 50
    assert "The first 50 of 60." in page.get_text()


def test_the_list_takes_as_many_queries_for_many_people(
    visitor, manager, django_assert_max_num_queries
):
    def make(count):
        for _ in range(count):
            MembershipFactory(is_team_booker=True)

    make(2)
    visitor.fetch(PEOPLE)
    with django_assert_max_num_queries(40) as few:
        visitor.fetch(PEOPLE)
    make(20)
    with django_assert_max_num_queries(40) as many:
        visitor.fetch(PEOPLE)

    assert len(many) == len(few)


def test_a_site_manager_gives_and_takes_roles(visitor, manager, robin):
    robin.groups.add(*person_in(Role.TRAINER).groups.all())

    answer = visitor.client.post(
        f"{address_of(robin)}roles/", {"roles": ["editor", "training-administrator"]}
    )

    assert answer["Location"] == address_of(robin)
    assert staff_roles_of(robin) == {Role.EDITOR, Role.TRAINING_ADMINISTRATOR}
    assert sorted(
        (event.verb, event.by, event.reason)
        for event in AuditEvent.objects.filter(subject_id=robin.pk)
    ) == [
        ("people.role_given", manager, "editor"),
        ("people.role_given", manager, "training-administrator"),
        ("people.role_taken", manager, "trainer"),
    ]


def test_the_ticks_show_the_roles_held(visitor, manager):
    person = person_in(Role.TRAINER)

    page = page_of(visitor.fetch(address_of(person)))

    ticked = [tick["value"] for tick in page.select("input[name=roles][checked]")]
    offered = [tick["value"] for tick in page.select("input[name=roles]")]
    assert ticked == ["trainer"]
    assert offered == [str(role) for role in GROUPS]


def test_site_managers_cannot_lock_themselves_out(visitor, manager):
    page = page_of(
        visitor.client.post(f"{address_of(manager)}roles/", {"roles": ["editor"]})
    )

    assert errors(page) == [
        "You cannot take the role of site manager from yourself. "
        "Another site manager can."
    ]
    assert staff_roles_of(manager) == {Role.SITE_MANAGER}


def test_a_role_that_is_not_given_is_refused(visitor, manager, robin):
    page = page_of(
        visitor.client.post(f"{address_of(robin)}roles/", {"roles": ["king"]})
    )

    assert errors(page) == ["“king” is no role that can be given."]
    assert staff_roles_of(robin) == set()


def test_training_administrators_see_roles_and_give_none(visitor, administrator):
    trainer = person_in(Role.TRAINER)

    page = page_of(visitor.fetch(address_of(trainer)))
    refused = visitor.client.post(
        f"{address_of(trainer)}roles/", {"roles": ["site-manager"]}
    )

    assert refused["Location"] == "/admin/"
    assert "Trainer. A site manager gives roles." in page.get_text()
    assert page.select("input[name=roles]") == []
    assert staff_roles_of(trainer) == {Role.TRAINER}


@pytest.mark.parametrize("role", [Role.TRAINING_ADMINISTRATOR, Role.SITE_MANAGER])
def test_nobody_gets_round_the_audit_trail_into_wagtails_users(visitor, role):
    visitor.sign_in(person_in(role))

    for address in ("/admin/users/", "/admin/users/new/", "/admin/groups/"):
        answer = visitor.client.get(address)
        assert answer.status_code in (302, 403)
        assert answer.headers.get("Location") in ("/admin/", None)


def test_somebody_who_cannot_sign_in_gets_no_roles(visitor, manager):
    person = Person.objects.create_without_email(first_name="Sam", last_name="Oak")

    page = page_of(visitor.fetch(address_of(person)))

    assert "Only somebody who can sign in can be given a role." in page.get_text()
    assert page.select("input[name=roles]") == []


def test_a_person_is_added(visitor, administrator):
    answer = visitor.client.post(
        f"{PEOPLE}new/",
        {"first_name": "Sam", "last_name": "Oak", "email": "Sam.Oak@Example.org"},
    )

    person = Person.objects.get(email="sam.oak@example.org")
    assert answer["Location"] == address_of(person)
    assert str(person) == "Sam Oak"
    [event] = AuditEvent.objects.all()
    assert (event.verb, event.by) == ("people.added", administrator)


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("robin@example.org", "There is an account with this address already."),
        ("robin@", "Enter an e-mail address in the right form"),
        ("office@example.org", "looks like an address that several people read"),
    ],
)
def test_an_address_that_cannot_be_is_refused(
    visitor, administrator, robin, email, said
):
    SharedMailbox.objects.get_or_create(name="office")

    page = page_of(
        visitor.client.post(
            f"{PEOPLE}new/",
            {"first_name": "Sam", "last_name": "Oak", "email": email},
        )
    )

    [error] = errors(page)
    assert said in error
    assert not Person.objects.filter(last_name="Oak").exists()


def test_somebody_without_an_address_is_added(visitor, administrator):
    visitor.client.post(f"{PEOPLE}new/", {"first_name": "Sam", "last_name": "Oak"})

    assert not Person.objects.get(last_name="Oak").has_email


def test_somebody_is_made_team_booker_and_lead(visitor, administrator, robin):
    membership = MembershipFactory(person=robin)
    role = JobRoleFactory()

    shown = page_of(visitor.fetch(address_of(robin)))
    [link] = shown.select(".governance-table a")
    visitor.client.post(
        link["href"],
        {
            "job_role": role.pk,
            "job_title": "Head",
            "is_team_booker": "on",
            "is_organisation_lead": "on",
        },
    )

    membership.refresh_from_db()
    assert (membership.job_role, membership.job_title) == (role, "Head")
    assert membership.is_team_booker
    assert membership.is_organisation_lead
    [event] = AuditEvent.objects.all()
    assert (event.verb, event.reason) == (
        "people.membership_changed",
        "team booker, lead",
    )


def test_an_organisation_is_added_and_left(visitor, administrator, robin):
    organisation = OrganisationFactory()
    closed = OrganisationFactory(is_active=False)

    join = f"{address_of(robin)}organisations/new/"
    refused = page_of(visitor.client.post(join, {"organisation": closed.pk}))
    visitor.client.post(join, {"organisation": organisation.pk, "is_team_booker": "on"})
    again = page_of(visitor.client.post(join, {"organisation": organisation.pk}))
    membership = Membership.objects.get()
    visitor.client.post(
        f"{address_of(robin)}organisations/{membership.pk}/", {"do": "leave"}
    )

    assert errors(refused) == ["Choose an organisation from the list."]
    assert errors(again) == [f"Robin Quill belongs to {organisation} already."]
    assert membership.is_team_booker
    membership.refresh_from_db()
    assert membership.ends_on is not None


def test_work_is_found_under_its_own_person_only(visitor, administrator, robin):
    other = MembershipFactory()

    visitor.fetch(f"{address_of(robin)}organisations/{other.pk}/", status=404)


def test_people_are_in_the_menu_of_those_who_look_after_them(visitor, manager):
    assert "People and roles" in visitor.fetch("/admin/").content.decode()


def test_editors_and_trainers_look_after_nobody(visitor):
    visitor.sign_in(person_in(Role.TRAINER))
    trainer = visitor.fetch(PEOPLE, status=302)
    visitor.sign_in(person_in(Role.EDITOR))
    editor = visitor.fetch(PEOPLE, status=302)

    # The admin sends whoever may not come in to sign in as somebody else.
    assert trainer["Location"].startswith("/account/sign-in/")
    assert editor["Location"] == "/admin/"


def test_a_superuser_is_listed_as_site_manager_and_keeps_everything(visitor):
    person = AdministratorFactory(last_name="Ash")
    visitor.sign_in(person)

    visitor.client.post(f"{address_of(person)}roles/", {"roles": []})
    page = page_of(visitor.fetch(PEOPLE))

    assert [row[1] for row in rows(page)] == ["Site manager"]
    assert "may do everything" in visitor.fetch(address_of(person)).content.decode()
