from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from commonweal.mail.letters import Enclosure


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message to one address, ready for the outbox.

    Attributes:
        key: what it is, so that it is queued once only.
        template: the wording's key.
        to: empty for somebody who cannot be written to: nothing is sent.
        useless_after: not sent from then on.
    """

    key: str
    template: str
    to: str
    values: Mapping[str, str | Sequence[str]]
    about: Model
    enclosures: tuple[Enclosure, ...] = ()
    useless_after: datetime | None = None
