"""Sending: once, whole, and with nothing left behind."""

from pathlib import Path

import pytest

from commonweal.mail.models import OutgoingEmail
from commonweal.sealed.actions import (
    add_file,
    open_file,
    open_submission,
    read_draft,
    save_answer,
    submit_draft,
)
from commonweal.sealed.definitions.exceptions import AnswerError
from commonweal.sealed.exceptions import DraftOverError, SealedError
from commonweal.sealed.models import (
    Draft,
    DraftFile,
    LogEntry,
    Route,
    SealedFile,
    Submission,
)
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import offer

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n" + b"Robin Example was seen\n" * 10


def _opened(scene, submission):
    return open_submission(
        submission=submission,
        unlocked=scene.first.unlocked,
        reason="to act on it",
        by=scene.first.person,
        at=NOW,
    )


def test_what_is_sent_is_what_was_answered(filled_in):
    scene = set_scene()
    route = offer(scene)

    sent = submit_draft(
        key=filled_in(route, urgency="days", what="Seen at the station"),
        route=route,
        at=NOW,
    )

    submission = Submission.objects.get(reference=sent.reference)
    assert (submission.urgency, submission.route, submission.received_at) == (
        "soon",
        route,
        NOW,
    )
    groups = _opened(scene, submission).groups
    assert groups == sent.groups
    assert groups["information"]["what"] == "Seen at the station"


def test_an_answer_of_a_branch_that_was_left_is_not_sealed(filled_in):
    scene = set_scene()
    route = offer(scene)
    key = filled_in(route, about="child", person_name="Robin Example")
    for question, answer in (("about", "place"), ("place_or_group", "The station")):
        save_answer(key=key, route=route, question=question, answer=answer, at=NOW)

    submit_draft(key=key, route=route, at=NOW)

    groups = _opened(scene, Submission.objects.get()).groups
    assert "Robin Example" not in str(groups["person"])
    assert groups["person"]["place_or_group"] == "The station"


def test_attachments_go_along_and_say_whether_they_were_scanned(filled_in, settings):
    scene = set_scene()
    route = offer(scene)
    key = filled_in(route)
    add_file(key=key, route=route, name="a.pdf", content=PDF, scanner="", at=NOW)

    submit_draft(key=key, route=route, at=NOW)

    submission = Submission.objects.get()
    assert SealedFile.objects.get().check_result == SealedFile.Check.UNSCANNED
    file, pieces = open_file(
        submission=submission,
        number=1,
        unlocked=scene.first.unlocked,
        by=scene.first.person,
        at=NOW,
    )
    assert (file.name, file.content_type, file.size, file.is_clean) == (
        "a.pdf",
        "application/pdf",
        len(PDF),
        False,
    )
    assert b"".join(pieces) == PDF


def test_the_draft_is_gone_but_for_the_reference(
    filled_in, settings, django_capture_on_commit_callbacks
):
    route = offer(set_scene())
    key = filled_in(route)
    add_file(key=key, route=route, name="a.pdf", content=PDF, scanner="", at=NOW)

    with django_capture_on_commit_callbacks(execute=True):
        sent = submit_draft(key=key, route=route, at=NOW)

    content = read_draft(key=key, route=route, now=NOW).content
    assert (dict(content.answers), content.files, content.sent) == (
        {},
        (),
        sent.reference,
    )
    assert not DraftFile.objects.exists()
    files = [
        f for f in Path(settings.COMMONWEAL_SEALED_FILES).rglob("*") if f.is_file()
    ]
    assert len(files) == SealedFile.objects.count() == 1


def test_a_second_press_comes_to_the_same_reference(filled_in):
    route = offer(set_scene())
    key = filled_in(route)

    first = submit_draft(key=key, route=route, at=NOW)
    second = submit_draft(key=key, route=route, at=NOW)

    assert second.reference == first.reference
    assert second.groups == {}
    assert Submission.objects.count() == 1


def test_each_member_is_told_a_reference_and_a_link_and_nothing_else(filled_in):
    scene = set_scene(members=2)
    route = offer(scene, title="Share information")
    sent = submit_draft(key=filled_in(route), route=route, at=NOW)

    mails = list(OutgoingEmail.objects.filter(template="sealed.arrived"))

    assert {mail.to for mail in mails} == {m.person.email for m in scene.members}
    spaced = f"{sent.reference[:4]} {sent.reference[4:]}"
    for mail in mails:
        assert spaced in mail.subject
        assert f"http://testserver/forms/desk/{sent.reference}/" in mail.text
        whole = mail.subject + mail.text + mail.html
        for told in ("Robin", "Share information", "station", "exploitation"):
            assert told not in whole


def test_an_urgent_one_says_so(filled_in):
    route = offer(set_scene())

    submit_draft(key=filled_in(route, urgency="today"), route=route, at=NOW)

    mail = OutgoingEmail.objects.get(template="sealed.arrived_urgent")
    assert mail.subject.startswith("Please look today")


def test_the_log_says_that_something_arrived_and_nothing_of_it(filled_in):
    route = offer(set_scene())
    sent = submit_draft(key=filled_in(route), route=route, at=NOW)

    entry = LogEntry.objects.order_by("-number").first()

    assert (entry.deed, entry.reference, entry.person_id, entry.detail) == (
        "received",
        sent.reference,
        None,
        "",
    )


def test_an_unfinished_form_is_not_sent(route_and_key):
    route, key = route_and_key

    with pytest.raises(AnswerError) as caught:
        submit_draft(key=key, route=route, at=NOW)

    assert caught.value.key == "urgency"
    assert not Submission.objects.exists()


def test_an_answer_that_cannot_be_taken_is_found_again_at_sending(filled_in):
    route = offer(set_scene())
    key = filled_in(route)
    save_answer(key=key, route=route, question="how_sure", answer="very", at=NOW)

    with pytest.raises(AnswerError) as caught:
        submit_draft(key=key, route=route, at=NOW)

    assert caught.value.key == "how_sure"


def test_a_form_that_was_closed_meanwhile_keeps_the_draft(filled_in):
    route = offer(set_scene())
    key = filled_in(route, what="Seen")
    Route.objects.update(is_open=False)

    with pytest.raises(SealedError, match="has been closed"):
        submit_draft(key=key, route=route, at=NOW)

    content = read_draft(key=key, route=route, now=NOW).content
    assert content.answers["what"] == "Seen"


def test_what_fails_half_way_leaves_draft_and_nothing_else(filled_in, monkeypatch):
    route = offer(set_scene())
    key = filled_in(route, what="Seen")
    monkeypatch.setattr(
        "commonweal.sealed.actions.submitting.tell", lambda *a, **said: 1 / 0
    )

    with pytest.raises(ZeroDivisionError):
        submit_draft(key=key, route=route, at=NOW)

    assert not Submission.objects.exists()
    content = read_draft(key=key, route=route, now=NOW).content
    assert (content.answers["what"], content.sent) == ("Seen", "")


def test_a_deleted_draft_is_not_sent(filled_in):
    route = offer(set_scene())
    key = filled_in(route)
    Draft.objects.all().delete()

    with pytest.raises(DraftOverError):
        submit_draft(key=key, route=route, at=NOW)
