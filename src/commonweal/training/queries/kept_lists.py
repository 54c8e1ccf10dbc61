"""Which courses or dates a list has, worked out once a minute for whoever asks for it.

To find and to count what fits takes longer the more there is; to show a page of it does
not. So the keys are kept, and the page itself is read anew each time: what it says of a
date, its places left above all, is as it is now.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256

from django.core.cache import cache

from commonweal.training.queries.choices import Asked

KEPT_FOR = 60  # seconds


def kept_keys(
    name: str, asked: Asked, find: Callable[[], Iterable[int]], *, now: datetime
) -> list[int]:
    """Return the keys that ``find`` returns, or returned within this minute.

    Args:
        name: of the list.
        find: keys in their order; called when none are kept.
        now: another minute has another list, so that a page shown as of another moment
            has its own.
    """
    about = f"{name} {now:%Y-%m-%d %H:%M} {asked.query()}"
    # Hashed, because what people type has no place in a cache's keys.
    key = f"training-list-{sha256(about.encode()).hexdigest()}"
    found: list[int] | None = cache.get(key)
    if found is None:
        found = list(find())
        cache.set(key, found, KEPT_FOR)
    return found
