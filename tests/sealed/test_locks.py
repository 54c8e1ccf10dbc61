"""Which rows are locked, and how strongly. SQLite has one writer and locks no row, so
what is asked of the database is looked at here."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from commonweal.sealed.actions import (
    end_due_content,
    open_submission,
    remove_member,
    set_passphrase,
)
from commonweal.sealed.models import Submission, Team
from tests.sealed.scene import NOW, PASSPHRASE, set_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def locks(monkeypatch):
    """Which models were locked, and whether rows that point at them can be added."""
    asked = []
    lock = QuerySet.select_for_update

    def watched(self, **said):
        asked.append((self.model, said.get("no_key", False)))
        return lock(self, **said)

    monkeypatch.setattr(QuerySet, "select_for_update", watched)
    return asked


def _open(scene, submission):
    open_submission(
        submission=submission,
        unlocked=scene.first.unlocked,
        reason="to act on it",
        by=scene.first.person,
        at=NOW,
    )


def test_a_form_is_sealed_while_its_team_s_key_cannot_change(locks):
    scene = set_scene()
    del locks[:]

    scene.send()

    assert (Team, True) in locks


def test_keys_are_destroyed_while_nobody_can_add_envelopes(locks):
    scene = set_scene()
    submission = scene.send()
    Submission.objects.update(delete_on=NOW.date())
    for days in range(4):
        del locks[:]
        end_due_content(now=NOW + timedelta(days=days))

    submission.refresh_from_db()
    assert submission.shredded_at is not None
    assert (Team, True) in locks


def test_no_deed_locks_out_who_adds_a_row_that_points_at_what_it_locked(locks):
    scene = set_scene(members=3)
    _open(scene, scene.send())
    leaver = scene.members.pop()
    remove_member(
        member=leaver.membership,
        by=scene.first.person,
        unlocked=scene.first.unlocked,
        at=NOW,
    )
    set_passphrase(person=scene.members[1].person, passphrase=PASSPHRASE, at=NOW)

    pointed_at = {"team", "submission", "person"}
    strong = {
        model
        for model, is_weak in locks
        if not is_weak and model._meta.model_name in pointed_at
    }
    assert strong == set()
