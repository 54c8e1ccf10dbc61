"""What news, pages, courses and services are about, and for whom they are written."""

from django.db import models
from django.db.models.functions import Lower
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Topic(index.Indexed, models.Model):
    """A subject that news, pages and policies are about, such as exploitation."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(
        max_length=80, unique=True, help_text="The topic's part of web addresses."
    )
    summary = models.CharField(
        max_length=200, blank=True, help_text="One sentence for lists of topics."
    )
    is_sensitive = models.BooleanField(
        "sensitive",
        default=False,
        help_text=(
            "Abuse, suicide and the like. Everything about it shows help lines "
            "and the “Exit this page” button."
        ),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("summary"),
        FieldPanel("is_sensitive"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="topic_named_once")]

    def __str__(self) -> str:
        return self.name


class Audience(models.Model):
    """Whom something is written for: the public, young people, a profession."""

    class Group(models.TextChoices):
        PUBLIC = "public", "The public"
        PARENTS = "parents", "Parents and carers"
        YOUNG_PEOPLE = "young-people", "Children and young people"
        PROFESSIONALS = "professionals", "Professionals"

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    group = models.CharField(max_length=20, choices=Group.choices)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Lower numbers come first in lists."
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("group"),
        FieldPanel("position"),
    ]

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Partner(index.Indexed, models.Model):  # type: ignore[django-manager-missing]  # made below
    """A neighbouring partnership or provider whose site our pages point to."""

    name = models.CharField(max_length=150, unique=True)
    website = models.URLField(max_length=300)

    panels = [FieldPanel("name"), FieldPanel("website")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
