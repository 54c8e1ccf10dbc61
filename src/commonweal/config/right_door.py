"""Keeps what the right door reads in step: with its content, the register and the site.

The snapshot stands in a room below the one that knows the site's foot, and its content
is edited in Wagtail's own screens. So it is joined here: a change of any table that it
is made of writes it anew, once a transaction, after the commit.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from commonweal.design.models import Brand
from commonweal.intake import snapshot
from commonweal.intake.actions import write_right_door
from commonweal.intake.frame import Link
from commonweal.intake.rendering import frame_of
from commonweal.pages.context import foot_of_default_site

MADE_OF = (
    "intake.Option",
    "intake.Door",
    "intake.Rule",
    "intake.Hours",
    "intake.OpeningTime",
    "intake.ExceptionalDay",
    "directory.Contact",
    "directory.PhoneNumber",
    "design.Brand",
)


def follow_changes() -> None:
    """Write the files after whatever they are made of was saved or deleted."""
    for name in MADE_OF:
        for signal in (post_save, post_delete):
            signal.connect(_write_after_commit, sender=apps.get_model(name))


def write(*, now: datetime) -> list[str]:
    """Write the files that differ from what the tables say; return their names.

    Raises:
        OSError: a file cannot be written.
    """
    foot = [Link(link.title, link.address) for link in foot_of_default_site()]
    frame = frame_of(Brand.of_default_site(), foot)
    return write_right_door(frame=frame, now=now)


def folder() -> Path:
    return snapshot.path().parent


def exists() -> bool:
    return snapshot.path().exists()


def _write_after_commit(sender: Any, *, using: str, **kwargs: Any) -> None:
    waiting = transaction.get_connection(using).run_on_commit
    # Once a transaction, however many rows it saved. A failure must not reach whoever
    # saved: their change stands, and the worker tries again.
    if not any(_write_now in each for each in waiting):
        transaction.on_commit(_write_now, using=using, robust=True)


def _write_now() -> None:
    write(now=timezone.now())
