from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from commonweal.governance.actions import purge_expired


class Command(BaseCommand):
    help = "Delete personal data that has been kept for as long as it may be."

    def handle(self, *args: Any, **options: Any) -> None:
        for label, deleted in purge_expired(now=timezone.now()).items():
            self.stdout.write(f"{label}: {deleted} deleted")
