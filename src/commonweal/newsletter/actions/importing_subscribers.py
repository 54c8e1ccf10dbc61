"""Take over a list of subscribers from another system, all of it or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from operator import attrgetter

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.timezone import make_aware

from commonweal.directory.models import Topic
from commonweal.governance.actions import record
from commonweal.mail.models import Suppression, fingerprint
from commonweal.newsletter.choices import Choices
from commonweal.newsletter.models import (
    Consent,
    Invitation,
    NewsletterSettings,
    Subscriber,
)
from commonweal.newsletter.subscribers_file import ImportedSubscriber, Problem
from commonweal.people.models import Sector

Status = Subscriber.Status
# What they were told is not known here; where it is recorded stands beside it.
ELSEWHERE = "Asked for elsewhere, before this list was brought here."
AT_ONCE = 400
AT_THE_SAME_MOMENT = Problem(
    0,
    "email",
    "an address of the list came in by another way at this very moment. Try again.",
)


@dataclass(slots=True)
class Imported:
    """What an import did, or would do. Rows by their number, never by address.

    Attributes:
        added: subscribed, on the evidence of their earlier consent.
        invited: will be asked once, because there is no evidence.
        there: get the newsletter already, or have still to confirm; unchanged.
        suppressed: asked for no more, complained, or their address is refused; left
            alone.
        asked_before: were invited by an earlier import; left alone.
    """

    added: int = 0
    invited: int = 0
    there: int = 0
    suppressed: list[int] = field(default_factory=list)
    asked_before: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables say of the addresses in a file, by address in lower case."""

    subscribers: dict[str, Subscriber]
    suppressed: set[str]
    invited: set[str]


def import_subscribers(
    *,
    rows: Sequence[ImportedSubscriber],
    problems: Sequence[Problem],
    by: AbstractBaseUser | None,
    at: datetime,
    is_dry_run: bool = False,
) -> Imported:
    """Subscribe those with evidence of their consent, and invite the others once.

    Nothing is sent but the invitations, by and by. Who is suppressed stays so,
    whatever a file says. Whoever is known here stays as they are; only a sign-up that
    still waits for its confirmation is settled by evidence of an earlier consent. A
    second run with the same file changes nothing.

    Args:
        problems: of the rows that could not be read. With a single one, or a sector or
            topic that is not known here, nothing is written; nor when somebody signs
            up, or imports the same list, at the same moment.
    """
    try:
        with transaction.atomic():
            outcome = _imported(rows, problems, by=by, at=at)
            if is_dry_run:
                transaction.set_rollback(True)
            return outcome
    except IntegrityError:
        return Imported(problems=[AT_THE_SAME_MOMENT])


def _imported(
    rows: Sequence[ImportedSubscriber],
    problems: Sequence[Problem],
    *,
    by: AbstractBaseUser | None,
    at: datetime,
) -> Imported:
    outcome, names = Imported(problems=list(problems)), _Names.load()
    chosen = {row.row: names.choices(row, outcome.problems) for row in rows}
    if outcome.problems:
        outcome.problems.sort(key=attrgetter("row"))
        return outcome
    known, writing = _known(rows), _Writing(at)
    for row in rows:
        _take_over(row, chosen[row.row], known, outcome, writing)
    writing.finish()
    if outcome.added or outcome.invited:
        words = f"{outcome.added} added, {outcome.invited} invited"
        subject = NewsletterSettings(pk=1)
        record("newsletter.imported", subject=subject, by=by, at=at, reason=words)
    return outcome


@dataclass(frozen=True, slots=True)
class _Names:
    """Sectors and topics by name and slug, in lower case."""

    sectors: dict[str, int]
    topics: dict[str, int]

    @classmethod
    def load(cls) -> "_Names":
        return cls(
            _by_name(Sector.objects.values_list("pk", "name", "slug")),
            _by_name(Topic.objects.values_list("pk", "name", "slug")),
        )

    def choices(self, row: ImportedSubscriber, problems: list[Problem]) -> Choices:
        """Return what a row chose; add to ``problems`` what is not known here."""
        if row.sector and row.sector.lower() not in self.sectors:
            words = f"“{row.sector}” is no sector of this site."
            problems.append(Problem(row.row, "sector", words))
        problems += [
            Problem(row.row, "topics", f"“{topic}” is no topic of this site.")
            for topic in row.topics
            if topic.lower() not in self.topics
        ]
        return Choices(
            sector_id=self.sectors.get(row.sector.lower()),
            topic_ids=frozenset(
                self.topics[topic.lower()]
                for topic in row.topics
                if topic.lower() in self.topics
            ),
            training_weekly=row.training_weekly,
            news_daily=row.news_daily,
        )


def _by_name(rows: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    return {word.lower(): pk for pk, *words in rows for word in words}


def _known(rows: Sequence[ImportedSubscriber]) -> _Known:
    subscribers, suppressed, invited = dict[str, Subscriber](), set[str](), set[str]()
    for start in range(0, len(rows), AT_ONCE):
        addresses = [row.email.lower() for row in rows[start : start + AT_ONCE]]
        prints = {fingerprint(address): address for address in addresses}
        found = Subscriber.objects.at_addresses(addresses).select_for_update()
        subscribers |= {each.email.lower(): each for each in found}
        for keys, there in (
            (Suppression.objects.filter(fingerprint__in=prints), suppressed),
            (Invitation.objects.filter(fingerprint__in=prints), invited),
        ):
            there |= {prints[key] for key in keys.values_list("fingerprint", flat=True)}
    return _Known(subscribers, suppressed, invited)


@dataclass(slots=True)
class _Writing:
    """What is to be written, together at the end: a list has thousands of rows."""

    at: datetime
    rows: list[tuple[Subscriber, ImportedSubscriber, Choices]] = field(
        default_factory=list
    )

    def add(
        self, known: Subscriber | None, row: ImportedSubscriber, choices: Choices
    ) -> None:
        """Note one row; ``known`` is a sign-up that was never confirmed."""
        one = known or Subscriber(email=row.email, signed_up_at=self.at)
        one.sector_id = choices.sector_id
        one.training_weekly = choices.training_weekly
        one.news_daily = choices.news_daily
        if row.consented_on is not None:
            one.status, one.confirmed_at = Status.ACTIVE, _began(row)
            one.signed_up_at = _began(row)
        self.rows.append((one, row, choices))

    def finish(self) -> None:
        """Write it."""
        every = [one for one, *_ in self.rows]
        Subscriber.objects.bulk_create(
            [one for one in every if one.pk is None], batch_size=AT_ONCE
        )
        Subscriber.objects.bulk_update(
            [one for one, row, _ in self.rows if row.consented_on],
            fields=[
                *("status", "confirmed_at", "signed_up_at", "sector"),
                *("training_weekly", "news_daily"),
            ],
            batch_size=AT_ONCE,
        )
        topics = Subscriber.topics.through
        topics.objects.filter(subscriber__in=every).delete()
        topics.objects.bulk_create(
            [
                topics(subscriber=one, topic_id=pk)
                for one, _, choices in self.rows
                for pk in choices.topic_ids
            ],
            batch_size=AT_ONCE,
        )
        Consent.objects.bulk_create(
            [
                Consent(
                    subscriber=one,
                    source=Consent.Source.IMPORT,
                    wording=ELSEWHERE,
                    page=row.source,
                    given_at=_began(row),
                    confirmed_at=_began(row),
                    choices=choices.as_json(),
                )
                for one, row, choices in self.rows
                if row.consented_on
            ],
            batch_size=AT_ONCE,
        )
        Invitation.objects.bulk_create(
            [
                Invitation(
                    fingerprint=fingerprint(one.email),
                    subscriber=one,
                    imported_at=self.at,
                )
                for one, row, _ in self.rows
                if not row.consented_on
            ],
            batch_size=AT_ONCE,
        )


def _began(row: ImportedSubscriber) -> datetime:
    assert row.consented_on is not None
    return make_aware(datetime.combine(row.consented_on, time.min))


def _take_over(
    row: ImportedSubscriber,
    choices: Choices,
    known: _Known,
    outcome: Imported,
    writing: _Writing,
) -> None:
    address = row.email.lower()
    subscriber = known.subscribers.get(address)
    if address in known.suppressed:
        outcome.suppressed.append(row.row)
    elif subscriber is not None and not _may_be_settled(subscriber, row):
        outcome.there += 1
    elif row.consented_on is not None:
        writing.add(subscriber, row, choices)
        outcome.added += 1
    elif address in known.invited:
        outcome.asked_before.append(row.row)
    else:
        writing.add(None, row, choices)
        outcome.invited += 1


def _may_be_settled(subscriber: Subscriber, row: ImportedSubscriber) -> bool:
    return subscriber.status == Status.WAITING and row.consented_on is not None
