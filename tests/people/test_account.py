"""Somebody's own account."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonweal.governance.models import AuditEvent
from commonweal.people.actions import (
    change_person,
)
from commonweal.people.browsers import browser_name
from commonweal.people.exceptions import AccountError
from commonweal.people.models import Membership, Person
from tests.people.factories import (
    EmailDomainFactory,
    JobRoleFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
)
from tests.people.mailbox import code_sent

pytestmark = pytest.mark.django_db
AT = datetime(2025, 5, 29, 9, tzinfo=UTC)
IDLE = timedelta(days=730)


@pytest.fixture
def robin(visitor):
    person = PersonFactory(
        email="robin@example.org", first_name="Robin", last_name="Example"
    )
    visitor.sign_in(person)
    return person


def _facts(page):
    return {
        row.dt.get_text(): " ".join(row.dd.get_text().split())
        for row in page.select(".govuk-summary-list__row")
    }


def test_the_account_page_shows_what_is_held(visitor, robin):
    MembershipFactory(
        person=robin,
        organisation=OrganisationFactory(name="Oak Primary"),
        job_title="Teacher",
        job_role=JobRoleFactory(name="Safeguarding lead"),
        is_team_booker=True,
        is_organisation_lead=True,
    )

    page = visitor.get(reverse("account"))

    assert _facts(page) == {
        "Name": "Robin Example",
        "E-mail address": "robin@example.org",
        "Line manager’s e-mail address": "Not given",
        "Oak Primary": "Teacher, Safeguarding lead, may book for colleagues, sees its bookings",
        "Second step": "None",
        "Signed in": "On this device",
    }


def test_the_account_page_names_each_kind_of_second_step_once(visitor, robin):
    for kind in ("webauthn", "totp", "webauthn", "recovery_codes"):
        Authenticator.objects.create(
            user=robin, type=kind, data={"seed": "", "secret": ""}
        )

    page = visitor.get(reverse("account"))

    assert _facts(page)["Second step"] == "Authenticator app and passkey"


def test_the_account_page_takes_as_many_queries_with_many_organisations(
    visitor, robin, django_assert_max_num_queries
):
    MembershipFactory(person=robin)
    visitor.get(reverse("account"))
    with django_assert_max_num_queries(20) as few:
        visitor.get(reverse("account"))
    MembershipFactory.create_batch(8, person=robin)

    with django_assert_max_num_queries(20) as many:
        visitor.get(reverse("account"))

    assert len(many) == len(few)


def test_the_line_manager_can_be_given_and_taken_away(visitor, robin):
    page = visitor.post(
        reverse("account_line_manager"), {"line_manager_email": "Ash@Example.org"}
    )
    robin.refresh_from_db()
    given = robin.line_manager_email
    visitor.post(reverse("account_line_manager"), {"line_manager_email": ""})

    robin.refresh_from_db()
    assert "ash@example.org" in page.main.get_text()
    assert (given, robin.line_manager_email) == ("ash@example.org", "")
    assert {e.verb for e in AuditEvent.objects.all()} == {"people.changed"}


@pytest.mark.parametrize("typed", ["ROBIN@example.org", "nobody"])
def test_an_impossible_line_manager_is_refused(visitor, robin, typed):
    page = visitor.post(reverse("account_line_manager"), {"line_manager_email": typed})

    assert page.select_one(".govuk-error-summary")


def test_the_name_is_asked_for_first(visitor):
    visitor.sign_in(PersonFactory(first_name="", last_name=""))

    page = visitor.get(reverse("account"))
    assert page.h1.get_text() == "What is your name?"
    page = visitor.post(
        reverse("account_name"), {"first_name": "Jo", "last_name": "Example"}
    )

    assert page.h1.get_text() == "Your account"


def test_change_person_changes_nothing_else(robin):
    with pytest.raises(AccountError):
        change_person(person=robin, by=robin, at=AT, email="ash@example.org")


def test_an_organisation_is_found_by_a_part_of_its_name_and_joined(visitor, robin):
    oak = OrganisationFactory(name="Oak Primary")
    OrganisationFactory(name="Oak House", is_active=False)
    role = JobRoleFactory()

    page = visitor.get(reverse("account_work"), {"q": "oak"})
    offered = [label.get_text() for label in page.select(".govuk-radios__label")]
    fields = {"organisation": oak.pk, "job_role": role.pk, "job_title": "Teacher"}
    visitor.post(reverse("account_join_work") + "?q=oak", fields)

    membership = Membership.objects.get()
    assert offered == ["Oak Primary"]
    assert (membership.person, membership.organisation, membership.job_role) == (
        robin,
        oak,
        role,
    )
    assert [membership.is_team_booker, membership.is_organisation_lead] == [False] * 2


def test_an_organisation_that_was_not_offered_cannot_be_joined(visitor, robin):
    OrganisationFactory(name="Oak Primary")
    elm = OrganisationFactory(name="Elm Trust")

    page = visitor.post(
        reverse("account_join_work") + "?q=oak", {"organisation": elm.pk}
    )

    assert "one of the organisations shown" in page.main.get_text()
    assert not Membership.objects.exists()


def test_joining_twice_is_explained(visitor, robin):
    oak = MembershipFactory(
        person=robin, organisation=OrganisationFactory(name="Oak Primary")
    ).organisation

    page = visitor.post(
        reverse("account_join_work") + "?q=oak", {"organisation": oak.pk}
    )

    assert "belongs to Oak Primary already" in page.main.get_text()


def test_organisations_of_ones_own_domain_come_into_the_first_twenty(visitor, robin):
    for number in range(25):
        OrganisationFactory(name=f"Alder {number:02}")
    own = OrganisationFactory(name="Zelkova Alder")
    EmailDomainFactory(organisation=own, domain="example.org")

    page = visitor.get(reverse("account_join_work"), {"q": "alder"})

    offered = [label.get_text() for label in page.select(".govuk-radios__label")]
    assert (len(offered), "Zelkova Alder" in offered) == (20, True)


@pytest.mark.parametrize("words", ["", "   "])
def test_a_search_for_nothing_is_asked_again(visitor, robin, words):
    page = visitor.get(reverse("account_join_work"), {"q": words})

    assert page.h1.get_text() == "Where do you work?"


def test_nothing_found_is_said(visitor, robin):
    page = visitor.get(reverse("account_join_work"), {"q": "<oak>"})

    assert page.h1.get_text() == "No organisation found"
    assert "“<oak>”" in page.main.get_text()


def test_leaving_asks_first_and_keeps_the_past(visitor, robin):
    membership = MembershipFactory(person=robin)
    path = reverse("account_end_work", args=[membership.pk])

    page = visitor.get(path)
    visitor.post(path)

    membership.refresh_from_db()
    assert page.h1.get_text().startswith("Have you left")
    assert membership.ends_on == timezone.localdate()


def test_nobody_ends_somebody_elses_membership(visitor, robin):
    other = MembershipFactory()

    visitor.send(reverse("account_end_work", args=[other.pk]), status=404)

    other.refresh_from_db()
    assert other.ends_on is None


def test_the_address_changes_once_its_code_is_entered(visitor, robin):
    EmailAddress.objects.create(
        user=robin, email=robin.email, primary=True, verified=True
    )
    visitor.post(
        reverse("account_email"), {"email": "new@example.org", "action_add": "1"}
    )
    code = code_sent()
    robin.refresh_from_db()
    before = robin.email

    visitor.post(reverse("account_email_verification_sent"), {"code": code})

    robin.refresh_from_db()
    assert (before, robin.email) == ("robin@example.org", "new@example.org")


def test_the_address_of_somebody_else_is_never_given_away(visitor, robin):
    PersonFactory(email="ash@example.org")

    page = visitor.post(
        reverse("account_email"), {"email": "ash@example.org", "action_add": "1"}
    )

    assert page.h1.get_text() == "Enter the code"
    assert Person.objects.get(pk=robin.pk).email == "robin@example.org"


def test_signing_out_everywhere_else_ends_other_sessions(visitor, robin):
    visitor.post(reverse("account_login"), {"email": robin.email})
    here, there = Client(), Client()
    for client in (here, there):
        client.post(reverse("account_login"), {"email": robin.email})
        client.post(reverse("account_confirm_login_code"), {"code": code_sent()})

    listed = here.get(reverse("usersessions_list")).content.decode()
    here.post(reverse("usersessions_list"))

    assert listed.count("Signed in on") == 2
    assert "_auth_user_id" in here.session
    assert there.get(reverse("account")).status_code == 302


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
            "Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_as_people_know_it(said, name):
    assert browser_name(said) == name
