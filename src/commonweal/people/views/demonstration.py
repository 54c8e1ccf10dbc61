from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from commonweal.people.access import public
from commonweal.people.demonstration import person_for
from commonweal.people.second_step import BY_LINK

BACKEND = "django.contrib.auth.backends.ModelBackend"


@public
@never_cache
def demonstration_sign_in(
    request: HttpRequest, person_id: int, token: str
) -> HttpResponse:
    """Sign a demonstration's editor in. Opening the link only shows a button,
    because mail gateways and chat programs open every link they see."""
    if not settings.COMMONWEAL_DEMONSTRATION:
        raise Http404
    person = person_for(person_id, token)
    if person is None:
        return render(request, "people/sign_in_link_used.html", status=410)
    if request.method != "POST":
        return render(request, "people/demonstration_sign_in.html", {"person": person})
    login(request, person, backend=BACKEND)
    request.session[BY_LINK] = True
    is_staff = person.has_perm("wagtailadmin.access_admin")
    return redirect("wagtailadmin_home" if is_staff else settings.LOGIN_REDIRECT_URL)
