"""What editors do: covenants, and the versions of their text."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from commonweal.governance.actions import record
from commonweal.people.models import Person
from commonweal.pledges.exceptions import ChangedMeanwhileError, PledgeError
from commonweal.pledges.models import Covenant, Version

TAKEN = "Another covenant has this address. Choose another."
CHANGED = (
    "Somebody else has saved this covenant since you opened the page. What you typed "
    "stands below; look at the covenant, then save again."
)
PUBLISHED = (
    "Somebody else has published a version since you opened the page. What you typed "
    "stands below; read their version, then publish again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What an editor says of a covenant, beside its text."""

    title: str
    slug: str
    summary: str
    signers: str
    is_open: bool


@transaction.atomic
def make_covenant(*, words: Words, text: str, by: Person, at: datetime) -> Covenant:
    """Publish a new covenant with the first version of its text.

    Raises:
        PledgeError: its address is taken.
    """
    try:
        with transaction.atomic():
            covenant = Covenant.objects.create(**asdict(words))
    except IntegrityError as error:
        raise PledgeError(TAKEN) from error
    covenant.versions.create(number=1, text=text, published_at=at, published_by=by)
    record("pledges.made", subject=covenant, by=by, at=at)
    return covenant


@transaction.atomic
def change_covenant(
    *, covenant: Covenant, words: Words, edits: int, by: Person, at: datetime
) -> None:
    """Change what stands around the text.

    Args:
        edits: the count that stood on the page, to notice another editor.

    Raises:
        ChangedMeanwhileError: somebody else saved first.
        PledgeError: its address is taken.
    """
    unchanged = Covenant.objects.filter(pk=covenant.pk, edits=edits)
    try:
        with transaction.atomic():
            changed = unchanged.update(**asdict(words), edits=F("edits") + 1)
    except IntegrityError as error:
        raise PledgeError(TAKEN) from error
    if not changed:
        raise ChangedMeanwhileError(CHANGED)
    record("pledges.changed", subject=covenant, by=by, at=at)


@transaction.atomic
def publish_version(
    *,
    covenant: Covenant,
    text: str,
    what_changed: str,
    asks_again: bool,
    replaces: int,
    by: Person,
    at: datetime,
) -> Version:
    """Publish a new text. Who signed before keeps the one they signed; the worker asks
    them for the new one where ``asks_again`` says so.

    Args:
        replaces: number of the version that stood on the page.

    Raises:
        ChangedMeanwhileError: somebody else published first.
        PledgeError: the text is the same as before.
    """
    covenant = Covenant.objects.select_for_update().get(pk=covenant.pk)
    current = covenant.current_version()
    number = current.number if current else 0
    if number != replaces:
        raise ChangedMeanwhileError(PUBLISHED)
    if current and current.text == text:
        raise PledgeError("This is the text as it is now. Change it, then publish.")
    version = covenant.versions.create(
        number=number + 1,
        text=text,
        what_changed=what_changed,
        asks_again=asks_again,
        published_at=at,
        published_by=by,
    )
    record("pledges.published", subject=version, by=by, at=at)
    return version
