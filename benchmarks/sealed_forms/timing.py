"""Seal and open a form of ten fields, and say how long each took.

python -m benchmarks.sealed_forms.timing ROUNDS
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count

import django

django.setup()

from django.core.management import call_command
from django.utils import timezone
from tests.sealed.scene import NOW, PASSPHRASE, set_scene

from commonweal.sealed.actions import open_submission
from commonweal.sealed.actions.unlocking import begin_unlocking
from commonweal.sealed.models import BreakGlassKey, TeamKey
from commonweal.sealed.sealing import (
    Context,
    new_key,
    new_key_pair,
    seal,
    unseal,
    unwrap,
    wrap,
)

FIELDS = {
    group: {f"field-{n}": "What is known, in some forty words. " * 6 for n in range(5)}
    for group in ("who", "what")
}
UNLOCKS = 10


def main(rounds: int) -> dict[str, float]:
    call_command("migrate", verbosity=0)
    scene = set_scene()
    sent: Iterator[object] = iter([])

    def open_one() -> None:
        open_submission(
            submission=next(sent),  # type: ignore[arg-type]
            unlocked=scene.first.unlocked,
            reason="to act on it",
            by=scene.first.person,
            at=timezone.now(),
        )

    figures = _plain(rounds)
    kept: list[object] = []
    figures["seal_deed"] = _median(
        rounds, lambda: kept.append(scene.send(groups=FIELDS))
    )
    sent = iter(kept)
    figures["open_deed"] = _median(rounds, open_one)
    someone = scene.first.person
    figures["unlock"] = _median(
        UNLOCKS, lambda: begin_unlocking(person=someone, passphrase=PASSPHRASE, at=NOW)
    )
    return figures


def _plain(rounds: int) -> dict[str, float]:
    """The cryptography alone: two groups, and a key wrapped for two."""
    team, glass = new_key_pair(), new_key_pair()
    team_key = TeamKey.objects.get()
    glass_key = BreakGlassKey.objects.get()
    about = {"kind": "submission-key", "submission": "bench"}
    made: list[tuple[bytes, dict[str, bytes]]] = []
    numbers = count()

    def seal_one() -> None:
        key = new_key()
        parts = {
            group: seal(key, json.dumps(answers).encode(), about=_place(group))
            for group, answers in FIELDS.items()
        }
        wrapped = wrap(key, public=team.public, key_id=team_key.pk, about=about)
        wrap(key, public=glass.public, key_id=glass_key.pk, about=about)
        made.append((wrapped, parts))

    def open_one() -> None:
        wrapped, parts = made[next(numbers)]
        key = unwrap(wrapped, private=team.private, about=about)
        for group, envelope in parts.items():
            json.loads(unseal(key, envelope, about=_place(group)))

    return {
        "sealing": _median(rounds, seal_one),
        "opening": _median(rounds, open_one),
    }


def _place(group: str) -> Context:
    return Context("bench", 1, "bench", group)


def _median(rounds: int, deed: Callable[[], object]) -> float:
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        deed()
        took.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(took), 3)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
