"""The desk in the browser."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from commonweal.sealed.models import LogEntry, Submission, Team
from commonweal.sealed.sealed_files import FileToSeal
from tests.sealed.desk_scene import GROUPS, PLANTED, REASON, address, at_desk
from tests.sealed.scene import set_scene

pytestmark = pytest.mark.django_db
Deed = LogEntry.Deed


def _file(name: str = "note.txt", *, is_clean: bool = True) -> FileToSeal:
    content = f"Attached: {PLANTED}".encode()
    return FileToSeal(name, "text/plain", len(content), is_clean, [content])


@pytest.fixture
def scene():
    return set_scene()


@pytest.fixture
def submission(scene):
    files = [_file(), _file("photo.jpg", is_clean=False)]
    return scene.send(groups=GROUPS, files=files, at=timezone.now())


@pytest.fixture
def visitor(client, scene):
    return at_desk(client, scene.first)


def _deeds(submission):
    entries = LogEntry.objects.filter(reference=submission.reference)
    return list(entries.values_list("deed", flat=True))


def test_desk_lists_reference_form_time_urgency_and_state_and_nothing_inside(
    visitor, submission
):
    page = visitor.get(reverse("sealed:desk"))

    words = page.get_text(" ")
    spaced = f"{submission.reference[:4]} {submission.reference[4:]}"
    assert spaced in words
    assert "Partnership information sharing" in words
    assert "Received" in words
    assert PLANTED not in words


def test_opening_asks_why_shows_what_is_inside_and_writes_it_down(visitor, submission):
    asked = visitor.get(address("desk_open", submission))
    assert PLANTED not in asked.get_text()
    page = visitor.post(address("desk_open", submission), REASON)

    assert f"Robin {PLANTED}" in page.get_text()
    assert "no-store" in visitor.response["Cache-Control"]
    assert visitor.response["Referrer-Policy"] == "strict-origin-when-cross-origin"
    entry = LogEntry.objects.get(deed=Deed.VIEWED)
    assert (entry.reference, entry.detail) == (submission.reference, "To act on it")
    submission.refresh_from_db()
    assert submission.state == Submission.State.OPENED


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"why": "other", "words": " "},
        {"why": "nosy"},
        {"why": "other", "words": "for robin@example.org"},
    ],
)
def test_opening_without_a_reason_shows_nothing(visitor, submission, sent):
    page = visitor.post(address("desk_open", submission), sent, status=400)

    assert page.select_one(".govuk-error-summary")
    assert PLANTED not in page.get_text()
    assert _deeds(submission) == [Deed.RECEIVED]


def test_print_view_is_written_down_as_printed(visitor, submission):
    page = visitor.post(address("desk_print", submission), REASON)

    assert f"Robin {PLANTED}" in page.get_text()
    assert _deeds(submission) == [Deed.RECEIVED, Deed.PRINTED]


@pytest.mark.parametrize("form", ["json", "csv"])
def test_export_is_a_file_and_written_down(visitor, submission, form):
    sent = {**REASON, "format": form}
    response = visitor.send(address("desk_export", submission), sent, status=200)

    said = response.content.decode()
    assert PLANTED in said
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert _deeds(submission) == [Deed.RECEIVED, Deed.EXPORTED]


def test_json_export_holds_every_answer(visitor, submission):
    sent = {**REASON, "format": "json"}
    response = visitor.send(address("desk_export", submission), sent, status=200)

    assert json.loads(response.content)["answers"]["person"] == GROUPS["person"]


def test_a_scanned_attachment_is_downloaded_and_written_down(visitor, submission):
    response = visitor.send(address("desk_file", submission, 1), status=200)

    assert b"".join(response.streaming_content) == f"Attached: {PLANTED}".encode()
    assert response["Content-Disposition"] == 'attachment; filename="note.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert _deeds(submission) == [Deed.RECEIVED, Deed.FILE_OPENED]


def test_an_attachment_nobody_scanned_takes_a_second_press(visitor, submission):
    page = visitor.post(address("desk_file", submission, 2))
    assert "Nobody has scanned" in page.get_text()
    assert _deeds(submission) == [Deed.RECEIVED]

    response = visitor.send(
        address("desk_file", submission, 2), {"sure": "1"}, status=200
    )
    assert response["Content-Type"] == "application/octet-stream"
    assert b"".join(response.streaming_content)
    assert _deeds(submission) == [Deed.RECEIVED, Deed.FILE_OPENED]


def test_a_team_accepts_and_the_page_says_when_the_content_goes(visitor, submission):
    visitor.post(address("desk_open", submission), REASON)
    page = visitor.post(
        address("desk_decide", submission), {"decision": "accepted", "seen": "opened"}
    )

    submission.refresh_from_db()
    assert submission.state == Submission.State.ACCEPTED
    day = timezone.localdate() + timedelta(days=90)
    assert submission.delete_on == day
    assert f"{day.day} " in page.get_text()


def test_declining_asks_why(visitor, submission):
    visitor.post(address("desk_open", submission), REASON)
    sent = {"decision": "declined", "seen": "opened"}
    visitor.post(address("desk_decide", submission), sent, status=400)
    visitor.post(address("desk_decide", submission), {**sent, "why": "twice"})

    entry = LogEntry.objects.get(deed=Deed.STATE_CHANGED)
    assert entry.detail == "declined: twice"


def test_the_second_of_two_members_is_told_who_was_quicker(client, scene, submission):
    scene.first.person.first_name, scene.first.person.last_name = "Sam", "Example"
    scene.first.person.save(update_fields=["first_name", "last_name"])
    second = scene.add_member()
    visitor = at_desk(client, scene.first)
    visitor.post(address("desk_open", submission), REASON)
    sent = {"decision": "accepted", "seen": "opened"}
    visitor.post(address("desk_decide", submission), sent)
    other = at_desk(client, second)
    page = other.post(
        address("desk_decide", submission),
        {"decision": "declined", "why": "twice", "seen": "opened"},
        status=409,
    )

    assert "Sam Example accepted this at" in page.get_text()
    submission.refresh_from_db()
    assert submission.state == Submission.State.ACCEPTED


def test_a_decision_may_be_changed_and_its_time_begins_anew(visitor, submission):
    visitor.post(address("desk_open", submission), REASON)
    sent = {"decision": "accepted", "seen": "opened"}
    visitor.post(address("desk_decide", submission), sent)
    Submission.objects.update(warned_days=14)
    visitor.post(
        address("desk_decide", submission),
        {"decision": "declined", "why": "known", "seen": "accepted"},
    )

    submission.refresh_from_db()
    assert submission.state == Submission.State.DECLINED
    assert submission.warned_days is None


def test_nothing_is_decided_before_somebody_has_opened_it(visitor, submission):
    page = visitor.get(address("desk_decide", submission))

    assert "Open it first" in page.get_text()


def test_a_member_of_another_team_finds_nothing(client, submission):
    stranger = at_desk(client, set_scene("Another team").first)

    for name in ("desk_submission", "desk_open", "desk_decide", "desk_forward"):
        stranger.get(address(name, submission), status=404)
    stranger.post(address("desk_open", submission), REASON, status=404)
    assert _deeds(submission) == [Deed.RECEIVED]


def test_a_damaged_envelope_shows_nothing_and_says_so(visitor, submission):
    part = submission.parts.first()
    part.envelope = bytes(part.envelope)[:-1] + b"\x00"
    part.save(update_fields=["envelope"])
    page = visitor.post(address("desk_open", submission), REASON, status=409)

    assert "could not be opened" in page.get_text()
    assert PLANTED not in page.get_text()
    assert _deeds(submission) == [Deed.RECEIVED]


def test_search_finds_by_reference_however_it_is_typed_and_is_written_down(
    visitor, submission
):
    typed = f"{submission.reference[:4]}-{submission.reference[4:].lower()}"
    page = visitor.post(reverse("sealed:desk_search"), {"reference": typed})

    assert "1 found" in page.get_text()
    entry = LogEntry.objects.get(deed=Deed.SEARCHED)
    assert entry.detail == f"reference {submission.reference}"


def test_search_narrows_by_form_state_urgency_and_day(visitor, scene, submission):
    urgent = scene.send(urgency="urgent", at=timezone.now() - timedelta(days=40))
    day = timezone.localdate() - timedelta(days=20)
    sent = {
        "form": "information-sharing",
        "state": "received",
        "urgency": "urgent",
        "last_0": day.day,
        "last_1": day.month,
        "last_2": day.year,
    }
    page = visitor.post(reverse("sealed:desk_search"), sent)

    found = [each.get_text() for each in page.select(".cw-sealed__reference")]
    assert found == [f"{urgent.reference[:4]} {urgent.reference[4:]}"]


def test_search_for_nothing_is_refused_and_not_written_down(visitor):
    visitor.post(reverse("sealed:desk_search"), {}, status=400)

    assert not LogEntry.objects.filter(deed=Deed.SEARCHED).exists()


def test_lists_take_as_many_queries_for_many_as_for_few(
    visitor, scene, django_assert_num_queries, django_assert_max_num_queries
):
    scene.send()
    visitor.get(reverse("sealed:desk"))  # What every page keeps is kept now.
    with django_assert_max_num_queries(20) as few:
        visitor.get(reverse("sealed:desk"))
    for _ in range(6):
        scene.send()
    scene.add_member()

    with django_assert_num_queries(len(few)):
        visitor.get(reverse("sealed:desk"))


def test_the_list_stands_by_urgency_and_then_by_age(visitor, scene):
    now = timezone.now()
    new, old, urgent = (
        scene.send(at=now, urgency="routine"),
        scene.send(at=now - timedelta(days=3), urgency="routine"),
        scene.send(at=now, urgency="urgent"),
    )
    page = visitor.get(reverse("sealed:desk"))

    found = [each.get_text() for each in page.select(".cw-sealed__reference")]
    wanted = [urgent.reference, old.reference, new.reference]
    assert found == [f"{each[:4]} {each[4:]}" for each in wanted]
    assert "1 overdue" in page.get_text()


def test_the_desk_tells_of_whoever_waits_and_of_a_key_to_be_made(visitor, scene):
    scene.add_member(is_let_in=False)
    page = visitor.get(reverse("sealed:desk"))

    assert "A colleague is waiting to be let in" in page.get_text()


def test_legal_hold_is_put_and_ended_with_its_reason(visitor, submission):
    visitor.post(address("desk_hold", submission), {"reason": "Public inquiry"})
    submission.refresh_from_db()
    assert (submission.held_at is not None, submission.hold_reason) == (
        True,
        "Public inquiry",
    )
    visitor.post(address("desk_end_hold", submission))

    submission.refresh_from_db()
    assert (submission.held_at, submission.hold_reason) == (None, "")
    assert _deeds(submission)[1:] == [Deed.HELD, Deed.RELEASED]


def test_the_log_of_a_submission_names_who_did_what(visitor, scene, submission):
    visitor.post(address("desk_open", submission), REASON)
    page = visitor.get(address("desk_submission_log", submission))

    words = page.get_text(" ")
    assert f"{scene.first.person}: viewed" in words
    assert "The sender: received" in words


def test_a_member_s_log_has_their_teams_entries_and_no_other_s(
    visitor, scene, submission
):
    theirs = set_scene("Another team").send()
    page = visitor.get(reverse("sealed:desk_log"))

    assert submission.reference[:4] in page.get_text()
    assert theirs.reference[:4] not in page.get_text()


def test_forwarding_seals_the_chosen_answers_for_the_other_team(
    client, scene, submission
):
    other = set_scene("Another team")
    visitor = at_desk(client, scene.first)
    page = visitor.post(address("desk_forward", submission))
    boxes = page.select("input[name=fields_chosen]")
    assert [box.has_attr("checked") for box in boxes] == [False] * 3
    page = visitor.post(
        address("desk_forward", submission),
        {
            "send": "1",
            "to_team": other.team.pk,
            "fields_chosen": ["person:name"],
            "files_chosen": ["1"],
            "basis": "public_task",
            "note": "As we said on the telephone.",
        },
    )

    copy = Submission.objects.get(team=other.team)
    assert copy.reference[:4] in page.get_text()
    theirs = at_desk(client, other.first)
    read = theirs.post(address("desk_open", copy), REASON).get_text()
    assert f"Robin {PLANTED}" in read
    assert "As we said on the telephone." in read
    assert "note.txt" in read
    assert "station" not in read
    assert "photo.jpg" not in read


@pytest.mark.parametrize(
    "missing", ["to_team", "fields_chosen", "basis"], ids=lambda name: name
)
def test_forwarding_says_what_is_missing_and_keeps_what_was_chosen(
    client, scene, submission, missing
):
    other = set_scene("Another team")
    sent = {
        "send": "1",
        "to_team": other.team.pk,
        "fields_chosen": ["person:name"],
        "basis": "public_task",
    }
    del sent[missing]
    visitor = at_desk(client, scene.first)
    page = visitor.post(address("desk_forward", submission), sent, status=400)

    assert page.select_one(".govuk-error-summary a")
    ticked = page.select("input[name=fields_chosen][checked]")
    assert len(ticked) == (missing != "fields_chosen")
    assert Submission.objects.count() == 1


def test_teams_without_a_key_are_not_offered(visitor, submission):
    Team.objects.create(name="A team without a key")
    page = visitor.post(address("desk_forward", submission))

    options = [each.get_text() for each in page.select("select option")]
    assert options == ["Choose a team"]
