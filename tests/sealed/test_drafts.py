"""A form while it is being filled in: for one browser, for half an hour."""

from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.sealed.actions import (
    add_file,
    begin_draft,
    forget_draft,
    forget_idle,
    read_draft,
    remove_file,
    save_answer,
    submit_draft,
)
from commonweal.sealed.actions.drafting import IDLE, file_content
from commonweal.sealed.draft_key import DraftKey
from commonweal.sealed.exceptions import DraftOverError, SealError
from commonweal.sealed.models import Draft, DraftFile
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import offer

PDF = b"%PDF-1.7\n" + b"Robin Example was seen\n" * 10


@pytest.fixture
def route(db):
    return offer(set_scene())


def _save(key, route, question, answer, at=NOW):
    return save_answer(key=key, route=route, question=question, answer=answer, at=at)


def _add(key, route, name="seen.pdf", content=PDF):
    return add_file(
        key=key, route=route, name=name, content=content, scanner="", at=NOW
    )


def _sealed_files(settings):
    root = Path(settings.COMMONWEAL_SEALED_FILES)
    return [place for place in root.rglob("*") if place.is_file()]


def test_a_draft_keeps_what_was_answered(route):
    key = begin_draft(route=route, at=NOW)

    _save(key, route, "urgency", "days")
    _save(key, route, "about", "child")

    content = read_draft(key=key, route=route, now=NOW).content
    assert content.answers == {"urgency": "days", "about": "child"}


def test_neither_answers_nor_key_stand_in_the_database(route):
    key = begin_draft(route=route, at=NOW)
    _save(key, route, "what", "Seen at the station")

    row = Draft.objects.get()
    stored = bytes(row.envelope) + row.key_hash.encode()
    assert b"station" not in stored
    assert b"urgency" not in stored
    assert key.secret not in stored
    assert key.as_cookie().encode() not in stored


def test_a_cookie_is_read_back_and_nothing_else_is(route):
    key = begin_draft(route=route, at=NOW)

    assert DraftKey.of_cookie(key.as_cookie()) == key
    for words in ("", "a", "ä" * 43, "*" * 43, key.as_cookie()[:-2], "x" * 5000):
        with pytest.raises(DraftOverError):
            DraftKey.of_cookie(words)


def test_a_draft_opens_with_no_other_key_and_in_no_other_form(route):
    key = begin_draft(route=route, at=NOW)
    other = offer(set_scene("Another team"), slug="other")

    with pytest.raises(DraftOverError):
        read_draft(key=DraftKey.new(), route=route, now=NOW)
    with pytest.raises(DraftOverError):
        read_draft(key=key, route=other, now=NOW)


def test_an_envelope_put_into_another_draft_is_refused(route):
    first, second = begin_draft(route=route, at=NOW), begin_draft(route=route, at=NOW)
    envelope = Draft.objects.get(pk=first.name).envelope
    Draft.objects.filter(pk=second.name).update(envelope=envelope)

    with pytest.raises(DraftOverError):
        read_draft(key=second, route=route, now=NOW)


@pytest.mark.parametrize(
    "harm",
    [
        lambda row: {"envelope": bytes(row.envelope)[:-1] + b"\x00"},
        lambda row: {"envelope": bytes(row.envelope)[:40]},
        lambda row: {"envelope": b""},
        lambda row: {"version": 2},
    ],
)
def test_a_draft_that_was_changed_does_not_open(route, harm):
    key = begin_draft(route=route, at=NOW)
    row = Draft.objects.get()
    Draft.objects.filter(pk=row.pk).update(**harm(row))

    with pytest.raises(DraftOverError):
        read_draft(key=key, route=route, now=NOW)


def test_a_draft_moved_to_another_form_does_not_open(route):
    key = begin_draft(route=route, at=NOW)
    other = offer(set_scene("Another team"), slug="other")
    Draft.objects.update(route=other)

    with pytest.raises(DraftOverError):
        read_draft(key=key, route=other, now=NOW)


def test_a_draft_is_refused_after_half_an_hour_whether_or_not_it_was_deleted(route):
    key = begin_draft(route=route, at=NOW)
    _save(key, route, "urgency", "days", at=NOW + IDLE - timedelta(minutes=1))
    late = NOW + 2 * IDLE - timedelta(minutes=1)

    assert read_draft(key=key, route=route, now=late - timedelta(seconds=1))
    with pytest.raises(DraftOverError):
        read_draft(key=key, route=route, now=late)
    with pytest.raises(DraftOverError):
        _save(key, route, "about", "child", at=late)


def test_the_worker_deletes_idle_drafts_with_their_files(
    route, settings, django_capture_on_commit_callbacks
):
    old, young = begin_draft(route=route, at=NOW), begin_draft(route=route, at=NOW)
    _add(old, route)
    _save(young, route, "urgency", "days", at=NOW + timedelta(minutes=10))

    with django_capture_on_commit_callbacks(execute=True):
        deleted = forget_idle(now=NOW + IDLE)

    assert deleted == 1
    assert [row.pk for row in Draft.objects.all()] == [young.name]
    assert _sealed_files(settings) == []


def test_a_file_is_sealed_on_disk_and_comes_back_whole(route, settings):
    key = begin_draft(route=route, at=NOW)
    content = b"%PDF-1.7\n" + bytes(range(256)) * 1000

    draft = _add(key, route, content=content)

    (file,) = draft.content.files
    (place,) = _sealed_files(settings)
    assert (file.name, file.content_type, file.size) == (
        "seen.pdf",
        "application/pdf",
        len(content),
    )
    assert b"%PDF" not in place.read_bytes()
    assert b"".join(file_content(draft, file)) == content


def test_a_file_on_disk_that_was_changed_does_not_open(route, settings):
    key = begin_draft(route=route, at=NOW)
    draft = _add(key, route)
    (place,) = _sealed_files(settings)
    place.write_bytes(place.read_bytes()[:-1] + b"\x00")

    with pytest.raises(SealError):
        list(file_content(draft, draft.content.files[0]))


def test_a_file_is_taken_out_again(route, settings, django_capture_on_commit_callbacks):
    key = begin_draft(route=route, at=NOW)
    first = _add(key, route).content.files[0]
    _add(key, route, name="second.pdf")

    with django_capture_on_commit_callbacks(execute=True):
        draft = remove_file(key=key, route=route, file_id=first.id, at=NOW)

    assert [file.name for file in draft.content.files] == ["second.pdf"]
    assert DraftFile.objects.count() == len(_sealed_files(settings)) == 1


def test_a_file_of_somebody_else_is_not_taken_out(route):
    mine, theirs = begin_draft(route=route, at=NOW), begin_draft(route=route, at=NOW)
    file = _add(theirs, route).content.files[0]

    for file_id in (file.id, "nonsense"):
        remove_file(key=mine, route=route, file_id=file_id, at=NOW)

    assert DraftFile.objects.count() == 1


def test_leaving_deletes_everything(
    route, settings, django_capture_on_commit_callbacks
):
    key = begin_draft(route=route, at=NOW)
    _add(key, route)

    with django_capture_on_commit_callbacks(execute=True):
        forget_draft(key=key)

    assert not Draft.objects.exists()
    assert not DraftFile.objects.exists()
    assert _sealed_files(settings) == []


def test_nothing_is_added_to_what_has_been_sent(route, filled_in):
    key = filled_in(route)
    sent = submit_draft(key=key, route=route, at=NOW)

    with pytest.raises(DraftOverError):
        _save(key, route, "what", "More")
    with pytest.raises(DraftOverError):
        _add(key, route)
    assert read_draft(key=key, route=route, now=NOW).content.sent == sent.reference
