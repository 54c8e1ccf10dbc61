"""What the pages behind links in e-mails have in common."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonweal.newsletter.exceptions import NewsletterError

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """Nobody keeps a copy, no other site is told the address, and what cannot be done
    is said on a page of its own."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except NewsletterError as error:
            response = over(request, str(error))
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return guarded


def over(request: HttpRequest, why: str) -> HttpResponse:
    """Say kindly that a link leads nowhere any more."""
    context = {"why": why}
    return render(request, "newsletter/by_link/over.html", context, status=410)
