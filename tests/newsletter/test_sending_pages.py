from datetime import timedelta

import pytest
from django.urls import reverse

from commonweal.newsletter.models import Issue, SendEpoch
from commonweal.newsletter.queries.progress import in_words, progress_of
from tests.newsletter.people import editor
from tests.newsletter.sending_scene import MINUTE, NOW, SECOND, on_its_way, send, states

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(visitor):
    visitor.sign_in(editor())
    return visitor


def page_of(issue: Issue, name: str = "desk_progress") -> str:
    return reverse(f"newsletter:{name}", args=[issue.pk])


def test_progress_shows_counts_and_what_may_be_done(desk):
    issue = on_its_way(4)

    page = desk.get(page_of(issue))

    assert "0 of 4 done" in page.text
    assert "Pause" in page.text
    assert "Waiting for a worker" in page.text


def test_progress_of_a_sent_issue_says_when_it_was_finished(desk):
    issue = on_its_way(2)
    send()

    page = desk.get(page_of(issue))

    assert "2 of 2 done" in page.text
    assert "Finished at" in page.text
    assert "Pause" not in page.text


def test_issue_is_paused_and_goes_on_from_the_page(desk):
    issue = on_its_way(2)

    desk.send(page_of(issue, "desk_pause"), status=302)
    issue.refresh_from_db()
    assert issue.status == Issue.Status.PAUSED
    desk.send(page_of(issue, "desk_resume"), status=302)

    issue.refresh_from_db()
    assert issue.status == Issue.Status.SENDING


def test_a_second_press_says_that_it_was_done_already(desk):
    issue = on_its_way(2)
    desk.send(page_of(issue, "desk_pause"), status=302)

    desk.send(page_of(issue, "desk_pause"), status=302)

    assert "It is not being sent." in desk.get(page_of(issue)).text


def test_stopping_asks_why_and_does_it(desk):
    issue = on_its_way(2)
    page = desk.post(page_of(issue, "desk_stop"), {"reason": ""})
    assert "Say why." in page.text

    desk.send(page_of(issue, "desk_stop"), {"reason": "Wrong date"}, status=302)

    issue.refresh_from_db()
    assert issue.status == Issue.Status.CANCELLED
    assert "2 people were not sent it" in desk.get(page_of(issue)).text


def test_unknown_copies_are_shown_and_sent_again_on_demand(desk):
    issue = on_its_way(2)
    issue.deliveries.update(status="unknown", settled_at=NOW, last_error="worker lost")
    page = desk.get(page_of(issue))
    assert "Unknown" in page.text

    desk.send(page_of(issue, "desk_resend"), {"reason": "Rang up"}, status=302)

    assert states(issue) == {"queued": 2}


def test_held_sending_is_said_and_decided(desk):
    issue = on_its_way(2, status="paused")
    SendEpoch.objects.create(
        pk=1, lineage="x", held_since=NOW, held_because="This is a copy."
    )
    assert "Sending is held" in desk.get(page_of(issue)).text
    held = reverse("newsletter:desk_held")
    assert issue.title in desk.get(held).text

    desk.send(held, {"reason": "The other server is off"}, status=302)

    assert SendEpoch.objects.get().held_since is None


def test_page_of_a_draft_is_not_there(desk):
    issue = on_its_way(0, status="draft", frozen_at=None)

    desk.get(page_of(issue), status=404)


@pytest.mark.parametrize("deed", ["desk_pause", "desk_resume"])
def test_nothing_happens_on_get(desk, deed):
    issue = on_its_way(1)

    desk.fetch(page_of(issue, deed), status=405)


def test_queries_of_the_page_do_not_grow(desk, django_assert_max_num_queries):
    issue = on_its_way(3)
    issue.deliveries.update(status="unknown", settled_at=NOW)
    with django_assert_max_num_queries(24):
        desk.get(page_of(issue))
    many = on_its_way(0)
    edition = issue.editions.get()
    for copy in issue.deliveries.all():
        copy.pk, copy.issue, copy.edition = None, many, edition
        copy.save()

    with django_assert_max_num_queries(24):
        desk.get(page_of(many))


def test_time_left_goes_by_the_last_minute():
    issue = on_its_way(40)
    issue.deliveries.filter(
        pk__in=list(issue.deliveries.values_list("pk", flat=True)[:10])
    ).update(status="handed", begun_at=NOW + SECOND, settled_at=NOW + SECOND)

    found = progress_of(issue, now=NOW + MINUTE)

    assert (found.settled, found.total, found.a_minute) == (10, 40, 10)
    assert found.time_left == 3 * MINUTE


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(seconds=10), "a minute"),
        (timedelta(seconds=70), "1 minute"),
        (timedelta(minutes=45), "45 minutes"),
        (timedelta(hours=3), "3 hours"),
    ],
)
def test_time_left_is_said_as_roughly_as_it_is_known(left, words):
    assert in_words(left) == words


def test_health_says_that_nothing_moves_although_something_could(client):
    issue = on_its_way(2)
    Issue.objects.filter(pk=issue.pk).update(frozen_at=NOW - timedelta(days=400))

    report = client.get(reverse("health")).json()

    assert report["newsletter"]["waiting"] == 2
    assert "newsletter" in report["degraded"]


def test_health_says_that_sending_is_held(client):
    SendEpoch.objects.create(pk=1, lineage="x", held_since=NOW)

    report = client.get(reverse("health")).json()

    assert report["newsletter"]["held"] is True
    assert "newsletter" in report["degraded"]


def test_health_is_well_when_nothing_is_to_be_sent(client):
    report = client.get(reverse("health")).json()

    assert report["newsletter"] == {
        "held": False,
        "waiting": 0,
        "unknown": 0,
        "still_for_seconds": 0,
    }
    assert "newsletter" not in report["degraded"]
