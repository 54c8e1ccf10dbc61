"""Closing accounts, and the end of ways to sign in."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.urls import reverse

from commonweal.governance.models import AuditEvent
from commonweal.people.actions import (
    close_account,
    reset_second_step,
    warn_and_close_idle,
)
from commonweal.people.exceptions import AccountError
from commonweal.people.models import Person
from commonweal.people.roles import Role, roles_of
from tests.people.factories import MembershipFactory, PersonFactory, person_in

pytestmark = pytest.mark.django_db
AT = datetime(2025, 5, 29, 9, tzinfo=UTC)
IDLE = timedelta(days=730)


@pytest.fixture
def robin(visitor):
    person = PersonFactory(email="robin@example.org")
    visitor.sign_in(person)
    return person


def test_closing_an_account_asks_first_and_signs_out(visitor, robin):
    page = visitor.get(reverse("account_close"))
    robin.refresh_from_db()
    still = robin.is_active
    visitor.is_signed_in = True
    page_after = visitor.post(reverse("account_close"))

    robin.refresh_from_db()
    assert (page.h1.get_text(), still) == ("Close your account", True)
    assert page_after.h1.get_text() == "This account is closed"
    assert robin.closed_at is not None
    assert "_auth_user_id" not in visitor.client.session


def test_close_account_ends_rights_and_ways_in_and_keeps_the_person():
    person = person_in(Role.EDITOR, line_manager_email="ash@example.org")
    membership = MembershipFactory(person=person, is_organisation_lead=True)
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    Authenticator.objects.create(user=person, type="totp", data={"secret": ""})

    close_account(person=person, by=person, at=AT)

    person.refresh_from_db()
    membership.refresh_from_db()
    assert roles_of(person, today=AT.date()) == frozenset()
    assert not person.groups.exists()
    assert membership.ends_on == date(2025, 5, 29)
    assert not EmailAddress.objects.exists()
    assert not Authenticator.objects.exists()
    assert (person.line_manager_email, person.closed_at) == ("", AT)
    assert AuditEvent.objects.filter(verb="people.account_closed").count() == 1


def test_close_account_is_done_once():
    person = PersonFactory()
    close_account(person=person, by=person, at=AT)

    with pytest.raises(AccountError, match="closed already"):
        close_account(person=person, by=person, at=AT)


def test_reset_second_step_forgets_it_and_ends_sessions(visitor):
    person = person_in(Role.EDITOR)
    visitor.sign_in(person)
    visitor.fetch("/admin/")
    Authenticator.objects.create(user=person, type="totp", data={"secret": ""})
    UserSession.objects.create(
        user=person,
        ip="127.0.0.1",
        session_key=visitor.client.session.session_key,
    )

    reset_second_step(person=person, by=None, at=AT)

    assert not Authenticator.objects.exists()
    visitor.fetch("/admin/", status=302)


def _idle(days, **fields):
    return PersonFactory(
        date_joined=AT - timedelta(days=2000),
        last_login=AT - timedelta(days=days),
        **fields,
    )


def test_idle_accounts_are_warned_thirty_days_before_and_once():
    person = _idle(701)
    _idle(699)

    first = warn_and_close_idle(now=AT, idle_for=IDLE)
    second = warn_and_close_idle(now=AT, idle_for=IDLE)

    assert (first, second) == ({"warned": 1, "closed": 0}, {"warned": 0, "closed": 0})
    assert [m.to for m in mail.outbox] == [[person.email]]
    assert mail.outbox[0].subject == (
        "Your account will be closed on Saturday 28 June 2025"
    )
    assert "http://testserver/account/sign-in/" in mail.outbox[0].body


def test_idle_accounts_are_closed_thirty_days_after_the_warning_at_the_earliest():
    person = _idle(1500)
    closed = []

    for days in (0, 29, 30):
        now = AT + timedelta(days=days)
        closed.append(warn_and_close_idle(now=now, idle_for=IDLE)["closed"])

    person.refresh_from_db()
    assert closed == [0, 0, 1]
    assert person.closed_at == AT + timedelta(days=30)


def test_signing_in_after_the_warning_keeps_the_account():
    person = _idle(720)
    warn_and_close_idle(now=AT, idle_for=IDLE)
    Person.objects.filter(pk=person.pk).update(last_login=AT + timedelta(days=1))

    done = warn_and_close_idle(now=AT + timedelta(days=60), idle_for=IDLE)

    assert done == {"warned": 0, "closed": 0}


def test_people_without_an_address_are_neither_warned_nor_closed():
    Person.objects.create_without_email(date_joined=AT - timedelta(days=3000))

    done = warn_and_close_idle(now=AT, idle_for=IDLE)

    assert (done, mail.outbox) == ({"warned": 0, "closed": 0}, [])
