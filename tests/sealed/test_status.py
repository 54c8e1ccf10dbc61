"""What became of a form, and the way out."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError

from commonweal.design.components.safety import WEATHER
from commonweal.sealed.models import Draft, Submission
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import Walker, offer

pytestmark = pytest.mark.django_db
STATUS = "/forms/status/"


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def walker():
    return Walker(offer(set_scene()))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("received", "Nobody has opened it yet"),
        ("opened", "Somebody in the team has opened it"),
        ("accepted", "has taken it on"),
        ("declined", "cannot take it on"),
    ],
)
def test_whoever_kept_the_reference_sees_how_far_it_has_come(state, said):
    scene = set_scene()
    walker = Walker(offer(scene))
    submission = scene.send()
    Submission.objects.update(state=state)
    typed = f" {submission.reference[:4].lower()}-{submission.reference[4:].lower()} "

    page = walker.post(STATUS, {"reference": typed})

    assert said in page.get_text()
    assert "Robin" not in page.get_text()
    assert submission.reference not in walker.path
    assert not walker.client.cookies


def test_a_reference_that_is_not_ours_is_refused_alike_for_all(walker):
    page = walker.post(STATUS, {"reference": "0000 0000"}, status=404)

    assert "We know no form with this reference" in page.get_text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Enter your reference"), ("7K4M", "8 letters"), ("0000 0001", "Check")],
)
def test_a_mistyped_reference_is_told_as_such(walker, typed, said):
    page = walker.post(STATUS, {"reference": typed}, status=400)

    assert said in page.select_one(".govuk-error-summary").get_text()


def test_a_reference_in_the_address_says_nothing(walker):
    submission = set_scene("Another team").send()

    page = walker.get(f"{STATUS}?reference={submission.reference}")

    assert "Nobody has opened it yet" not in page.get_text()


def test_what_a_team_passed_on_is_not_told_to_the_sender():
    scene = set_scene()
    walker = Walker(offer(scene))
    first = scene.send()
    forwarded = scene.send(forwarded_from=first)

    walker.post(STATUS, {"reference": forwarded.reference}, status=404)


def test_guessing_is_slow(walker):
    for _ in range(10):
        walker.post(STATUS, {"reference": "0000 0000"}, status=404)

    page = walker.post(STATUS, {"reference": "0000 0000"}, status=429)

    assert page.h1.get_text().startswith("Please wait ")


def test_the_way_out_deletes_the_draft_and_its_cookie(walker):
    walker.begin()
    walker.answer("days")
    page = walker.get(walker.path)
    way_out = page.select_one(".govuk-exit-this-page a")["href"]

    response = walker.client.get(way_out)

    assert (response.status_code, response["Location"]) == (302, WEATHER)
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"
    assert not Draft.objects.exists()
    assert [morsel.value for morsel in response.cookies.values()] == [""]
    page = walker.get(walker.base + "1/", status=410)
    assert "have been deleted" in page.h1.get_text()


def test_the_way_out_of_one_form_deletes_the_drafts_of_all(walker):
    other = Walker(offer(set_scene("B"), slug="b"), walker.client)
    for each in (walker, other):
        each.begin()
    assert Draft.objects.count() == 2

    walker.client.get("/forms/leave/")

    assert not Draft.objects.exists()


@pytest.mark.parametrize("how", ["head", "prefetch", "no cookie", "another cookie"])
def test_nothing_is_deleted_by_who_only_looks(walker, how):
    walker.begin()
    client = walker.client
    if how == "head":
        client.head("/forms/leave/")
    elif how == "prefetch":
        client.get("/forms/leave/", headers={"sec-purpose": "prefetch;prerender"})
    else:
        client = Walker(walker.route).client
        if how == "another cookie":
            client.cookies[f"form-{walker.route.pk}"] = "x" * 43
        assert client.get("/forms/leave/")["Location"] == WEATHER

    assert Draft.objects.count() == 1


@pytest.mark.parametrize("error", [OperationalError("gone"), OSError("read-only")])
def test_the_way_out_works_while_database_or_disk_do_not(walker, monkeypatch, error):
    def fail(**said):
        raise error

    walker.begin()
    monkeypatch.setattr("commonweal.sealed.views.status.forget_draft", fail)

    response = walker.client.get("/forms/leave/")

    assert response["Location"] == WEATHER


def test_a_reference_is_told_after_the_draft_has_long_gone():
    scene = set_scene()
    walker = Walker(offer(scene))
    submission = scene.send(at=NOW - timedelta(days=80))

    page = walker.post(STATUS, {"reference": submission.reference})

    assert "Received" in page.h1.get_text()
