"""What the worker does by the clock: each room's due work, joined here."""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from traceback import extract_tb
from typing import Protocol

from django.core.management import call_command
from django.utils import timezone

from commonweal.config import right_door
from commonweal.directory.actions import ask_owners
from commonweal.governance.actions import begin_due, end_due, purge_expired
from commonweal.intake.actions.enquiry_clock import (
    close_answered,
    remind_of_complaints,
)
from commonweal.mail.actions import deliver_due, erase_secrets
from commonweal.newsletter.actions import invite_due, resume_due, send_copies
from commonweal.pages.actions import follow_training, publish_due
from commonweal.pages.newsletter_work import draft_due, send_scheduled
from commonweal.pledges.actions import remind_due
from commonweal.sealed.actions import (
    check_log,
    end_due_content,
    escalate_unopened,
    forget_idle,
    lock_idle,
    sweep_files,
    take_away_old_wraps,
)
from commonweal.training.actions import (
    close_marked,
    continue_batches,
    end_waiting,
    remind_managers,
    send_due,
    settle_due,
)

logger = logging.getLogger(__name__)

EVERY_ROUND = timedelta(0)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
# Ours alone, and a new one at each start: a claim of a killed worker is not ours.
WORKER = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


IsStopping = Callable[[], bool]


class Deed(Protocol):
    """What can be done at a moment, most often an action of a room."""

    def __call__(self, *, now: datetime) -> object: ...


@dataclass(frozen=True, slots=True)
class Due:
    """One piece of work.

    Attributes:
        name: ``room.verb``; never changed, since the database knows it by that.
        do: called with the moment as ``now``. Idempotent, and safe when another worker
            does the same at the same time.
        every: how often; ``EVERY_ROUND`` for about every two seconds.
    """

    name: str
    do: Deed
    every: timedelta = MINUTE


@dataclass(frozen=True, slots=True)
class Long:
    """Work that goes on for up to half a minute, each round, in every worker at once.

    Attributes:
        do: called with the moment and with what says that the worker is to end.
    """

    name: str
    do: Callable[[datetime, IsStopping], object]
    every: timedelta = EVERY_ROUND


def _deliver_mail(*, now: datetime) -> None:
    deliver_due(now=now, worker=WORKER)


def _publish_pages(*, now: datetime) -> None:
    for refusal in publish_due(now=now):
        logger.warning("%s", refusal)


def _close_idle_accounts(*, now: datetime) -> None:
    call_command("close_idle_accounts", stdout=StringIO())


def _clear_sessions(*, now: datetime) -> None:
    call_command("clearsessions")


def _send_newsletter(now: datetime, is_stopping: IsStopping) -> None:
    send_copies(now=now, worker=WORKER, is_stopping=is_stopping)


WORK: tuple[Due | Long, ...] = (
    # Before the mail: an offer that is made leaves in the same round.
    Due("training.settle", settle_due),
    Due("training.end_waiting", end_waiting),
    Due("training.remind_managers", remind_managers),
    Due("training.close_marked", close_marked),
    # Before the reminders, which wait until everybody has heard of a change.
    Due("training.batches", continue_batches),
    Due("training.send", send_due),
    # Before the mail, which takes the invitations along.
    Due("newsletter.resume", resume_due),
    Due("newsletter.invite", invite_due),
    Due("pledges.remind", remind_due),
    Due("intake.remind_of_complaints", remind_of_complaints, every=10 * MINUTE),
    Due("intake.close_answered", close_answered, every=DAY),
    Due("sealed.lock", lock_idle),
    Due("sealed.forget_drafts", forget_idle),
    # Before the mail, which takes along that nobody has opened something.
    Due("sealed.escalate", escalate_unopened),
    Due("sealed.end_content", end_due_content, every=10 * MINUTE),
    Due("directory.ask_owners", ask_owners, every=DAY),
    Due("mail.deliver", _deliver_mail, every=EVERY_ROUND),
    Due("pages.draft_newsletter", draft_due, every=10 * MINUTE),
    Due("pages.freeze_newsletter", send_scheduled),
    # After the outbox: a sign-in code does not wait for a newsletter.
    Long("newsletter.send", _send_newsletter),
    Due("pages.publish", _publish_pages),
    Due("pages.follow_training", follow_training),
    # What a change could not write, or a page at the foot that has moved.
    Due("intake.write_right_door", right_door.write),
    Due("mail.erase", erase_secrets),
    Due("sealed.old_wraps", take_away_old_wraps, every=10 * MINUTE),
    Due("sealed.sweep", sweep_files, every=DAY),
    Due("sealed.check_log", check_log, every=DAY),
    Due("governance.purge", purge_expired, every=DAY),
    Due("people.close_idle", _close_idle_accounts, every=DAY),
    Due("people.clear_sessions", _clear_sessions, every=DAY),
)


def do_due(
    *,
    work: Iterable[Due | Long] = WORK,
    is_forced: bool = False,
    is_stopping: IsStopping = lambda: False,
) -> list[str]:
    """Do what is due. One piece that fails does not keep the others from it.

    Args:
        is_forced: do everything, however short ago it was done.
        is_stopping: asked before each piece; when true the rest is left for later.

    Returns:
        The names of what failed. What went wrong stands in the log: the kind of
        error and the line, and not its words, which may name a person.
    """
    return [
        due.name
        for due in work
        if not is_stopping()
        and not _did_well(due, is_forced=is_forced, is_stopping=is_stopping)
    ]


def _did_well(due: Due | Long, *, is_forced: bool, is_stopping: IsStopping) -> bool:
    now = timezone.now()
    try:
        if isinstance(due, Long):
            due.do(now, is_stopping)
        elif not due.every:
            due.do(now=now)
        elif begin_due(
            name=due.name, every=timedelta(0) if is_forced else due.every, now=now
        ):
            due.do(now=now)
            end_due(name=due.name, now=timezone.now())
    except Exception as error:
        # The one wall between the rooms: whatever it is, the others go on.
        last = extract_tb(error.__traceback__)[-1]
        logger.error(  # noqa: TRY400 - a traceback quotes the error's words
            "%s failed: %s at %s:%s",
            due.name,
            type(error).__name__,
            last.filename,
            last.lineno,
        )
        return False
    return True
