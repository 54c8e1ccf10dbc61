"""How a partnership's site looks: its name, logo and colours."""

from collections.abc import Iterator
from dataclasses import astuple
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.forms import TextInput
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from commonweal.design import palette as colours
from commonweal.design.contrast import HEX_COLOUR
from commonweal.design.palette import DEFAULTS, FIELD_NAMES, Palette

LOGO_LARGEST = 300 * 1024


def check_logo_size(upload: Any) -> None:
    """Refuse a logo that would slow every page down."""
    if upload.size > LOGO_LARGEST:
        raise ValidationError(
            f"This file is {upload.size // 1024} KB; at most {LOGO_LARGEST // 1024} KB "
            "is allowed. Save the logo about 400 pixels wide and try again."
        )


IS_COLOUR = RegexValidator(
    r"^#[0-9A-Fa-f]{6}\Z", "Enter a colour like #0f4a55: # and six digits."
)


def _colour(field: str, name: str, help_text: str = "") -> "models.CharField[str, str]":
    return models.CharField(
        name,
        max_length=7,
        default=DEFAULTS[field],
        help_text=help_text,
        validators=[IS_COLOUR],
    )


@register_setting(icon="view")
class Brand(BaseSiteSetting):
    """A site's name, logo and colours. A site without a row has the defaults.

    Saving refuses colours that people could not tell apart (see ``palette``),
    whoever saves: the settings form, a command or an import.
    """

    partnership_name = models.CharField(
        max_length=120, default="Safeguarding Children Partnership"
    )
    strapline = models.CharField(
        max_length=140,
        blank=True,
        help_text="A few words under the name, for example the area you serve.",
    )
    logo = models.ImageField(
        upload_to="images/brand/",
        blank=True,
        width_field="logo_width",
        height_field="logo_height",
        validators=[
            FileExtensionValidator(["png", "jpg", "jpeg", "webp"]),
            check_logo_size,
        ],
        help_text="Shown left of the name, 56 pixels high. PNG, JPEG or WebP.",
    )
    logo_alt = models.CharField(
        "what the logo shows",
        max_length=140,
        blank=True,
        help_text="Read aloud in place of the logo, for example “Oakshire crest”.",
    )
    logo_width = models.PositiveIntegerField(null=True, editable=False)
    logo_height = models.PositiveIntegerField(null=True, editable=False)

    header_colour = _colour("header_colour", "header", "Also the footer and lines.")
    header_text_colour = _colour("header_text_colour", "header text")
    accent_colour = _colour("accent_colour", "accent", "The line under the header.")
    link_colour = _colour("link_colour", "links")
    link_hover_colour = _colour("link_hover_colour", "links under the pointer")
    link_visited_colour = _colour("link_visited_colour", "links already visited")
    button_colour = _colour("button_colour", "buttons")
    button_text_colour = _colour("button_text_colour", "button text")
    focus_colour = _colour(
        "focus_colour", "focus highlight", "Behind whatever the keyboard has reached."
    )
    focus_text_colour = _colour("focus_text_colour", "text in focus")
    surface_colour = _colour("surface_colour", "tinted boxes")

    panels = [
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("partnership_name", "strapline", "logo", "logo_alt")
            ],
            heading="Name and logo",
        ),
        MultiFieldPanel(
            [
                FieldPanel(name, widget=TextInput(attrs={"type": "color"}))
                for name in FIELD_NAMES
            ],
            heading="Colours",
        ),
    ]

    class Meta:
        verbose_name = "name, logo and colours"

    def __str__(self) -> str:
        return self.partnership_name

    @classmethod
    def for_site(cls, site: Site | None) -> Self:
        """Return the site's row, or an unsaved one with the defaults.

        Never writes, unlike Wagtail's own: opening a page changes nothing.
        """
        found: Self | None = None
        if site is not None:
            found = next(iter(cls.base_queryset().filter(site=site)), None)
        return cls(site=site) if found is None else found

    @classmethod
    def of_default_site(cls) -> Self:
        """Return the row of the site that mail is written for, where there is no
        request to ask; an unsaved one with the defaults where there is none. One query.
        """
        found: Self | None = (
            cls.base_queryset().filter(site__is_default_site=True).first()
        )
        return cls() if found is None else found

    @property
    def palette(self) -> Palette:
        """The eleven colours, lower-cased."""
        return Palette(**{name: getattr(self, name).lower() for name in FIELD_NAMES})

    def clean(self) -> None:
        """Check what one field alone cannot show.

        Raises:
            ValidationError: colours that are too much alike, each pair named;
                or a logo without words for those who cannot see it.
        """
        super().clean()
        messages: dict[str, list[str]] = {}
        for field, sentence in self._colour_problems():
            messages.setdefault(field, []).append(sentence)
        if self.logo and not self.logo_alt:
            messages["logo_alt"] = ["Say what the logo shows."]
        if messages:
            raise ValidationError(messages)

    def _colour_problems(self) -> Iterator[tuple[str, str]]:
        # What is no colour at all has its own error from its field already.
        if all(HEX_COLOUR.match(colour) for colour in astuple(self.palette)):
            yield from colours.problems(self.palette)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, unless ``full_clean`` objects.

        Raises:
            ValidationError: see ``clean``.
        """
        self.full_clean(validate_unique=False, validate_constraints=False)
        super().save(*args, **kwargs)
