"""How long a public page may be kept: never past the next date that changes it."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date

# An editor's change shows within this time wherever a copy is kept.
LONGEST = timedelta(minutes=5)


def set_caching(
    response: HttpResponse,
    *,
    now: datetime,
    changed_at: datetime | None,
    changes_at: datetime | None,
    at_most: timedelta = LONGEST,
) -> None:
    """Let anyone keep ``response`` until it may be wrong, and ask again cheaply.

    Args:
        now: the aware moment the page was made for.
        changed_at: when the page last changed, by an editor or by a date.
        changes_at: the next moment at which a date changes it, if any.
        at_most: less than the usual time, for what others change by the minute.
    """
    keep = at_most if changes_at is None else min(at_most, changes_at - now)
    seconds = max(0, int(keep.total_seconds()))
    patch_cache_control(response, public=True, max_age=seconds)
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
