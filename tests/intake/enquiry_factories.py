"""Enquiries and surveys, built from what matters to a test."""

from datetime import UTC, date, datetime

import factory

from commonweal.intake.actions.enquiries import Asked, receive
from commonweal.intake.models import (
    Enquiry,
    Kind,
    Route,
    Survey,
    SurveyQuestion,
)
from commonweal.mail.models import OutgoingEmail

# Monday 2 March 2026, 9am: a day that counts as the first of 30.
CAME = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class RouteFactory(factory.django.DjangoModelFactory[Route]):
    class Meta:
        model = Route

    kind = Kind.QUESTION


class SurveyFactory(factory.django.DjangoModelFactory[Survey]):
    class Meta:
        model = Survey

    title = "How was the group?"
    about = "Tuesday group"
    opens_on = date(2026, 3, 1)
    closes_on = date(2026, 3, 31)
    made_at = CAME


class QuestionFactory(factory.django.DjangoModelFactory[SurveyQuestion]):
    class Meta:
        model = SurveyQuestion

    survey = factory.SubFactory(SurveyFactory)
    kind = SurveyQuestion.Kind.SCALE
    words = factory.Sequence(lambda n: f"Question {n}?")
    position = factory.Sequence(lambda n: n)


def enquiry(message: str = "When is the next course?", **fields: object) -> Enquiry:
    """Return one as it comes by the form."""
    at = fields.pop("at", CAME)
    is_calm = bool(fields.pop("is_calm", True))
    typed = {"kind": Kind.QUESTION, "name": "Robin", "email": "robin@example.org"}
    asked = Asked(message=message, **{**typed, **fields})  # type: ignore[arg-type]
    return receive(asked=asked, at=at, is_calm=is_calm)  # type: ignore[arg-type]


def complaint(**fields: object) -> Enquiry:
    """Return a data-protection complaint."""
    return enquiry(**{"kind": Kind.COMPLAINT, "wanted": "Delete it", **fields})


def sent(template: str) -> list[OutgoingEmail]:
    """Return the messages of a kind, the oldest first."""
    every = OutgoingEmail.objects.filter(template=f"intake.{template}")
    return list(every.order_by("pk"))
