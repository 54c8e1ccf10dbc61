from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from commonweal.mail.models import EnclosedFile, OutgoingEmail

AT_ONCE = 2000  # of each kind in a round; the next begins a minute later


@transaction.atomic
def erase_secrets(*, now: datetime) -> int:
    """Erase the text and files of messages that have been kept long enough: a
    sign-in code when it expires, everything else after 90 days.

    The row stays, to show that a message was sent. One that was never sent
    cannot be any more, so it is dropped.

    Returns:
        How many were erased.
    """
    messages = OutgoingEmail.objects
    chosen = [
        key
        for due in (messages.with_secret_over(now=now), messages.with_old_text(now=now))
        for key in due.select_for_update().values_list("pk", flat=True)[:AT_ONCE]
    ]
    rows = OutgoingEmail.objects.filter(pk__in=chosen)
    EnclosedFile.objects.filter(email__in=chosen).delete()
    rows.filter(status=OutgoingEmail.Status.WAITING).update(
        status=OutgoingEmail.Status.DROPPED
    )
    return rows.update(text="", html="", headers={}, text_erased_at=now)


@transaction.atomic
def erase_messages(rows: QuerySet[OutgoingEmail], *, at: datetime) -> int:
    """Erase to whom messages went and what they said; what waits is not sent.

    One that is being sent at this moment cannot be called back, but is not tried
    again. The rows stay, to show that something was sent.

    Returns:
        How many were erased now.
    """
    chosen = list(rows.exclude(to="").select_for_update().values_list("pk", flat=True))
    messages = OutgoingEmail.objects.filter(pk__in=chosen)
    EnclosedFile.objects.filter(email__in=chosen).delete()
    messages.filter(status=OutgoingEmail.Status.WAITING).update(
        status=OutgoingEmail.Status.DROPPED
    )
    messages.filter(status=OutgoingEmail.Status.SENDING).update(useless_after=at)
    return messages.update(
        to="",
        subject="",
        text="",
        html="",
        headers={},
        about_type="",
        about_id="",
        text_erased_at=at,
    )
