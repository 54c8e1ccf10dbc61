"""Finding support services: what may be asked for, what is, and what fits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate
from wagtail.search.backends import get_search_backend
from wagtail.search.query import PlainText

from commonweal.directory.models import (
    Cutoffs,
    DirectorySettings,
    Need,
    PostcodeDistrict,
    Referral,
    SupportService,
    SupportServiceQuerySet,
)
from commonweal.directory.postcodes import LONGEST, district_of
from commonweal.directory.search_words import MOST_WORDS, roots_of, tidy

OLDEST = 120
# The list has an order of its own.
PLAINLY = {"order_by_relevance": False}


class Choice(NamedTuple):
    """Something to narrow by. Its address says a number, never what it is about."""

    slug: str
    name: str
    is_sensitive: bool = False

    def __str__(self) -> str:
        return self.name


WHO = (
    Choice(Referral.Who.SELF.value, "I need help myself"),
    Choice(Referral.Who.PARENT.value, "I am a parent or carer"),
    Choice(Referral.Who.PROFESSIONAL.value, "I work with children or families"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for. What cannot be read is kept as it was typed, so that
    the form can say so.

    Attributes:
        age: None for any.
        district: of the postcode, or "" for anywhere.
    """

    words: str = ""
    need: Choice | None = None
    who: Choice | None = None
    age: int | None = None
    age_typed: str = ""
    district: str = ""
    place_typed: str = ""

    @property
    def age_problem(self) -> str:
        """What is wrong with the age; empty when nothing is."""
        if self.age_typed and self.age is None:
            return f"Enter an age in years, from 0 to {OLDEST}."
        return ""

    @property
    def place_problem(self) -> str:
        """What is wrong with the postcode; empty when nothing is."""
        if self.place_typed and not self.district:
            return "Enter a UK postcode or its first half, such as YO24."
        return ""

    def in_force(self) -> list[tuple[str, str, str]]:
        """Return (name, value, words) of each filter in force."""
        found = [
            ("q", self.words, f"“{self.words}”" if self.words else ""),
            ("need", self.need.slug if self.need else "", str(self.need or "")),
            ("age", self.age, "" if self.age is None else f"Age {self.age}"),
            ("place", self.district, f"Postcode {self.district}"),
            ("who", self.who.slug if self.who else "", str(self.who or "")),
        ]
        return [(n, str(v), words) for n, v, words in found if v not in ("", None)]

    def query(self, *, without: str = "") -> str:
        """Return what is asked for as the end of an address; "" for everything."""
        kept = {name: value for name, value, _ in self.in_force() if name != without}
        return f"?{urlencode(kept)}" if kept else ""


def offered_needs() -> list[Choice]:
    """Return the needs to choose among. One query."""
    return [
        Choice(str(row.pk), row.name, row.is_sensitive) for row in Need.objects.all()
    ]


def read_asked(query: Mapping[str, str], *, needs: list[Choice]) -> Asked:
    """Read what an address asks for. What is not offered (any more) is left out."""
    age_typed = query.get("age", "").strip()[:10]
    place_typed = " ".join(query.get("place", "").split())[: LONGEST * 2]
    return Asked(
        words=tidy(query.get("q", "")),
        need=_chosen(needs, query.get("need")),
        who=_chosen(WHO, query.get("who")),
        age=_age(age_typed),
        age_typed=age_typed,
        district=district_of(place_typed),
        place_typed=place_typed,
    )


def _chosen(choices: Any, slug: str | None) -> Choice | None:
    return next((each for each in choices if each.slug == slug), None)


def _age(typed: str) -> int | None:
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 3
    return int(typed) if is_number and int(typed) <= OLDEST else None


def current_cutoffs(*, now: datetime) -> Cutoffs:
    """Return what decides at a moment what is shown and what is marked. One query."""
    return DirectorySettings.load().cutoffs(today=localdate(now))


def is_known(district: str) -> bool:
    """Whether an area names the district. One query."""
    return PostcodeDistrict.objects.filter(code=district).exists()


def known_districts() -> list[str]:
    """Return the districts of all areas, in their order. One query."""
    codes = set(PostcodeDistrict.objects.values_list("code", flat=True))
    return sorted(codes, key=_place_in_order)


def _place_in_order(code: str) -> tuple[str, int, str]:
    parts = re.match(r"([A-Z]+)([0-9]+)(.*)", code)
    if parts is None:
        return code, 0, ""
    return parts[1], int(parts[2]), parts[3]


def services_asked_for(asked: Asked, *, cutoffs: Cutoffs) -> SupportServiceQuerySet:
    """Return the services that are shown and fit, by name.

    One for everywhere or for every age fits whatever was asked. One that names nobody
    who may ask is open to everybody. An age or a postcode that cannot be read narrows
    nothing.
    """
    found = SupportService.objects.shown(cutoffs)
    if asked.need:
        found = found.filter(needs=int(asked.need.slug))
    if asked.age is not None:
        found = found.filter(
            Q(age_from=None) | Q(age_from__lte=asked.age),
            Q(age_to=None) | Q(age_to__gte=asked.age),
        )
    if asked.district:
        areas = SupportService.areas.through.objects.filter(
            supportservice=OuterRef("pk")
        )
        there = areas.filter(area__districts__code=asked.district)
        found = found.filter(~Exists(areas) | Exists(there))
    if asked.who:
        ways_in = Referral.objects.filter(service=OuterRef("pk"))
        theirs = ways_in.filter(who=asked.who.slug)
        found = found.filter(~Exists(ways_in) | Exists(theirs))
    if asked.words:
        found = found.filter(pk__in=keys_with(roots_of(asked.words)))
    return found


def keys_with(roots: list[str]) -> list[int]:
    """Return the keys of services that have all of some words. One query."""
    if not roots:
        return []
    words = PlainText(" ".join(roots[:MOST_WORDS]))
    results = get_search_backend().search(words, SupportService, **PLAINLY)
    return list(results.get_queryset().values_list("pk", flat=True))


def keys_beginning(words: str) -> list[int]:
    """Return the keys of services with words that begin so. One query."""
    results = get_search_backend().autocomplete(words, SupportService, **PLAINLY)
    return list(results.get_queryset().values_list("pk", flat=True))


def services_about(topic: Any, *, now: datetime) -> list[SupportService]:
    """Return the services about a topic that are shown, with what lists show. A
    constant number of queries."""
    shown = SupportService.objects.shown(current_cutoffs(now=now))
    return list(shown.about(topic).for_lists())
