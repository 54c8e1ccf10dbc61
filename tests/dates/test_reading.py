from datetime import date, datetime

import pytest

from commonweal.dates import Code, Kind, Mode, Span, read
from commonweal.dates.occurrences import LONDON

PUBLISHED = date(2025, 5, 1)


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


def test_read_says_where_and_in_which_words():
    text = "Our forum: Thursday 5 June, 10am to midday, all welcome"

    [forum] = read(text, published=PUBLISHED).occurrences

    assert (forum.kind, forum.start, forum.end) == (
        Kind.EVENT,
        _at(2025, 6, 5, 10),
        _at(2025, 6, 5, 12),
    )
    assert forum.text == "Thursday 5 June, 10am to midday"
    assert forum.spans == (Span(11, 26), Span(28, 42))


def test_read_asks_about_a_weekday_that_does_not_fit():
    reading = read("Date: Wednesday 21 March", published=date(2025, 3, 20))

    [question] = reading.questions
    assert (question.code, question.text, question.span) == (
        Code.WEEKDAY,
        "Wednesday 21 March",
        Span(6, 24),
    )
    assert question.refuses
    assert question.candidates == (date(2025, 3, 21), date(2025, 5, 21))
    assert question.message == (
        "21 March 2025 is a Friday, not a Wednesday. "
        "Check the day, the month and the year."
    )
    assert reading.occurrences == ()
    assert reading.refusing == reading.questions


def test_read_takes_an_editors_answer_and_keeps_time_and_venue():
    text = "Date: Wednesday 21 March\nTime: 9.15am to 3.00pm\nVenue: West Offices"
    answers = {"Wednesday 21 March": date(2025, 5, 21)}

    reading = read(text, published=date(2025, 3, 20), answers=answers)

    [event] = reading.occurrences
    assert (event.start, event.end, event.venue) == (
        _at(2025, 5, 21, 9, 15),
        _at(2025, 5, 21, 15),
        "West Offices",
    )
    assert reading.questions == ()


def test_read_takes_an_answer_about_a_day_that_does_not_exist():
    answers = {"31 June": date(2025, 6, 30)}

    reading = read("Reply by 31 June.", published=PUBLISHED, answers=answers)

    assert [(each.kind, each.start) for each in reading.occurrences] == [
        (Kind.DEADLINE, date(2025, 6, 30))
    ]
    assert reading.questions == ()


def test_read_keeps_the_start_when_an_editor_answers_about_the_times():
    answers = {"2pm to 1pm": date(2025, 6, 5)}

    reading = read("5 June, 2pm to 1pm", published=PUBLISHED, answers=answers)

    assert [(each.start, each.end) for each in reading.occurrences] == [
        (_at(2025, 6, 5, 14), None)
    ]
    assert reading.refusing == ()


def test_read_takes_an_answer_about_a_week_that_commences_midweek():
    text = "Interviews: w/c 11 June"
    [question] = read(text, published=PUBLISHED).questions

    reading = read(text, published=PUBLISHED, answers={question.text: date(2025, 6, 9)})

    assert question.candidates == (
        date(2025, 6, 11),
        date(2025, 6, 9),
        date(2025, 6, 16),
    )
    assert [(each.start, each.end) for each in reading.occurrences] == [
        (date(2025, 6, 9), date(2025, 6, 13))
    ]
    assert reading.questions == ()


def test_read_explains_a_day_that_does_not_exist():
    [question] = read("Tuesday 31 June", published=PUBLISHED).questions

    assert question.code is Code.IMPOSSIBLE
    assert question.message == "June 2025 has no day 31. It ends on the 30th."


def test_read_explains_an_end_before_the_start():
    [question] = read("5 June, 2pm to 1pm", published=PUBLISHED).questions

    assert question.code is Code.END_BEFORE_START
    assert question.message == (
        "“2pm to 1pm” on Thursday 5 June 2025 ends before it starts. "
        "Check both times, and say am or pm."
    )


def test_read_numbers_the_occasions_of_a_series_alike():
    text = "Every Tuesday from 3 to 17 June. Fair on Saturday 7 June."

    series = [each.series for each in read(text, published=PUBLISHED).occurrences]

    assert series == [1, 1, 1, None]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Forum on 5 March 2025", Code.PAST),
        ("Forum on 5 June at 10am", Code.NO_END),
        ("Forum, 10am to 12pm", Code.TIME_WITHOUT_DAY),
    ],
)
def test_read_warns_without_refusing(text, code):
    reading = read(text, published=PUBLISHED)

    assert [question.code for question in reading.questions] == [code]
    assert reading.refusing == ()
    assert reading.warnings == reading.questions


@pytest.mark.parametrize(
    "text",
    [
        "The office is open 9am to 5pm, Monday to Friday.",
        "Every Tuesday, 10am to 12pm",
        "Forum on 5 June, 10am to 12pm",
        "The forum was held on 5 March 2025.",
        "",
    ],
)
def test_read_does_not_warn_of_what_is_in_order(text):
    assert read(text, published=PUBLISHED).questions == ()


def test_read_warns_of_a_series_once():
    reading = read("Every Tuesday in June at 2pm", published=PUBLISHED)

    assert len(reading.occurrences) == 4
    assert [question.code for question in reading.questions] == [Code.NO_END]


def test_read_keeps_a_day_called_off_out_of_the_diary():
    text = "Forum: 3 June, 10 June.\nThe forum on 3 June is cancelled."

    reading = read(text, published=PUBLISHED)

    assert [each.start for each in reading.occurrences] == [date(2025, 6, 10)]


@pytest.mark.parametrize(
    ("text", "venue", "mode"),
    [
        ("5 June, 10am to 12pm via MS Teams", "MS Teams", Mode.ONLINE),
        ("5 June, 10am to 12pm at West Offices", "West Offices", None),
        ("5 June, 10am to 12pm (West Offices)", "West Offices", None),
        ("5 June 2025, 12:00-13:30 The Woolwich Centre", "The Woolwich Centre", None),
        ("Date: 5 June\nVenue: Priory Hall, York", "Priory Hall, York", None),
        (
            "5 June, 10am to 12pm\n\nAll will be held via MS Teams",
            "MS Teams",
            Mode.ONLINE,
        ),
        (
            "These courses will all be held face-to-face at West Offices.\n5 June",
            "West Offices",
            Mode.IN_PERSON,
        ),
        (
            "Join us in person at West Offices or online on 5 June",
            "West Offices",
            Mode.HYBRID,
        ),
        ("Virtual session on 5 June at 2pm", None, Mode.ONLINE),
        ("Forum on 5 June at 2pm", None, None),
    ],
)
def test_read_recognises_venue_and_mode(text, venue, mode):
    [occurrence] = read(text, published=PUBLISHED).occurrences

    assert (occurrence.venue, occurrence.mode) == (venue, mode)


def test_read_keeps_each_line_its_own_venue():
    text = "5 June, 10am to 12pm, Acomb Library\n12 June, 2pm to 4pm via Zoom"

    reading = read(text, published=PUBLISHED)

    assert [each.venue for each in reading.occurrences] == ["Acomb Library", "Zoom"]


def test_read_of_a_book_stops_at_the_limit_and_keeps_what_stands_before():
    text = "Forum on 5 June, 10am.\n" + "1 July 2025 to 2 July 2025\n" * 20_000

    reading = read(text, published=PUBLISHED)

    assert [each.start for each in reading.occurrences] == [
        _at(2025, 6, 5, 10),
        date(2025, 7, 1),
    ]
