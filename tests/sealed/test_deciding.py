"""The hand-over: accepted or declined, once, by whoever is first."""

import pytest

from commonweal.sealed.actions import decide, open_submission
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import LogEntry, Submission
from tests.at_once import at_once
from tests.sealed.scene import NOW, set_scene

pytestmark = pytest.mark.django_db


def _opened(scene):
    submission = scene.send()
    open_submission(
        submission=submission,
        unlocked=scene.first.unlocked,
        reason="to act on it",
        by=scene.first.person,
        at=NOW,
    )
    return submission


def _decide(submission, member, **said):
    values = {
        "submission": submission,
        "state": "accepted",
        "seen": "opened",
        "unlocked": member.unlocked,
        "by": member.person,
        "at": NOW,
        **said,
    }
    return decide(**values)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"state": "received"}, "accepts or declines"),
        ({"state": "nonsense"}, "accepts or declines"),
        ({"state": "declined"}, "Choose why"),
        ({"state": "declined", "why": "bored"}, "Choose why"),
        ({"seen": "accepted"}, "opened this at 10am"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_changes_nothing(said, words):
    scene = set_scene()
    submission = _opened(scene)

    with pytest.raises(SealedError, match=words):
        _decide(submission, scene.first, **said)
    submission.refresh_from_db()
    assert submission.state == Submission.State.OPENED
    assert submission.delete_on is None


def test_nobody_decides_what_nobody_has_read():
    scene = set_scene()

    with pytest.raises(SealedError, match="Open it first"):
        _decide(scene.send(), scene.first, seen="received")


def test_a_member_of_another_team_decides_nothing():
    scene, other = set_scene(), set_scene("Another team")

    with pytest.raises(SealedError, match="Only members"):
        _decide(_opened(scene), other.first)


def test_the_reason_for_declining_stands_in_the_log():
    scene = set_scene()
    _decide(_opened(scene), scene.first, state="declined", why="criteria")

    assert LogEntry.objects.last().detail == "declined: criteria"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.postgres
def test_of_two_members_at_the_same_moment_one_decides():
    scene = set_scene(members=2)
    submission = _opened(scene)
    first, second = scene.members
    outcomes = at_once(
        [
            lambda: _decide(submission, first),
            lambda: _decide(submission, second, state="declined", why="twice"),
        ],
        outcome=lambda decided: "decided",
    )

    assert outcomes == {"decided": 1, "SealedError": 1}
    assert LogEntry.objects.filter(deed="state_changed").count() == 1
