"""The lowest floor of the date guardian: what no way of publishing can get round.

The editor's form asks first and kindly (``pages.forms``). Here stands the rule
itself: words whose dates contradict themselves do not go live, whether by the
form, a bulk action, a workflow, a schedule, a copy, the API or a script. Only
``QuerySet.update`` and raw SQL, which run no model code, pass by.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.functional import cached_property

from commonweal.dates import Question, Reading, read
from commonweal.pages.exceptions import DatesInQuestionError
from commonweal.pages.models.decisions import DateDecision, keep_decisions
from commonweal.pages.words import body_text

# What a reader sees and dates are read in. A change of the published day
# changes which year a date without one means.
WORDED = frozenset({"title", "summary", "dates_in_words", "body", "published_on"})


class GuardedDates:
    """A page with words that date something; goes beside ``ContentPage``."""

    pk: int | None
    alias_of_id: int | None
    live: bool
    title: str
    summary: str
    dates_in_words: str
    published_on: date
    body: Any

    @cached_property
    def pending_decisions(self) -> list[DateDecision]:
        """Answers given in this request; stored together with the page.

        A new page has no row that they could refer to before it is saved, and
        an answer must not stay behind when the save fails.
        """
        return []

    def words_by_field(self) -> dict[str, str]:
        """The words of each field as plain text, by the field's name."""
        return {
            "title": self.title,
            "summary": self.summary,
            "dates_in_words": self.dates_in_words,
            "body": body_text(self.body.raw_data),
        }

    def readings_by_field(self) -> dict[str, Reading]:
        """What is read in each field, each for itself: a month in the summary
        says nothing about a bare day in the body."""
        return {
            name: read(words, published=self.published_on)
            for name, words in self.words_by_field().items()
            if words
        }

    def undecided_questions(self) -> tuple[Question, ...]:
        """Contradictions nobody has decided, in reading order, each once.

        A question is known by its code and the words in question. Words that
        stand in several places are asked about once and decided everywhere.
        """
        found: dict[tuple[str, str], Question] = {}
        for reading in self.readings_by_field().values():
            for question in reading.refusing:
                found.setdefault((question.code, question.text[:300]), question)
        if not found:
            return ()
        decided = self._decided()
        return tuple(found[key] for key in found if key not in decided)

    def _decided(self) -> set[tuple[str, str]]:
        """Code and words of each question that was overridden. An alias always
        says what its original says, so what was decided there holds here."""
        pages = [pk for pk in (self.pk, self.alias_of_id) if pk]
        stored = DateDecision.objects.filter(page_id__in=pages, chosen_on=None)
        decided = set(stored.values_list("code", "words")) if pages else set()
        return decided | {
            (given.code, given.words)
            for given in self.pending_decisions
            if given.chosen_on is None
        }

    def refuse_undecided(self) -> None:
        """
        Raises:
            DatesInQuestionError: the words contradict themselves, undecided.
        """
        questions = self.undecided_questions()
        if questions:
            raise DatesInQuestionError(self.title, [q.message for q in questions])

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule a revision, unless its dates are in question.

        Raises:
            DatesInQuestionError: nothing has been changed.
        """
        revision.as_object().refuse_undecided()
        return super().publish(revision, *args, **kwargs)  # type: ignore[misc]

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Store the page and the decisions made about it.

        Raises:
            DatesInQuestionError: it is live, and words it brings in are in
                question. Words that are live already may be saved again: after
                a better reader finds fault with last year's item, the item can
                still be moved or archived.
        """
        if self._may_bring_in_words(kwargs.get("update_fields")):
            self._refuse_new_words()
        result = super().save(*args, **kwargs)  # type: ignore[misc]
        keep_decisions(self, self.pending_decisions)
        self.pending_decisions.clear()
        return result

    def _may_bring_in_words(self, update_fields: Collection[str] | None) -> bool:
        if not self.live:
            return False
        return update_fields is None or not {*WORDED, "live"}.isdisjoint(update_fields)

    def _refuse_new_words(self) -> None:
        try:
            self.refuse_undecided()
        except DatesInQuestionError:
            if not self._are_words_live_already():
                raise

    def _are_words_live_already(self) -> bool:
        stored = type(self)._base_manager.filter(pk=self.pk, live=True).first()  # type: ignore[attr-defined]
        return stored is not None and (
            stored.published_on == self.published_on
            and stored.words_by_field() == self.words_by_field()
        )
