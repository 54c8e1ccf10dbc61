"""Read what mail servers send back: delivery reports (RFC 3464) and complaints (RFC
5965), from a mailbox file. No table is asked here."""

import mailbox
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from commonweal.newsletter.mail_failures import code_in, kind_of
from commonweal.newsletter.models import MailReport

# A report quotes the message that came back, seldom more than its headers.
LARGEST = 2 * 1024 * 1024


class UnreadableMailboxError(Exception):
    """A file is no mailbox. The text is fit to show."""


@dataclass(frozen=True, slots=True)
class ReportedFailure:
    """What a message says of one address; as ``actions.Report``, at an aware moment or
    None where it has no date."""

    event_id: str
    kind: MailReport.Kind
    address: str
    code: str
    at: datetime | None
    message_id: str


def messages_in(path: Path) -> Iterator[Message]:
    """Yield the messages of an mbox file, a Maildir directory, or one message's file.
    Nothing in it is changed.

    Raises:
        UnreadableMailboxError: it is none of these.
    """
    if path.is_dir():
        if not (path / "cur").is_dir():
            raise UnreadableMailboxError(
                f"{path}: a directory, and no Maildir: it has no directory “cur” in it."
            )
        yield from _parsed(mailbox.Maildir(path, create=False))
        return
    with path.open("rb") as file:
        start = file.read(LARGEST)
    if start.startswith(b"From "):
        yield from _parsed(mailbox.mbox(path, create=False))
        return
    message = BytesParser(policy=policy.compat32).parsebytes(start)
    if not message.keys():
        raise UnreadableMailboxError(
            f"{path}: no mailbox. Give an mbox file, a Maildir or one e-mail as a file."
        )
    yield message


def _parsed(box: "mailbox.Mailbox[Any]") -> Iterator[Message]:
    parser = BytesParser(policy=policy.compat32)
    with closing(box):
        for key in box.keys():  # noqa: SIM118 - a mailbox yields messages, not keys
            with box.get_file(key) as file:
                yield parser.parsebytes(file.read(LARGEST))


def failures_in(message: Message) -> Iterator[ReportedFailure]:
    """Yield what a message reports of each address; nothing when it is no report.

    A delay is none: the server still tries.
    """
    kind = str(message.get_param("report-type", "", "Content-Type")).lower()
    if message.get_content_type() != "multipart/report" or not message.is_multipart():
        return
    for part in message.walk():
        if kind == "delivery-status" and _is(part, "message/delivery-status"):
            yield from _refusals(message, part)
        elif kind == "feedback-report" and _is(part, "message/feedback-report"):
            yield from _complaints(message, part)


def _is(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind


def _refusals(message: Message, part: Message) -> Iterator[ReportedFailure]:
    for block in _blocks(part):
        address = _recipient(block)
        if str(block.get("Action", "")).strip().lower() != "failed" or not address:
            continue
        code = code_in(str(block.get("Status", "")))
        yield _failure(message, kind_of(code), address, code)


def _recipient(block: Message) -> str:
    """The address that we wrote to, where it is named; it may have been forwarded."""
    for name in ("Original-Recipient", "Final-Recipient"):
        _, _, address = str(block.get(name, "")).rpartition(";")
        if "@" in address:
            return parseaddr(address.strip())[1]
    return ""


def _complaints(message: Message, part: Message) -> Iterator[ReportedFailure]:
    for block in _blocks(part):
        named = str(block.get("Original-Rcpt-To", "")) or _addressee(message)
        address = parseaddr(named)[1]
        is_abuse = str(block.get("Feedback-Type", "")).strip().lower() == "abuse"
        if is_abuse and "@" in address:
            yield _failure(message, MailReport.Kind.COMPLAINT, address, "")


def _addressee(message: Message) -> str:
    """To whom the message went that the report encloses."""
    return _enclosed(message).get("To", "")


def _enclosed(message: Message) -> dict[str, str]:
    """The headers of the message that a report is about; none when it quotes none."""
    for part in message.walk():
        if _is(part, "message/rfc822"):
            for block in _blocks(part):
                return _headers(block)
        elif _is(part, "text/rfc822-headers"):
            quoted = part.get_payload(decode=True)
            if isinstance(quoted, bytes):
                return _headers(BytesParser(policy=policy.compat32).parsebytes(quoted))
    return {}


def _headers(message: Message) -> dict[str, str]:
    return {name: str(message.get(name, "")) for name in ("To", "Message-ID")}


def _blocks(part: Message) -> list[Message]:
    """The parts of fields of a report, each parsed as headers."""
    payload = part.get_payload()
    return (
        [each for each in payload if isinstance(each, Message)]
        if isinstance(payload, list)
        else []
    )


def _failure(
    message: Message, kind: MailReport.Kind, address: str, code: str
) -> ReportedFailure:
    # Without a Message-ID of its own, what it is made of tells it from others.
    name = str(message.get("Message-ID", "")).strip() or message.as_string()
    digest = sha256(f"{name}\n{address.lower()}\n{kind}".encode(errors="replace"))
    return ReportedFailure(
        event_id=f"mailbox:{digest.hexdigest()}",
        kind=kind,
        address=address,
        code=code,
        at=_moment(message),
        message_id=_enclosed(message).get("Message-ID", "").strip(),
    )


def _moment(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(str(message.get("Date", "")))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
