import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.people.actions import reset_second_step
from commonweal.people.models import Person


class Command(BaseCommand):
    help = (
        "Forget somebody's second step of signing in, for example after their "
        "telephone was lost. Make sure first that it is they who ask."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        person = Person.objects.filter(email=options["email"].strip().lower()).first()
        if person is None:
            raise CommandError("Nobody has an account with that address.", returncode=2)
        reset_second_step(person=person, by=None, at=timezone.now())
        self.stdout.write("Done. They set up a new one when they next sign in.")
