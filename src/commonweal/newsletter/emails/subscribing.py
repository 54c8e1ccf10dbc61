"""What people are written about their subscription. All of it answers something that
somebody did with the address, so it is sent to suppressed addresses too."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.mail.wording import declare
from commonweal.newsletter import links
from commonweal.newsletter.models import (
    AddressChange,
    Consent,
    NewsletterSettings,
    Subscriber,
)

NAME = {"newsletter": "What the newsletter is called"}
EXAMPLE = {"newsletter": "Partnership newsletter"}

CONFIRM = declare(
    key="newsletter.confirm",
    title="Newsletter: confirm your address",
    subject="{newsletter}: confirm that you want it",
    body="""
Hello

Somebody, most likely you, asked us to send you our newsletter, “{newsletter}”. \
Please confirm it.

Send me the newsletter: {confirm_link}

The link works until {until}. If it was not you, do nothing: you will get nothing more \
from us.
""",
    placeholders={
        **NAME,
        "confirm_link": "Confirms the address",
        "until": "The last day of the link",
    },
    examples={**EXAMPLE, "until": "Monday 9 November 2026"},
)

ALREADY = declare(
    key="newsletter.already",
    title="Newsletter: you get it already",
    subject="{newsletter}: you are subscribed already",
    body="""
Hello

Somebody, most likely you, asked us to send you our newsletter, “{newsletter}”. You get \
it already, so nothing has changed.

To change what you get, to pause or to leave, open your preferences.

Your preferences: {preferences_link}
""",
    placeholders={**NAME, "preferences_link": "Their preferences"},
    examples=EXAMPLE,
)

WELCOME = declare(
    key="newsletter.welcome",
    title="Newsletter: welcome",
    subject="{newsletter}: you are subscribed",
    body="""
Hello

Thank you. From now on we send you:

{choices}

You can change this, pause it, or use another address at any time.

Your preferences: {preferences_link}

To leave, open {unsubscribe_link}
""",
    placeholders={
        **NAME,
        "choices": "What they will get",
        "preferences_link": "Their preferences",
        "unsubscribe_link": "Leaves the newsletter",
    },
    examples={**EXAMPLE, "choices": "the newsletter, once a month"},
)

PREFERENCES = declare(
    key="newsletter.preferences",
    title="Newsletter: link to the preferences",
    subject="{newsletter}: your preferences",
    body="""
Hello

You asked for the link to your preferences. There you can change what you get, pause, \
use another address, or leave.

Your preferences: {preferences_link}
""",
    placeholders={**NAME, "preferences_link": "Their preferences"},
    examples=EXAMPLE,
)

NEW_ADDRESS = declare(
    key="newsletter.new_address",
    title="Newsletter: confirm your new address",
    subject="{newsletter}: confirm your new address",
    body="""
Hello

Somebody who gets our newsletter, “{newsletter}”, asked us to send it to this address \
from now on. Please confirm it.

Send it to this address: {confirm_link}

The link works until {until}. If it was not you, do nothing: you will get nothing more \
from us.
""",
    placeholders={
        **NAME,
        "confirm_link": "Confirms the new address",
        "until": "The last day of the link",
    },
    examples={**EXAMPLE, "until": "Monday 9 November 2026"},
)

ADDRESS_CHANGED = declare(
    key="newsletter.address_changed",
    title="Newsletter: sent to another address",
    subject="{newsletter} goes to another address now",
    body="""
Hello

As you asked, we send our newsletter to your other address from now on, and nothing \
more to this one.

If you did not ask for this, sign up again with this address: {sign_up_link}
""",
    placeholders={**NAME, "sign_up_link": "The page to sign up"},
    examples=EXAMPLE,
)

INVITATION = declare(
    key="newsletter.invitation",
    title="Newsletter: invitation to a former list",
    subject="{newsletter}: do you want it from now on?",
    body="""
Hello

Your address was on our former mailing list. We have no record that you asked for it, \
so we ask you now, once.

Yes, send me the newsletter: {accept_link}

The link works until {until}. If you do nothing, you will get nothing more from us, and \
we forget your address after 30 days.
""",
    placeholders={
        **NAME,
        "accept_link": "Accepts the invitation",
        "until": "The last day of the link",
    },
    examples={**EXAMPLE, "until": "Monday 9 November 2026"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address, ready for the outbox.

    Attributes:
        key: what it is, so that it is queued once only.
        template: the wording's key.
        secret_until: it holds a link that acts for the subscriber; staff never see it.
    """

    key: str
    template: str
    to: str
    values: Mapping[str, str | list[str]]
    about: Model
    secret_until: datetime
    sender: str
    reply_to: str
    is_transactional: bool = True


def confirm(consent: Consent, *, at: datetime) -> Message:
    """Ask the owner of an address to confirm a sign-up."""
    return _message(
        CONFIRM.key,
        consent.subscriber,
        at=at,
        key=f"{consent.pk}",
        confirm_link=links.confirm_url(consent.pk, at=at),
        until=_until(at),
    )


def already(subscriber: Subscriber, *, at: datetime) -> Message:
    """Tell somebody who signed up again that they are subscribed."""
    preferences = links.preferences_url(subscriber.key)
    return _message(ALREADY.key, subscriber, at=at, preferences_link=preferences)


def welcome(subscriber: Subscriber, *, at: datetime) -> Message:
    """Tell a new subscriber what they will get, and how to change it."""
    return _message(
        WELCOME.key,
        subscriber,
        at=at,
        choices=what_they_get(subscriber),
        preferences_link=links.preferences_url(subscriber.key),
        unsubscribe_link=links.unsubscribe_url(subscriber.key),
    )


def preferences(subscriber: Subscriber, *, at: datetime) -> Message:
    """Send the link to somebody's preferences."""
    link = links.preferences_url(subscriber.key)
    return _message(PREFERENCES.key, subscriber, at=at, preferences_link=link)


def new_address(change: AddressChange, *, at: datetime) -> Message:
    """Ask the owner of a new address to confirm it."""
    return _message(
        NEW_ADDRESS.key,
        change.subscriber,
        at=at,
        to=change.email,
        confirm_link=links.new_address_url(change.pk, at=at),
        until=_until(at),
    )


def address_changed(subscriber: Subscriber, *, old: str, at: datetime) -> Message:
    """Tell the former address that nothing more comes to it."""
    again = links.sign_up_url()
    return _message(ADDRESS_CHANGED.key, subscriber, at=at, to=old, sign_up_link=again)


def invitation(subscriber: Subscriber, *, at: datetime) -> Message:
    """Ask an address of an imported list, once, whether it wants the newsletter."""
    return _message(
        INVITATION.key,
        subscriber,
        at=at,
        is_transactional=False,
        accept_link=links.invitation_url(subscriber.key, at=at),
        until=_until(at),
    )


def what_they_get(subscriber: Subscriber) -> list[str]:
    """Return it as points: the monthly issue, and what they chose besides."""
    return [
        "the newsletter, once a month",
        *(["training dates, once a week"] if subscriber.training_weekly else []),
        *(["news, on days when there is some"] if subscriber.news_daily else []),
    ]


def _until(at: datetime) -> str:
    return write_date(localdate(at + links.LASTS))


def _message(
    template: str,
    subscriber: Subscriber,
    *,
    at: datetime,
    key: str = "",
    to: str = "",
    is_transactional: bool = True,
    **values: str | list[str],
) -> Message:
    settings = NewsletterSettings.load()
    return Message(
        key=f"{template}:{subscriber.pk}:{key}:{at.isoformat()}",
        template=template,
        to=to or subscriber.email,
        values={"newsletter": settings.name, **values},
        about=subscriber,
        secret_until=at + links.LASTS,
        sender=settings.sender,
        reply_to=settings.reply_to,
        is_transactional=is_transactional,
    )
