"""Staff prove who they are in two ways before they see the editor's admin."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from commonweal.people.second_step import ask_for_second_step, has_second_step

View = Callable[[HttpRequest], HttpResponse]
ADMIN_PERMISSION = "wagtailadmin.access_admin"


class SecondStepMiddleware:
    """Sends staff without a second step to set one up, before any page under /admin/.

    Wagtail's views are its own and cannot carry our decorators; ours ask through
    ``people.access``. Nothing is looked up for pages elsewhere.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/admin/") and _lacks_second_step(request):
            return ask_for_second_step(request)
        return self.get_response(request)


def _lacks_second_step(request: HttpRequest) -> bool:
    person = request.user
    # Others are refused by the admin itself, or sent to sign in.
    may_enter = person.is_authenticated and person.has_perm(ADMIN_PERMISSION)
    return may_enter and not has_second_step(request)
