from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.dates.occurrences import LONDON
from commonweal.training.rules.terms import Terms
from commonweal.training.rules.timeline import Due, Message, due_now, timeline
from tests.training.rules.moments import london

STARTS_AT, ENDS_AT = london("2026-11-05 09:30"), london("2026-11-05 16:00")


def _timeline(*, known="2026-09-01 12:00", is_online=True, **terms):
    return timeline(
        Terms(**terms),
        starts_at=STARTS_AT,
        ends_at=ENDS_AT,
        known_since=london(known),
        is_online=is_online,
    )


def _due(message, due_at, pointless_from):
    return Due(Message(message), london(due_at), london(pointless_from))


REMINDER = _due("reminder", "2026-10-22 09:00", "2026-10-29 09:00")
INSTRUCTIONS = _due("instructions", "2026-10-29 09:00", "2026-11-05 09:30")
LINK = _due("link", "2026-11-03 09:30", "2026-11-05 16:00")
MISSED = _due("missed", "2026-11-06 09:00", "2026-12-03 16:00")


def test_messages_are_due_in_the_morning_and_the_link_to_the_hour():
    # The clocks go back between the reminder and the instructions.
    assert _timeline() == (REMINDER, INSTRUCTIONS, LINK, MISSED)


def test_nobody_is_sent_a_link_to_a_room_that_is_not_online():
    assert _timeline(is_online=False) == (REMINDER, INSTRUCTIONS, MISSED)


@pytest.mark.parametrize(
    ("known", "first"),
    [
        ("2026-10-20 09:00", REMINDER),
        ("2026-10-20 09:01", INSTRUCTIONS),
        ("2026-10-25 12:00", INSTRUCTIONS),
        (
            "2026-11-01 12:00",
            _due("instructions", "2026-11-01 12:00", "2026-11-05 09:30"),
        ),
    ],
)
def test_whoever_has_just_heard_is_not_reminded_but_gets_the_instructions(known, first):
    assert _timeline(known=known)[0] == first


def test_whoever_books_on_the_day_gets_all_that_still_helps_at_once():
    now = "2026-11-05 08:00"

    messages = _timeline(known=now)

    assert due_now(messages, london(now)) == (Message.INSTRUCTIONS, Message.LINK)


def test_nothing_is_sent_that_the_policy_gives_no_days():
    found = _timeline(reminder_days=0, instructions_days=0)

    assert found == (LINK, MISSED)


def test_a_reminder_without_instructions_after_it_serves_until_the_start():
    same = _timeline(reminder_days=7, instructions_days=7, is_online=False)

    assert same == (
        _due("reminder", "2026-10-29 09:00", "2026-11-05 09:30"),
        INSTRUCTIONS,
        MISSED,
    )
    assert _timeline(instructions_days=0)[0] == _due(
        "reminder", "2026-10-22 09:00", "2026-11-05 09:30"
    )


def test_what_would_come_after_the_start_is_left_out():
    early = timeline(
        Terms(instructions_days=1, reminder_days=0),
        starts_at=london("2026-11-05 08:00"),
        ends_at=london("2026-11-05 12:00"),
        known_since=london("2026-11-05 09:00"),
        is_online=False,
    )

    assert [due.message for due in early] == [Message.MISSED]


@pytest.mark.parametrize(
    ("now", "sent"),
    [
        ("2026-10-22 08:59", ()),
        ("2026-10-22 09:00", (Message.REMINDER,)),
        ("2026-10-29 08:59", (Message.REMINDER,)),
        ("2026-10-29 09:00", (Message.INSTRUCTIONS,)),
        ("2026-11-04 12:00", (Message.INSTRUCTIONS, Message.LINK)),
        ("2026-11-05 09:30", (Message.LINK,)),
        ("2026-11-05 16:00", ()),
        ("2026-11-10 12:00", (Message.MISSED,)),
        ("2026-12-03 16:00", ()),
    ],
)
def test_a_message_is_sent_only_while_it_has_a_point(now, sent):
    assert due_now(_timeline(), london(now)) == sent


MINUTES = st.integers(0, 80 * 24 * 60)


@given(MINUTES, MINUTES, st.integers(0, 40), st.integers(0, 40), st.integers(0, 200))
def test_each_message_comes_once_after_the_person_knew(
    start, known, reminder, instructions, link
):
    # From late February on, so that the clocks change in between.
    known_since = datetime(2026, 2, 20, tzinfo=UTC) + timedelta(minutes=known)
    starts_at = datetime(2026, 2, 20, tzinfo=UTC) + timedelta(minutes=start)
    ends_at = starts_at + timedelta(hours=3)
    terms = Terms(
        reminder_days=reminder, instructions_days=instructions, link_hours=link
    )

    found = timeline(
        terms,
        starts_at=starts_at,
        ends_at=ends_at,
        known_since=known_since,
        is_online=True,
    )

    messages = [due.message for due in found]
    assert len(messages) == len(set(messages))
    for due in found:
        assert known_since <= due.due_at < due.pointless_from
        if due.message in (Message.REMINDER, Message.INSTRUCTIONS):
            assert due.pointless_from <= starts_at
            assert due.due_at == known_since or _is_nine(due.due_at)


def _is_nine(moment):
    return f"{moment.astimezone(LONDON):%H:%M}" == "09:00"
