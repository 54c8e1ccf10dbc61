"""Back up and restore, by the very commands that docs/running.md shows."""

import os
import re
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from tests.postgresql import binaries, cluster

HERE = Path(__file__).parents[2]
RUNNING = (HERE / "docs" / "running.md").read_text()
BLOCK = re.compile(
    r"<!-- rehearsed: (?P<name>[^>]+) -->\n```sh\n(?P<words>.*?)```", re.S
)
DOCUMENTED = {found["name"]: found["words"] for found in BLOCK.finditer(RUNNING)}
UPLOAD = Path("media/documents/safer-sleep.txt")
FILL = """
from django.core.management import call_command
from commonweal.directory.models import Partner
call_command("migrate", verbosity=0)
Partner.objects.create(name="Over the hill", website="https://hill.example.org")
from commonweal.sealed.sealed_files import FileToSeal
from tests.sealed.scene import set_scene
set_scene().send(files=[FileToSeal("a.pdf", "application/pdf", 3, True, [b"abc"])])
"""
OPEN = """
from commonweal.sealed.actions import open_file, open_submission
from commonweal.sealed.models import MemberKey, Submission
from tests.sealed.scene import NOW, unlocked_of
person = MemberKey.objects.get().person
submission = Submission.objects.get()
theirs = {"submission": submission, "unlocked": unlocked_of(person), "by": person}
print(open_submission(**theirs, reason="to check a backup", at=NOW).groups["who"])
print(b"".join(open_file(**theirs, number=1, at=NOW)[1]))
"""


@dataclass(frozen=True)
class Installation:
    """A database and a folder of files, to run documented commands against."""

    var: Path
    backup: Path
    database: str = ""

    def run(self, script):
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
            "SECRET_KEY": "only-for-rehearsals-0123456789-abcdefghijklmnopqrstuvwxyz",
            "SITE_ADDRESS": "http://localhost:8000",
            "DEMONSTRATION": "0",
            "DATABASE_URL": self.database,
            "VAR_DIR": str(self.var),
            "PYTHONPATH": f"{HERE / 'src'}:{HERE}",
            "BACKUP": str(self.backup),
        }
        if self.database:
            environment["PATH"] = f"{binaries()}:{environment['PATH']}"
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=HERE,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def fill(self):
        """Make the tables and put something in each place that is backed up."""
        self.shell(FILL)
        file = self.var / UPLOAD
        file.parent.mkdir(parents=True)
        file.write_text("On the back, feet to the foot of the cot.")

    def contents(self):
        """Everything in the database, and every uploaded and sealed file."""
        rows = self.run(".venv/bin/commonweal dumpdata")
        return rows, {
            path.relative_to(self.var): path.read_bytes()
            for folder in ("media", "sealed")
            for path in (self.var / folder).rglob("*")
            if path.is_file()
        }

    def shell(self, words):
        """Run a program in Django's shell."""
        return self.run(f".venv/bin/commonweal shell --verbosity 0 --command '{words}'")


@contextmanager
def installations(where):
    """Yield an installation and an empty one beside it, on this run's database."""
    backup, old, new = where / "backup", where / "old", where / "new"
    backup.mkdir()
    old.mkdir()
    if connection.vendor == "sqlite":
        yield Installation(old, backup), Installation(new, backup)
    else:
        with cluster() as address, cluster() as another:
            yield Installation(old, backup, address), Installation(new, backup, another)


def test_running_documents_a_way_back_for_each_way_to_back_up():
    assert sorted(DOCUMENTED) == [
        "back up PostgreSQL",
        "back up SQLite",
        "restore PostgreSQL",
        "restore SQLite",
    ]


def test_site_comes_back_whole_from_its_backup(tmp_path):
    kind = connection.display_name
    with installations(tmp_path) as (old, new):
        old.fill()
        before = old.contents()

        old.run(DOCUMENTED[f"back up {kind}"])
        new.run(DOCUMENTED[f"restore {kind}"])

        after = new.contents()
        opened = new.shell(OPEN)

    assert "Over the hill" in before[0]
    assert UPLOAD in before[1]
    assert len(before[1]) == 2
    assert after == before
    assert "Robin Example" not in before[0]
    assert "Robin Example" in opened
    assert "b'abc'" in opened
