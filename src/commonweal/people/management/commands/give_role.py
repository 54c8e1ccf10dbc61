import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.people.actions import give_role
from commonweal.people.exceptions import RoleError
from commonweal.people.models import Person
from commonweal.people.roles import GROUPS, Role


class Command(BaseCommand):
    help = (
        "Give somebody a staff role; they set up a second step when they next sign in."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("role", choices=[str(role) for role in GROUPS])

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has an account with that address.", returncode=2)
        try:
            give_role(
                person=person, role=Role(options["role"]), by=None, at=timezone.now()
            )
        except RoleError as error:
            raise CommandError(str(error), returncode=2) from error
