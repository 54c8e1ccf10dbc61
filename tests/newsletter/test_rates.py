from datetime import timedelta

import pytest

from commonweal.newsletter.rates import Limit, room, spread, within_domains

MINUTE, TEN_SECONDS = timedelta(minutes=1), timedelta(seconds=10)


def test_no_limit_leaves_room_for_a_whole_batch():
    assert room(spread(0), {}, most=50) == 50


def test_a_minutes_copies_do_not_all_leave_at_once():
    assert spread(600) == (Limit(600, MINUTE), Limit(100, TEN_SECONDS))


@pytest.mark.parametrize("a_minute", [1, 7, 59])
def test_a_few_copies_a_minute_are_a_limit_of_the_minute_alone(a_minute):
    assert spread(a_minute) == (Limit(a_minute, MINUTE),)


@pytest.mark.parametrize(
    ("in_minute", "in_ten_seconds", "expected"),
    [(0, 0, 50), (580, 20, 20), (300, 90, 10), (600, 0, 0), (700, 0, 0)],
)
def test_room_is_what_the_tightest_limit_leaves(in_minute, in_ten_seconds, expected):
    left = {MINUTE: in_minute, TEN_SECONDS: in_ten_seconds}

    assert room(spread(600), left, most=50) == expected


def test_domains_get_no_more_than_their_room_and_keep_their_order():
    queue = [(1, "a"), (2, "b"), (3, "a"), (4, "a"), (5, "c")]

    chosen = within_domains(queue, a_domain={"a": 1, "b": 0}, otherwise=2)

    assert chosen == [1, 5]
