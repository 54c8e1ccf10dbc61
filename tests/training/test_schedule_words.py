"""Sessions from dates in words, one line a session."""

from datetime import date, datetime

import pytest

from commonweal.dates.occurrences import LONDON
from commonweal.training.schedule_words import MOST_LINES, read_lines

TODAY = date(2026, 4, 20)


def _times(line):
    return [
        (f"{each.starts_at:%Y-%m-%d %H:%M}", f"{each.ends_at:%H:%M}")
        for each in line.meetings
    ]


def test_a_line_is_a_session_and_empty_lines_are_none():
    lines = read_lines(
        "Thursday 21 May 2026, 10am to 2pm\n\n  Friday 22 May 2026, 1pm to 4pm\n",
        today=TODAY,
    )

    assert [(line.number, _times(line)) for line in lines] == [
        (1, [("2026-05-21 10:00", "14:00")]),
        (3, [("2026-05-22 13:00", "16:00")]),
    ]
    assert all(line.is_settled for line in lines)
    assert lines[0].meetings[0].starts_at == datetime(2026, 5, 21, 10, tzinfo=LONDON)


def test_a_line_with_two_dates_is_one_session_of_two_meetings():
    [line] = read_lines("3 and 4 June 2026, 9:30am to 4pm", today=TODAY)

    assert _times(line) == [
        ("2026-06-03 09:30", "16:00"),
        ("2026-06-04 09:30", "16:00"),
    ]


def test_usual_times_fill_in_where_a_line_has_none():
    [bare, timed] = read_lines(
        "3 June 2026\n4 June 2026, 1pm to 2pm",
        today=TODAY,
        usual_times="9:30am to 4pm",
    )

    assert _times(bare) == [("2026-06-03 09:30", "16:00")]
    assert _times(timed) == [("2026-06-04 13:00", "14:00")]


def test_a_wrong_weekday_asks_and_offers_the_days():
    words = "Friday 21 May 2026, 10am to 2pm"

    [line] = read_lines(words, today=TODAY)

    [question] = line.questions
    assert not line.is_settled
    assert "is a Thursday, not a Friday" in question.message
    assert ("2026-05-21", "Thursday 21 May 2026") in question.choices
    assert ("2026-05-22", "Friday 22 May 2026") in question.choices


def test_an_answer_settles_the_question_it_was_given_to():
    words = "Friday 21 May 2026, 10am to 2pm"
    [asked] = read_lines(words, today=TODAY)
    answers = {asked.questions[0].name: date(2026, 5, 22)}

    [settled] = read_lines(words, today=TODAY, answers=answers)
    [other] = read_lines(words.replace("10am", "11am"), today=TODAY, answers=answers)

    assert _times(settled) == [("2026-05-22 10:00", "14:00")]
    assert other.questions


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("as usual", "No date was found"),
        ("3 June 2026", "It says no times"),
        ("3 June 2026, 10am", "does not say when it ends"),
        ("Book by 3 June 2026", "reads as a last day"),
        ("3 June 2026, 10am to 2pm, at Nowhere Hall", "no venue called “Nowhere Hall”"),
    ],
)
def test_a_line_that_is_no_session_says_why(words, sentence):
    [line] = read_lines(words, today=TODAY)

    assert sentence in line.problem
    assert not line.is_settled


def test_times_in_the_wrong_order_ask_for_other_words():
    [line] = read_lines("3 June 2026, 2pm to 10am", today=TODAY)

    assert [question.choices for question in line.questions] == [()]


def test_a_line_may_end_with_a_known_venue_the_longest_name_first():
    [line] = read_lines(
        "3 June 2026, 10am to 2pm, at west hall annexe",
        today=TODAY,
        venues=["West Hall", "West Hall Annexe"],
    )

    assert (line.venue, line.problem) == ("West Hall Annexe", "")


def test_a_past_date_is_allowed_with_a_word_of_caution():
    [line] = read_lines("Monday 1 June 2020, 9am to 10am", today=TODAY)

    assert line.is_settled
    assert line.cautions


def test_the_same_line_twice_is_refused():
    lines = read_lines("3 June 2026, 1pm to 2pm\n3 June 2026 1pm-2pm", today=TODAY)

    assert [line.problem for line in lines] == [
        "",
        "Line 1 says the same. Leave one of them out.",
    ]


def test_more_lines_than_can_be_made_at_once_are_refused():
    words = "\n".join(f"3 June {2027 + n}, 1pm to 2pm" for n in range(MOST_LINES + 1))

    lines = read_lines(words, today=TODAY)

    assert "At most" in lines[-1].problem
    assert all(line.is_settled for line in lines[:-1])
