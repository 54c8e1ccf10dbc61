"""What is done about an enquiry at the desk. Each deed is one line of its history.

Every deed takes ``edits``: how many had been done when the page was made. Where
somebody else has done one since, it raises ``ChangedMeanwhileError``, so that nobody
answers twice.
"""

from datetime import datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.intake import enquiry_emails as emails
from commonweal.intake.actions.enquiries import tell_of
from commonweal.intake.actions.enquiry_letters import tell
from commonweal.intake.enquiry_exceptions import ChangedMeanwhileError, EnquiryError
from commonweal.intake.enquiry_people import answerers, people_for
from commonweal.intake.models import Enquiry, EnquiryEvent, Route
from commonweal.people.models import Person

Status, What = Enquiry.Status, EnquiryEvent.What
CHANGED = (
    "Somebody else has done something about this enquiry since you opened the page. "
    "What you typed stands below; read the history, then go on."
)
CLOSED = "This enquiry is closed. Open it again first."
ASIDE = "It is set aside, and nothing is sent about it. Treat it like any other first."
NO_ADDRESS = "They left no e-mail address. Tell them another way, and note it here."


@transaction.atomic
def acknowledge(*, enquiry: Enquiry, edits: int, by: Person, at: datetime) -> Enquiry:
    """Say that a person is looking into it, and write so to whoever left an address.

    Raises:
        EnquiryError: it was acknowledged before, is set aside, or is closed.
    """
    enquiry = _locked(enquiry, edits=edits)
    if enquiry.is_set_aside:
        raise EnquiryError(ASIDE)
    if enquiry.acknowledged_at is not None:
        raise EnquiryError("It has been acknowledged already.")
    enquiry.acknowledged_at = at
    if enquiry.status == Status.NEW:
        enquiry.status = Status.ACKNOWLEDGED
    _done(enquiry, What.ACKNOWLEDGED, by=by, at=at)
    if enquiry.email:
        tell(emails.acknowledged(enquiry), at=at, reply_to=_reply_to(enquiry))
    return enquiry


@transaction.atomic
def give(
    *, enquiry: Enquiry, to: Person, edits: int, by: Person, at: datetime
) -> Enquiry:
    """Give it to somebody, who is told unless they took it themselves.

    Raises:
        EnquiryError: it is closed, or they may not answer enquiries.
    """
    enquiry = _locked(enquiry, edits=edits)
    if not answerers().filter(pk=to.pk).exists():
        raise EnquiryError("Choose somebody who may answer enquiries.")
    enquiry.assigned_to, enquiry.status = to, Status.IN_PROGRESS
    _done(enquiry, What.ASSIGNED, by=by, at=at, words=str(to))
    if to != by:
        tell(emails.given(enquiry, to), at=at)
    return enquiry


@transaction.atomic
def move(
    *, enquiry: Enquiry, route: Route, edits: int, by: Person, at: datetime
) -> Enquiry:
    """Send it on to the people of another route, who are told.

    Raises:
        EnquiryError: it is closed, or is there already.
    """
    enquiry = _locked(enquiry, edits=edits)
    if enquiry.route == route:
        raise EnquiryError("It is there already.")
    enquiry.route, enquiry.assigned_to = route, None
    _done(enquiry, What.MOVED, by=by, at=at, words=str(route))
    for person in people_for(enquiry):
        if person != by:
            tell(emails.came(enquiry, person, which=str(enquiry.edits)), at=at)
    return enquiry


@transaction.atomic
def reply(
    *,
    enquiry: Enquiry,
    words: str,
    is_by_email: bool,
    edits: int,
    by: Person,
    at: datetime,
) -> Enquiry:
    """Answer: by e-mail through the outbox, or by noting what was said another way.
    An answer acknowledges as well.

    Raises:
        EnquiryError: it is closed; or there is no address to answer to.
    """
    enquiry = _locked(enquiry, edits=edits)
    if is_by_email and not enquiry.email:
        raise EnquiryError(NO_ADDRESS)
    enquiry.status, enquiry.answered_at = Status.ANSWERED, at
    enquiry.acknowledged_at = enquiry.acknowledged_at or at
    what = What.REPLIED if is_by_email else What.TOLD
    event = _done(enquiry, what, by=by, at=at, words=words)
    if is_by_email:
        tell(emails.reply(event), at=at, reply_to=_reply_to(enquiry))
    return enquiry


@transaction.atomic
def note(
    *, enquiry: Enquiry, words: str, edits: int, by: Person, at: datetime
) -> Enquiry:
    """Keep a note for colleagues; a closed enquiry can be noted on too."""
    enquiry = _locked(enquiry, edits=edits, may_be_closed=True)
    _done(enquiry, What.NOTED, by=by, at=at, words=words)
    return enquiry


@transaction.atomic
def release(*, enquiry: Enquiry, edits: int, by: Person, at: datetime) -> Enquiry:
    """Treat like any other what was set aside: its sender and those who answer are
    written to now.

    Raises:
        EnquiryError: it was not set aside, or is closed.
    """
    enquiry = _locked(enquiry, edits=edits)
    if not enquiry.is_set_aside:
        raise EnquiryError("It is not set aside.")
    enquiry.is_set_aside = False
    _done(enquiry, What.RELEASED, by=by, at=at)
    tell_of(enquiry, may_write=True, at=at)
    return enquiry


@transaction.atomic
def close(
    *, enquiry: Enquiry, words: str, edits: int, by: Person, at: datetime
) -> Enquiry:
    """Close it: it is deleted twelve months from now.

    Raises:
        EnquiryError: it is closed; or a complaint that nobody has acknowledged.
    """
    enquiry = _locked(enquiry, edits=edits)
    is_unheard = enquiry.acknowledge_by and enquiry.acknowledged_at is None
    if is_unheard and not enquiry.is_set_aside:
        raise EnquiryError("Acknowledge the complaint first: the law wants it.")
    enquiry.status, enquiry.closed_at = Status.CLOSED, at
    _done(enquiry, What.CLOSED, by=by, at=at, words=words)
    return enquiry


@transaction.atomic
def reopen(*, enquiry: Enquiry, edits: int, by: Person, at: datetime) -> Enquiry:
    """Open a closed enquiry again; it is kept until it is closed anew.

    Raises:
        EnquiryError: it is not closed.
    """
    enquiry = _locked(enquiry, edits=edits, may_be_closed=True)
    if enquiry.status != Status.CLOSED:
        raise EnquiryError("It is open.")
    enquiry.status, enquiry.closed_at = Status.IN_PROGRESS, None
    _done(enquiry, What.REOPENED, by=by, at=at)
    return enquiry


def _locked(enquiry: Enquiry, *, edits: int, may_be_closed: bool = False) -> Enquiry:
    rows = Enquiry.objects.select_for_update(of=("self",)).select_related("route")
    found = rows.filter(pk=enquiry.pk).first()
    if found is None:
        raise ChangedMeanwhileError("This enquiry has been deleted meanwhile.")
    if found.edits != edits:
        raise ChangedMeanwhileError(CHANGED)
    if found.status == Status.CLOSED and not may_be_closed:
        raise EnquiryError(CLOSED)
    return found


def _done(
    enquiry: Enquiry, what: str, *, by: Person, at: datetime, words: str = ""
) -> EnquiryEvent:
    enquiry.edits += 1
    enquiry.save(
        update_fields=[
            *("route", "status", "is_set_aside", "acknowledged_at", "assigned_to"),
            *("answered_at", "closed_at", "edits"),
        ]
    )
    event: EnquiryEvent = enquiry.events.create(what=what, words=words, by=by, at=at)
    record(f"intake.enquiry_{what}", subject=enquiry, by=by, at=at)
    return event


def _reply_to(enquiry: Enquiry) -> str:
    return enquiry.route.reply_to if enquiry.route else ""
