"""Whether this database may send, or is a copy that does not know what was sent."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction

from commonweal.governance.actions import record
from commonweal.newsletter import epoch_file
from commonweal.newsletter.epoch_file import Mark, UnreadableMarkError
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.models import Delivery, Issue, SendEpoch
from commonweal.people.models import Person

# A worker killed between its claim and the file leaves the file one behind. More
# workers than this are not killed there at once.
MOST_BEHIND = 16
RESTORED = (
    "This database knows of less than was sent: it was restored from a backup, or is "
    "a copy."
)
NO_FILE = (
    "The file that says how far sending has come is missing, so this database may be "
    "a copy of another site’s."
)
OTHER_SITE = "The database and its file beside the uploads belong to different sites."
UNREADABLE = "The file that says how far sending has come cannot be read."


def may_send(*, now: datetime) -> bool:
    """Whether copies may be handed over. When not, sending is held from now on.

    Not to be called inside a transaction.

    Raises:
        OSError: the file cannot be opened, or is behind and cannot be written. Nothing
            is sent and nothing held: that may pass.
    """
    # The file first: a worker that claims in between moves both, the database before
    # the file, which must not look as if the file knew more.
    try:
        mark = epoch_file.read()
    except UnreadableMarkError:
        mark, wrong = None, UNREADABLE
    else:
        wrong = ""
    epoch = SendEpoch.objects.filter(pk=1).first()
    if mark is None and not wrong and (epoch is None or epoch.number == 0):
        # Nothing was ever sent from here. Or it ended between these two steps.
        _begin_lineage()
        return epoch is None or epoch.held_since is None
    if epoch is not None and epoch.held_since:
        return False
    wrong = wrong or _difference(epoch, mark)
    if wrong:
        hold(because=wrong, at=now)
    elif epoch and mark and mark.number < epoch.number:
        # A claim ended before it wrote the file. It catches up before the next one,
        # or a disk that is full for a minute would look like another site's file.
        epoch_file.advance(_mark(epoch))
    return not wrong


def _difference(epoch: SendEpoch | None, mark: Mark | None) -> str:
    if mark is None:
        return NO_FILE
    if epoch is None:
        return RESTORED
    if (mark.lineage, mark.site) != (epoch.lineage, settings.SITE_ADDRESS):
        return OTHER_SITE
    if mark.number > epoch.number:
        return RESTORED
    return OTHER_SITE if epoch.number - mark.number > MOST_BEHIND else ""


def refuse_while_held() -> None:
    """
    Raises:
        NewsletterError: sending is held for the whole database.
    """
    if SendEpoch.objects.filter(held_since__isnull=False).exists():
        raise NewsletterError(
            "Sending is held: decide first whether this database may send."
        )


@transaction.atomic
def hold(*, because: str, at: datetime) -> None:
    """Send nothing more until a person decides.

    Copies of unfinished issues that were not sent as far as this database knows may
    have been sent all the same: they become unknown.
    """
    SendEpoch.objects.update_or_create(
        pk=1,
        defaults={"held_since": at, "held_because": because},
        create_defaults={
            "lineage": _new_lineage(),
            "held_since": at,
            "held_because": because,
        },
    )
    unfinished = Issue.objects.unfinished()
    Delivery.objects.open().filter(issue__in=unfinished).update(
        status=Delivery.Status.UNKNOWN,
        worker=None,
        settled_at=at,
        last_error="held: copied or restored",
    )
    unfinished.update(status=Issue.Status.PAUSED, held_because=because)


@transaction.atomic
def release(*, by: Person, reason: str, at: datetime) -> None:
    """Let this database send again: its file begins anew with it.

    Issues that were interrupted stay paused, and their unknown copies unknown.

    Raises:
        NewsletterError: sending is not held, or no reason is given.
    """
    epoch = SendEpoch.objects.select_for_update().filter(pk=1).first()
    if epoch is None or epoch.held_since is None:
        raise NewsletterError("Sending is not held.")
    if not reason.strip():
        raise NewsletterError("Say why it is safe to send from here.")
    epoch.lineage, epoch.number = _new_lineage(), 0
    epoch.held_since, epoch.held_because = None, ""
    epoch.save()
    record("newsletter.released", subject=epoch, by=by, at=at, reason=reason)
    # Last, and undone by no rollback: without the commit it is another lineage's,
    # and sending stays held.
    epoch_file.replace(_mark(epoch))


def advance(epoch: SendEpoch) -> Mark:
    """Move the row, locked by the caller, on by one. The file follows after the commit,
    and before anything leaves."""
    epoch.number += 1
    epoch.save(update_fields=["number"])
    return _mark(epoch)


def _begin_lineage() -> None:
    """The row first, and not in a transaction that could take it back: the file would
    know of a life that the database does not."""
    epoch, _ = SendEpoch.objects.get_or_create(
        pk=1, defaults={"lineage": _new_lineage()}
    )
    epoch_file.advance(_mark(epoch))


def _mark(epoch: SendEpoch) -> Mark:
    return Mark(epoch.lineage, epoch.number, settings.SITE_ADDRESS)


def _new_lineage() -> str:
    return secrets.token_hex(16)
