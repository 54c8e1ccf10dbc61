"""Every component, shown with real arguments beside the line that asks for it."""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.template import engines
from django.utils.text import slugify

from commonweal.design.components import SOURCES
from commonweal.design.gallery_context import context
from commonweal.design.gallery_samples import SAMPLES


@dataclass(frozen=True, slots=True)
class Shown:
    """One component in the gallery."""

    name: str
    use_when: str
    source: str
    html: str


@dataclass(frozen=True, slots=True)
class Group:
    """Components that answer the same need."""

    heading: str
    anchor: str
    shown: list[Shown]


def groups(request: HttpRequest, *, today: date) -> list[Group]:
    """Return the components, grouped, as they look on ``today``."""
    values = context(today=today)
    return [
        Group(
            heading=heading,
            anchor=f"#{slugify(heading)}",
            shown=[
                Shown(
                    name=name,
                    use_when=use_when(name),
                    source=source,
                    html=_render(source, request, values),
                )
                for name, source in samples
            ],
        )
        for heading, samples in SAMPLES
    ]


@cache
def functions() -> dict[str, Any]:
    """Return the function behind each tag and filter of the catalogue."""
    return {
        name: getattr(source, name)
        for source in SOURCES
        for name in [*source.register.tags, *source.register.filters]
    }


def use_when(name: str) -> str:
    """Return the docstring of the tag or filter ``name`` up to its first gap."""
    opening = (inspect.getdoc(functions()[name]) or "").split("\n\n")[0]
    return opening.replace("\n", " ").replace("``", "")


def _render(source: str, request: HttpRequest, values: Mapping[str, Any]) -> str:
    template = engines["django"].from_string(source)
    return template.render(dict(values), request)
