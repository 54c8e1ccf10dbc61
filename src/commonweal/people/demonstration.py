"""One-time sign-in links, for trying the software out. Never outside that."""

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse

from commonweal.people.models import Person


class OneTimeToken(PasswordResetTokenGenerator):
    """A token that stops fitting once its person has signed in: it is made
    from the time of the last sign-in, so no table of used tokens is needed."""

    key_salt = "commonweal.people.demonstration"


TOKEN = OneTimeToken()


class NotADemonstrationError(Exception):
    """Somebody asked for a sign-in link where there must be none."""


def sign_in_path(person: Person) -> str:
    """Return the path of a link that signs ``person`` in, once.

    Raises:
        NotADemonstrationError: this installation is not a demonstration.
    """
    if not settings.COMMONWEAL_DEMONSTRATION:
        raise NotADemonstrationError("Sign-in links exist in a demonstration only.")
    return reverse("demonstration_sign_in", args=[person.pk, TOKEN.make_token(person)])


def person_for(person_id: int, token: str) -> Person | None:
    """Return whom a link signs in; None if it is used, stale or altered, and
    always outside a demonstration."""
    if not settings.COMMONWEAL_DEMONSTRATION:
        return None
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    return person if person and TOKEN.check_token(person, token) else None
