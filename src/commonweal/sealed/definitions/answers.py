"""What may be answered to a question, and how an answer is written out."""

import unicodedata
from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from commonweal.dates.writing import write_date
from commonweal.directory import telephone
from commonweal.sealed.definitions.exceptions import AnswerError
from commonweal.sealed.definitions.questions import Answer, Kind, Question

OLDEST = 120  # years
EARLIEST = date(1900, 1, 1)
SEEN = "seen"


def check_answer(question: Question, given: object, *, today: date) -> Answer:
    """Return the answer as it is kept.

    Args:
        given: words; a list of words for checkboxes. Whatever else comes, from a
            program that pretends to be our page, is refused like a wrong answer.
        today: the day in London, which no date may be after.

    Raises:
        AnswerError: it is missing, too long, or not of the question's kind.
    """
    answer = _READERS[question.kind](question, given, today)
    if question.required and answer in ("", []):
        raise AnswerError(question.missing or "Answer this question.")
    return answer


def in_words(question: Question, answer: Answer) -> str:
    """Write an answer out for a reader; several lines where it has several."""
    if answer in ("", []):
        return "Not answered"
    if isinstance(answer, list):
        return "\n".join(_choice_words(question, each) for each in answer)
    if question.kind is Kind.RADIOS:
        return _choice_words(question, str(answer))
    if question.kind is Kind.DATE:
        return write_date(date.fromisoformat(str(answer)), weekday=False)
    return str(answer)


def _choice_words(question: Question, value: str) -> str:
    return next((each.words for each in question.choices if each.value == value), value)


def _line(question: Question, given: object, today: date) -> str:
    return " ".join(_text(question, given, today).split())


def _text(question: Question, given: object, today: date) -> str:
    if not isinstance(given, str):
        raise AnswerError("Answer this question in words.")
    lines = given.replace("\r\n", "\n").replace("\r", "\n")
    words = "".join(c for c in lines if c == "\n" or _is_writing(c)).strip()
    if len(words) > question.longest:
        raise AnswerError(
            f"Your answer must be {question.longest:,} characters or fewer. "
            f"It has {len(words):,}."
        )
    return words


def _is_writing(character: str) -> bool:
    """Whether it is a letter, sign or space, and not a command to a screen (controls,
    and what turns the direction of writing round without being seen)."""
    if character in "\t\u200c\u200d":  # a tab, and what joins letters and emoji
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn"}


def _one_choice(question: Question, given: object, today: date) -> str:
    value = _line(question, given, today)
    if value and value not in {choice.value for choice in question.choices}:
        raise AnswerError("Select one of the answers.")
    return value


def _choices(question: Question, given: object, today: date) -> list[str]:
    if not isinstance(given, list):
        raise AnswerError("Select from the answers.")
    values = [choice.value for choice in question.choices]
    if not all(isinstance(each, str) and each in values for each in given):
        raise AnswerError("Select from the answers.")
    return [value for value in values if value in given]


def _phone(question: Question, given: object, today: date) -> str:
    words = _line(question, given, today)
    if not words:
        return ""
    try:
        return telephone.display(telephone.normalise(words))
    except ValidationError as error:
        # Not the words themselves, as the register says it.
        raise AnswerError(
            "Enter a telephone number with its area code, like 01632 960 001 or "
            "07700 900 982."
        ) from error


def _email(question: Question, given: object, today: date) -> str:
    words = _line(question, given, today)
    if not words:
        return ""
    try:
        validate_email(words)
    except ValidationError as error:
        raise AnswerError(
            "Enter an e-mail address in the right form, like name@example.org."
        ) from error
    return words


def _number(question: Question, given: object, today: date) -> Answer:
    if isinstance(given, int):
        given = str(given)
    words = _line(question, given, today)
    if not words:
        return ""
    if not (words.isascii() and words.isdigit() and int(words[:9]) <= OLDEST):
        raise AnswerError(f"Enter a whole number from 0 to {OLDEST}, like 14.")
    return int(words)


def _day(question: Question, given: object, today: date) -> str:
    words = _line(question, given, today)
    if not words:
        return ""
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise AnswerError("Enter a real date, for example 31 3 2010.") from error
    if day > today:
        raise AnswerError("Enter a date that is not in the future.")
    if day < EARLIEST:
        raise AnswerError("Enter a date after 1 January 1900. Write all of the year.")
    return day.isoformat()


def _nothing(question: Question, given: object, today: date) -> str:
    """A notice, or files that lie elsewhere: only that the page was passed."""
    return SEEN


_READERS: dict[Kind, Callable[[Question, object, date], Answer]] = {
    Kind.RADIOS: _one_choice,
    Kind.CHECKBOXES: _choices,
    Kind.TEXT: _line,
    Kind.LONG_TEXT: _text,
    Kind.NAME: _line,
    Kind.ADDRESS: _text,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.FILES: _nothing,
    Kind.NOTICE: _nothing,
}
