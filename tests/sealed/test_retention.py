"""Content that goes when its time is over, whatever is in between."""

from datetime import timedelta
from itertools import count

import pytest

from commonweal.governance.actions import purge_expired
from commonweal.mail.models import OutgoingEmail
from commonweal.sealed import sealed_files
from commonweal.sealed.actions import (
    decide,
    end_due_content,
    forward,
    hold,
    open_submission,
    release,
    retention,
    sweep_files,
)
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import (
    KeyWrap,
    LogEntry,
    SealedFile,
    SealedPart,
    Submission,
)
from commonweal.sealed.sealed_files import FileToSeal
from tests.sealed.scene import NOW, set_scene

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FILE = FileToSeal("note.txt", "text/plain", 5, True, [b"Hello"])


@pytest.fixture
def scene():
    return set_scene()


def _open(scene, submission, at=NOW):
    return open_submission(
        submission=submission,
        unlocked=scene.first.unlocked,
        reason="to act on it",
        by=scene.first.person,
        at=at,
    )


def _accepted(scene, **said):
    submission = scene.send(**{"files": [FILE], **said})
    _open(scene, submission)
    return decide(
        submission=submission,
        state="accepted",
        seen="opened",
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW,
    )


def _run(first, last):
    """Let the worker do its work each day."""
    for number in range(first, last + 1):
        end_due_content(now=NOW + number * DAY)


def _deeds(submission):
    entries = LogEntry.objects.filter(reference=submission.reference)
    return [entry.deed for entry in entries if entry.person_id is None][1:]


def test_content_goes_ninety_days_after_the_hand_over_and_two_warnings(scene):
    submission = _accepted(scene)
    place = sealed_files.path_of(submission.files.get().pk)
    _run(0, 89)
    submission.refresh_from_db()
    assert submission.shredded_at is None
    assert place.exists()
    _run(90, 90)

    submission.refresh_from_db()
    assert submission.shredded_at == submission.erased_at == NOW + 90 * DAY
    assert not place.exists()
    for model in (KeyWrap, SealedPart, SealedFile):
        assert not model.objects.exists()
    assert _deeds(submission) == ["warned", "warned", "shredded", "erased"]
    with pytest.raises(SealedError, match="keys were destroyed"):
        _open(scene, submission)


def test_warnings_come_fourteen_and_three_days_before_with_reference_and_day(scene):
    submission = _accepted(scene)
    OutgoingEmail.objects.all().delete()
    _run(70, 75)
    assert not OutgoingEmail.objects.exists()
    _run(76, 87)

    emails = list(OutgoingEmail.objects.order_by("queued_at"))
    assert [each.queued_at for each in emails] == [NOW + 76 * DAY, NOW + 87 * DAY]
    assert [each.subject for each in emails] == [
        "Deleted in 14 days: 1 form",
        "Deleted in 3 days: 1 form",
    ]
    spaced = f"{submission.reference[:4]} {submission.reference[4:]}"
    assert f"{spaced}, on Tuesday 2 June 2026" in emails[0].text


def test_a_worker_that_stood_still_warns_before_anything_goes(scene):
    submission = _accepted(scene)
    _run(200, 202)
    submission.refresh_from_db()
    assert submission.shredded_at is None
    _run(203, 203)

    submission.refresh_from_db()
    assert submission.shredded_at == NOW + 203 * DAY
    assert _deeds(submission) == ["warned", "shredded", "erased"]


def test_what_nobody_hands_over_goes_after_a_year_and_both_warnings(scene):
    submission = scene.send()
    _run(340, 364)
    submission.refresh_from_db()
    assert submission.shredded_at is None
    _run(365, 365)

    submission.refresh_from_db()
    assert submission.shredded_at == NOW + 365 * DAY
    assert _deeds(submission) == ["warned", "warned", "shredded", "erased"]


def test_what_is_held_stays_until_it_is_released_and_warned_of_again(scene):
    submission = _accepted(scene)
    deed = {"unlocked": scene.first.unlocked, "by": scene.first.person}
    hold(submission=submission, reason="Inquiry", at=NOW + 80 * DAY, **deed)
    _run(81, 120)
    submission.refresh_from_db()
    assert submission.shredded_at is None
    release(submission=submission, at=NOW + 120 * DAY, **deed)
    _run(120, 133)
    submission.refresh_from_db()
    assert submission.shredded_at is None
    _run(134, 134)

    submission.refresh_from_db()
    assert submission.shredded_at == NOW + 134 * DAY


def test_a_hold_needs_a_reason_and_is_put_once(scene):
    submission = scene.send()
    deed = {
        "submission": submission,
        "unlocked": scene.first.unlocked,
        "by": scene.first.person,
        "at": NOW,
    }
    with pytest.raises(SealedError, match="Say why"):
        hold(reason=" ", **deed)
    hold(reason="Inquiry", **deed)
    with pytest.raises(SealedError, match="already"):
        hold(reason="Inquiry", **deed)


class _Killed(BaseException):
    """The process was ended."""


def _killing_at(monkeypatch, step):
    """End the process at the ``step``th thing that the deletion does."""
    counter = count()

    def between(deed):
        def guarded(*args, **kwargs):
            if next(counter) == step:
                raise _Killed
            done = deed(*args, **kwargs)
            if next(counter) == step:
                raise _Killed
            return done

        return guarded

    for name in ("write_log", "tell"):
        monkeypatch.setattr(retention, name, between(getattr(retention, name)))
    monkeypatch.setattr(sealed_files, "erase", between(sealed_files.erase))
    monkeypatch.setattr(Submission, "save", between(Submission.save))
    return counter


def test_a_process_that_is_killed_anywhere_is_carried_on_by_the_next_run(
    scene, monkeypatch
):
    """Between any two steps of the whole way, once for each of them."""
    submission = _accepted(scene)
    rows = _kept_rows(submission)
    killed = 0
    for step in count():
        with monkeypatch.context() as patch:
            _killing_at(patch, step)
            try:
                _run(76, 90)
            except _Killed:
                killed += 1
                was_killed = True
            else:
                was_killed = False
        submission.refresh_from_db()
        if submission.shredded_at:
            assert not KeyWrap.objects.filter(submission=submission).exists()
        else:
            assert _open(scene, submission, NOW).groups
        _run(76, 93)
        submission.refresh_from_db()
        assert submission.erased_at
        assert _kept_rows(submission) == (0, 0, 0, 0)
        if not was_killed:
            break
        submission = _accepted(scene)
        assert _kept_rows(submission) == rows

    assert killed >= 10


def _kept_rows(submission):
    files = [each.pk for each in SealedFile.objects.all()]
    return (
        submission.wraps.count(),
        submission.parts.count(),
        submission.files.count(),
        sum(sealed_files.path_of(each).exists() for each in files),
    )


def test_the_keys_go_before_anything_else_does(scene, monkeypatch):
    submission = _accepted(scene)
    _run(76, 89)

    def stop(**kwargs):
        raise _Killed

    with monkeypatch.context() as patch:
        patch.setattr(retention, "erase_shredded", stop)
        with pytest.raises(_Killed):
            _run(90, 90)

    assert not KeyWrap.objects.exists()
    assert submission.parts.exists()
    assert sealed_files.path_of(submission.files.get().pk).exists()


def test_a_forwarded_part_has_a_time_of_its_own(scene):
    other = set_scene("Another team")
    submission = _accepted(scene)
    copy = forward(
        submission=submission,
        to_team=other.team,
        fields={("who", "name")},
        basis="public_task",
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW + DAY,
    )
    _run(76, 91)

    assert _open(other, copy).groups["who"] == {"name": "Robin Example"}


def test_the_row_itself_goes_two_years_after_its_content_and_its_forwards_stay(scene):
    other = set_scene("Another team")
    submission = _accepted(scene)
    copy = forward(
        submission=submission,
        to_team=other.team,
        fields={("who", "name")},
        basis="public_task",
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW,
    )
    Submission.objects.filter(pk=copy.pk).update(held_at=NOW, hold_reason="Inquiry")
    _run(76, 90)
    purge_expired(now=NOW + 90 * DAY + 730 * DAY)
    assert Submission.objects.filter(pk=submission.pk).exists()
    purge_expired(now=NOW + 90 * DAY + 731 * DAY)

    copy.refresh_from_db()
    assert copy.forwarded_from is None
    assert not Submission.objects.filter(pk=submission.pk).exists()


def test_files_of_deeds_that_failed_are_swept_and_others_stay(scene):
    submission = scene.send(files=[FILE])
    known = sealed_files.path_of(submission.files.get().pk)
    left = known.with_name("0" * 32)
    left.write_bytes(b"left over")
    sweep_files(now=NOW.replace(year=2100))

    assert known.exists()
    assert not left.exists()
