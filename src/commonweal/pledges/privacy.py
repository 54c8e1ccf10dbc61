from datetime import timedelta

from django.db.models import Q

from commonweal.governance.data_subjects import (
    Done,
    Erasing,
    Kept,
    Rows,
    Trace,
    by_address,
)
from commonweal.governance.retention import Holding, Part
from commonweal.pledges.actions.leaving import erase_signatures
from commonweal.pledges.models import KEPT_FOR, Covenant, Signature, Version


def _erase(rows: Rows, erasing: Erasing) -> int:
    return erase_signatures(rows, at=erasing.at)


HOLDINGS = [
    Holding(
        model=Covenant,
        reason="No personal data.",
        keep_for=None,
        other=frozenset(
            {"id", "slug", "title", "summary", "signers", "is_open", "edits"}
        ),
    ),
    Holding(
        model=Version,
        reason="To answer who published a text that people signed.",
        keep_for=None,
        personal=frozenset({"published_by"}),
        other=frozenset(
            {
                *("id", "covenant", "number", "text", "what_changed", "asks_again"),
                "published_at",
            }
        ),
        traces=(
            Trace(
                "published_by",
                fate=Kept("Who did it; the name behind the account is erased."),
                shows=frozenset({"covenant", "number", "published_at"}),
            ),
        ),
    ),
    Holding(
        model=Signature,
        reason=(
            "That somebody signs a covenant, with their consent: to count it, to name "
            "them in public where they agree, and to ask once a year whether it stands."
        ),
        keep_for=KEPT_FOR,
        clock_starts="signed_at",
        personal=frozenset(
            {
                *("covenant", "version", "key", "email", "name", "organisation"),
                *("role", "list_publicly", "asked_at", "first_signed_at", "signed_at"),
            }
        ),
        other=frozenset({"id", "status", "reminders", "told_of"}),
        parts=(
            Part(
                rows=Q(status=Signature.Status.WAITING),
                what="Signatures that were not confirmed",
                keep_for=timedelta(days=30),
                clock_starts="asked_at",
            ),
        ),
        traces=(
            Trace(
                by_address("email"),
                fate=Done(_erase, words="deleted"),
                shows=frozenset(
                    {
                        *("covenant", "version", "email", "name", "organisation"),
                        *("role", "list_publicly", "asked_at", "first_signed_at"),
                        "signed_at",
                    }
                ),
            ),
        ),
    ),
]
