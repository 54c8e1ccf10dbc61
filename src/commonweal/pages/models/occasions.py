"""The dated occasions of a news item: rows that lists and calendars query."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from commonweal.dates import Kind, Mode, Occurrence
from commonweal.pages.models.dated import Dated
from commonweal.training.models import Meeting, Session
from commonweal.training.wording import is_whole_days, write_place, write_span

MODES = {
    Mode.ONLINE: "Online",
    Mode.IN_PERSON: "In person",
    Mode.HYBRID: "In person and online",
}


def as_moment(moment: date | datetime) -> datetime:
    """Return an aware moment for a day (its midnight in London) or a time."""
    if isinstance(moment, datetime):
        return moment
    return timezone.make_aware(datetime.combine(moment, datetime.min.time()))


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def public(self, *, now: datetime) -> Self:
        """Occasions that a calendar may show at ``now``.

        Those of items that are current, and the past ones of archived items:
        expiry takes an item off the lists, it does not rewrite last month.
        """
        shown = (
            models.Q(page__visible_until=None)
            | models.Q(page__visible_until__gt=now)
            | models.Q(starts_at__lt=models.F("page__visible_until"))
        )
        # What an item tells of a session is gathered from the session itself.
        return self.filter(
            shown, session=None, page__live=True, page__visible_from__lte=now
        ).select_related("page")

    def between(self, first: date, last: date) -> Self:
        """Occasions that touch a day from ``first`` to ``last``, both included.

        Those at midnight belong to the day before, see ``Occasion.last_day``.
        """
        end = as_moment(last + timedelta(days=1))
        begun = models.Q(starts_at__lt=end) | models.Q(starts_at=end, over_at=end)
        return self.filter(begun, over_at__gt=as_moment(first))

    def to_come(self, *, now: datetime) -> Self:
        """Occasions not yet over, the soonest first."""
        return self.filter(over_at__gt=now)

    def since(self, first: date) -> Self:
        """Occasions that were not over when ``first`` began."""
        return self.filter(over_at__gt=as_moment(first))

    def for_calendars(self) -> Self:
        """Fetch an item's name, address and summary only: bodies are long."""
        named = (f"page__{name}" for name in ("title", "slug", "url_path", "summary"))
        own = (field.attname for field in self.model._meta.concrete_fields)
        return self.select_related("page").only(*own, *named)


class Occasion(Dated, models.Model):
    """One dated entry of a news item, as it was read from the editor's words."""

    page = models.ForeignKey(
        "pages.NewsPage", on_delete=models.CASCADE, related_name="occasions"
    )
    session = models.ForeignKey(
        Session,
        null=True,
        editable=False,
        on_delete=models.CASCADE,
        related_name="+",
        help_text="The session that the item tells of; None: the editor’s own words.",
    )
    uid = models.UUIDField(
        default=uuid.uuid4,
        editable=False,
        unique=True,
        help_text="Stays with the entry when its date moves, so calendars follow.",
    )
    sequence = models.PositiveIntegerField(
        default=0, help_text="Rises each time the entry changes (RFC 5545, 3.8.7.4)."
    )
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in Kind])
    words = models.CharField(max_length=300, help_text="What the editor typed.")
    is_all_day = models.BooleanField()
    starts_at = models.DateTimeField(
        db_index=True, help_text="For whole days, midnight in London."
    )
    ends_at = models.DateTimeField(
        null=True, help_text="For whole days, midnight in London of the last day."
    )
    over_at = models.DateTimeField(
        db_index=True, help_text="When it has passed; never before starts_at."
    )
    series = models.PositiveSmallIntegerField(null=True)
    venue = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=20, blank=True)
    changed_at = models.DateTimeField()

    objects = OccasionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(over_at__gte=models.F("starts_at")),
                name="occasion_over_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def place(self) -> str:
        """Where it is, or how it is held, as far as the words said so."""
        return self.venue or (MODES[Mode(self.mode)] if self.mode else "")

    FACTS = (
        "kind",
        "words",
        "is_all_day",
        "starts_at",
        "ends_at",
        "over_at",
        "series",
        "venue",
        "mode",
        "session_id",
    )

    def facts(self) -> tuple[object, ...]:
        """Everything that was read; two equal ones are the same entry."""
        return tuple(getattr(self, name) for name in self.FACTS)


def from_reading(occurrence: Occurrence, *, at: datetime) -> Occasion:
    """Return an unsaved row for what was read."""
    return Occasion(
        kind=occurrence.kind.value,
        words=occurrence.text[:300],
        is_all_day=occurrence.is_all_day,
        starts_at=as_moment(occurrence.start),
        ends_at=None if occurrence.end is None else as_moment(occurrence.end),
        over_at=max(occurrence.over_at, as_moment(occurrence.start)),
        series=occurrence.series,
        venue=(occurrence.venue or "")[:200],
        mode=occurrence.mode.value if occurrence.mode else "",
        changed_at=at,
    )


def from_meeting(meeting: Meeting, *, at: datetime) -> Occasion:
    """Return an unsaved row for a meeting of a session that an item names."""
    is_all_day = is_whole_days(meeting.starts_at, meeting.ends_at)
    last = meeting.ends_at - timedelta(days=1) if is_all_day else meeting.ends_at
    return Occasion(
        kind=Kind.EVENT.value,
        words=write_span(meeting.starts_at, meeting.ends_at),
        is_all_day=is_all_day,
        starts_at=meeting.starts_at,
        ends_at=last,
        over_at=meeting.ends_at,
        venue=write_place(meeting.session)[:200],
        session=meeting.session,
        changed_at=at,
    )


def keep_identities(old: Iterable[Occasion], new: list[Occasion]) -> list[Occasion]:
    """Give each new entry the identity of the old one that it continues.

    First those that start at the same moment, then the rest in their order, so
    that an entry whose date is mended moves in people's calendars instead of
    standing there twice.

    Returns:
        The old entries that have no successor, to be deleted.
    """
    left = list(old)
    waiting = []
    for entry in new:
        same = next((o for o in left if o.starts_at == entry.starts_at), None)
        if same is None:
            waiting.append(entry)
        else:
            left.remove(same)
            _succeed(same, entry)
    for entry in waiting:
        if left:
            _succeed(left.pop(0), entry)
    return left


def _succeed(old: Occasion, entry: Occasion) -> None:
    changed = old.facts() != entry.facts()
    entry.pk, entry.uid = old.pk, old.uid
    entry.sequence = old.sequence + changed
    if not changed:
        entry.changed_at = old.changed_at
