"""Telling a team, and one address above it, of what nobody opens."""

from datetime import timedelta

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.sealed.actions import escalate_unopened, open_submission
from commonweal.sealed.models import LogEntry
from tests.at_once import at_once
from tests.sealed.scene import NOW, set_scene

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def scene():
    scene = set_scene(members=2)
    scene.team.escalation_email = "duty@example.org"
    scene.team.save(update_fields=["escalation_email"])
    OutgoingEmail.objects.all().delete()
    return scene


def _told():
    return sorted(OutgoingEmail.objects.values_list("to", flat=True))


@pytest.mark.parametrize(
    ("urgency", "hours"), [("urgent", 1), ("soon", 24), ("routine", 24)]
)
def test_a_team_and_the_address_above_it_are_told_when_its_time_is_over(
    scene, urgency, hours
):
    submission = scene.send(urgency=urgency)
    minute = timedelta(minutes=1)

    assert escalate_unopened(now=NOW + hours * HOUR - minute) == 0
    assert escalate_unopened(now=NOW + hours * HOUR) == 1
    assert escalate_unopened(now=NOW + hours * HOUR + minute) == 0

    people = [each.person.email for each in scene.members]
    assert _told() == sorted([*people, "duty@example.org"])
    submission.refresh_from_db()
    assert submission.escalated_at == NOW + hours * HOUR
    assert LogEntry.objects.filter(deed="escalated").count() == 1


def test_the_message_holds_references_and_a_link_and_no_more(scene):
    one, other = scene.send(), scene.send()
    escalate_unopened(now=NOW + 25 * HOUR)

    email = OutgoingEmail.objects.first()
    for each in (one, other):
        assert f"{each.reference[:4]} {each.reference[4:]}" in email.text
    assert "/forms/desk/" in email.text
    said = f"{email.subject} {email.text}"
    for telling in ("Robin", "station", scene.team.name, "information"):
        assert telling not in said


def test_one_message_tells_of_everything_that_is_late(scene):
    for _ in range(5):
        scene.send()

    assert escalate_unopened(now=NOW + 25 * HOUR) == 5
    assert len(_told()) == 3


def test_what_somebody_has_opened_is_nobody_s_reminder(scene):
    submission = scene.send()
    open_submission(
        submission=submission,
        unlocked=scene.first.unlocked,
        reason="to act on it",
        by=scene.first.person,
        at=NOW,
    )

    assert escalate_unopened(now=NOW + 48 * HOUR) == 0
    assert _told() == []


def test_an_address_above_that_is_a_member_s_gets_one_message(scene):
    scene.team.escalation_email = scene.first.person.email.upper()
    scene.team.save(update_fields=["escalation_email"])
    scene.send()
    escalate_unopened(now=NOW + 25 * HOUR)

    assert len(_told()) == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.postgres
def test_two_workers_at_the_same_moment_tell_once():
    scene = set_scene()
    scene.send()
    OutgoingEmail.objects.all().delete()
    deeds = [lambda: escalate_unopened(now=NOW + 25 * HOUR)] * 2
    outcomes = at_once(deeds, outcome=str)

    assert outcomes == {"1": 1, "0": 1}
    assert len(_told()) == 1
