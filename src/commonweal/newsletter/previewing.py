"""An issue as one recipient gets it: the message itself, and what was read back from it.

What a preview shows comes out of the bytes that would be handed to a mail server, not
out of the templates: a fault between the two shows.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from enum import StrEnum

from commonweal.design.addresses import host_name
from commonweal.design.models import Brand
from commonweal.newsletter.actions.sending import envelope_of
from commonweal.newsletter.assembling import Told, chosen, items_of
from commonweal.newsletter.models import (
    Edition,
    Issue,
    IssueItem,
    NewsletterSettings,
    Subscriber,
)
from commonweal.newsletter.rendering import render

CLIPPED_AT = 102 * 1024
"""Bytes of HTML from which Gmail cuts a message short."""

SHOWN_HEADERS = ("From", "Reply-To", "To", "Subject", "List-Id", "List-Unsubscribe")
DARK = re.compile(r"prefers-color-scheme:\s*dark")
BOTH = re.compile(
    r'(?<=color-scheme:)light dark|(?<=schemes:)light dark|(?<=")light dark'
)


class Way(StrEnum):
    """A way to look at a message."""

    WIDE = "wide"
    PHONE = "phone"
    DARK = "dark"
    DARK_PHONE = "dark-phone"
    NO_PICTURES = "no-pictures"
    TEXT = "text"
    SOURCE = "source"

    @property
    def words(self) -> str:
        return WORDS[self]

    @property
    def is_framed(self) -> bool:
        return self not in (Way.TEXT, Way.SOURCE)

    @property
    def is_dark(self) -> bool:
        return self in (Way.DARK, Way.DARK_PHONE)

    @property
    def is_narrow(self) -> bool:
        return self in (Way.PHONE, Way.DARK_PHONE)


WORDS: Mapping[Way, str] = {
    Way.WIDE: "Wide screen",
    Way.PHONE: "Phone",
    Way.DARK: "Dark, wide screen",
    Way.DARK_PHONE: "Dark, phone",
    Way.NO_PICTURES: "Pictures off",
    Way.TEXT: "Plain text",
    Way.SOURCE: "Source",
}


@dataclass(frozen=True, slots=True)
class Recipient:
    """What somebody chose, as far as it decides what they get.

    Attributes:
        number: of a subscriber; None for somebody who is only imagined.
    """

    sector_id: int | None = None
    topic_ids: frozenset[int] = frozenset()
    number: int | None = None

    @classmethod
    def of(cls, subscriber: Subscriber) -> "Recipient":
        topics = subscriber.topics.values_list("pk", flat=True)
        return cls(subscriber.sector_id, frozenset(topics), subscriber.pk)


@dataclass(frozen=True, slots=True)
class Preview:
    """A message, and its parts read back from it.

    Attributes:
        content: the message as it would leave (RFC 5322).
        count: how many items stand in it.
        is_frozen: whether it is what was, or is being, sent.
        is_for_nobody: whether there is no copy, because nothing in it is for them.
    """

    content: bytes
    headers: tuple[tuple[str, str], ...]
    html: str
    text: str
    count: int
    is_frozen: bool
    is_for_nobody: bool

    @property
    def source(self) -> str:
        return self.content.decode("ascii", errors="replace").replace("\r\n", "\n")

    @property
    def html_bytes(self) -> int:
        return len(self.html.encode())

    @property
    def is_clipped(self) -> bool:
        return self.html_bytes >= CLIPPED_AT


def preview_of(
    issue: Issue, recipient: Recipient, *, to: str, link: str, at: datetime
) -> Preview:
    """Return the message that ``recipient`` would get at this moment.

    Of an issue that was frozen it is the edition they got, or would have got.

    Args:
        to: the address that the message names as its receiver.
        link: stands in place of the recipient's own links, which act for them.
    """
    items = {item.pk: item for item in items_of(issue)}
    keys = chosen(
        [Told.of(item) for item in items.values()],
        sector_id=recipient.sector_id,
        topic_ids=recipient.topic_ids,
    )
    frozen = _frozen(issue, keys)
    shown = frozen or _as_it_stands(issue, [items[key] for key in keys])
    content = envelope_of(shown).fill(
        to=to,
        preferences=link,
        unsubscribe=link,
        message_id=f"<preview-{issue.pk}@{host_name()}>",
        date=at,
    )
    return _read_back(
        content,
        count=len(keys),
        is_frozen=frozen is not None,
        is_for_nobody=not (keys or issue.leader_words),
    )


def _as_it_stands(issue: Issue, items: Sequence[IssueItem]) -> Edition:
    """The edition that would be frozen now; not stored."""
    rendered = render(
        issue,
        items,
        settings=NewsletterSettings.load(),
        brand=Brand.of_default_site(),
    )
    return Edition(
        issue=issue, subject=rendered.subject, html=rendered.html, text=rendered.text
    )


def _frozen(issue: Issue, keys: tuple[int, ...]) -> Edition | None:
    """The edition with those items; None when nobody has one."""
    if issue.frozen_at is None:
        return None
    editions = issue.editions.values_list("pk", "items")
    found = next((pk for pk, held in editions if held == list(keys)), None)
    return None if found is None else issue.editions.get(pk=found)


def _read_back(
    content: bytes, *, count: int, is_frozen: bool, is_for_nobody: bool
) -> Preview:
    message = message_from_bytes(content, policy=policy.default)
    parts = {
        part.get_content_type(): part.get_content()
        for part in message.walk()
        if not part.is_multipart()
    }
    headers = ((name, str(message.get(name, ""))) for name in SHOWN_HEADERS)
    return Preview(
        content=content,
        headers=tuple((name, words) for name, words in headers if words),
        html=parts["text/html"],
        text=parts["text/plain"].replace("\r\n", "\n"),
        count=count,
        is_frozen=is_frozen,
        is_for_nobody=is_for_nobody,
    )


def as_shown(html: str, *, way: Way) -> str:
    """Return a message's HTML as a mail program of one colour scheme shows it, whichever
    the editor's own device has; its links open in the whole window."""
    scheme = "dark" if way.is_dark else "light"
    # The first is true of every screen, the second of none.
    asked = "min-width:0" if way.is_dark else "max-width:0"
    shown = BOTH.sub(scheme, DARK.sub(asked, html))
    return shown.replace("<head>", '<head><base target="_top">', 1)
