import argparse
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from commonweal.people.actions import add_person, give_role
from commonweal.people.exceptions import AccountError, RoleError
from commonweal.people.models import Person
from commonweal.people.roles import GROUPS, Role


class Command(BaseCommand):
    help = (
        "Give somebody a staff role; they set up a second step when they next sign in. "
        "With --create the first site manager of a new site: an account needs only an "
        "address, and they sign in with a code sent to it."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[str(role) for role in GROUPS])
        parser.add_argument(
            "--create",
            action="store_true",
            help="Make the account when nobody has that address.",
        )
        parser.add_argument("--first-name", default="", help="For a new account.")
        parser.add_argument("--last-name", default="", help="For a new account.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            give_role(
                person=self._person(email, options),
                role=Role(options["role"]),
                by=None,
                at=timezone.now(),
            )
        except (AccountError, RoleError) as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write("Done. They sign in with a code that is sent to the address.")

    def _person(self, email: str, options: Any) -> Person:
        person = Person.objects.filter(email=email).first()
        if person is not None:
            return person
        if not options["create"]:
            raise CommandError(
                "Nobody has an account with that address. To make one, add --create.",
                returncode=2,
            )
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(
                "That is not an e-mail address; one looks like name@example.org.",
                returncode=2,
            ) from error
        return add_person(
            email=email,
            first_name=options["first_name"],
            last_name=options["last_name"],
            by=None,
            at=timezone.now(),
        )
