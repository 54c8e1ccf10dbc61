from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commonweal.sealed.database_rights import statements


class Command(BaseCommand):
    help = (
        "Write the SQL that gives the web process and the worker their rights on "
        "PostgreSQL. Run it as the tables\u2019 owner after each migration: "
        "commonweal database_rights --web W --worker K | psql --single-transaction"
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--web", required=True, help="The web process\u2019s role.")
        parser.add_argument("--worker", required=True, help="The worker\u2019s role.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["web"] == options["worker"]:
            raise CommandError(
                "The web process and the worker need a role each: with one for both, "
                "the web process could delete what is sealed.",
                returncode=2,
            )
        self.stdout.write(
            "\n".join(statements(web=options["web"], worker=options["worker"]))
        )
