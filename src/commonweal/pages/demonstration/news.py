"""One news item as these modules write it."""

from dataclasses import dataclass
from datetime import date, datetime

from commonweal.pages.demonstration.writing import Block


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """News before it is a page. Short names refer to the register.

    Attributes:
        dates: the words an editor would type, one line each.
        until: when it leaves the lists; otherwise its last date decides.
        goes_live_at: for an item that is ready and waits for its hour.
        is_draft: nobody has published it yet.
        replaces: the slug of an item written earlier.
    """

    slug: str
    title: str
    published: date
    summary: str
    body: list[Block]
    dates: str = ""
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    section: str = ""
    until: datetime | None = None
    is_evergreen: bool = False
    is_pinned: bool = False
    is_sensitive: bool = False
    course: str = ""
    booking: str = ""
    booking_partner: str = ""
    booking_address: str = ""
    booking_contact: str = ""
    joint_with: tuple[str, ...] = ()
    replaces: str = ""
    goes_live_at: datetime | None = None
    is_draft: bool = False
