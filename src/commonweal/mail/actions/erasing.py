from datetime import datetime

from django.db import transaction

from commonweal.mail.models import EnclosedFile, OutgoingEmail


@transaction.atomic
def erase_secrets(*, now: datetime) -> int:
    """Erase the text and files of messages that have been kept long enough: a
    sign-in code when it expires, everything else after 90 days.

    The row stays, to show that a message was sent. One that was never sent
    cannot be any more, so it is dropped.

    Returns:
        How many were erased.
    """
    due = OutgoingEmail.objects.with_text_to_erase(now=now)
    chosen = list(due.select_for_update().values_list("pk", flat=True))
    rows = OutgoingEmail.objects.filter(pk__in=chosen)
    EnclosedFile.objects.filter(email__in=chosen).delete()
    rows.filter(status=OutgoingEmail.Status.WAITING).update(
        status=OutgoingEmail.Status.DROPPED
    )
    return rows.update(text="", html="", headers={}, text_erased_at=now)
