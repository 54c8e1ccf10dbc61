"""The editor's form of a news item, in which the date guardian asks."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets import AdminDateTimeInput

from commonweal.dates import Code, Question, write_date, write_range
from commonweal.pages.actions import (
    days_to_pick,
    override_question,
    pick_date,
    retype_words,
)
from commonweal.pages.exceptions import PagesError
from commonweal.pages.guardian import Findings, examine

# The buttons after which readers, or a moderator, see the words.
PUBLISHING = ("action-publish", "action-submit", "action-restart-workflow")
# Our own button beside the questions: put the words right and keep a draft.
SETTLING = "action-settle-dates"
TYPED, KEPT = "typed", "kept"


@dataclass(slots=True)
class Asked:
    """One question as it stands in the form, with what was answered so far.

    Attributes:
        name: the name of its fields. Made from the question itself, so that an
            answer never lands on another question after an edit.
        answer: a candidate as YYYY-MM-DD, "typed", "kept", or empty.
    """

    question: Question
    name: str
    answer: str = ""
    typed: str = ""
    reason: str = ""
    problem: str = ""

    @property
    def candidates(self) -> list[tuple[str, str]]:
        """Each date offered, as the field's value and in words."""
        only = " only" if self.question.code is Code.END_BEFORE_START else ""
        days = days_to_pick(self.question)
        return [(day.isoformat(), f"{write_date(day)}{only}") for day in days]

    @property
    def suggestion(self) -> str:
        """Words to start from: days in the wrong order, turned round."""
        days = days_to_pick(self.question)
        if self.question.code is Code.END_BEFORE_START and days:
            return write_range(min(days), max(days), weekday=True)
        return self.question.text


def field_name(question: Question) -> str:
    """Return a name that belongs to this question and stays the same."""
    whole = f"{question.code}\0{question.text}"
    return f"date-question-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


class NewsPageForm(WagtailAdminPageForm):
    """Asks about contradictory dates and refuses to publish until they are decided.

    A draft can always be saved. The answers are no form fields: which questions
    there are is known only after the words were read.
    """

    has_answers = False

    @cached_property
    def findings(self) -> Findings:
        """What the guardian finds in the words as they stand in this form."""
        # Wagtail makes this form, and hands no clock in.
        return examine(self.instance, now=timezone.now())

    @cached_property
    def asked(self) -> list[Asked]:
        """The questions to show beside the dates."""
        return [self._asked(question) for question in self.findings.refusals]

    def _asked(self, question: Question) -> Asked:
        name = field_name(question)
        asked = Asked(
            question=question,
            name=name,
            answer=self.data.get(name, ""),
            reason=self.data.get(f"{name}-reason", ""),
        )
        asked.typed = self.data.get(f"{name}-typed", asked.suggestion)
        return asked

    def is_publishing(self) -> bool:
        """Whether the button pressed shows the words to somebody else."""
        if any(self.data.get(name) for name in PUBLISHING):
            return True
        step = self.data.get("workflow-action-name")
        return bool(self.data.get("action-workflow-action")) and step != "reject"

    def has_changed(self) -> bool:
        """Answers count: without a new revision they would be lost when a
        moderator approves a page that is live already."""
        return bool(super().has_changed() or self.has_answers)

    def _post_clean(self) -> None:
        """Answer and ask once the instance holds what was typed."""
        super()._post_clean()
        if not (self.is_publishing() or self.data.get(SETTLING)):
            return
        asked = list(self.asked)  # Read before the answers change the words.
        now = timezone.now()
        # The longest first: "31 June" also stands in "Tuesday 31 June".
        for one in sorted(asked, key=lambda one: -len(one.question.text)):
            self._apply(one, at=now)
        if self.is_publishing():
            self._refuse(self.instance.undecided_questions())
        elif any(one.problem for one in asked):
            self._add_problems(asked)

    def _apply(self, asked: Asked, *, at: datetime) -> None:
        """Do what was answered. What is wrong with the answer is kept beside it."""
        if not asked.answer:
            return
        page, by, question = self.instance, self.for_user, asked.question
        try:
            if asked.answer == KEPT:
                override_question(
                    page, question=question, reason=asked.reason, by=by, at=at
                )
            elif asked.answer == TYPED:
                retype_words(page, question=question, words=asked.typed, by=by, at=at)
            else:
                chosen = _day(asked.answer)
                pick_date(page, question=question, chosen=chosen, by=by, at=at)
        except PagesError as error:
            asked.problem = str(error)
        else:
            self.has_answers = True

    def _refuse(self, undecided: Iterable[Question]) -> None:
        """Put each question that is left beside the dates, and say so above all."""
        known = {one.name: one for one in self.asked}
        left = []
        for question in undecided:
            one = known.get(field_name(question))
            if one is None:  # It came to light when another was put right.
                one = self._asked(question)
                self.asked.append(one)
            elif one.answer and not one.problem:
                one.problem = (
                    f"“{question.text}” could not be changed everywhere: a link or "
                    "bold type cuts it in two. Change it there yourself."
                )
            left.append(one)
        if left:
            count = "1 question" if len(left) == 1 else f"{len(left)} questions"
            self.add_error(
                None, f"Not published yet. Answer {count} beside “Dates” first."
            )
            self._add_problems(left)

    def _add_problems(self, asked: Iterable[Asked]) -> None:
        for one in asked:
            said = one.problem or one.question.message
            self.add_error("dates_in_words", said)


def _day(value: str) -> date:
    """
    Raises:
        PagesError: ``value`` is not a day; somebody altered the form.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise PagesError("Choose one of the dates offered.") from None


class MomentForm(forms.Form):
    """Which page to look at, as of when."""

    moment = forms.DateTimeField(
        label="Date and time",
        widget=AdminDateTimeInput(),
        help_text="In UK time, past or coming.",
    )
    address = forms.CharField(
        label="Address of the page",
        initial="/",
        required=False,
        help_text="On this site, for example /news/. Empty for the front page.",
    )

    def clean_address(self) -> str:
        """Return a path on this site, with a slash in front."""
        typed: str = self.cleaned_data["address"].strip()
        path = "/" + typed.lstrip("/")
        if "://" in typed or "?" in typed or "#" in typed or "\\" in typed:
            raise forms.ValidationError(
                "Give the part after the site’s name only, for example /news/."
            )
        return path
