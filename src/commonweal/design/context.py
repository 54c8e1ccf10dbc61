"""What every page knows about the partnership it belongs to."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from commonweal.design.models import Brand
from commonweal.design.palette import DEFAULT, digest_of


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture beside the name, and the words that stand for it."""

    url: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BrandOnPage:
    """The parts of a ``Brand`` that templates show.

    ``css_url`` is empty when the colours are the default ones, which
    ``site.css`` has already.
    """

    name: str
    strapline: str
    logo: Logo | None
    header_colour: str
    css_url: str


def brand(request: HttpRequest) -> dict[str, Any]:
    """Context processor: add ``brand``, looked up once when first used."""
    return {
        "brand": SimpleLazyObject(lambda: brand_on_page(Brand.for_request(request)))
    }


def brand_on_page(row: Brand) -> BrandOnPage:
    """Return what pages show of ``row``, which may be unsaved. No query."""
    palette = row.palette
    return BrandOnPage(
        name=row.partnership_name,
        strapline=row.strapline,
        logo=_logo(row),
        header_colour=palette.header_colour,
        css_url=(
            ""
            if palette == DEFAULT
            else f"{reverse('brand_css')}?v={digest_of(palette)}"
        ),
    )


def _logo(row: Brand) -> Logo | None:
    if not row.logo:
        return None
    return Logo(row.logo.url, row.logo_alt, row.logo_width or 0, row.logo_height or 0)
