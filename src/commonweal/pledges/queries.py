"""Covenants and signatures as pages show them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonweal.people.streamed_tables import Cell
from commonweal.pledges.models import Covenant, Signature

COLUMNS = (
    *("Covenant", "Version", "Signed for", "Name", "Role", "E-mail"),
    *("Named in public", "State", "Form sent", "First signed", "Last signed"),
)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many have signed a covenant."""

    organisations: int
    people: int

    @property
    def signed(self) -> int:
        return self.organisations + self.people

    @property
    def words(self) -> str:
        """ "12 organisations and 1 person"; empty when nobody has."""
        parts = [
            f"{number:,} {one if number == 1 else many}"
            for number, one, many in (
                (self.organisations, "organisation", "organisations"),
                (self.people, "person", "people"),
            )
            if number
        ]
        return " and ".join(parts)


@dataclass(frozen=True, slots=True)
class Counted:
    """A covenant and how many have signed it."""

    covenant: Covenant
    tally: Tally


def tallies(*, slug: str = "") -> list[Counted]:
    """Count who signed each covenant that the public sees, or the one of that slug.
    One query."""
    # A model's own order does not reach a query that groups.
    found = Covenant.objects.shown().with_counts().order_by("title", "pk")
    if slug:
        found = found.filter(slug=slug)
    return [Counted(each, Tally(each.organisations, each.people)) for each in found]


def listed(covenant: Covenant) -> tuple[list[str], list[str]]:
    """Return the organisations and the people who want to be named, each once, by
    name. One query."""
    organisations: dict[str, str] = {}
    people = []
    for each in Signature.objects.listed().filter(covenant=covenant):
        if each.organisation:
            key = " ".join(each.organisation.casefold().split())
            organisations.setdefault(key, each.organisation)
        else:
            people.append(each.name)
    return list(organisations.values()), people


def rows(covenant: Covenant) -> Iterator[Sequence[Cell]]:
    """Yield a covenant's signatures as rows of a table, the oldest first."""
    found = covenant.signatures.select_related("version").order_by("pk")
    for each in found.iterator(chunk_size=500):
        yield (
            covenant.title,
            each.version.number,
            each.organisation,
            each.name,
            each.role,
            each.email,
            each.list_publicly,
            each.get_status_display(),
            each.asked_at,
            each.first_signed_at,
            each.signed_at,
        )
