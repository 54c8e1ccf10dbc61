"""How django-allauth does things here: its mails, its secrets, its passers-by."""

import base64
from datetime import timedelta
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from commonweal.mail.backend import UNTIL_HEADER
from commonweal.people.actions import open_account_again
from commonweal.people.emails import partnership_name
from commonweal.people.models import NO_EMAIL_DOMAIN, Person

# Mails whose words must be gone once the code in them has expired.
WITH_A_CODE = {
    "account/email/login_code",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
}


class AccountAdapter(DefaultAccountAdapter):
    """Accounts without passwords, in the partnership's name."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "This is not the code we sent. Check the e-mail and enter it again.",
        "too_many_login_attempts": (
            "There have been too many tries. Wait 10 minutes, then ask for a new code."
        ),
        "rate_limited": "Wait a minute before you ask for another code.",
        "duplicate_email": "This is the address of your account already.",
    }

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is, without a site's name before it."""
        return subject

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Send a mail, unless the address stands for having none."""
        if email.endswith(f"@{NO_EMAIL_DOMAIN}"):
            return
        words = {
            "email": email,
            "partnership": partnership_name(),
            "site_address": settings.SITE_ADDRESS,
            "minutes": account_settings.LOGIN_BY_CODE_TIMEOUT // 60,
            **context,
        }
        self.render_mail(template_prefix, email, words).send()

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Write a mail. One with a code says until when its words are needed
        (ISO 8601, UTC), so that whatever keeps mail can erase them then."""
        if template_prefix in WITH_A_CODE:
            lasts = timedelta(seconds=account_settings.LOGIN_BY_CODE_TIMEOUT)
            until = (timezone.now() + lasts).isoformat(timespec="seconds")
            headers = {**(headers or {}), UNTIL_HEADER: until}
        return super().render_mail(template_prefix, email, context, headers)

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell somebody who wants to make an account that they have one."""
        self.send_mail("account/email/account_already_exists", email, {})

    def pre_login(
        self, request: HttpRequest, user: Person, **kwargs: Any
    ) -> HttpResponse | None:
        """Open a closed account again, now that its owner has shown who they are."""
        if user.closed_at is not None:
            open_account_again(person=user, by=user, at=timezone.now())
        return super().pre_login(request, user, **kwargs)


class SecondStepAdapter(DefaultMFAAdapter):
    """Keeps the secrets of authenticator apps enciphered.

    Somebody with a copy of the database alone cannot work out anybody's codes.
    When SECRET_KEY changes the secrets are lost: ``commonweal reset_second_step``.
    """

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code is not right, or no longer. Enter the one that shows now.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            # Of another SECRET_KEY: no code fits any more.
            return ""

    def get_totp_issuer(self) -> str:
        return partnership_name()


def _cipher() -> Fernet:
    digest = salted_hmac("commonweal.people.second_step", "", algorithm="sha256")
    return Fernet(base64.urlsafe_b64encode(digest.digest()))


class OrganisationSignInAdapter(DefaultSocialAccountAdapter):
    """Sign-in through an organisation's own accounts (OpenID Connect)."""

    def populate_user(
        self, request: HttpRequest, sociallogin: Any, data: Any
    ) -> Person:
        """Take names over, as far as they fit."""
        person: Person = super().populate_user(request, sociallogin, data)
        person.email = person.email.strip().lower()
        return person
