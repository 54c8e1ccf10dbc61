"""Too fast is slowed down, never turned away, and nothing is lost by it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.sealed import floods
from commonweal.sealed.floods import Pace, seconds_to_wait
from commonweal.sealed.models import Submission
from tests.sealed.scene import set_scene
from tests.sealed.walking import Walker, offer

NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
THREE = Pace("three", at_once=3, seconds=10)


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()
    yield
    cache.clear()


def _wait(*, at=NOW, form="a", address="192.0.2.1", pace=THREE):
    return seconds_to_wait(pace, form=form, address=address, now=at)


def test_so_many_at_once_and_then_one_after_another():
    assert [_wait() for _ in range(5)] == [0, 0, 0, 10, 10]
    assert _wait(at=NOW + timedelta(seconds=4)) == 6
    assert _wait(at=NOW + timedelta(seconds=10)) == 0
    assert _wait(at=NOW + timedelta(seconds=10)) == 10


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), max_size=30))
def test_whoever_waits_as_long_as_told_is_let_through(pauses):
    cache.clear()
    now = NOW
    for pause in pauses:
        now += timedelta(seconds=pause)
        wait = _wait(at=now)
        if wait:
            now += timedelta(seconds=wait)
            assert _wait(at=now) == 0


def test_forms_addresses_and_deeds_do_not_slow_each_other():
    for _ in range(3):
        _wait()

    assert _wait(form="b") == 0
    assert _wait(address="192.0.2.2") == 0
    assert _wait(pace=Pace("other", at_once=3, seconds=10)) == 0


def test_one_household_has_one_turn_whatever_its_devices_are_called():
    for number in range(3):
        _wait(address=f"2001:db8:1:1::{number}")

    assert _wait(address="2001:db8:1:1::ffff") == 10
    assert _wait(address="2001:db8:1:2::1") == 0


def test_not_even_the_cache_knows_an_address(monkeypatch):
    kept = {}
    monkeypatch.setattr(
        floods.cache, "set", lambda key, value, timeout: kept.update({key: value})
    )

    _wait()

    ((key, value),) = kept.items()
    assert "192.0.2.1" not in key + str(value)
    assert isinstance(value, float)


@pytest.fixture
def one_at_a_time(monkeypatch):
    """Every pace lets one through and then makes everybody wait a minute."""

    def slow(name):
        pace = getattr(floods, name)
        slower = Pace(pace.name, at_once=1, seconds=60)
        for module in ("journey", "files", "status"):
            target = f"commonweal.sealed.views.{module}.{name}"
            monkeypatch.setattr(target, slower, raising=False)

    return slow


@pytest.mark.django_db
def test_a_send_too_many_waits_with_its_answers_and_then_goes(one_at_a_time):
    one_at_a_time("SENDS")
    route = offer(set_scene())
    first, second = Walker(route), Walker(route)
    for walker in (first, second):
        walker.begin()
        walker.fill_in()
    first.send()

    page = second.send(status=429)

    assert page.h1.get_text() == "Please wait 60 seconds"
    assert second.response.headers["Retry-After"] == "60"
    assert page.select_one("form[method=post] button")
    cache.clear()  # A minute later.
    second.post(second.path)
    assert Submission.objects.count() == 2


@pytest.mark.django_db
def test_an_answer_that_has_to_wait_is_sent_again_by_one_press(one_at_a_time):
    route = offer(set_scene(), "self-referral")
    walker = Walker(route)
    walker.begin()
    one_at_a_time("ANSWERS")
    walker.answer("me")

    page = walker.answer('Robin "R" <Example>', status=429)

    kept = {each["name"]: each["value"] for each in page.select("main input")}
    assert kept == {"answer": 'Robin "R" <Example>'}


@pytest.mark.django_db
def test_starting_and_adding_files_are_slowed_too(one_at_a_time):
    one_at_a_time("STARTS")
    walker = Walker(offer(set_scene()))
    walker.post(walker.base)

    walker.post(walker.base, status=429)


@pytest.mark.django_db
def test_an_office_behind_one_address_is_not_slowed():
    route = offer(set_scene(), "self-referral")

    for _ in range(20):
        walker = Walker(route)
        walker.begin()
        walker.answer("me")

    assert walker.response.status_code == 200
