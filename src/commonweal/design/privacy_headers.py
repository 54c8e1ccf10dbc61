"""Headers for pages that must leave as little behind as possible."""

from django.http import HttpResponseBase


def leave_no_trail(response: HttpResponseBase) -> None:
    """Ask the browser to keep no copy and to tell no site where it came from.

    For every page that shows "Exit this page": the component's three presses
    of the shift key would otherwise send this page's address along, and Back
    would show it again from the browser's memory.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
