"""Ask to be told when a course has dates; a calendar feed of one's own."""

import secrets
from datetime import datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.training.models import Course, Diary, Interest


@transaction.atomic
def ask_for_dates(*, course: Course, person: Person, at: datetime) -> Interest:
    """Note that somebody wants to be told when a course has dates. Asking twice is as
    good as once."""
    interest, is_new = Interest.objects.get_or_create(
        course=course, person=person, told_at=None, defaults={"asked_at": at}
    )
    if is_new:
        record("training.dates_asked_for", subject=interest, by=person, at=at)
    return interest


@transaction.atomic
def stop_asking(*, course: Course, person: Person, at: datetime) -> None:
    """Take back the wish to be told, if there is one."""
    for interest in Interest.objects.filter(course=course, person=person, told_at=None):
        record("training.dates_not_asked_for", subject=interest, by=person, at=at)
        interest.delete()


@transaction.atomic
def renew_diary(*, person: Person, at: datetime) -> Diary:
    """Give somebody's own calendar feed a secret address, or a new one: the old one
    answers no more."""
    secret = secrets.token_urlsafe(32)
    diary, _ = Diary.objects.update_or_create(
        person=person, defaults={"secret": secret, "renewed_at": at}
    )
    record("training.diary_renewed", subject=diary, by=person, at=at)
    return diary
