from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from commonweal.people.models import Person, SharedMailbox
from commonweal.people.roles import Role, roles_of
from commonweal.people.shared_mailboxes import explain
from tests.people.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_roles_are_given_and_taken_by_command():
    person = PersonFactory(email="robin@example.org")
    today = timezone.localdate()

    call_command("give_role", "Robin@example.org", "trainer")
    given = roles_of(person, today=today)
    call_command("take_role", "robin@example.org", "trainer")

    assert Role.TRAINER in given
    assert roles_of(person, today=today) == {Role.PRACTITIONER}


@pytest.mark.parametrize("name", ["first-name", "last-name"])
def test_a_name_that_does_not_fit_makes_no_account(name):
    with pytest.raises(CommandError, match="longer than 150 char") as refusal:
        call_command(
            *("give_role", "robin@example.org", "editor", "--create"),
            f"--{name}={'x' * 151}",
        )

    assert refusal.value.returncode == 2
    assert not Person.objects.exists()


@pytest.mark.parametrize("command", ["give_role", "take_role"])
def test_a_role_for_nobody_is_refused(command):
    with pytest.raises(CommandError, match="Nobody has an account") as refusal:
        call_command(command, "nobody@example.org", "trainer")

    assert refusal.value.returncode == 2


def test_the_first_site_manager_is_made_by_command():
    call_command(
        *("give_role", " First@Example.org", "site-manager", "--create"),
        *("--first-name", "Ash", "--last-name", "Example"),
    )

    person = Person.objects.get(email="first@example.org")
    assert str(person) == "Ash Example"
    assert Role.SITE_MANAGER in roles_of(person, today=timezone.localdate())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("not an address", "That is not an e-mail address"),
        ("office@example.org", "several people read"),
        (f"{'a' * 243}@example.org", "e-mail address is longer than 254 characters"),
    ],
)
def test_an_address_that_cannot_be_gets_no_account_and_no_role(address, said):
    with pytest.raises(CommandError, match=said) as refusal:
        call_command("give_role", address, "editor", "--create")

    assert refusal.value.returncode == 2
    assert not Person.objects.exists()


def test_a_role_for_somebody_who_cannot_sign_in_is_refused():
    person = Person.objects.create_without_email()

    with pytest.raises(CommandError, match="who can sign in"):
        call_command("give_role", person.email, "editor")


def test_a_second_step_is_reset_by_command():
    person = PersonFactory(email="robin@example.org")
    Authenticator.objects.create(user=person, type="totp", data={"secret": ""})

    call_command("reset_second_step", "robin@example.org")

    assert not Authenticator.objects.exists()


def test_a_second_step_of_nobody_is_not_reset():
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("reset_second_step", "nobody@example.org")


def test_idle_accounts_are_looked_after_by_command(settings, capsys):
    settings.COMMONWEAL_IDLE_MONTHS = 12
    PersonFactory(date_joined=timezone.now() - timedelta(days=400))

    call_command("close_idle_accounts")

    assert capsys.readouterr().out == "warned: 1\nclosed: 0\n"


@pytest.mark.parametrize(
    "email",
    [
        "office@example.org",
        "School.Office@example.org",
        "admin2@example.org",
        "INFO+training@example.org",
        "front-desk@example.org",
    ],
)
def test_shared_mailboxes_are_explained(email):
    assert "several people read" in explain(email)


@pytest.mark.parametrize(
    "email",
    ["robin.example@example.org", "adminah@example.org", "", "r@office.example"],
)
def test_addresses_of_ones_own_are_not(email):
    assert explain(email) is None


@pytest.mark.parametrize(
    ("typed", "kept"), [(" School.Office ", "schooloffice"), ("Duty-Team2", "dutyteam")]
)
def test_a_shared_mailbox_is_kept_as_it_is_compared(typed, kept):
    mailbox = SharedMailbox(name=typed)

    mailbox.clean()

    assert mailbox.name == kept


def test_a_shared_mailbox_without_a_letter_is_refused():
    with pytest.raises(ValidationError, match="Enter letters"):
        SharedMailbox(name="123").clean()
