from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from commonweal.governance.actions import record
from commonweal.newsletter.models import NewsletterSettings, Subscriber


def note_export(*, by: AbstractBaseUser | None, at: datetime) -> None:
    """Write down that somebody took out the list of subscribers."""
    record("newsletter.exported", subject=NewsletterSettings(pk=1), by=by, at=at)


def note_subject_access(
    *, subscriber: Subscriber, by: AbstractBaseUser, at: datetime
) -> None:
    """Write down that what is held about a subscriber was handed over."""
    record("newsletter.subscriber_exported", subject=subscriber, by=by, at=at)
