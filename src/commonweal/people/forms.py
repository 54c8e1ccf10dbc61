"""The questions of signing in and of the account, one a page."""

from collections.abc import Callable
from typing import Any

from allauth.account import forms as account_forms
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.base import forms as second_step_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from allauth.socialaccount.forms import SignupForm as SocialSignUpForm
from django import forms
from django.core.validators import EmailValidator, MaxLengthValidator

from commonweal.design.forms import RENDERER, DesignForm
from commonweal.people.models import JobRole, Organisation, Person
from commonweal.people.shared_mailboxes import explain
from commonweal.people.spreadsheets import LARGEST, TableError, read_table

NO_ADDRESS = "Enter your e-mail address."
NOT_AN_ADDRESS = "Enter an e-mail address in the right form, such as name@example.org."
# In the place of Django's own, which say it in other words and let 320 characters pass.
ADDRESS_VALIDATORS: list[Callable[[str], None]] = [
    EmailValidator(NOT_AN_ADDRESS),
    MaxLengthValidator(254, "Enter an e-mail address of at most 254 characters."),
]


class InOurDesign:
    """For django-allauth's forms: they keep their rules and take our looks."""

    default_renderer = RENDERER
    use_required_attribute = False


def _ask_for_address(field: forms.Field, *, label: str, help_text: str = "") -> None:
    field.label, field.help_text = label, help_text
    field.error_messages |= {"required": NO_ADDRESS, "invalid": NOT_AN_ADDRESS}
    field.validators = [*ADDRESS_VALIDATORS]
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {"autocomplete": "email", "spellcheck": "false"}


def _ask_for_code(field: forms.Field, *, label: str, help_text: str) -> None:
    field.label, field.help_text = label, help_text
    field.error_messages["required"] = "Enter the code."
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs |= {
        "autocomplete": "one-time-code",
        "inputmode": "numeric",
        "spellcheck": "false",
    }


def _note_second_step(person: Person, *, kind: str) -> None:
    # Otherwise the page of recovery codes, which comes next, would ask for the
    # code again, and refuse it because it has been used.
    record_authentication(
        context.request, person, method="mfa", type=kind, reauthenticated=True
    )


class SignInForm(InOurDesign, account_forms.RequestLoginCodeForm):
    """To which address should the code go?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_address(
            self.fields["email"],
            label="E-mail address",
            help_text="We will send a code to it. You need no password.",
        )

    def clean_email(self) -> str:
        """Find whose address it is, a closed account’s too: signing in opens it."""
        email: str = super().clean_email().strip().lower()
        if self._user is None:  # type: ignore[has-type]  # set by super()
            self._user = Person.objects.closed().filter(email=email).first()
        if self._user is not None:
            # Whom an import or the desk has made has no row of theirs yet, and
            # would be sent a second code to prove the address.
            EmailAddress.objects.get_or_create(
                user=self._user, email=self._user.email, defaults={"primary": True}
            )
        return email


class SignInCodeForm(InOurDesign, account_forms.ConfirmLoginCodeForm):
    """The code from the e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], label="Code", help_text="6 digits")


class SignUpForm(InOurDesign, account_forms.SignupForm):
    """Which address should the account have? Everything else is asked later."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_address(
            self.fields["email"],
            label="Work e-mail address",
            help_text=(
                "Your own, not one you share with colleagues. If you have no work "
                "address, use a private one."
            ),
        )

    def clean_email(self) -> str:
        """Refuse a shared mailbox, before asking whose the address is.

        Raises:
            ValidationError: the address is shared by several people.
        """
        refusal = explain(self.cleaned_data["email"])
        if refusal:
            raise forms.ValidationError(refusal)
        email: str = super().clean_email()
        return email


class OrganisationSignUpForm(InOurDesign, SocialSignUpForm):
    """Asked when an organisation’s sign-in does not vouch for an address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_address(
            self.fields["email"],
            label="Work e-mail address",
            help_text="We will send a code to it, once.",
        )


class AddressCodeForm(InOurDesign, account_forms.ConfirmEmailVerificationCodeForm):
    """The code that shows that an address is theirs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], label="Code", help_text="6 digits")


class NewAddressForm(InOurDesign, account_forms.AddEmailForm):
    """To which address should the account change?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_address(
            self.fields["email"],
            label="New e-mail address",
            help_text="We will send a code to it, to be sure that it is yours.",
        )

    def clean_email(self) -> str:
        """Refuse a shared mailbox.

        Raises:
            ValidationError: the address is shared by several people.
        """
        refusal = explain(self.cleaned_data["email"])
        if refusal:
            raise forms.ValidationError(refusal)
        email: str = super().clean_email()
        return email


SECOND_STEP_HELP = "6 digits from your authenticator app, or one of your recovery codes"


class SecondStepForm(InOurDesign, second_step_forms.AuthenticateForm):
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], label="Code", help_text=SECOND_STEP_HELP)


class SecondStepAgainForm(InOurDesign, second_step_forms.ReauthenticateForm):
    """The second step once more, before ways of signing in are changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(self.fields["code"], label="Code", help_text=SECOND_STEP_HELP)


class AuthenticatorAppForm(InOurDesign, ActivateTOTPForm):
    """The first code of an authenticator app that is being set up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _ask_for_code(
            self.fields["code"],
            label="Code",
            help_text="The 6 digits that the app shows now",
        )

    def clean_code(self) -> str:
        """Check the code, which proves the second step for this session too."""
        code: str = super().clean_code()
        _note_second_step(self.user, kind="totp")
        return code


class PasskeyForm(InOurDesign, AddWebAuthnForm):
    """A passkey that is being added; the browser fills in the key itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.help_text = "Name", "So that you know it again: “Work phone”."
        self.initial["name"] = "Passkey"
        alone = self.fields["passwordless"]
        alone.label = "Sign in with this passkey alone, without a code by e-mail"
        alone.help_text = ""

    def clean(self) -> dict[str, Any]:
        """Check the passkey, whose use proves the second step for this session too."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("credential"):
            _note_second_step(self.user, kind="webauthn")
        return cleaned


class PasskeyNameForm(InOurDesign, EditWebAuthnForm):
    """What a passkey is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label = "Name"
        name.error_messages["required"] = "Enter a name for the passkey."


class NameForm(DesignForm):
    """What somebody is called, as it will stand on registers and certificates."""

    first_name = forms.CharField(
        label="First name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": "Enter your first name."},
    )
    last_name = forms.CharField(
        label="Last name",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": "Enter your last name."},
    )


class LineManagerForm(DesignForm):
    """Who agrees to bookings."""

    line_manager_email = forms.EmailField(
        label="Line manager’s e-mail address",
        required=False,
        max_length=254,
        help_text="Asked only when a booking needs a manager’s agreement.",
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"invalid": NOT_AN_ADDRESS},
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_line_manager_email(self) -> str:
        """Refuse somebody’s own address.

        Raises:
            ValidationError: nobody is their own line manager.
        """
        email: str = self.cleaned_data["line_manager_email"].lower()
        if email and email == self.person.email:
            raise forms.ValidationError(
                "Enter your line manager’s address, not your own."
            )
        return email


class OrganisationSearchForm(DesignForm):
    """What an organisation’s name has in it."""

    q = forms.CharField(
        label="Name of your organisation",
        max_length=150,
        help_text="A part of it will do, such as “oak”.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Enter a part of the name."},
    )


class JoinForm(DesignForm):
    """Which of these organisations, and as what?"""

    organisation = forms.ModelChoiceField(
        label="Your organisation",
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose your organisation.",
            "invalid_choice": "Choose one of the organisations shown.",
        },
    )
    job_role = forms.ModelChoiceField(
        label="What comes nearest to your role?",
        queryset=JobRole.objects.all(),
        required=False,
        empty_label="None of these",
    )
    job_title = forms.CharField(
        label="Job title",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a ModelChoiceField


class OrganisationFileForm(DesignForm):
    """A file with organisations. Once valid, ``table`` holds its rows."""

    file = forms.FileField(
        label="CSV or Excel file",
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "The file is empty.",
        },
    )

    def clean_file(self) -> Any:
        """Read the file.

        Raises:
            ValidationError: it cannot be read as a table.
        """
        upload = self.cleaned_data["file"]
        try:
            self.table = read_table(upload.name, upload.read(LARGEST + 1))
        except TableError as error:
            raise forms.ValidationError(str(error)) from error
        return upload
