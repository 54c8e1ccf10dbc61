"""From a sign-up to a subscription: nobody gets an issue who has not confirmed."""

from datetime import datetime

from django.db import IntegrityError, transaction

from commonweal.governance.actions import record
from commonweal.mail.actions import drop_waiting_about, lift_suppression
from commonweal.newsletter.actions.telling import tell
from commonweal.newsletter.choices import Choices
from commonweal.newsletter.emails import subscribing as emails
from commonweal.newsletter.exceptions import SubscriptionError
from commonweal.newsletter.models import Consent, Subscriber

Status = Subscriber.Status
SUBSCRIBED = (Status.ACTIVE, Status.PAUSED)
LEFT_SINCE = "You have left the newsletter since. Sign up again if you want it back."


@transaction.atomic
def sign_up(
    *,
    email: str,
    choices: Choices,
    wording: str,
    page: str,
    browser: str,
    at: datetime,
) -> Subscriber:
    """Take down that somebody asked for the newsletter, and write to the address.

    Whether an address is known shows in what is written to it, and nowhere else. Who
    gets the newsletter is told so, and nothing changes. Everybody else is sent a link
    to confirm with; so is one whom mail stopped for, since only their own confirmation
    lifts that.

    Args:
        wording: what they were told, kept as evidence.
        page: path of the page that it stood on.
        browser: SHA-256 of the cookie that their browser was given.
    """
    subscriber, is_new = _row_of(email.strip(), at=at)
    if subscriber.status in SUBSCRIBED:
        tell(emails.already(subscriber, at=at), at=at)
        return subscriber
    if subscriber.status == Status.WAITING and not is_new:
        # Those that have not confirmed are deleted after 30 days from here.
        subscriber.signed_up_at = at
        subscriber.save(update_fields=["signed_up_at"])
    consent = subscriber.consents.create(
        source=Consent.Source.FORM,
        wording=wording,
        page=page,
        given_at=at,
        choices=choices.as_json(),
        browser=browser,
    )
    drop_waiting_about(about=subscriber, at=at, templates=[emails.CONFIRM.key])
    tell(emails.confirm(consent, at=at), at=at)
    return subscriber


@transaction.atomic
def send_confirmation_again(*, consent: Consent, at: datetime) -> None:
    """Write once more to whoever's link is too old.

    Raises:
        SubscriptionError: they have left since.
    """
    subscriber = _locked(consent.subscriber_id)
    if subscriber.status == Status.LEFT:
        raise SubscriptionError(LEFT_SINCE)
    if subscriber.status in SUBSCRIBED or consent.confirmed_at:
        tell(emails.already(subscriber, at=at), at=at)
        return
    subscriber.signed_up_at = at
    subscriber.save(update_fields=["signed_up_at"])
    tell(emails.confirm(consent, at=at), at=at)


@transaction.atomic
def confirm(*, consent: Consent, at: datetime) -> Subscriber:
    """Begin to send what was chosen: the owner of the address has confirmed it.

    Lifts whatever kept mail from the address. Doing it again changes nothing, nor does
    the link of a second sign-up once the newsletter comes.

    Raises:
        SubscriptionError: they have left since.
    """
    subscriber = _locked(consent.subscriber_id)
    consent = Consent.objects.get(pk=consent.pk)
    if subscriber.status == Status.LEFT:
        raise SubscriptionError(LEFT_SINCE)
    if consent.confirmed_at is not None:
        return subscriber
    consent.confirmed_at, consent.browser = at, ""
    consent.save(update_fields=["confirmed_at", "browser"])
    if subscriber.status in SUBSCRIBED:
        # By another of their sign-ups. What they have changed since then stays.
        return subscriber
    _begin(subscriber, choices=Choices.from_json(consent.choices), at=at)
    return subscriber


@transaction.atomic
def accept_invitation(
    *, subscriber: Subscriber, wording: str, page: str, at: datetime
) -> Subscriber:
    """Begin to send the newsletter to somebody of a former list, who now asked for it.

    Raises:
        SubscriptionError: they have left since.
    """
    subscriber = _locked(subscriber.pk)
    if subscriber.status == Status.LEFT:
        raise SubscriptionError(LEFT_SINCE)
    if subscriber.status != Status.WAITING:
        return subscriber
    subscriber.consents.create(
        source=Consent.Source.INVITATION,
        wording=wording,
        page=page,
        given_at=at,
        confirmed_at=at,
        choices=Choices.of(subscriber).as_json(),
    )
    _begin(subscriber, choices=Choices.of(subscriber), at=at)
    return subscriber


def _begin(subscriber: Subscriber, *, choices: Choices, at: datetime) -> None:
    lift_suppression(address=subscriber.email)
    subscriber.status = Status.ACTIVE
    subscriber.confirmed_at = at
    subscriber.paused_until = subscriber.ended_at = None
    subscriber.stopped_because = ""
    subscriber.soft_failures, subscriber.last_failed_issue = 0, None
    subscriber.save(
        update_fields=[
            "status",
            "confirmed_at",
            "paused_until",
            "ended_at",
            "stopped_because",
            "soft_failures",
            "last_failed_issue",
        ]
    )
    choices.apply(subscriber)
    record("newsletter.confirmed", subject=subscriber, by=None, at=at)
    tell(emails.welcome(subscriber, at=at), at=at)


def _row_of(email: str, *, at: datetime) -> tuple[Subscriber, bool]:
    """Return the locked row of an address, and whether it was made now."""
    rows = Subscriber.objects.at_address(email).select_for_update()
    found = rows.first()
    if found is not None:
        return found, False
    try:
        with transaction.atomic():
            return Subscriber.objects.create(email=email, signed_up_at=at), True
    except IntegrityError:
        # Two presses at once: the other one was first.
        return rows.get(), False


def _locked(pk: int) -> Subscriber:
    return Subscriber.objects.select_for_update().get(pk=pk)
