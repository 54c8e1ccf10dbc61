"""Makes the right door's pages from what the snapshot holds: no query, no request."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from commonweal.design import context as design
from commonweal.design.models import Brand
from commonweal.design.palette import DEFAULT, css_for
from commonweal.intake.frame import Frame, Link, Logo


def render(template: str, frame: Frame, context: dict[str, Any]) -> str:
    """Return a page. Nothing but ``frame`` and ``context`` is known to it: without a
    request no context processor runs, and none can ask the database."""
    around = {"brand": _brand(frame), "site_frame": {"foot": frame.foot}}
    return render_to_string(template, {**around, **context})


def frame_of(row: Brand, foot: Iterable[Link]) -> Frame:
    """Return what stands around the pages of the site that ``row`` is the brand of."""
    brand, palette = design.brand_on_page(row), row.palette
    logo = brand.logo
    return Frame(
        name=brand.name,
        strapline=brand.strapline,
        logo=Logo(logo.url, logo.alt, logo.width, logo.height) if logo else None,
        header_colour=brand.header_colour,
        colours="" if palette == DEFAULT else css_for(palette),
        foot=tuple(foot),
    )


def digest_of_colours(frame: Frame) -> str:
    """Return what tells one style sheet of colours from another in its address."""
    return sha256(frame.colours.encode()).hexdigest()[:12]


def _brand(frame: Frame) -> design.BrandOnPage:
    logo = frame.logo
    colours = f"{reverse('right_door:colours')}?v={digest_of_colours(frame)}"
    return design.BrandOnPage(
        name=frame.name,
        strapline=frame.strapline,
        logo=(
            design.Logo(logo.url, logo.alt, logo.width, logo.height) if logo else None
        ),
        header_colour=frame.header_colour,
        css_url=colours if frame.colours else "",
    )
