"""What staff do to messages and to their wording."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from commonweal.governance.actions import record
from commonweal.mail.actions.queueing import new_message_id
from commonweal.mail.exceptions import MailError, WordingError
from commonweal.mail.models import OutgoingEmail, Wording
from commonweal.mail.wording import Template, Words, problems

Status = OutgoingEmail.Status


@transaction.atomic
def resend(
    *, email: OutgoingEmail, by: AbstractBaseUser | None, at: datetime
) -> OutgoingEmail:
    """Send again what was given up, dropped or sent, with all attempts anew.

    A message that had been sent gets a Message-ID of its own: the receiver's
    server would take the same one for a repetition and hide it.

    Raises:
        MailError: it is on its way already, or its text has been erased.
    """
    row = OutgoingEmail.objects.select_for_update().get(pk=email.pk)
    if row.status in {Status.WAITING, Status.SENDING}:
        raise MailError("This message is on its way already.")
    expired = row.secret_until is not None and row.secret_until <= at
    if row.was_erased or expired:
        raise MailError("The text of this message has been erased. Send a new one.")
    if row.status == Status.SENT:
        row.message_id = new_message_id()
    row.status, row.sent_at = Status.WAITING, None
    row.attempts, row.next_attempt_at, row.last_error = 0, at, ""
    row.useless_after = row.secret_until
    row.save(
        update_fields=[
            "message_id",
            "status",
            "sent_at",
            "attempts",
            "next_attempt_at",
            "last_error",
            "useless_after",
        ]
    )
    record("mail.sent_again", subject=row, by=by, at=at)
    return row


@transaction.atomic
def drop(
    *, email: OutgoingEmail, by: AbstractBaseUser | None, at: datetime
) -> OutgoingEmail:
    """Do not send a message that waits or was given up.

    Raises:
        MailError: it is being sent at this moment, or was sent or dropped.
    """
    row = OutgoingEmail.objects.select_for_update().get(pk=email.pk)
    if row.status not in {Status.WAITING, Status.GIVEN_UP}:
        raise MailError(
            f"This message is “{row.get_status_display()}”, so it cannot be dropped."
        )
    row.status = Status.DROPPED
    row.save(update_fields=["status"])
    record("mail.dropped", subject=row, by=by, at=at)
    return row


@transaction.atomic
def change_wording(
    *, template: Template, words: Words, by: AbstractBaseUser | None, at: datetime
) -> Wording:
    """Use ``words`` for this kind of message from now on.

    Raises:
        WordingError: they cannot be used; the text says why.
    """
    wrong = problems(words, template=template)
    if wrong:
        raise WordingError(" ".join(wrong.values()))
    row, _ = Wording.objects.update_or_create(
        template=template.key,
        defaults={
            "subject": words.subject,
            "body": words.body,
            "changed_at": at,
            "changed_by_id": by.pk if by else None,
        },
    )
    record("mail.wording_changed", subject=row, by=by, at=at)
    return row


@transaction.atomic
def reset_wording(
    *, template: Template, by: AbstractBaseUser | None, at: datetime
) -> bool:
    """Go back to the default wording. False when it was in use already."""
    row = Wording.objects.filter(template=template.key).first()
    if row is None:
        return False
    record("mail.wording_reset", subject=row, by=by, at=at)
    row.delete()
    return True
