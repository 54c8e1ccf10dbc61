"""Whom to call or write to."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from commonweal.directory import telephone


class ContactQuerySet(models.QuerySet["Contact"]):
    def help_lines(self) -> Self:
        """Contacts shown wherever something is about a sensitive topic."""
        return self.filter(is_help_line=True)

    def with_numbers(self) -> Self:
        """Fetch the telephone numbers of all contacts in one query."""
        return self.prefetch_related("numbers")


class Contact(index.Indexed, ClusterableModel):
    """Whom to call or write to. Held once; pages refer to it.

    A role or a team, never a private person: what stands here is public.
    """

    name = models.CharField(max_length=150, unique=True)
    about = models.CharField(
        max_length=300, blank=True, help_text="When to contact them, in one sentence."
    )
    email = models.EmailField("e-mail address", blank=True)
    website = models.URLField(max_length=300, blank=True)
    opening_hours = models.CharField(
        max_length=200,
        blank=True,
        help_text="As people say it: “Monday to Friday, 8:30am to 5pm”.",
    )
    address = models.TextField(blank=True)
    is_help_line = models.BooleanField(
        "help line",
        default=False,
        help_text="Show it wherever something is about a sensitive topic.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in lists."
    )
    checked_on = models.DateField(
        "last checked on", null=True, blank=True, help_text="When somebody rang it."
    )

    objects = ContactQuerySet.as_manager()

    panels = [
        FieldPanel("name"),
        FieldPanel("about"),
        InlinePanel("numbers", heading="Telephone numbers", label="number"),
        FieldPanel("email"),
        FieldPanel("website"),
        FieldPanel("opening_hours"),
        FieldPanel("address"),
        MultiFieldPanel(
            [
                FieldPanel("is_help_line"),
                FieldRowPanel([FieldPanel("position"), FieldPanel("checked_on")]),
            ],
            heading="Where it shows",
        ),
    ]
    search_fields = [
        index.SearchField("name"),
        index.SearchField("about"),
        index.AutocompleteField("name"),
    ]

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def telephone(self) -> str:
        """All its numbers as people write them, in one line."""
        return ", ".join(str(number) for number in self.numbers.all())


class PhoneNumber(Orderable):
    """One number of a contact, kept in E.164 form."""

    contact = ParentalKey(Contact, on_delete=models.CASCADE, related_name="numbers")
    label = models.CharField(
        max_length=60, blank=True, help_text="When several: “Evenings and weekends”."
    )
    number = models.CharField(
        max_length=40, help_text="As it is dialled in the UK, or a short code like 999."
    )

    panels = [FieldRowPanel([FieldPanel("label"), FieldPanel("number")])]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "number"],
                name="number_once_per_contact",
                violation_error_message="This contact has the same number already.",
            )
        ]

    def __str__(self) -> str:
        return telephone.display(self.number)

    def clean(self) -> None:
        super().clean()
        try:
            self.number = telephone.normalise(self.number)
        except ValidationError as error:
            raise ValidationError({"number": error.messages}) from None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the number in one form, whoever typed it and however.

        Raises:
            ValidationError: it is not a number that can be dialled in the UK.
        """
        self.number = telephone.normalise(self.number)
        super().save(*args, **kwargs)

    @property
    def link(self) -> str:
        """The ``tel:`` address that a phone dials."""
        return f"tel:{self.number}"
