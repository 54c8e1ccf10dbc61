"""Slows down what comes too fast, for a form as a whole and for one address.

Nobody is turned away: whoever is too fast is told how many seconds to wait, and their
answers wait with them. The figures leave room for an office, a school or a whole council
behind one address.

What is kept is one moment for each bucket, in the cache, for minutes: never in the
database. Its name is a keyed hash, so that not even the cache knows an address.
"""

from dataclasses import dataclass
from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil

from django.core.cache import cache
from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast something may go.

    Attributes:
        name: what is done.
        at_once: how often without any waiting.
        seconds: between two after that, on average.
    """

    name: str
    at_once: int
    seconds: float


STARTS = Pace("start", at_once=60, seconds=2)
ANSWERS = Pace("answer", at_once=600, seconds=0.25)
FILES = Pace("file", at_once=40, seconds=3)
SENDS = Pace("send", at_once=40, seconds=5)
# Five figures of 32 signs cannot be guessed at this pace; a person reads one out.
LOOK_UPS = Pace("status", at_once=10, seconds=10)
# From everywhere together: far beyond what people send, below what stops the site.
FORM_SENDS = Pace("form sends", at_once=2000, seconds=0.02)


def seconds_to_wait(pace: Pace, *, form: str, address: str, now: datetime) -> int:
    """Take one turn, or return after how many whole seconds there is one.

    The generic cell rate algorithm (ITU-T I.371, annex A): one moment is kept, at
    which everything taken so far would have been done at an even pace.

    Args:
        form: the address part of the form; empty for what belongs to none.
        address: the sender's IP address; empty for the form as a whole.

    Returns:
        0 when the turn is taken.
    """
    key = _bucket(pace, form, address)
    moment = now.timestamp()
    ready_at = max(float(cache.get(key, moment)), moment)
    early = ready_at - moment - (pace.at_once - 1) * pace.seconds
    # A few microseconds are lost in adding and subtracting moments.
    if early > 0.001:
        return max(1, ceil(early))
    ready_at += pace.seconds
    cache.set(key, ready_at, timeout=ceil(ready_at - moment) + 1)
    return 0


def _bucket(pace: Pace, form: str, address: str) -> str:
    words = "\n".join((pace.name, form, _network(address)))
    return (
        "forms:"
        + salted_hmac("commonweal.sealed.floods", words, algorithm="sha256").hexdigest()
    )


def _network(address: str) -> str:
    """The part of an address that one household or office has to itself."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(ip_network((found, 64), strict=False))
    return str(found)
