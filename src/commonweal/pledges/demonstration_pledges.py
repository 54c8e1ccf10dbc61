"""Covenants of the demonstration and who signed them. All of it is invented."""

from datetime import datetime, timedelta

from django.db import transaction

from commonweal.pledges.models import Covenant, Signature, Version

FIRST = """We want every child and young person who looks after somebody at home to be \
seen, heard and helped. By signing we promise:

- to ask, so that no young carer has to tell us first
- to know where help is, and to walk there with them
- to see that caring costs nobody their schooling, friends or rest
- to name one person whom young carers can talk to"""
SECOND = f"""{FIRST}
- to stand by young adult carers as well, when they move on to college or work

# What we do each year

We look at what we have done about each point, and tell the young carers themselves."""
LISTENING = """I promise to listen to children first: to give them time, to believe that \
what they say matters, and to tell them what happens next."""
COVENANTS = (
    (
        "young-carers-covenant",
        "Young Carers Covenant",
        "What we promise to children and young people who look after somebody at home.",
        Covenant.Signers.BOTH,
    ),
    (
        "listening-pledge",
        "Listening Pledge",
        "A promise that everybody who works with children can make.",
        Covenant.Signers.PEOPLE,
    ),
)
ORGANISATIONS = (
    "Aldermere Academy",
    "Brackenfield Primary School",
    "Harbour Young People’s Project",
    "Vale Community Health",
    "Millgate Library",
    "St Oswin’s Church",
    "Wickenhall School",
    "Eastvale Rowing Club",
)
PEOPLE = ("Anwen Brook", "Bashir Cole", "Chioma Dean", "Dafydd Ellis", "Esme Flint")


@transaction.atomic
def demonstrate_pledges(*, now: datetime) -> None:
    """Make two covenants, one of them in its second version, with who signed them.
    Where there is one, nothing changes. Nothing is written to anybody.

    Args:
        now: an aware moment; they signed in the year before it.
    """
    if Covenant.objects.exists():
        return
    carers, listening = (
        Covenant.objects.create(slug=slug, title=title, summary=summary, signers=who)
        for slug, title, summary, who in COVENANTS
    )
    old = _version(carers, 1, FIRST, at=now - timedelta(days=340))
    new = _version(
        carers,
        2,
        SECOND,
        at=now - timedelta(days=60),
        what_changed="The last point, and what we do each year, are new.",
    )
    only = _version(listening, 1, LISTENING, at=now - timedelta(days=200))
    for number, name in enumerate(ORGANISATIONS):
        at = now - timedelta(days=330 - 40 * number)
        version = new if at > new.published_at else old
        _sign(number, version, at=at, organisation=name, told_of=new)
    for number, name in enumerate(PEOPLE):
        at = now - timedelta(days=150 - 20 * number)
        _sign(100 + number, only, at=at, name=name)


def _version(
    covenant: Covenant, number: int, text: str, *, at: datetime, what_changed: str = ""
) -> Version:
    return Version.objects.create(
        covenant=covenant,
        number=number,
        text=text,
        what_changed=what_changed,
        published_at=at,
    )


def _sign(
    number: int,
    version: Version,
    *,
    at: datetime,
    name: str = "Alex Example",
    organisation: str = "",
    told_of: Version | None = None,
) -> None:
    is_waiting = number in {7, 104}
    signed_at = None if is_waiting else at + timedelta(hours=number % 7)
    Signature.objects.create(
        covenant=version.covenant,
        version=version,
        email=f"signer{number}@example.org",
        name=name,
        organisation=organisation,
        role="Head of pastoral care" if organisation else "",
        list_publicly=number % 4 != 3,
        status=Signature.Status.WAITING if is_waiting else Signature.Status.SIGNED,
        asked_at=at,
        first_signed_at=signed_at,
        signed_at=signed_at,
        told_of=told_of,
    )
