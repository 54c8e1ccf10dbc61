"""What a newsletter is drafted from: what is true on the site, as plain items."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site

from commonweal.dates import Kind
from commonweal.design.addresses import full_address
from commonweal.newsletter.digest import DigestItem, Source, Standing
from commonweal.pages.addresses import path_of
from commonweal.pages.descriptions import describe
from commonweal.pages.models import NewsPage, PolicyPage
from commonweal.pages.models.occasions import Occasion
from commonweal.pages.models.restrictions import unrestricted
from commonweal.training.metadata import session_path
from commonweal.training.models import Course, Session
from commonweal.training.queries.catalogue import Dated, for_lists, standings
from commonweal.training.wording import write_place, write_places, write_session

# How far ahead the diary and the deadlines look.
AHEAD = timedelta(weeks=8)
# Sessions further ahead than this are told once they are nearer.
TRAINING_AHEAD = timedelta(weeks=13)
DATES_TOLD = 3
# From so few on, readers are told how many places are left.
FEW_PLACES = 5

# The section that an editor chose for an item of news decides where it comes from.
SOURCES = {
    "": Source.NEWS,
    NewsPage.Section.INITIATIVE: Source.NEWS,
    NewsPage.Section.TRAINING: Source.TRAINING,
    NewsPage.Section.POLICY: Source.POLICY,
    NewsPage.Section.DIARY: Source.DIARY,
}
# These are dates to note; all else that is booked is training.
NOTED = {Course.Kind.CONFERENCE, Course.Kind.AWARENESS_WEEK}
STANDINGS = {
    Session.Standing.OPEN: Standing.HOLDS,
    Session.Standing.WAITING: Standing.FULL,
    Session.Standing.FULL: Standing.FULL,
    Session.Standing.CLOSED: Standing.EXPIRED,
    Session.Standing.PAST: Standing.EXPIRED,
    Session.Standing.CANCELLED: Standing.CANCELLED,
}


def collect(
    *, since: datetime, now: datetime, keys: Collection[str] = ()
) -> list[DigestItem]:
    """Return what may stand in an issue at ``now``, each thing once.

    That is: news that began after ``since``; policies and documents that are new or
    whose version is from then on, with what changed; the sessions of the next three
    months, with those that have filled up or were cancelled said to be so; and the
    dates and deadlines of the next eight weeks that older news brings. A date whose news is itself among
    these stands there, and comes on its own with a later issue. Pages that not
    everybody may open are left out. A fixed number of queries, however much there is.

    Args:
        keys: of what an issue holds already; these are told of even where they lie
            outside the time asked for. Those that are missing from the answer do not
            hold any more.
    """
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return []
    asked = _by_kind(keys)
    news = _news(since=since, now=now, asked=asked["news"])
    fresh = frozenset(page.pk for page in news if page.pk)
    told = frozenset((page.course_id, page.session_id) for page in news)
    return [
        *(_news_item(page, root=site.root_page, now=now) for page in news),
        *_policies(since=since, now=now, asked=asked["policy"], root=site.root_page),
        *_sessions(now=now, asked=asked["session"], told=told),
        *_dates(now=now, asked=asked["date"], fresh=fresh, root=site.root_page),
    ]


def _by_kind(keys: Collection[str]) -> defaultdict[str, set[str]]:
    """Return what stands after the first colon of keys, by what stands before it."""
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        kind, _, rest = key.partition(":")
        parts[kind].add(rest.split(":")[0])
    return parts


def _news(*, since: datetime, now: datetime, asked: Collection[str]) -> list[NewsPage]:
    wanted = Q(visible_from__gt=since) | Q(pk__in=asked)
    rows = unrestricted(NewsPage.objects.current(now=now).filter(wanted))
    found = rows.prefetch_related("topics", "occasions").order_by(
        "-is_pinned", "-published_on", "-pk"
    )
    return list(found)


def _news_item(page: NewsPage, *, root: Page, now: datetime) -> DigestItem:
    coming = [row for row in page.occasions.all() if not row.is_over(now=now)]
    return DigestItem(
        key=f"news:{page.pk}",
        source=SOURCES[page.newsletter_section],
        title=page.title,
        summary=describe(page),
        url=full_address(path_of(page, root=root)),
        when=_in_words(coming),
        happens_at=coming[0].starts_at if coming else None,
        expires_at=page.visible_until,
        topics=tuple(topic.slug for topic in page.topics.all()),
    )


def _in_words(rows: list[Occasion]) -> str:
    told = [f"{row.in_words}, {row.place}".rstrip(", ") for row in rows[:DATES_TOLD]]
    more = len(rows) - DATES_TOLD
    if more > 0:
        told.append("one more time" if more == 1 else f"{more} more times")
    return "; ".join(told)


def _policies(
    *, since: datetime, now: datetime, asked: Collection[str], root: Page
) -> Iterator[DigestItem]:
    wanted = (
        Q(visible_from__gt=since)
        | Q(changed_on__gte=timezone.localdate(since))
        | Q(pk__in=asked)
    )
    current = PolicyPage.objects.current(now=now).filter(
        wanted, changed_on__lte=timezone.localdate(now)
    )
    rows = unrestricted(current).defer("body").prefetch_related("topics")
    for page in rows.order_by("-changed_on", "title"):
        is_new = page.first_published_at is None or page.first_published_at > since
        yield DigestItem(
            key=f"policy:{page.pk}:{page.changed_on}",
            source=Source.POLICY,
            title=page.title,
            summary=page.summary,
            url=full_address(path_of(page, root=root)),
            what_changed=" ".join(page.what_changed.split()) or ("New" * is_new),
            expires_at=page.visible_until,
            topics=tuple(topic.slug for topic in page.topics.all()),
        )


def _sessions(
    *,
    now: datetime,
    asked: Collection[str],
    told: Collection[tuple[int | None, int | None]],
) -> Iterator[DigestItem]:
    """Yield sessions; ``told`` names (course, session) of news that tells of them."""
    dated = [Session.Status.SCHEDULED, Session.Status.CANCELLED]
    near = Q(starts_at__lt=now + TRAINING_AHEAD) | Q(pk__in=asked)
    coming = Session.objects.public().filter(near, status__in=dated, ends_at__gt=now)
    rows = for_lists(coming).order_by("starts_at", "pk")
    both = rows.prefetch_related("course__topics", "course__sectors")
    for each in standings(both, now=now):
        item = _session_item(each.session, each.standing)
        is_held = str(each.session.pk) in asked
        if is_held or not _is_for_later(each, item, told=told):
            yield item


def _is_for_later(
    each: Dated, item: DigestItem, *, told: Collection[tuple[int | None, int | None]]
) -> bool:
    """Whether a session waits for a later issue: what cannot be booked yet, and what
    an item of news beside it tells of already."""
    row = each.session
    if (row.course_id, None) in told or (None, row.pk) in told:
        return True
    is_booked = item.source is Source.TRAINING
    return is_booked and each.standing is Session.Standing.NOT_YET


def _session_item(row: Session, standing: Session.Standing) -> DigestItem:
    place = write_place(row)
    when = ", ".join(part for part in (write_session(row), place) if part)
    if standing is Session.Standing.OPEN and 0 < row.places_left <= FEW_PLACES:
        when += f". {write_places(row.places_left)} when this was sent"
    return DigestItem(
        key=f"session:{row.pk}",
        source=Source.DIARY if row.course.kind in NOTED else Source.TRAINING,
        title=row.course.title,
        summary=row.course.summary,
        url=full_address(session_path(row)),
        when=when,
        happens_at=row.starts_at,
        expires_at=row.closes_at if row.partner_id is None else row.starts_at,
        topics=tuple(topic.slug for topic in row.course.topics.all()),
        sectors=tuple(sector.slug for sector in row.course.sectors.all()),
        standing=STANDINGS.get(standing, Standing.HOLDS),
    )


def _dates(
    *, now: datetime, asked: Collection[str], fresh: Collection[int], root: Page
) -> Iterator[DigestItem]:
    soon = Q(starts_at__lt=now + AHEAD) | Q(uid__in=asked)
    coming = Occasion.objects.public(now=now).to_come(now=now).filter(soon)
    rows = unrestricted(coming, to="page__").select_related("page")
    shown = rows.prefetch_related("page__topics").order_by("starts_at", "pk")
    for first, more in _by_page(shown):
        if first.page_id in fresh:
            continue
        is_deadline = first.kind == Kind.DEADLINE.value
        yield DigestItem(
            key=f"date:{first.uid}",
            source=Source.DEADLINE if is_deadline else Source.DIARY,
            title=first.page.title,
            summary=describe(first.page),
            url=full_address(path_of(first.page, root=root)),
            when=_in_words([first, *more]),
            happens_at=first.starts_at,
            expires_at=first.over_at,
            topics=tuple(topic.slug for topic in first.page.topics.all()),
        )


def _by_page(rows: Iterable[Occasion]) -> Iterator[tuple[Occasion, list[Occasion]]]:
    """Yield the soonest date of each page with those that follow, and the soonest of
    its deadlines likewise: a weekly group is one thing to tell, not eight."""
    named: dict[tuple[int, bool], list[Occasion]] = {}
    for row in rows:
        is_deadline = row.kind == Kind.DEADLINE.value
        named.setdefault((row.page_id, is_deadline), []).append(row)
    for first, *more in named.values():
        yield first, more
