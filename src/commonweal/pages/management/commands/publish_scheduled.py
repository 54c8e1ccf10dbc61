from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from commonweal.pages.actions import publish_due


class Command(BaseCommand):
    """In the place of Wagtail's command of this name, which stops at the first
    page that may not go live and leaves all others waiting behind it."""

    help = "Publish the pages that are due. The worker does it by itself."

    def handle(self, *args: Any, **options: Any) -> None:
        for refusal in publish_due(now=timezone.now()):
            self.stderr.write(refusal)
