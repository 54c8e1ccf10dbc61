from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from commonweal.people.actions import warn_and_close_idle

DAYS_A_MONTH = 365.25 / 12


class Command(BaseCommand):
    help = "Warn owners of accounts that have long not been used, and close them later."

    def handle(self, *args: Any, **options: Any) -> None:
        idle_for = timedelta(days=round(settings.COMMONWEAL_IDLE_MONTHS * DAYS_A_MONTH))
        for deed, count in warn_and_close_idle(
            now=timezone.now(), idle_for=idle_for
        ).items():
            self.stdout.write(f"{deed}: {count}")
