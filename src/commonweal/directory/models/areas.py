"""Where a service is for, and what people need: two lists that editors keep."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.search import index

from commonweal.directory.postcodes import district_of


class Area(index.Indexed, ClusterableModel):
    """A part of the country that people name, with its postcode districts."""

    name = models.CharField(max_length=80, unique=True)

    panels = [
        FieldPanel("name"),
        InlinePanel("districts", heading="Postcode districts", label="district"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="area_named_once")]

    def __str__(self) -> str:
        return self.name


class PostcodeDistrict(models.Model):
    """The first half of postcodes, such as YO24. It may reach into several areas."""

    area = ParentalKey(Area, on_delete=models.CASCADE, related_name="districts")
    code = models.CharField(
        max_length=4, help_text="The first half of the postcode: YO24, LS1, EC1A."
    )

    panels = [FieldPanel("code")]

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "code"],
                name="district_once_an_area",
                violation_error_message="This area has the same district already.",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store it in one form, however it was typed.

        Raises:
            ValidationError: it is not the first half of a postcode.
        """
        self.code = _written(self.code)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        self.code = _written(self.code)


def _written(typed: str) -> str:
    code = "".join(typed.split()).upper()
    if district_of(code) != code:
        raise ValidationError(
            {"code": "Enter the first half of a postcode, such as YO24."}
        )
    return code


class Need(index.Indexed, models.Model):
    """Something people look for help with, in their words."""

    name = models.CharField(
        max_length=80,
        unique=True,
        help_text="As people say it: “Looking after somebody”.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in lists."
    )
    is_sensitive = models.BooleanField(
        "sensitive",
        default=False,
        help_text="Looking for it shows “Exit this page” and leaves no copy behind.",
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("position"), FieldPanel("is_sensitive")]),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="need_named_once")]

    def __str__(self) -> str:
        return self.name


class Language(models.Model):
    """A language in which a service is given."""

    name = models.CharField(max_length=60, unique=True)
    code = models.CharField(
        max_length=8,
        blank=True,
        help_text="Its ISO 639 code: “en”, “pl”, “bfi” for British Sign Language.",
    )

    panels = [FieldPanel("name"), FieldPanel("code")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
