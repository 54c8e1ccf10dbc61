"""Strings that occur nowhere else are sent in every form and looked for everywhere."""

import os

import pytest
from benchmarks.canary import is_right, sweep

RIGHT = {
    "planted": 142,
    "controls_found": 2,
    "searched": ["database", "log"],
    "hits": 0,
    "burglar_tried": 9,
    "burglar_opened": 0,
    "to_be_read": 75,
    "read_by_member": 75,
}


def test_nothing_of_what_is_sent_lies_anywhere_in_clear():
    kind = (
        "postgresql" if "postgres" in os.environ.get("DATABASE_URL", "") else "sqlite"
    )

    figures = sweep(kind, seed=7)

    assert is_right(figures), figures
    assert figures["searched"] == [
        "backup",
        "cache",
        "database",
        "environment",
        "files",
        "log",
        "outbox",
        "tasks",
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"hits": 1},
        {"planted": 0},
        {"controls_found": 1},
        {"burglar_opened": 1},
        {"burglar_tried": 0},
        {"read_by_member": 74},
        {"to_be_read": 0, "read_by_member": 0},
    ],
)
def test_a_sweep_that_found_something_or_did_not_look_is_not_right(wrong):
    assert is_right(RIGHT)
    assert not is_right({**RIGHT, **wrong})
