"""Asking the owners of services whether what we say is still right."""

from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.directory import emails
from commonweal.directory.exceptions import DirectoryError, LinkError
from commonweal.directory.links import Named, owner_of
from commonweal.directory.models import DirectorySettings, OwnerMessage, SupportService
from commonweal.governance.actions import record
from commonweal.mail.actions import drop_waiting_about, queue
from commonweal.mail.letters import Letter
from commonweal.people.models import Person
from commonweal.people.queries import people_who_may

CHANGE = "directory.change_supportservice"
REPORT = "/admin/reports/services/"
NOT_YOURS = (
    "This link does not work any more: somebody else looks after the service now, or "
    "it is no longer in the directory."
)


def ask_owners(*, now: datetime) -> int:
    """Ask the owners of services that are due, and once more before one is hidden.

    Idempotent: each round of a service asks its owner once and reminds once.

    Returns:
        How many were asked or reminded.
    """
    today, settings = localdate(now), DirectorySettings.load()
    cutoffs = settings.cutoffs(today=today)
    count = 0
    for service in SupportService.objects.to_ask_about(cutoffs):
        if service.asked_on is None:
            count += _ask(service, today=today, at=now)
        elif service.is_in_doubt(cutoffs) and not service.is_hidden(cutoffs):
            hidden = _hidden_on(service, settings, today=today)
            count += _remind(service, hidden=hidden, at=now)
    return count


@transaction.atomic
def _ask(service: SupportService, *, today: date, at: datetime) -> int:
    open_round = SupportService.objects.filter(pk=service.pk, asked_on=None)
    if not open_round.update(asked_on=today):
        return 0
    _queue(service, emails.still_right(service), which="first", at=at)
    return 1


@transaction.atomic
def _remind(service: SupportService, *, hidden: date, at: datetime) -> int:
    letter = emails.reminder(service, hidden=write_date(hidden, weekday=False))
    return _queue(service, letter, which="again", at=at)


def _hidden_on(
    service: SupportService, settings: DirectorySettings, *, today: date
) -> date:
    """Return the first day on which it is hidden, from ``today`` on."""
    day = today
    while not service.is_hidden(settings.cutoffs(today=day)):
        day += timedelta(days=1)
    return day


def _queue(service: SupportService, letter: Letter, *, which: str, at: datetime) -> int:
    email = queue(
        to=service.owner_email,
        letter=letter,
        key=(
            f"directory.still_right:{service.pk}:{service.verified_on}:"
            f"{owner_of(service)}:{which}"
        ),
        at=at,
        about=service,
    )
    return int(email.queued_at == at)


def service_of(named: Named) -> SupportService:
    """Return the service that a link names, for its owner.

    Raises:
        LinkError: it is gone, or somebody else is its owner now.
    """
    service = SupportService.objects.filter(pk=named.service_id).first()
    if service is None or not service.owner_email or owner_of(service) != named.owner:
        raise LinkError(NOT_YOURS)
    return service


@transaction.atomic
def confirm_service(*, named: Named, at: datetime) -> SupportService:
    """Write down that a service's owner says all is right, once for each round.

    A second press, or one with the link of an earlier round, changes nothing.

    Raises:
        LinkError: as ``service_of``.
    """
    service = service_of(named)
    service = SupportService.objects.select_for_update().get(pk=service.pk)
    if service.verified_on == named.round and service.verified_on < localdate(at):
        service.verified_on, service.asked_on = localdate(at), None
        service.save(update_fields=["verified_on", "asked_on", "changed_at"])
        drop_waiting_about(about=service, at=at)
        record("directory.service_confirmed", subject=service, by=None, at=at)
    return service


@transaction.atomic
def tell_change(*, named: Named, words: str, at: datetime) -> OwnerMessage:
    """Keep what an owner says has changed, and tell the editors.

    The same words sent twice are one message.

    Raises:
        LinkError: as ``service_of``.
        DirectoryError: nothing was written.
    """
    service = service_of(named)
    said = words.strip()
    if not said:
        raise DirectoryError("Say what has changed.")
    SupportService.objects.select_for_update().get(pk=service.pk)
    message, is_new = OwnerMessage.objects.get_or_create(
        service=service, words=said, done_at=None, defaults={"sent_at": at}
    )
    if is_new:
        _tell_editors(message, at=at)
        record("directory.change_reported", subject=service, by=None, at=at)
    return message


def _tell_editors(message: OwnerMessage, *, at: datetime) -> None:
    letter = emails.changed(message, report_path=REPORT)
    digest = sha256(message.words.encode()).hexdigest()[:12]
    for editor in people_who_may(CHANGE):
        queue(
            to=editor.email,
            letter=letter,
            key=f"directory.changed:{message.pk}:{digest}:{editor.pk}",
            at=at,
            about=message,
        )


@transaction.atomic
def settle_message(*, message: OwnerMessage, by: Person, at: datetime) -> None:
    """Say that an editor has seen to an owner's message. Again changes nothing."""
    waiting = OwnerMessage.objects.filter(pk=message.pk, done_at=None)
    if waiting.update(done_at=at):
        record("directory.change_settled", subject=message.service, by=by, at=at)
