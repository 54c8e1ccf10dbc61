"""What subscribers do about their subscription themselves, short of leaving."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.governance.actions import record
from commonweal.mail.actions import lift_suppression
from commonweal.newsletter.actions.telling import tell
from commonweal.newsletter.choices import Choices
from commonweal.newsletter.emails import subscribing as emails
from commonweal.newsletter.exceptions import SubscriptionError
from commonweal.newsletter.models import AddressChange, Subscriber

Status = Subscriber.Status
LONGEST_PAUSE_IN_DAYS = 366
NOT_SUBSCRIBED = (
    "You do not get the newsletter any more, so there is nothing to change."
)
OVER = "This change of address no longer stands. Ask for it again in your preferences."
AT_ONCE = 500


def send_preferences_link(*, email: str, at: datetime) -> None:
    """Write to an address the link to its preferences, when it has any."""
    subscriber = Subscriber.objects.at_address(email).first()
    if subscriber is not None and subscriber.confirmed_at is not None:
        tell(emails.preferences(subscriber, at=at), at=at)


@transaction.atomic
def change_choices(*, subscriber: Subscriber, choices: Choices, at: datetime) -> None:
    """Change what somebody gets.

    Raises:
        SubscriptionError: they do not get it any more.
    """
    subscriber = _subscribed(subscriber)
    if Choices.of(subscriber) != choices:
        choices.apply(subscriber)
        record("newsletter.choices_changed", subject=subscriber, by=None, at=at)


@transaction.atomic
def pause(*, subscriber: Subscriber, until: date, at: datetime) -> None:
    """Send nothing until ``until``, a UK day; from that day on everything again.

    Raises:
        SubscriptionError: they do not get it any more, or the day is not to come
            within a year.
    """
    subscriber = _subscribed(subscriber)
    if not 0 < (until - localdate(at)).days <= LONGEST_PAUSE_IN_DAYS:
        raise SubscriptionError("Enter a day after today, and at most a year from now.")
    subscriber.status, subscriber.paused_until = Status.PAUSED, until
    subscriber.save(update_fields=["status", "paused_until"])
    record("newsletter.paused", subject=subscriber, by=None, at=at)


@transaction.atomic
def resume(*, subscriber: Subscriber, at: datetime) -> None:
    """End a pause now. Nothing changes for somebody who is not paused."""
    subscriber = _subscribed(subscriber)
    if subscriber.status == Status.PAUSED:
        subscriber.status, subscriber.paused_until = Status.ACTIVE, None
        subscriber.save(update_fields=["status", "paused_until"])
        record("newsletter.resumed", subject=subscriber, by=None, at=at)


@transaction.atomic
def resume_due(*, now: datetime) -> int:
    """End the pauses whose day has come. Returns how many; 500 at once at most."""
    due = Subscriber.objects.select_for_update(skip_locked=True).filter(
        status=Status.PAUSED, paused_until__lte=localdate(now)
    )[:AT_ONCE]
    for subscriber in due:
        subscriber.status, subscriber.paused_until = Status.ACTIVE, None
        subscriber.save(update_fields=["status", "paused_until"])
        record("newsletter.resumed", subject=subscriber, by=None, at=now)
    return len(due)


@transaction.atomic
def ask_new_address(*, subscriber: Subscriber, email: str, at: datetime) -> None:
    """Write to a new address, from which the change must be confirmed.

    One that gets the newsletter already is told so; the page says the same of both.

    Raises:
        SubscriptionError: they do not get it any more, or get it there already.
    """
    subscriber = _living(subscriber)
    other = Subscriber.objects.at_address(email).first()
    if other is not None and other.pk == subscriber.pk:
        raise SubscriptionError("The newsletter goes to this address already.")
    if other is not None and other.confirmed_at:
        tell(emails.already(other, at=at), at=at)
        return
    change = subscriber.address_changes.create(email=email.strip(), asked_at=at)
    tell(emails.new_address(change, at=at), at=at)


@transaction.atomic
def confirm_new_address(*, change: AddressChange, at: datetime) -> Subscriber:
    """Write to the new address from now on, and tell the former one.

    The owner of the new address asked for it from there, which lifts what kept mail
    from it. Doing it again changes nothing.

    Raises:
        SubscriptionError: they have left, the address has got a subscription of its
            own since, or another change was asked for later.
    """
    subscriber = _living(change.subscriber)
    change = AddressChange.objects.get(pk=change.pk)
    if change.confirmed_at is not None and subscriber.email == change.email:
        return subscriber
    if subscriber.address_changes.filter(pk__gt=change.pk).exists():
        raise SubscriptionError(OVER)
    _make_room(change)
    change.confirmed_at = at
    change.save(update_fields=["confirmed_at"])
    old, was_refused = subscriber.email, subscriber.status == Status.STOPPED
    lift_suppression(address=change.email)
    subscriber.email = change.email
    subscriber.soft_failures, subscriber.last_failed_issue = 0, None
    fields = ["email", "soft_failures", "last_failed_issue"]
    if was_refused:
        subscriber.status, subscriber.stopped_because = Status.ACTIVE, ""
        subscriber.ended_at = None
        fields += ["status", "stopped_because", "ended_at"]
    subscriber.save(update_fields=fields)
    record("newsletter.address_changed", subject=subscriber, by=None, at=at)
    if not was_refused:
        tell(emails.address_changed(subscriber, old=old, at=at), at=at)
    return subscriber


def _make_room(change: AddressChange) -> None:
    """Take away a sign-up of the new address that nobody confirmed."""
    other = Subscriber.objects.at_address(change.email)
    other = other.exclude(pk=change.subscriber_id)
    other.filter(status=Status.WAITING).delete()
    if other.exists():
        raise SubscriptionError(OVER)


def _living(subscriber: Subscriber) -> Subscriber:
    found = Subscriber.objects.select_for_update().get(pk=subscriber.pk)
    if found.status in {Status.LEFT, Status.WAITING}:
        raise SubscriptionError(NOT_SUBSCRIBED)
    return found


def _subscribed(subscriber: Subscriber) -> Subscriber:
    found = _living(subscriber)
    if found.status == Status.STOPPED:
        raise SubscriptionError(NOT_SUBSCRIBED)
    return found
