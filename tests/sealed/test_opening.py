"""Sealed rows that were swapped, changed, cut or played again: nothing opens."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from commonweal.sealed import sealed_files
from commonweal.sealed.actions import open_file, open_submission, verify_log
from commonweal.sealed.chain import hash_of
from commonweal.sealed.exceptions import SealedError, SealError
from commonweal.sealed.models import (
    BreakGlassKey,
    KeyWrap,
    LogEntry,
    SealedFile,
    SealedPart,
    Submission,
)
from commonweal.sealed.sealed_files import CHUNK_BYTES, ENVELOPE_BYTES, FileToSeal
from tests.sealed.scene import NOW, set_scene

pytestmark = pytest.mark.django_db


def _open(submission, member, reason="to act on it"):
    return open_submission(
        submission=submission,
        unlocked=member.unlocked,
        reason=reason,
        by=member.person,
        at=NOW,
    )


def _file(size=3 * CHUNK_BYTES + 7, name="bruise.jpg"):
    content = bytes(i % 251 for i in range(size))
    pieces = [content[i : i + 10_000] for i in range(0, size, 10_000)]
    return content, FileToSeal(name, "image/jpeg", size, True, pieces or [b""])


def _content(submission, member, number=1):
    attached, pieces = open_file(
        submission=submission,
        number=number,
        unlocked=member.unlocked,
        by=member.person,
        at=NOW,
    )
    return attached, b"".join(pieces)


def _parts(submission):
    return list(SealedPart.objects.filter(submission=submission).order_by("group"))


def test_reading_is_written_down_with_its_reason_and_marks_it_opened():
    scene = set_scene()
    submission = scene.send()
    _open(submission, scene.first, reason="to act on it")

    submission.refresh_from_db()
    entry = LogEntry.objects.last()
    assert (submission.state, submission.opened_at) == ("opened", NOW)
    assert (entry.deed, entry.person_id, entry.detail, entry.reference) == (
        "viewed",
        scene.first.person.pk,
        "to act on it",
        submission.reference,
    )


def test_nothing_is_read_without_a_reason():
    scene = set_scene()

    with pytest.raises(SealedError, match="Say why"):
        _open(scene.send(), scene.first, reason="  ")
    assert not LogEntry.objects.filter(deed="viewed").exists()


def test_groups_that_changed_places_open_nothing():
    scene = set_scene()
    submission = scene.send()
    what, who = _parts(submission)
    SealedPart.objects.filter(pk=what.pk).update(envelope=bytes(who.envelope))

    with pytest.raises(SealError):
        _open(submission, scene.first)


def test_groups_and_keys_of_another_submission_open_nothing():
    scene = set_scene()
    one, other = scene.send(), scene.send()
    for part, theirs in zip(_parts(one), _parts(other), strict=True):
        SealedPart.objects.filter(pk=part.pk).update(envelope=bytes(theirs.envelope))

    with pytest.raises(SealError):
        _open(one, scene.first)
    for mine in KeyWrap.objects.filter(submission=one):
        same = KeyWrap.objects.get(submission=other, team_key=mine.team_key_id)
        KeyWrap.objects.filter(pk=mine.pk).update(envelope=bytes(same.envelope))
    with pytest.raises(SealError):
        _open(one, scene.first)


def test_opening_an_attachment_marks_the_submission_opened():
    scene = set_scene()
    submission = scene.send(files=[_file()[1]])

    _content(submission, scene.first)

    submission.refresh_from_db()
    assert (submission.state, submission.opened_at) == ("opened", NOW)


@pytest.mark.parametrize("field", ["version", "form"])
def test_a_submission_that_is_called_another_form_or_version_opens_nothing(field):
    scene = set_scene()
    submission = scene.send()
    Submission.objects.filter(pk=submission.pk).update(
        **{field: {"version": 2, "form": "young-carer"}[field]}
    )

    with pytest.raises(SealError):
        _open(submission, scene.first)


def test_a_submission_moved_to_another_team_does_not_open_there():
    scene, other = set_scene(), set_scene("Another team")
    submission = scene.send()
    Submission.objects.filter(pk=submission.pk).update(team=other.team)

    with pytest.raises(SealedError):
        _open(submission, other.first)


def test_a_failed_opening_leaves_the_submission_unopened():
    scene = set_scene()
    submission = scene.send()
    part = _parts(submission)[0]
    SealedPart.objects.filter(pk=part.pk).update(envelope=bytes(part.envelope)[:-1])

    with pytest.raises(SealError):
        _open(submission, scene.first)
    submission.refresh_from_db()
    assert submission.state == "received"


def test_nothing_is_taken_in_before_the_team_and_break_glass_have_keys():
    scene = set_scene()
    BreakGlassKey.objects.update(retired_at=NOW)

    with pytest.raises(SealedError, match="call"):
        scene.send()
    assert not Submission.objects.exists()


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 200_000])
def test_an_attachment_comes_back_as_it_was(size):
    scene = set_scene()
    content, file = _file(size)
    submission = scene.send(files=[file])

    attached, read = _content(submission, scene.first)
    assert (attached.name, attached.size, attached.is_clean) == (
        "bruise.jpg",
        size,
        True,
    )
    assert read == content
    assert LogEntry.objects.last().deed == "file_opened"


def test_the_name_and_content_of_an_attachment_stand_nowhere_in_clear():
    scene = set_scene()
    submission = scene.send(files=[_file(name="ZEBRA-7-CONTROL.jpg")[1]])
    row = SealedFile.objects.get(submission=submission)
    on_disk = sealed_files.path_of(row.pk).read_bytes()

    assert bytes(range(200)) not in on_disk
    assert len(on_disk) == 4 * ENVELOPE_BYTES
    assert all(b"ZEBRA" not in bytes(part.envelope) for part in _parts(submission))


def _cut(data):
    return data[:-ENVELOPE_BYTES]


def _shorten(data):
    return data[:-1]


def _swap(data):
    one, two = data[:ENVELOPE_BYTES], data[ENVELOPE_BYTES : 2 * ENVELOPE_BYTES]
    return two + one + data[2 * ENVELOPE_BYTES :]


def _repeat(data):
    return data[:ENVELOPE_BYTES] + data[: -1 * ENVELOPE_BYTES]


def _flip(data):
    return data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]


@pytest.mark.parametrize("change", [_cut, _shorten, _swap, _repeat, _flip])
def test_a_file_that_was_changed_is_refused(change):
    scene = set_scene()
    submission = scene.send(files=[_file()[1]])
    place = sealed_files.path_of(SealedFile.objects.get(submission=submission).pk)
    place.write_bytes(change(place.read_bytes()))

    with pytest.raises(SealError):
        _content(submission, scene.first)


def test_a_file_cut_short_together_with_its_row_is_refused():
    scene = set_scene()
    submission = scene.send(files=[_file()[1]])
    row = SealedFile.objects.get(submission=submission)
    place = sealed_files.path_of(row.pk)
    place.write_bytes(_cut(place.read_bytes()))
    SealedFile.objects.update(chunks=row.chunks - 1)

    with pytest.raises(SealError):
        _content(submission, scene.first)


def test_a_file_of_another_submission_is_refused():
    scene = set_scene()
    one, other = (scene.send(files=[_file()[1]]) for _ in range(2))
    places = [
        sealed_files.path_of(SealedFile.objects.get(submission=each).pk)
        for each in (one, other)
    ]
    places[0].write_bytes(places[1].read_bytes())

    with pytest.raises(SealError):
        _content(one, scene.first)


def test_a_file_that_is_gone_is_refused():
    scene = set_scene()
    submission = scene.send(files=[_file()[1]])
    sealed_files.erase(SealedFile.objects.get(submission=submission).pk)

    with pytest.raises(SealError):
        _content(submission, scene.first)


def test_files_that_no_row_knows_are_swept_away_later(tmp_path):
    scene = set_scene()
    submission = scene.send(files=[_file()[1]])
    with transaction.atomic():
        scene.send(files=[_file()[1]])
        transaction.set_rollback(True)
    known = set(SealedFile.objects.values_list("pk", flat=True))

    assert sealed_files.sweep(known=known, now=datetime.now(UTC)) == 0
    later = datetime.now(UTC) + timedelta(hours=2)
    assert sealed_files.sweep(known=known, now=later) == 1
    assert _content(submission, scene.first)[1]


def test_the_log_names_a_row_that_was_changed():
    scene = set_scene()
    for _ in range(3):
        _open(scene.send(), scene.first)
    assert verify_log().broken == ()
    LogEntry.objects.filter(number=4).update(detail="to check")

    assert verify_log().broken == (4,)


def test_the_log_names_the_row_after_one_that_is_missing():
    scene = set_scene()
    _open(scene.send(), scene.first)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sealed_logentry WHERE number = 3")

    assert verify_log().broken == (4,)


def test_a_row_that_was_changed_with_its_hash_is_betrayed_by_the_next():
    scene = set_scene()
    _open(scene.send(), scene.first)
    entry = LogEntry.objects.get(number=3)
    entry.person_id = 999
    entry.hash = hash_of(entry)
    entry.save()

    assert verify_log().broken == (4,)
