"""The moment a page is shown for: one for the whole of a request."""

from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone


def moment_of(request: HttpRequest) -> datetime:
    """Return the aware moment that this request's page shows the site at.

    It is read from the clock once, so that a page that straddles midnight does
    not contradict itself; a staff view may have set another moment first.
    """
    moment: datetime | None = getattr(request, "moment", None)
    if moment is None:
        moment = timezone.now()
        request.moment = moment  # type: ignore[attr-defined]
    return moment
