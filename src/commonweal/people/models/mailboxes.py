from django.db import models
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
                condition=models.Q(name__regex=r"^[a-z]+$"),
                name="mailbox_is_lower_case_letters",
                violation_error_message="Letters only, in lower case.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}@"
