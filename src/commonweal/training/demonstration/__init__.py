"""A year of training of an invented partnership, to try the software with.

Everything in it is made up. Its dates are counted from the day of the first run, so
that there is something to book, something full, something cancelled and something
past.
"""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.directory.demonstration_days import Days
from commonweal.training.demonstration.child_courses import child_courses
from commonweal.training.demonstration.events import events
from commonweal.training.demonstration.first_courses import first_courses
from commonweal.training.demonstration.further_courses import further_courses
from commonweal.training.demonstration.storing import make_training
from commonweal.training.models import Course

__all__ = ["demonstrate_training"]


@transaction.atomic
def demonstrate_training(*, now: datetime) -> None:
    """Fill an empty catalogue. One that has a course is left as it is.

    Args:
        now: an aware moment; the content is dated around its day in London.
    """
    if Course.objects.exists():
        return
    subjects = [*first_courses(), *child_courses(), *further_courses(), *events()]
    make_training(subjects, days=Days(localdate(now)), now=now)
