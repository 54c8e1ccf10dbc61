import json
import os

import pytest

from commonweal.intake import snapshot
from commonweal.intake.snapshot import NoSnapshotError
from tests.intake.test_routing import DOORS


@pytest.fixture(autouse=True)
def file(settings, tmp_path):
    settings.COMMONWEAL_RIGHT_DOOR_FILE = str(tmp_path / "doors.json")
    return tmp_path / "doors.json"


def test_what_was_written_is_read_again():
    snapshot.write(DOORS)

    assert snapshot.as_json(snapshot.read()) == snapshot.as_json(DOORS)


def test_a_change_is_seen_at_once(file):
    snapshot.write(DOORS)
    snapshot.read()
    changed = json.loads(file.read_text())
    changed["otherwise"] = "lado"
    file.write_text(json.dumps(changed))
    os.utime(file, ns=(1, 1))

    assert snapshot.read().otherwise == "lado"


@pytest.mark.parametrize("words", [None, "", "{}", '{"version": 99}', "[1]", "null"])
def test_file_that_is_missing_or_no_snapshot_is_said_to_be_none(file, words):
    if words is not None:
        file.write_text(words)

    with pytest.raises(NoSnapshotError):
        snapshot.read()
