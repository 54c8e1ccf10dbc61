"""Surveys that nobody can be recognised in.

What is answered is kept without who, from where, or when within the day; without
which answers came together; and is shown only in batches of five.
"""

import secrets
from datetime import date, timedelta
from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Q

# The smallest number of people whose answers are shown together.
FEWEST = 5
KEPT_FOR = timedelta(days=365)
# Crockford's base 32: no letter is mistaken for a digit when it is read out.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_key() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(8))


class SurveyQuerySet(models.QuerySet["Survey"]):
    def with_counts(self) -> Self:
        """Add ``asked``: how many questions there are."""
        return self.annotate(asked=models.Count("questions"))


class Survey(models.Model):
    """A few questions about a service's group, an event, or anything else."""

    key = models.CharField(
        max_length=8, unique=True, default=new_key, help_text="Stands in its address."
    )
    title = models.CharField(max_length=120)
    about = models.CharField(
        "what it is about", max_length=150, help_text="The group or the event."
    )
    about_link = models.CharField(max_length=300, blank=True)
    introduction = models.TextField(blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day.")
    returns = models.PositiveIntegerField(default=0, help_text="Shown to be counted.")
    held = models.PositiveSmallIntegerField(
        default=0, help_text="Returns since the last batch that was shown."
    )
    made_at = models.DateTimeField()
    edits = models.PositiveIntegerField(
        default=0, help_text="How often it was saved, to notice two people at once."
    )

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="intake_survey_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_open(self, *, today: date) -> bool:
        """Whether it can be answered today, in London; both ends included."""
        return self.opens_on <= today <= self.closes_on

    @property
    def has_returns(self) -> bool:
        return bool(self.returns or self.held)


class SurveyQuestion(models.Model):
    class Kind(models.TextChoices):
        SCALE = "scale", "A scale from 1 to 5"
        CHOICE = "choice", "One of several answers"
        WORDS = "words", "Own words"

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="questions"
    )
    kind = models.CharField(max_length=6, choices=Kind.choices)
    words = models.CharField("question", max_length=200)
    choices = models.TextField(
        "answers", blank=True, help_text="One on each line; for one of several."
    )
    low = models.CharField("what 1 means", max_length=40, blank=True)
    high = models.CharField("what 5 means", max_length=40, blank=True)
    is_required = models.BooleanField("must be answered", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.words

    def offered(self) -> list[str]:
        """Return the answers to choose among; none for own words."""
        if self.kind == self.Kind.SCALE:
            return ["1", "2", "3", "4", "5"]
        if self.kind == self.Kind.CHOICE:
            return [line.strip() for line in self.choices.splitlines() if line.strip()]
        return []


class SurveyAnswer(models.Model):
    """One answer to one question, by itself. Its number is chance, so that not even the
    order tells which came together."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    question = models.ForeignKey(
        SurveyQuestion, on_delete=models.CASCADE, related_name="answers"
    )
    words = models.CharField(max_length=1000)
    day = models.DateTimeField(help_text="Midnight of the day in London, no finer.")
    is_shown = models.BooleanField(
        default=False, help_text="In a batch of five returns or more."
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"answer {self.pk}"
