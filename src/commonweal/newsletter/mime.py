"""An edition as a message on the wire, built once and filled in for each recipient.

Building a message costs more than handing it over, so the parts that are the same
for everybody are encoded once, with a gap where each recipient's own links stand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape
from quopri import encodestring
from typing import Self

from commonweal.newsletter.placeholders import PREFERENCES, UNSUBSCRIBE

GAP = re.compile(f"({PREFERENCES}|{UNSUBSCRIBE})")
LONGEST_LINE = 72  # An encoded line has at most 76 characters (RFC 2045, 6.7).
SOFT_BREAK = "=\r\n"
NOT_IN_A_HEADER = re.compile(r"[\x00-\x20\x7f<>,;]")


@dataclass(frozen=True, slots=True)
class Gap:
    """Where one recipient's own link is put in."""

    name: str
    in_html: bool


@dataclass(frozen=True, slots=True)
class Envelope:
    """One edition, ready to be filled in.

    Attributes:
        head: the headers that are the same for everybody.
        body: encoded pieces, and the gaps between them.
        sender: as people see it, "Name <address>".
        subject, html, text, headers: the same unencoded, for services that
            encode by themselves.
    """

    head: bytes
    body: tuple[bytes | Gap, ...]
    sender: str
    subject: str
    html: str
    text: str
    headers: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        """The sender's address alone, to which servers report failures."""
        return parseaddr(self.sender)[1]

    @classmethod
    def of(
        cls,
        *,
        subject: str,
        html: str,
        text: str,
        sender: str,
        reply_to: str = "",
        list_id: str,
    ) -> Self:
        """Return the envelope of an edition.

        Args:
            html, text: with the words of ``placeholders`` in place of links.
            sender: "Name <address>", or an address.
            list_id: the list's identifier without brackets (RFC 2919), for
                example ``newsletter.www.example.org``; the same for ever.

        Raises:
            ValueError: a header holds a line break.
        """
        own = (
            ("List-Id", f"<{list_id}>"),
            ("Auto-Submitted", "auto-generated"),  # RFC 3834, 5
            ("Precedence", "bulk"),
            *((("Reply-To", reply_to),) if reply_to else ()),
        )
        boundary = _boundary(html + text)
        message = EmailMessage(policy=policy.SMTP)
        message["From"] = sender
        message["Subject"] = subject
        for name, value in own:
            message[name] = value
        message["MIME-Version"] = "1.0"
        message["Content-Type"] = f'multipart/alternative; boundary="{boundary}"'
        head = b"".join(policy.SMTP.fold_binary(*each) for each in message.items())
        return cls(
            head=head + b"\r\n",
            body=tuple(_body(text=text, html=html, boundary=boundary)),
            sender=sender,
            subject=subject,
            html=html,
            text=text,
            headers=own,
        )

    def fill(
        self,
        *,
        to: str,
        preferences: str,
        unsubscribe: str,
        message_id: str,
        date: datetime,
    ) -> bytes:
        """Return the whole message for one recipient (RFC 5322), lines ended by CRLF.

        ``List-Unsubscribe`` and ``List-Unsubscribe-Post`` let mail programs show a
        button of their own (RFC 8058).

        Raises:
            ValueError: the address or a link cannot stand in a header.
        """
        own = {PREFERENCES: preferences, UNSUBSCRIBE: unsubscribe}
        filled = [
            piece
            if isinstance(piece, bytes)
            else _link(own[piece.name], in_html=piece.in_html)
            for piece in self.body
        ]
        headers = {
            "To": as_ascii(to),
            "Date": format_datetime(date),
            **own_headers(unsubscribe=unsubscribe, message_id=message_id),
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return b"".join([lines.encode("ascii"), self.head, *filled])

    def texts(self, *, preferences: str, unsubscribe: str) -> tuple[str, str]:
        """Return text and HTML for one recipient, unencoded."""
        own = {PREFERENCES: preferences, UNSUBSCRIBE: unsubscribe}
        return (
            GAP.sub(lambda gap: own[gap[0]], self.text),
            GAP.sub(lambda gap: escape(own[gap[0]]), self.html),
        )


def own_headers(*, unsubscribe: str, message_id: str) -> dict[str, str]:
    """Return the headers that each recipient has of their own.

    Raises:
        ValueError: one of them cannot stand in a header.
    """
    if NOT_IN_A_HEADER.search(unsubscribe):
        raise ValueError("An address for leaving must be one word.")
    return {
        "Message-ID": message_id,
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def as_ascii(address: str) -> str:
    """Return an e-mail address with its domain as mail servers know it (IDNA).

    Raises:
        ValueError: it cannot be written in ASCII, or would end a header.
    """
    name, _, domain = address.rpartition("@")
    if NOT_IN_A_HEADER.search(address) or not name.isascii():
        raise ValueError("This address cannot be written in a message.")
    return f"{name}@{domain.encode('idna').decode()}"


def _body(*, text: str, html: str, boundary: str) -> Iterator[bytes | Gap]:
    """Yield both parts in quoted-printable, which no server needs to change."""
    for kind, content in (("plain", text), ("html", html)):
        yield (
            f"--{boundary}\r\n"
            f'Content-Type: text/{kind}; charset="utf-8"\r\n'
            "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        ).encode()
        for piece in GAP.split(content):
            if piece in (PREFERENCES, UNSUBSCRIBE):
                yield Gap(piece, in_html=kind == "html")
            else:
                yield _encoded(piece)
        yield b"\r\n"
    yield f"--{boundary}--\r\n".encode()


def _encoded(piece: str) -> bytes:
    lines = encodestring(piece.replace("\r\n", "\n").encode())
    return lines.replace(b"\n", b"\r\n")


def _link(address: str, *, in_html: bool) -> bytes:
    """A link on encoded lines of its own, which are joined when decoded."""
    words = (escape(address) if in_html else address).replace("=", "=3D")
    # Not between "=" and its digits, where a line must not end.
    lines = re.findall(rf".{{1,{LONGEST_LINE}}}(?<!=)(?<!=3)", words)
    return f"{SOFT_BREAK}{SOFT_BREAK.join(lines)}{SOFT_BREAK}".encode("ascii")


def _boundary(content: str) -> str:
    """A line between the parts that stands in neither."""
    boundary = "=_commonweal"
    while boundary in content:
        boundary += "_"
    return boundary
