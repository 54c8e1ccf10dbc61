from datetime import timedelta

from commonweal.governance.data_subjects import (
    DataSubject,
    Deleted,
    Done,
    Find,
    Kept,
    Rows,
    Trace,
    about_their_records,
    by_address,
)
from commonweal.governance.retention import Holding
from commonweal.mail.actions import erase_messages
from commonweal.mail.models import (
    EnclosedFile,
    OutgoingEmail,
    Suppression,
    Wording,
    fingerprint,
)

# The text of a sign-in code is for the addressee only, whoever downloads the rest.
SENT = frozenset({"template", "status", "queued_at", "send_at", "sent_at"})
NOT_TO_BE_WRITTEN_TO = (
    "So that nobody writes again to somebody who asked for no more: a fingerprint, "
    "from which the address cannot be read."
)
ERASED = Done(
    lambda rows, erasing: erase_messages(rows, at=erasing.at),
    words="address, subject, text and files erased; not sent if not sent yet",
    because="That a message of this kind was sent, without to whom.",
)


def _legible(find: Find, moment: str = "secret_until") -> Find:
    """Return what finds the same rows, without those of a message with a secret."""

    def legible(every: Rows, subject: DataSubject) -> Rows:
        return find(every, subject).filter(**{moment: None})

    return legible


def _their_suppression(every: Rows, subject: DataSubject) -> Rows:
    return every.filter(fingerprint=fingerprint(subject.address))


HOLDINGS = [
    # Before the messages they go with, whose address finds them.
    Holding(
        model=EnclosedFile,
        reason="A file sent with a message; erased together with its text.",
        keep_for=None,
        personal=frozenset({"content", "filename"}),
        other=frozenset({"id", "email", "position", "content_type", "as_alternative"}),
        traces=(
            Trace(
                _legible(by_address("email__to"), "email__secret_until"),
                fate=Deleted(),
                shows=frozenset({"email", "filename", "content_type", "content"}),
            ),
            Trace(by_address("email__to"), fate=Deleted(), shows=frozenset({"email"})),
            Trace(
                about_their_records("email__about_type", "email__about_id"),
                fate=Deleted(),
                shows=frozenset({"email", "content_type"}),
            ),
        ),
    ),
    Holding(
        model=OutgoingEmail,
        reason=(
            "To show that a message was sent, and to send it again. The text of a "
            "sign-in code is erased when it expires, every other text after 90 days."
        ),
        keep_for=timedelta(days=365),
        clock_starts="send_at",
        personal=frozenset(
            {"to", "subject", "text", "html", "headers", "about_type", "about_id"}
        ),
        other=frozenset(
            {
                "id",
                "key",
                "template",
                "sender",
                "message_id",
                "is_transactional",
                "queued_at",
                "send_at",
                "useless_after",
                "secret_until",
                "text_erased_at",
                "status",
                "attempts",
                "next_attempt_at",
                "claimed_by",
                "sent_at",
                "last_error",
            }
        ),
        traces=(
            Trace(
                _legible(by_address("to")),
                fate=ERASED,
                shows=SENT | {"to", "subject", "text", "about_type", "about_id"},
            ),
            Trace(by_address("to"), fate=ERASED, shows=SENT | {"to"}),
            # What was written to others about them, to their line manager say.
            Trace(
                about_their_records("about_type", "about_id"),
                fate=ERASED,
                shows=SENT | {"about_type", "about_id"},
            ),
        ),
    ),
    Holding(
        model=Suppression,
        reason="Not to write to somebody who asked for no more. A fingerprint only.",
        keep_for=None,
        personal=frozenset({"fingerprint"}),
        other=frozenset({"id", "reason", "since"}),
        traces=(
            Trace(
                _their_suppression,
                fate=Kept(NOT_TO_BE_WRITTEN_TO),
                shows=frozenset({"reason", "since"}),
            ),
        ),
    ),
    Holding(
        model=Wording,
        reason="The partnership's own words for a message, and who changed them.",
        keep_for=None,
        personal=frozenset({"changed_by"}),
        other=frozenset({"id", "template", "subject", "body", "changed_at"}),
        traces=(
            Trace(
                "changed_by",
                fate=Kept("Who changed it; the name behind the account is erased."),
                shows=frozenset({"template", "changed_at"}),
            ),
        ),
    ),
]
