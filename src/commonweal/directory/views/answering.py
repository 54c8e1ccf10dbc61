"""Answers that anyone may keep for some minutes, and those nobody may."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime

from commonweal.design.caching import set_caching
from commonweal.design.privacy_headers import leave_no_trail
from commonweal.directory.models import Contact


def answer(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    now: datetime,
    is_sensitive: bool,
    status: int = 200,
) -> HttpResponse:
    """Show a page of the directory; with the way out when it is sensitive.

    No other site learns from any of these pages where its visitor comes from.
    """
    context = {"now": now, "shows_exit": is_sensitive, **context}
    if is_sensitive:
        context["help_lines"] = Contact.objects.help_lines().with_numbers()
    response = render(request, template, context, status=status)
    if is_sensitive:
        leave_no_trail(response)
        return response
    keep_until_midnight(response, now=now)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def keep_until_midnight(response: HttpResponse, *, now: datetime) -> None:
    """Let anyone keep it for five minutes, and never past the day: what is shown and
    which dates are past changes with it."""
    tomorrow = localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    set_caching(
        response, now=now, changed_at=None, changes_at=tomorrow + timedelta(days=1)
    )
