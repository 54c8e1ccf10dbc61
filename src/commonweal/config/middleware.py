"""The content security policy, looser in the editor's admin; and a path without cookies."""

from collections.abc import Callable
from typing import Any

from csp.constants import NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponse, HttpResponseBase

ADMIN_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
    "object-src": [NONE],
    "base-uri": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
}


class PolicyMiddleware(CSPMiddleware):
    """Strict everywhere but under /admin/, which styles and scripts itself inline.

    A page shown in the admin's preview is a public page and keeps the strict
    policy: the preview is asked for by its own ``request`` and framed.
    """

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        *args: Any,
        **kwargs: Any,
    ) -> PolicyParts:
        """Return the policy for this response, as django-csp builds it."""
        parts = super().get_policy_parts(request, response, *args, **kwargs)
        if request.path_info.startswith("/admin/") and parts.replace is None:
            parts.replace = dict(ADMIN_POLICY)
        return parts


class NobodyMiddleware:
    """Takes the cookies from requests for the right door, before anything reads them.

    Its pages are the same for everybody and must open while the database is down. With
    no cookie there is no session to look up, no person, and nothing to set again,
    whoever has signed in and whatever a room below adds to a request later.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/right-door/"):
            request.COOKIES = {}
            request.META.pop("HTTP_COOKIE", None)
        return self.get_response(request)
