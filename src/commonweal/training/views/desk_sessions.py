"""Everything about one session on one page."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from commonweal.people.access import PersonRequest, requires
from commonweal.training.models import Session
from commonweal.training.queries.desk_session import session_page


@requires("training.administer")
@require_safe
def session(request: PersonRequest, session_id: int) -> HttpResponse:
    """Show a session with its bookings, messages and what happened."""
    now = timezone.now()
    try:
        page = session_page(session_id, now=now)
    except Session.DoesNotExist:
        raise Http404 from None
    found = page.session
    over = found.ends_at is not None and found.ends_at <= now
    context = {
        "page": page,
        "session": found,
        "standing": found.standing(now=now, waiting=len(page.waiting)).label,
        "may_change": found.status != Session.Status.CANCELLED and not over,
    }
    return render(request, "training/desk/session.html", context)
