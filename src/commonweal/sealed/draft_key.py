"""The key of a draft, which only the sender's browser holds."""

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Self

from commonweal.sealed.definitions.questions import Answer
from commonweal.sealed.exceptions import DraftOverError
from commonweal.sealed.models import Draft
from commonweal.sealed.sealing import KEY_BYTES, Context, derived, new_key


@dataclass(frozen=True, slots=True)
class DraftKey:
    """What a draft's row is found and opened with. The row's name is a hash, so the
    database alone leads neither to the key nor to the cookie."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> Self:
        return cls(new_key())

    @classmethod
    def of_cookie(cls, words: str) -> Self:
        """Read a cookie that ``as_cookie`` wrote.

        Raises:
            DraftOverError: it is none.
        """
        try:
            secret = base64.b64decode(words + "=" * (-len(words) % 4), b"-_", True)
        except (ValueError, binascii.Error) as error:
            raise DraftOverError from error
        if len(secret) != KEY_BYTES:
            raise DraftOverError
        return cls(secret)

    def as_cookie(self) -> str:
        return base64.urlsafe_b64encode(self.secret).decode().rstrip("=")

    @property
    def name(self) -> str:
        """The row's primary key."""
        return sha256(b"draft" + self.secret).hexdigest()

    @property
    def key(self) -> bytes:
        """What the answers and files are sealed with."""
        return derived(self.secret, purpose="draft")

    def place(self, draft: Draft, group: str) -> Context:
        """Where a piece belongs: in this draft of this form, and nowhere else."""
        return Context(
            form=f"{draft.route.form}@{draft.route_id}",
            version=draft.version,
            submission=self.name,
            group=group,
        )


@dataclass(frozen=True, slots=True)
class DraftedFile:
    """An attachment of a draft. ``size`` in bytes."""

    id: str
    name: str
    content_type: str
    size: int
    is_clean: bool


@dataclass(frozen=True, slots=True)
class DraftContent:
    """What a draft holds when it is open.

    Attributes:
        answers: by question, including those that are no longer asked.
        sent: the reference once it has been sent; the rest is empty then.
    """

    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    files: tuple[DraftedFile, ...] = field(default=(), repr=False)
    sent: str = ""

    def with_answer(self, key: str, answer: Answer) -> Self:
        return replace(self, answers={**self.answers, key: answer})

    def as_bytes(self) -> bytes:
        files = [
            {name: getattr(file, name) for name in DraftedFile.__slots__}
            for file in self.files
        ]
        said: dict[str, Any] = {
            "answers": dict(self.answers),
            "files": files,
            "sent": self.sent,
        }
        return json.dumps(said).encode()

    @classmethod
    def of_bytes(cls, written: bytes) -> Self:
        said = json.loads(written)
        files = tuple(DraftedFile(**file) for file in said["files"])
        return cls(answers=said["answers"], files=files, sent=said["sent"])
