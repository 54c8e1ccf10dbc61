"""Whether somebody has proved who they are in two ways, in this session."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

# Recovery codes help somebody who lost the other; alone they are no second step.
SECOND_STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
BY_LINK = "signed_in_by_demonstration_link"


def has_second_step(request: HttpRequest) -> bool:
    """Whether the signed-in person of ``request`` took a second step.

    At the latest when they signed in: whoever has set one up is asked for it
    each time. Somebody who has just set it up counts too. A session of a
    demonstration's sign-in link is let through, in a demonstration only.

    One query at most.
    """
    if settings.COMMONWEAL_DEMONSTRATION and request.session.get(BY_LINK):
        return True
    if any(
        record.get("method") == "mfa"
        for record in get_authentication_records(request, request.user)
    ):
        return True
    return is_mfa_enabled(request.user, SECOND_STEPS)


def ask_for_second_step(request: HttpRequest) -> HttpResponse:
    """Send somebody to set up a second step; afterwards they can go on from there."""
    wanted = urlencode({"next": request.get_full_path()})
    return redirect(f"{reverse('mfa_index')}?{wanted}")
