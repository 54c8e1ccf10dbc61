from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.sealed.actions import make_break_glass
from commonweal.sealed.actions.break_glass import HOLDERS, grouped
from commonweal.sealed.models import BreakGlassKey


class Command(BaseCommand):
    help = (
        "Make the break-glass key of sealed forms and write its three codes, once. "
        "Print each for its holder; they are kept nowhere."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="Make new codes although there are some.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        has_one = BreakGlassKey.objects.filter(retired_at=None).exists()
        if has_one and not options["again"]:
            raise CommandError(
                "Break-glass has been made already. To make new codes, add --again; "
                "what was sealed before still opens with the former ones.",
                returncode=2,
            )
        codes = make_break_glass(by=None, at=timezone.now())
        for holder, code in zip(HOLDERS, codes, strict=True):
            self.stdout.write(f"Holder {holder}: {grouped(code)}")
        self.stdout.write(
            "Any two of the three open. Try them with: commonweal break_glass_drill"
        )
