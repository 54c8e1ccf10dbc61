from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
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
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> "Person":
        """Make a person who may do everything."""
        return self.create_user(
            email, password, **{"is_staff": True, "is_superuser": True, **fields}
        )

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find a person whatever the case their address is typed in."""
        return self.get(email=(username or "").strip().lower())


class Person(AbstractUser):  # type: ignore[django-manager-missing]  # Wagtail's
    """Someone with an account. The e-mail address is the user name."""

    username = None  # type: ignore[assignment]  # the address takes its place
    email = models.EmailField("e-mail address", unique=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()  # type: ignore[misc,assignment]  # no user names here

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address")
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.strip().lower()
