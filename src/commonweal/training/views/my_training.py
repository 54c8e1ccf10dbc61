"""Everything that is somebody's own: bookings, what is due again, their calendar."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.people.access import PersonRequest, signed_in


@signed_in
@require_safe
def mine(request: PersonRequest) -> HttpResponse:
    """What is to come, what waits for an answer, and what was attended."""
    return render(request, "training/booking/mine.html")
