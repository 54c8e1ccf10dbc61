"""How many copies may leave at this moment, from limits and what left lately."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``copies`` within any ``window``."""

    copies: int
    window: timedelta


def spread(a_minute: int) -> tuple[Limit, ...]:
    """Return the limits that a number of copies a minute means; none for 0.

    From 60 on, also a sixth of it in ten seconds: a minute's copies do not all
    leave in its first second.
    """
    if not a_minute:
        return ()
    whole = Limit(a_minute, MINUTE)
    if a_minute < 60:
        return (whole,)
    return whole, Limit(a_minute // 6, timedelta(seconds=10))


def room(limits: Iterable[Limit], left: Mapping[timedelta, int], *, most: int) -> int:
    """Return how many more may leave now, at most ``most``.

    Args:
        left: copies that left within each window, those about to leave among them.
    """
    rooms = [limit.copies - left[limit.window] for limit in limits]
    return max(0, min([most, *rooms]))


def within_domains(
    domains: Iterable[tuple[int, str]],
    *,
    a_domain: Mapping[str, int],
    otherwise: int,
) -> list[int]:
    """Return the keys of ``domains`` that may leave, in their order.

    Args:
        domains: key and receiving domain of each copy.
        a_domain: how many more may go to a domain.
        otherwise: how many to a domain that is not among them.
    """
    taken: Counter[str] = Counter()
    chosen = []
    for key, domain in domains:
        if taken[domain] < a_domain.get(domain, otherwise):
            taken[domain] += 1
            chosen.append(key)
    return chosen
