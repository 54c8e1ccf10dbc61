"""Headers for pages that must leave as little behind as possible."""

from collections.abc import Iterable

from django.http import HttpResponseBase, HttpResponseRedirect

WEATHER = "https://www.bbc.co.uk/weather"
"""Where GOV.UK's own component leads: a page nobody has to explain."""


def leave_no_trail(response: HttpResponseBase) -> None:
    """Ask the browser to keep no copy and to tell no site where it came from.

    For every page that shows "Exit this page": the component's three presses
    of the shift key would otherwise send this page's address along, and Back
    would show it again from the browser's memory.
    """
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"


def leave(*, forget: Iterable[tuple[str, str]] = ()) -> HttpResponseRedirect:
    """Lead somebody to the weather page, and take cookies of ours from their browser.

    For the address that "Exit this page" leads to where there is a draft. It may be a
    GET, because it only forgets, and only for the browser that holds the cookie: a
    program that follows links has none. The component hides the page before it asks,
    so that a slow answer shows nothing.

    Args:
        forget: the cookies, each by its name and its path.
    """
    response = HttpResponseRedirect(WEATHER)
    for name, path in forget:
        response.delete_cookie(name, path=path, samesite="Strict")
    leave_no_trail(response)
    return response
