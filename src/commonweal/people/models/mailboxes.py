from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel


class SharedMailbox(models.Model):
    """A name before the @ that says that several people read an address."""

    name = models.CharField(
        max_length=64,
        unique=True,
        help_text="Letters only, in lower case: “schooloffice” for school.office@.",
    )

    panels = [FieldPanel("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = "shared mailbox"
        verbose_name_plural = "shared mailboxes"
        constraints = [
            models.CheckConstraint(
                # Not by a pattern: SQLite has none of its own, and a copy of the
                # database is made without Django.
                condition=models.Q(name=Lower("name")),
                name="mailbox_is_in_lower_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}@"

    def clean(self) -> None:
        super().clean()
        self.name = normalised_mailbox(self.name)
        if not self.name:
            raise ValidationError({"name": "Enter letters, such as “office”."})


def normalised_mailbox(name: str) -> str:
    """Return the part before an @ as it is compared: "School.Office2" → "schooloffice"."""
    before_plus = name.strip().lower().partition("+")[0]
    return "".join(c for c in before_plus if c.isalpha())
