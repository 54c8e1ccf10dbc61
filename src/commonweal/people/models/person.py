from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self
from uuid import uuid4

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Lower

if TYPE_CHECKING:
    from collections.abc import Iterable

    from commonweal.people.models.organisations import Organisation

# RFC 2606 keeps ".invalid" free for ever: no mail can be delivered there.
NO_EMAIL_DOMAIN = "no-email.invalid"


class PersonQuerySet(models.QuerySet["Person"]):
    def open(self) -> Self:
        """People whose account has not been closed."""
        return self.filter(is_active=True, closed_at=None)

    def closed(self) -> Self:
        """People whose account has been closed; signing in opens it again."""
        return self.exclude(closed_at=None)

    def reachable(self) -> Self:
        """People with an e-mail address."""
        return self.exclude(email__endswith=f"@{NO_EMAIL_DOMAIN}")

    def members_of(
        self, organisations: "Iterable[Organisation]", *, today: date
    ) -> Self:
        """People who belong to one of ``organisations`` on ``today``, each once."""
        return self.filter(
            Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today),
            memberships__organisation__in=organisations,
            memberships__starts_on__lte=today,
        ).distinct()

    def idle_since(self, moment: datetime) -> Self:
        """Open accounts last signed in to, or else made, before ``moment``."""
        last_used = Coalesce(F("last_login"), F("date_joined"))
        return self.open().annotate(last_used=last_used).filter(last_used__lt=moment)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]  # made by a call
    """Makes people by e-mail address, which is kept in lower case."""

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        """Make a person who may sign in.

        Raises:
            ValueError: the address is empty.
        """
        if not email:
            raise ValueError("A person needs an e-mail address.")
        person: Person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_without_email(self, **fields: Any) -> "Person":
        """Make a person who can be booked by others, and never signs in.

        The address stands for none: it is unique, and can receive nothing.
        """
        return self.create_user(f"{uuid4().hex}@{NO_EMAIL_DOMAIN}", **fields)

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        """Make a person who may do everything."""
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True, **fields}
        )

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person whatever the case their address is typed in."""
        person: Person = self.get(email=(username or "").strip().lower())
        return person


class Person(AbstractUser):  # type: ignore[django-manager-missing]  # Wagtail's
    """Someone with an account. The e-mail address is the user name."""

    username = None  # type: ignore[assignment]  # the address takes its place
    email = models.EmailField("e-mail address", unique=True)
    line_manager_email = models.EmailField(
        "line manager’s e-mail address",
        blank=True,
        help_text="Who is asked when a booking needs a manager’s agreement.",
    )
    idle_warned_at = models.DateTimeField(
        null=True,
        blank=True,
        editable=False,
        help_text="When they were told that the unused account will be closed.",
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()  # type: ignore[misc]  # no user names here

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        permissions = [
            ("give_roles", "Can give people roles and take them away"),
            ("look_after_people", "Can add people and say where they work"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(is_active=False),
                name="closed_account_is_inactive",
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.contact_email or "Somebody without a name"

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()

    def has_usable_password(self) -> bool:
        """Never: people sign in by code, so nothing may ask for a password or
        offer to change one."""
        return False

    @property
    def has_email(self) -> bool:
        """Whether mail can be sent to this person, and so whether they can sign in."""
        return not self.email.endswith(f"@{NO_EMAIL_DOMAIN}")

    @property
    def contact_email(self) -> str:
        """The address to write to; empty when there is none."""
        return self.email if self.has_email else ""
