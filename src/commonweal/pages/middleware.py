"""A sentence for the editor wherever the date guardian stops something."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from commonweal.pages.exceptions import DatesInQuestionError

View = Callable[[HttpRequest], HttpResponse]


class DatesInQuestionMiddleware:
    """Turns a refusal in the editor's admin into a message on the page before.

    The editor's form asks in its own way. This is for every other way to
    publish, bulk actions, approval in a workflow, a copy: whichever there are,
    each ends here rather than on an error page. The view's transaction has been
    rolled back by then, so nothing of it was done.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Answer a refusal under /admin/; leave everything else as it is."""
        if not isinstance(exception, DatesInQuestionError):
            return None
        if not request.path_info.startswith("/admin/"):
            return None
        words = f"Nothing was published. {exception} Open it and decide there."
        back = came_from(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What Wagtail's modal of a workflow step understands.
            messages.error(request, words)
            return JsonResponse({"step": "success", "redirect": back})
        messages.error(request, words)
        return redirect(back)


def came_from(request: HttpRequest) -> str:
    """Return the page of this site that the person was on, or the admin's first."""
    before = request.headers.get("referer", "")
    hosts = {request.get_host()}
    if url_has_allowed_host_and_scheme(
        before, hosts, require_https=request.is_secure()
    ):
        return before
    return "/admin/"
