"""What was answered, as far as it may be shown: never of fewer than five people."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonweal.intake.models import Survey, SurveyAnswer, SurveyQuestion
from commonweal.intake.models.surveys import FEWEST

COLUMNS = ("Question", "Answer", "Number")
TOO_FEW = f"Fewer than {FEWEST} answers: not shown"
Kind = SurveyQuestion.Kind


@dataclass(frozen=True, slots=True)
class Result:
    """What was answered to one question.

    Attributes:
        answered: how many did; 0 when too few for anything to be shown.
        counts: each answer that was offered, with how many gave it.
        words: own words, in the order of the alphabet and not that of time.
    """

    question: SurveyQuestion
    answered: int = 0
    counts: tuple[tuple[str, int], ...] = ()
    words: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        return self.answered >= FEWEST

    @property
    def mean(self) -> str:
        """The mean of a scale, to one place; empty for others."""
        if self.question.kind != Kind.SCALE or not self.answered:
            return ""
        total = sum(int(value) * count for value, count in self.counts)
        return f"{total / self.answered:.1f}"

    def shares(self) -> list[tuple[str, int, int]]:
        """Return each offered answer with its number and whole per cent."""
        return [
            (words, count, round(100 * count / self.answered))
            for words, count in self.counts
        ]


def results(survey: Survey) -> list[Result]:
    """Return what may be shown, question by question. Two queries.

    A question with fewer than five answers shows none of them.
    """
    given: dict[int, list[str]] = {}
    shown = SurveyAnswer.objects.filter(question__survey=survey, is_shown=True)
    for question_id, words in shown.order_by().values_list("question", "words"):
        given.setdefault(question_id, []).append(words)
    return [_result(each, given.get(each.pk, [])) for each in survey.questions.all()]


def _result(question: SurveyQuestion, given: list[str]) -> Result:
    if len(given) < FEWEST:
        return Result(question)
    if question.kind == Kind.WORDS:
        ordered = sorted(given, key=str.casefold)
        return Result(question, len(given), words=tuple(ordered))
    count = Counter(given)
    counts = tuple((words, count[words]) for words in question.offered())
    return Result(question, len(given), counts=counts)


def rows(survey: Survey) -> Iterator[Sequence[str | int | None]]:
    """Yield the same as rows of a table."""
    for result in results(survey):
        question = result.question.words
        if not result.is_shown:
            yield question, TOO_FEW, None
        for words, number in result.counts:
            yield question, words, number
        for words in result.words:
            yield question, words, None
