"""A site with a team and every form, for the canary.

    python -m benchmarks.sealed_forms.canary_content

Prints, as JSON, where the forms are, a member's session and what unlocks.
"""

import json
import time

import django

django.setup()

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.sealed.scene import PASSPHRASE, set_scene

from benchmarks.home import make_home
from commonweal.governance.actions import record
from commonweal.mail.actions import queue
from commonweal.mail.letters import Letter
from commonweal.people.models import Person
from commonweal.sealed.definitions import FORMS
from commonweal.sealed.models import Route

CONTROL = "zqxcontrol"


def main() -> dict[str, object]:
    call_command("migrate", verbosity=0)
    make_home("localhost")
    scene = set_scene()
    starts = []
    for number, key in enumerate(sorted({key for key, _ in FORMS}), start=1):
        route = Route.objects.create(
            slug=f"form-{number}",
            form=key,
            title="A form",
            team=scene.team,
            options={"service": "the group"},
        )
        starts.append(f"/forms/{route.slug}/")
    _plant_controls(scene.first.person)
    return {
        "starts": starts,
        "session": _session_of(scene.first.person),
        "passphrase": PASSPHRASE,
    }


def _plant_controls(person: Person) -> None:
    """What stands in clear in the database, its outbox and its queue is found."""
    now = timezone.now()
    record(
        "sealed.control", by=None, subject=person, at=now, reason=f"{CONTROL}-database"
    )
    letter = Letter(subject="Control", text=f"{CONTROL}-outbox")
    queue(to="control@example.org", letter=letter, key="control", at=now)
    DBTaskResult.objects.create(
        task_path="control",
        args_kwargs={"args": [f"{CONTROL}-tasks"], "kwargs": {}},
        queue_name="default",
        backend_name="worker",
        run_after=now,
        status="SUCCESSFUL",
    )


def _session_of(person: Person) -> str:
    """Return the key of a session in which somebody took the second step."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "type": "totp"}
    ]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    print(json.dumps(main()))
