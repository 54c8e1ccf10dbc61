"""Enquiries as the desk shows them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from commonweal.design.components.lists import Colour
from commonweal.intake.complaint_clock import left
from commonweal.intake.enquiry_emails import REPLY
from commonweal.intake.enquiry_references import as_typed
from commonweal.intake.models import Enquiry, EnquiryEvent
from commonweal.mail.models import OutgoingEmail
from commonweal.people.models import Person

Status = Enquiry.Status
COLOURS: dict[str, Colour] = {
    Status.NEW: "yellow",
    Status.ACKNOWLEDGED: "blue",
    Status.IN_PROGRESS: "teal",
    Status.ANSWERED: "green",
    Status.CLOSED: "grey",
}
SET_ASIDE, MINE, OPEN_ONES = "aside", "mine", "open"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One way to narrow the list, and how many it holds."""

    key: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One enquiry of the list."""

    enquiry: Enquiry
    colour: Colour
    is_overdue: bool
    time_left: str


@dataclass(frozen=True, slots=True)
class Told:
    """One line of an enquiry's history.

    Attributes:
        delivery: what became of the e-mail; empty where there is none.
    """

    event: EnquiryEvent
    delivery: str


def shelves(person: Person) -> list[Shelf]:
    """Count what somebody may see, by where it stands. One query."""
    here = Q(is_set_aside=False)
    by_status = {
        status: Count("pk", filter=here & Q(status=status)) for status in Status.values
    }
    counts = Enquiry.objects.visible_to(person).aggregate(
        **by_status,
        aside=Count("pk", filter=Q(is_set_aside=True) & ~Q(status=Status.CLOSED)),
        mine=Count("pk", filter=Q(assigned_to=person) & ~Q(status=Status.CLOSED)),
    )
    opened = sum(counts[each] for each in (Status.NEW, "seen", "progress"))
    return [
        Shelf(OPEN_ONES, "Open", opened),
        Shelf(MINE, "Mine", counts["mine"]),
        *(Shelf(each.value, str(each.label), counts[each.value]) for each in Status),
        Shelf(SET_ASIDE, "Set aside", counts["aside"]),
    ]


def on_shelf(person: Person, shelf: str) -> QuerySet[Enquiry]:
    """Return what somebody may see of a shelf; of all that is open for one unknown.
    What has a clock comes first."""
    every = Enquiry.objects.visible_to(person).for_lists()
    if shelf == SET_ASIDE:
        return every.filter(is_set_aside=True).exclude(status=Status.CLOSED)
    every = every.filter(is_set_aside=False)
    if shelf == MINE:
        return every.filter(assigned_to=person).exclude(status=Status.CLOSED)
    if shelf in Status.values:
        return every.filter(status=shelf)
    waits = F("acknowledge_by").asc(nulls_last=True)
    return every.open().order_by("acknowledged_at", waits, "-received_at", "-pk")


def called(person: Person, words: str) -> QuerySet[Enquiry]:
    """Those with ``words`` in the reference, the sender or the text, the newest first."""
    words = words.strip()
    every = Enquiry.objects.visible_to(person).for_lists()
    return every.filter(
        Q(reference=as_typed(words))
        | Q(email__icontains=words)
        | Q(name__icontains=words)
        | Q(about__icontains=words)
        | Q(message__icontains=words)
    )


def as_lines(enquiries: "list[Enquiry]", *, today: date) -> list[Line]:
    """Return them as the list shows them. No query."""
    return [as_line(each, today=today) for each in enquiries]


def as_line(enquiry: Enquiry, *, today: date) -> Line:
    last_day = enquiry.acknowledge_by
    is_done = enquiry.acknowledged_at or enquiry.closed_at
    time_left = left(last_day, today=today) if last_day and not is_done else ""
    return Line(
        enquiry=enquiry,
        colour=COLOURS[enquiry.status],
        is_overdue=enquiry.is_overdue(today=today),
        time_left=time_left,
    )


def overdue(person: Person, *, today: date) -> int:
    """Count complaints that should have been acknowledged before today, those set aside
    among them: the law's clock runs for them too. One query."""
    waiting = Enquiry.objects.visible_to(person).unacknowledged()
    return waiting.filter(acknowledge_by__lt=today).count()


def history(enquiry: Enquiry) -> list[Told]:
    """Return what was done, the oldest first, and what became of answers sent by
    e-mail. Two queries."""
    events = list(enquiry.events.select_related("by"))
    keys = {f"{REPLY.key}:{enquiry.pk}:{each.pk}": each.pk for each in events}
    sent = OutgoingEmail.objects.filter(key__in=keys).only("key", "status")
    became = {keys[each.key]: each.get_status_display() for each in sent}
    return [Told(each, became.get(each.pk, "")) for each in events]
