from typing import Any

from django.core.management.base import BaseCommand

from commonweal.governance.record_of_processing import record_of_processing


class Command(BaseCommand):
    help = "Print the record of processing (docs/privacy.md) as Markdown."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(record_of_processing(), ending="")
