from datetime import timedelta

from commonweal.governance.retention import Holding
from commonweal.mail.models import (
    EnclosedFile,
    OutgoingEmail,
    Suppression,
    Wording,
)

HOLDINGS = [
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
    ),
    Holding(
        model=EnclosedFile,
        reason="A file sent with a message; erased together with its text.",
        keep_for=None,
        personal=frozenset({"content", "filename"}),
        other=frozenset({"id", "email", "position", "content_type", "as_alternative"}),
    ),
    Holding(
        model=Suppression,
        reason="Not to write to somebody who asked for no more. A fingerprint only.",
        keep_for=None,
        personal=frozenset({"fingerprint"}),
        other=frozenset({"id", "reason", "since"}),
    ),
    Holding(
        model=Wording,
        reason="The partnership's own words for a message, and who changed them.",
        keep_for=None,
        personal=frozenset({"changed_by"}),
        other=frozenset({"id", "template", "subject", "body", "changed_at"}),
    ),
]
