"""What signers are written. Importing this declares the wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.mail.wording import declare
from commonweal.pledges import links
from commonweal.pledges.models import Signature, Version

NAMES = {
    "name": "Name of the person who signs",
    "covenant": "What the covenant is called",
    "signer": "The organisation, or the person who signs for themselves",
}
EXAMPLES = {
    "name": "Alex Example",
    "covenant": "Young Carers Covenant",
    "signer": "Example School",
}
OWN = {"own_link": "Their own page: renew, change the listing, withdraw"}

CONFIRM = declare(
    key="pledges.confirm",
    title="Pledge: confirm your address",
    subject="Confirm that you sign the {covenant}",
    body="""
Hello {name}

Somebody, most likely you, signed the {covenant} for {signer}. It counts once you have \
confirmed it.

Confirm it: {confirm_link}

The link works until {until}. If it was not you, do nothing: we delete what was typed \
after 30 days, and you will get nothing more from us.
""",
    placeholders={
        **NAMES,
        "confirm_link": "Page to confirm on",
        "until": "The last day of the link",
    },
    examples={**EXAMPLES, "until": "Monday 9 November 2026"},
)
SIGNED = declare(
    key="pledges.signed",
    title="Pledge: thank you",
    subject="Thank you for signing the {covenant}",
    body="""
Hello {name}

Thank you. {signer} has signed the {covenant}.

Keep this message: from your own page you can download a certificate, change whether \
you are named in public, renew, or withdraw at any time.

Your own page: {own_link}

We ask you once a year whether it still stands.
""",
    placeholders={**NAMES, **OWN},
    examples=EXAMPLES,
)
ALREADY = declare(
    key="pledges.already",
    title="Pledge: you have signed already",
    subject="You have signed the {covenant} already",
    body="""
Hello {name}

Somebody, most likely you, signed the {covenant} with this address again. It is signed \
already, for {signer}, so nothing has changed.

Your own page: {own_link}
""",
    placeholders={**NAMES, **OWN},
    examples=EXAMPLES,
)
RENEW = declare(
    key="pledges.renew",
    title="Pledge: does it still stand?",
    subject="Does it still stand? The {covenant}",
    body="""
Hello {name}

{signer} signed the {covenant} on {signed_on}. Does it still stand? Renew it, or \
withdraw: each takes one press.

Renew or withdraw: {own_link}

If you do nothing, we delete the signature on {ends_on}.
""",
    placeholders={
        **NAMES,
        **OWN,
        "signed_on": "The day they last signed",
        "ends_on": "The day on which it is deleted",
    },
    examples={
        **EXAMPLES,
        "signed_on": "9 November 2025",
        "ends_on": "9 November 2027",
    },
)
NEW_TEXT = declare(
    key="pledges.new_text",
    title="Pledge: there is a new text",
    subject="The {covenant} has a new text",
    body="""
Hello {name}

{signer} signed the {covenant} on {signed_on}. Its text has changed since.

{what_changed}

What you signed stays as it was until you sign the new text.

Read it, and sign it or withdraw: {own_link}
""",
    placeholders={
        **NAMES,
        **OWN,
        "signed_on": "The day they last signed",
        "what_changed": "What the editor wrote about the change",
    },
    examples={
        **EXAMPLES,
        "signed_on": "9 November 2025",
        "what_changed": "Point 3, on young adult carers, is new.",
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one signer, ready for the outbox.

    Attributes:
        template: the wording's key.
        which: what tells it from others of its kind to the same signer.
        is_transactional: it answers something that was done with the address.
    """

    template: str
    signature: Signature
    which: str
    values: Mapping[str, str]
    is_transactional: bool = True


def confirm(signature: Signature) -> Message:
    """Ask the owner of an address to confirm."""
    link = links.confirm_url(signature.pk, asked_at=signature.asked_at)
    until = write_date(localdate(signature.asked_at + links.LASTS))
    return _message(
        CONFIRM.key,
        signature,
        which=signature.asked_at.isoformat(),
        confirm_link=link,
        until=until,
    )


def signed(signature: Signature, *, at: datetime) -> Message:
    """Thank for a signature, or for its renewal."""
    return _own(SIGNED.key, signature, which=at.isoformat())


def already(signature: Signature, *, at: datetime) -> Message:
    """Tell somebody who signs again that nothing has changed."""
    return _own(ALREADY.key, signature, which=at.isoformat())


def renew(signature: Signature) -> Message:
    """Ask after a year, and once more, whether it still stands. For those who signed."""
    ends_at = signature.ends_at()
    return _own(
        RENEW.key,
        signature,
        which=f"{_day(signature.signed_at)}:{signature.reminders}",
        is_transactional=False,
        signed_on=_day(signature.signed_at),
        ends_on=_day(ends_at),
    )


def new_text(signature: Signature, version: Version) -> Message:
    """Ask somebody who signed an earlier text to sign the new one."""
    return _own(
        NEW_TEXT.key,
        signature,
        which=str(version.number),
        is_transactional=False,
        signed_on=_day(signature.signed_at),
        what_changed=version.what_changed or "The page says what it says now.",
    )


def _day(moment: datetime | None) -> str:
    return write_date(localdate(moment), weekday=False) if moment else ""


def _own(
    template: str,
    signature: Signature,
    *,
    which: str,
    is_transactional: bool = True,
    **values: str,
) -> Message:
    return _message(
        template,
        signature,
        which=which,
        is_transactional=is_transactional,
        own_link=links.own_url(signature.key),
        **values,
    )


def _message(
    template: str,
    signature: Signature,
    *,
    which: str,
    is_transactional: bool = True,
    **values: str,
) -> Message:
    names = {
        "name": signature.name,
        "covenant": signature.covenant.title,
        "signer": signature.shown_as,
    }
    return Message(
        template=template,
        signature=signature,
        which=which,
        values=names | values,
        is_transactional=is_transactional,
    )
