"""The hash that ties one row of the log to the one before it."""

import json
from hashlib import sha256

from commonweal.sealed.models import LogEntry

BEFORE_ALL = "0" * 64


def hash_of(entry: LogEntry) -> str:
    """Return the SHA-256, in hexadecimal, over all that ``entry`` says and the hash
    of the entry before it. The moment counts in UTC."""
    said = [
        entry.number,
        int(entry.at.timestamp() * 1_000_000),
        entry.deed,
        entry.person_id,
        entry.team_id,
        entry.reference,
        entry.detail,
        entry.previous_hash,
    ]
    return sha256(json.dumps(said, ensure_ascii=True).encode("ascii")).hexdigest()
