"""Who answers enquiries."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import QuerySet

from commonweal.intake.models import Enquiry
from commonweal.intake.models.enquiries import SEES_ALL
from commonweal.people.models import Person

MAY_ANSWER = "intake.answer_enquiries"


def answerers() -> QuerySet[Person]:
    """Return everybody with an open account who may answer, by name."""
    return _with(MAY_ANSWER)


def people_for(enquiry: Enquiry) -> list[Person]:
    """Return who is told of an enquiry: those of its route who may still answer. Where
    there is none left, everybody at the desk; for a private route, those who look after
    personal data and therefore see it. At most three queries."""
    every = answerers()
    if enquiry.route is None:
        return list(every)
    chosen = list(every.filter(pk__in=enquiry.route.people.values("pk")))
    if chosen or not enquiry.route.is_private:
        return chosen or list(every)
    return list(every.filter(pk__in=_with(SEES_ALL).values("pk")))


def _with(permission: str) -> QuerySet[Person]:
    found: QuerySet[Person] = ModelBackend().with_perm(permission)
    return found.order_by("first_name", "last_name", "pk")
