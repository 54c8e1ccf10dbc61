"""What holds for every text and every day."""

from datetime import date, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.dates import (
    Code,
    Kind,
    Occurrence,
    read,
    write_date,
    write_occurrence,
)
from commonweal.dates.calendar_words import MONTH_NAMES, WEEKDAY_NAMES
from commonweal.dates.occurrences import LONDON

PUBLISHED = date(2025, 3, 20)
DAYS = st.dates(date(2000, 1, 1), date(2099, 1, 1))
MINUTES = st.integers(0, 24 * 60 - 1)
WORDS = """
Monday Tuesdays 5 31 June May 2025 25 10am 9.30 - – to from until by and or , . ; :
( ) closes every weekly 5-week the first of each month except cancelled moved
w/c 12/06/2025 3/4 10-12 midday midnight noon was held Time: Date: next tomorrow
5th rd ' & half past ten o'clock 0930 1400hrs £ room • between in 6 weeks starts
Good Friday Easter 29 February deadline before week ending end daily 2025/26 all
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " "])


def _texts() -> st.SearchStrategy[str]:
    pieces = st.lists(PIECES, max_size=24)
    return st.text() | pieces.map(" ".join) | pieces.map("".join)


@settings(max_examples=400, deadline=None)
@given(_texts(), DAYS)
def test_read_quotes_what_it_read_and_never_raises(text, published):
    reading = read(text, published=published)

    for occurrence in reading.occurrences:
        quoted = [text[span.start : span.stop] for span in occurrence.spans]
        assert quoted
        assert all(quoted)
        assert all(words in occurrence.text for words in quoted)
    for question in reading.questions:
        assert question.text == text[question.span.start : question.span.stop] or (
            not question.refuses
        )
        assert question.text
        assert len(question.candidates) <= 6


@settings(max_examples=300, deadline=None)
@given(_texts(), DAYS)
def test_read_never_keeps_a_day_that_it_asks_about(text, published):
    reading = read(text, published=published)

    asked = {
        question.candidates[0]
        for question in reading.questions
        if question.code is Code.WEEKDAY
    }
    kept = {occurrence.first_day for occurrence in reading.occurrences}
    assert asked & kept == set()


@settings(max_examples=300, deadline=None)
@given(DAYS, st.integers(0, 6), st.booleans(), DAYS)
def test_read_never_resolves_a_wrong_weekday(day, weekday, with_year, published):
    text = f"{WEEKDAY_NAMES[weekday]} {day.day} {MONTH_NAMES[day.month - 1]}"
    text += f" {day.year}" if with_year else ""

    reading = read(text, published=published)

    days = [occurrence.start for occurrence in reading.occurrences]
    if reading.refusing:
        assert days == []
    else:
        assert [(each.weekday(), each.month, each.day) for each in days] == [
            (weekday, day.month, day.day)
        ]
    if with_year:
        assert bool(reading.refusing) is (day.weekday() != weekday)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.integers(-400, 400))
def test_answer_resolves_the_question_it_was_given_for(day, distance):
    wrong = WEEKDAY_NAMES[(day.weekday() + 1) % 7]
    text = f"{wrong} {write_date(day, weekday=False)}, 10am to 11am"
    published = day - timedelta(days=distance)
    [question] = read(text, published=published).refusing

    chosen = question.candidates[-1]
    reading = read(text, published=published, answers={question.text: chosen})

    assert reading.refusing == ()
    [occurrence] = reading.occurrences
    assert (occurrence.first_day, f"{occurrence.start:%H:%M}") == (chosen, "10:00")


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, datetime.min.time(), LONDON).replace(
        hour=minute // 60, minute=minute % 60
    )


@st.composite
def _occurrences(draw: st.DrawFn) -> Occurrence:
    kind = draw(st.sampled_from(list(Kind)))
    day = draw(DAYS)
    if kind is Kind.PERIOD:
        last = day + timedelta(days=draw(st.integers(1, 290)))
        return Occurrence(kind, day, last, ())
    if draw(st.booleans()):
        return Occurrence(kind, day, None, ())
    start = _at(day, draw(MINUTES))
    if kind is Kind.DEADLINE or draw(st.booleans()):
        return Occurrence(kind, start, None, ())
    last_day = day + timedelta(days=draw(st.integers(0, 3)))
    end = _at(last_day, draw(MINUTES))
    return Occurrence(kind, start, end if end > start else None, ())


@settings(max_examples=600, deadline=None)
@given(_occurrences(), DAYS)
def test_read_reads_back_what_write_occurrence_writes(occurrence, published):
    reading = read(write_occurrence(occurrence), published=published)

    assert [(each.kind, each.start, each.end) for each in reading.occurrences] == [
        (occurrence.kind, occurrence.start, occurrence.end)
    ]
    assert reading.refusing == ()


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1 ",
        "1, ",
        "1/1/",
        "Monday ",
        " ",
        "\n",
        "10am to ",
        "10am, ",
        "1/1/25 ",
        "Tuesday 31 June ",
        "Tuesday 1 June, ",
        "1 Janaury ",
        "every Tuesday in June ",
        "5 June 2025 to ",
        "3 and ",
        "2025:\n",
        "10am\n5 June\n",
        "(((",
        "was held by 5 ",
        "Children’s services are good. ",
    ],
)
def test_read_takes_time_in_proportion_to_length(unit):
    """A text eight times as long may take eight times as long, and some more for
    the noise of a busy machine; quadratic work would take 64 times as long."""

    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begun = process_time()
        read(text, published=PUBLISHED)
        return process_time() - begun

    short = max(min(seconds(20_000) for _ in range(3)), 0.004)
    long = min(seconds(160_000) for _ in range(3))

    assert long < 24 * short
