"""Fill an empty site with demonstration content, without serving it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.pages.demonstration import demonstrate


class Command(BaseCommand):
    help = "Fill an empty site with an invented partnership's pages and news."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.COMMONWEAL_DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration: DEMONSTRATION is 0. Invented content "
                "and staff are only put into a demonstration.",
                returncode=2,
            )
        for role, person in demonstrate(now=timezone.now()).items():
            self.stdout.write(f"{role}: {person.email}")
