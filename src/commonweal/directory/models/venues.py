"""Where people meet."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Venue(index.Indexed, models.Model):  # type: ignore[django-manager-missing]  # made below
    """Where people meet, with what they need to get there and in."""

    name = models.CharField(max_length=150, unique=True)
    address = models.TextField(help_text="As on an envelope, postcode last.")
    map_link = models.URLField(
        max_length=500,
        blank=True,
        help_text="A map on another site; nothing is shown here.",
    )
    parking = models.CharField(max_length=300, blank=True)
    public_transport = models.CharField("bus and train", max_length=300, blank=True)
    step_free = models.CharField(
        "step-free access",
        max_length=300,
        blank=True,
        help_text="Ramps, lifts, accessible toilets, blue-badge spaces.",
    )
    facilities = models.CharField(
        max_length=300, blank=True, help_text="Hearing loop, prayer room, café."
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        FieldPanel("map_link"),
        FieldPanel("parking"),
        FieldPanel("public_transport"),
        FieldPanel("step_free"),
        FieldPanel("facilities"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def one_line(self) -> str:
        """Name and address on one line, as calendars want it."""
        lines = (self.name, *self.address.splitlines())
        return ", ".join(line.strip() for line in lines if line.strip())
