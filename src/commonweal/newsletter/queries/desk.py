"""What the newsletter desk shows."""

from dataclasses import dataclass

from django.db.models import Count, Q

from commonweal.newsletter.findings import Finding
from commonweal.newsletter.models import (
    Issue,
    IssueItem,
    Notice,
    Section,
    SendEpoch,
    Subscriber,
)

SENT_SHOWN = 12
DIGESTS_SHOWN = 7
NOTICES_SHOWN = 20
IN_WORK = (Issue.Status.DRAFT, Issue.Status.SUBMITTED, Issue.Status.APPROVED)


@dataclass(frozen=True, slots=True)
class Home:
    """
    Attributes:
        has_this_month: whether that of this month was drafted, though it may have been
            called off since.
        can_draft: whether it may be drafted by hand.
        active, weekly, daily: how many get the newsletter, and the digests.
        is_held, held_because: whether nothing is sent at all, and why.
    """

    in_work: list[Issue]
    on_its_way: list[Issue]
    finished: list[Issue]
    digests: list[Issue]
    has_this_month: bool
    can_draft: bool
    active: int
    weekly: int
    daily: int
    is_held: bool
    held_because: str


def desk_home(*, month: str) -> Home:
    """Return the desk's first page. Seven queries."""
    told = Count("items", filter=Q(items__status="in", items__merged_into=None))
    # A query that counts does not keep the model's order: said again.
    issues = Issue.objects.annotate(number=told).order_by("-drafted_at", "-pk")
    done = [Issue.Status.SENT, Issue.Status.CANCELLED]
    finished = issues.filter(status__in=done)
    counts = Subscriber.objects.active().aggregate(
        active=Count("pk"),
        weekly=Count("pk", filter=Q(training_weekly=True)),
        daily=Count("pk", filter=Q(news_daily=True)),
    )
    held = SendEpoch.objects.filter(held_since__isnull=False).first()
    this_month = Issue.objects.filter(kind=Issue.Kind.MONTHLY, period=month)
    states = set(this_month.values_list("status", flat=True))
    return Home(
        in_work=list(issues.filter(status__in=IN_WORK)),
        on_its_way=list(issues.unfinished()),
        finished=list(finished.filter(kind=Issue.Kind.MONTHLY)[:SENT_SHOWN]),
        digests=list(finished.exclude(kind=Issue.Kind.MONTHLY)[:DIGESTS_SHOWN]),
        has_this_month=bool(states),
        can_draft=states <= {Issue.Status.CANCELLED},
        is_held=held is not None,
        held_because=held.held_because if held else "",
        **counts,
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """A section with what stands in it in one issue."""

    section: Section
    items: list[IssueItem]

    @property
    def first(self) -> int | None:
        """The key of the item that cannot go up; None when none can be moved."""
        return next((item.pk for item in self.items if not item.merged_into_id), None)

    @property
    def last(self) -> int | None:
        """The key of the item that cannot go down; None when none can be moved."""
        whole = [item.pk for item in self.items if not item.merged_into_id]
        return whole[-1] if whole else None


@dataclass(frozen=True, slots=True)
class Contents:
    """All that an issue holds.

    Attributes:
        shelves: sections in their order, those without anything too while in use.
        left_out: items that were dropped, or taken out by the program.
    """

    shelves: list[Shelf]
    left_out: list[IssueItem]
    notices: list[Notice]


def contents_of(issue: Issue) -> Contents:
    """Return what the desk shows of one issue. Six queries."""
    items = list(
        issue.items.select_related("section", "picture", "merged_into")
        .prefetch_related("topics", "sectors")
        .order_by("position", "pk")
    )
    told = [i for i in items if i.status == IssueItem.Status.IN]
    used = {item.section_id for item in told}
    sections = Section.objects.filter(Q(is_in_use=True) | Q(pk__in=used))
    return Contents(
        shelves=[
            Shelf(section, [item for item in told if item.section_id == section.pk])
            for section in sections
        ],
        left_out=[item for item in items if item.status != IssueItem.Status.IN],
        notices=list(issue.notices.all()[:NOTICES_SHOWN]),
    )


def open_among(found: list[Finding]) -> int:
    """Return how many findings nobody has put right or overridden."""
    return sum(finding.is_open for finding in found)
