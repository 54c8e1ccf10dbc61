"""Passing a part on: what goes along, what stays, and what cannot be done."""

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.sealed.actions import forward, open_file, open_submission
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.models import KeyWrap, LogEntry, SealedFile, Submission, Team
from commonweal.sealed.sealed_files import FileToSeal
from tests.sealed.scene import NOW, set_scene

pytestmark = pytest.mark.django_db
LONG = b"A picture. " * 20_000


@pytest.fixture
def scene():
    return set_scene()


@pytest.fixture
def other():
    return set_scene("Another team")


@pytest.fixture
def submission(scene):
    files = [
        FileToSeal("one.txt", "text/plain", 3, True, [b"One"]),
        FileToSeal("two.jpg", "image/jpeg", len(LONG), False, [LONG]),
    ]
    return scene.send(urgency="urgent", files=files)


def _forward(scene, submission, to_team, **said):
    values = {
        "submission": submission,
        "to_team": to_team,
        "fields": {("who", "age")},
        "basis": "vital",
        "note": "Please call.",
        "unlocked": scene.first.unlocked,
        "by": scene.first.person,
        "at": NOW,
        **said,
    }
    return forward(**values)


def _read(scene, submission):
    return open_submission(
        submission=submission,
        unlocked=scene.first.unlocked,
        reason="to act on it",
        by=scene.first.person,
        at=NOW,
    )


def test_the_other_team_reads_what_was_chosen_with_basis_note_and_sender(
    scene, other, submission
):
    copy = _forward(scene, submission, other.team)
    opened = _read(other, copy)

    assert opened.groups == {
        "who": {"age": "15"},
        "forwarding": {
            "from": scene.team.name,
            "by": str(scene.first.person),
            "reference": f"{submission.reference[:4]} {submission.reference[4:]}",
            "basis": "Vital interests: somebody’s life is at risk",
            "note": "Please call.",
        },
    }
    assert (copy.forwarded_from, copy.urgency) == (submission, "urgent")
    assert not copy.files.exists()


def test_a_forward_has_a_key_of_its_own_that_opens_nothing_of_the_original(
    scene, other, submission
):
    copy = _forward(scene, submission, other.team)

    teams = KeyWrap.objects.filter(submission=submission).values("team_key__team")
    assert other.team.pk not in {row["team_key__team"] for row in teams}
    with pytest.raises(SealedError, match="Only members of the team"):
        _read(other, submission)
    with pytest.raises(SealedError, match="Only members of the team"):
        _read(scene, copy)


def test_chosen_attachments_go_along_whole_and_unscanned_ones_stay_so(
    scene, other, submission
):
    copy = _forward(scene, submission, other.team, fields=set(), files={2})
    file, pieces = open_file(
        submission=copy,
        number=1,
        unlocked=other.first.unlocked,
        by=other.first.person,
        at=NOW,
    )

    assert (file.name, file.is_clean) == ("two.jpg", False)
    assert b"".join(pieces) == LONG


def test_both_teams_logs_have_it_and_the_other_team_is_told_without_content(
    scene, other, submission
):
    OutgoingEmail.objects.all().delete()
    copy = _forward(scene, submission, other.team)

    entries = LogEntry.objects.filter(deed="forwarded")
    assert [(each.reference, each.team_id) for each in entries] == [
        (submission.reference, scene.team.pk),
        (copy.reference, other.team.pk),
    ]
    email = OutgoingEmail.objects.get()
    assert email.to == other.first.person.email
    assert copy.reference[:4] in email.text
    for telling in ("15", "Please call", scene.team.name, other.team.name):
        assert telling not in email.text.replace(copy.reference, "")


def test_the_original_stays_as_it_was(scene, other, submission):
    _forward(scene, submission, other.team)

    assert _read(scene, submission).groups["who"] == {
        "name": "Robin Example",
        "age": "15",
    }
    submission.refresh_from_db()
    assert submission.acknowledged_at is None


def test_a_forward_may_be_forwarded_on_without_the_note_to_the_first(
    scene, other, submission
):
    third = set_scene("A third team")
    copy = _forward(scene, submission, other.team)
    onward = _forward(other, copy, third.team, note="")

    assert _read(third, onward).groups["forwarding"]["from"] == "Another team"
    assert "Please call" not in str(_read(third, onward).groups)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"fields": set()}, "at least one"),
        ({"fields": {("who", "password")}}, "not in this form"),
        ({"fields": {("files", "1")}}, "not in this form"),
        ({"files": {3}}, "not in this form"),
        ({"basis": "because"}, "lawful basis"),
    ],
)
def test_what_cannot_be_forwarded_is_refused_and_leaves_nothing(
    scene, other, submission, said, words
):
    entries = LogEntry.objects.count()
    with pytest.raises(SealedError, match=words):
        _forward(scene, submission, other.team, **said)

    assert Submission.objects.count() == 1
    assert SealedFile.objects.count() == 2
    assert LogEntry.objects.count() == entries


def test_nothing_is_forwarded_to_the_same_team_or_to_one_without_a_key(
    scene, other, submission
):
    with pytest.raises(SealedError, match="another team"):
        _forward(scene, submission, scene.team)
    with pytest.raises(SealedError, match="cannot receive"):
        _forward(scene, submission, Team.objects.create(name="New"))


def test_only_members_of_its_team_forward_something(scene, other, submission):
    with pytest.raises(SealedError, match="Only members"):
        _forward(other, submission, scene.team)


def test_a_damaged_attachment_is_not_forwarded(scene, other, submission):
    SealedFile.objects.filter(number=2).update(chunks=9)

    with pytest.raises(SealError):
        _forward(scene, submission, other.team, files={2})
    assert Submission.objects.count() == 1
