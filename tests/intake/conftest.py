"""The files of each test lie in a folder of its own."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from commonweal.intake.frame import Frame
from commonweal.intake.queries import gather
from commonweal.intake.routing import Doors
from commonweal.pages.demonstration.right_door import make_right_door
from tests.intake.moments import MONDAY


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the snapshot and the files beside it go; there is none to begin with."""
    where = tmp_path / "right-door"
    settings.COMMONWEAL_RIGHT_DOOR_FILE = str(where / "doors.json")
    return where


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: Any) -> Doors:
    """What the demonstration's right door knows, made once for a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_right_door(today=MONDAY.date())
        doors = gather(Frame(name="Aldermere")).doors
        transaction.set_rollback(True)
    assert doors is not None
    return doors
