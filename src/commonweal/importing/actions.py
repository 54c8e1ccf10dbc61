"""Writes the items of the old site into this one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.importing.items import Item
from commonweal.importing.models import ImportedItem
from commonweal.importing.outcome import Outcome
from commonweal.importing.page_fields import (
    body_of,
    dates_in_words,
    digest_of,
    key_of,
)
from commonweal.importing.report import Report
from commonweal.pages.actions import news_index
from commonweal.pages.exceptions import DatesInQuestionError
from commonweal.pages.models import NewsIndexPage, NewsPage
from commonweal.pages.models.content import start_of
from commonweal.pages.words import set_body
from commonweal.people.models import Person

TELL_EVERY = 100


@dataclass(frozen=True, slots=True)
class _Import:
    """One run: what it reads from and how it was asked to write."""

    report: Report
    index: NewsIndexPage
    publish: bool
    by: Person | None
    at: datetime


@transaction.atomic
def import_news(
    report: Report,
    *,
    publish: bool,
    by: Person | None,
    at: datetime,
    tell: Callable[[str], None],
) -> Outcome:
    """Write every item of ``report``: all of them, or after any failure none.

    An item imported before is known again by its old title and date. One that
    nothing has changed in stays as it is; one that an editor has worked on here
    since is left alone, whatever the files say.

    Args:
        publish: publish what is not in question; otherwise all become drafts.
        tell: is given a sentence of progress after every hundred items.
    """
    run = _Import(report, news_index(at=at), publish, by, at)
    keys = {key_of(item): item for item in report.items}
    known = {
        row.key: row
        for row in ImportedItem.objects.filter(key__in=keys).select_related("page")
    }
    outcome = Outcome()
    # Oldest first, so that the newest page stands first in the admin too.
    for number, (key, item) in enumerate(reversed(keys.items()), start=1):
        _import_one(run, key, item, known.get(key), outcome)
        if number % TELL_EVERY == 0:
            tell(f"Wrote {number} of {len(keys)} items …")
    return outcome


def _import_one(
    run: _Import,
    key: str,
    item: Item,
    known: ImportedItem | None,
    outcome: Outcome,
) -> None:
    if known is None:
        page = _page_typed_in_here(run, item)
        if page is not None:
            outcome.left_alone.append(item.title)
            return
        _note_draft(_write_new(run, key, item), outcome)
        outcome.imported.append(item.title)
    elif known.is_edited_here():
        outcome.left_alone.append(item.title)
    elif known.digest != digest_of(item):
        _note_draft(_write_again(run, known, item), outcome)
        outcome.updated.append(item.title)
    elif _waits_to_be_published(run, known, item):
        _publish(known.page)
        outcome.published.append(item.title)
    else:
        outcome.unchanged.append(item.title)


def _note_draft(page: NewsPage, outcome: Outcome) -> None:
    if not page.live:
        outcome.drafts.append(page.title)


def _page_typed_in_here(run: _Import, item: Item) -> NewsPage | None:
    """A page of the same title and date that no import made."""
    page: NewsPage | None = (
        NewsPage.objects.child_of(run.index)
        .filter(title=item.title[:255], published_on=item.published)
        .first()
    )
    return page


def _waits_to_be_published(run: _Import, known: ImportedItem, item: Item) -> bool:
    return (
        run.publish
        and not item.is_held_back
        and known.page is not None
        and not known.page.live
        and known.page.first_published_at is None
    )


def _write_new(run: _Import, key: str, item: Item) -> NewsPage:
    page = NewsPage(
        title=item.title[:255],
        slug=_free_slug(run.index, item.slug),
        published_on=item.published,
        live=False,
        owner=run.by,
        imported_from=", ".join(item.seen_in)[:200],
    )
    _fill(page, run, item, version=0)
    run.index.add_child(instance=page)
    _write_versions(page, run, item, first=0)
    ImportedItem.objects.create(
        key=key,
        title=item.title[:255],
        published_on=item.published,
        seen_in="\n".join(item.seen_in),
        digest=digest_of(item),
        page=page,
        revision_id=page.latest_revision_id,
        imported_at=run.at,
    )
    record("importing.imported", subject=page, by=run.by, at=run.at)
    return page


def _write_again(run: _Import, known: ImportedItem, item: Item) -> NewsPage:
    """Add what the files say now as a further revision, published if it was."""
    page = known.page
    assert page is not None  # An item whose page is gone counts as edited.
    page.imported_from = ", ".join(item.seen_in)[:200]
    _write_versions(page, run, item, first=len(item.versions) - 1)
    known.seen_in, known.digest = "\n".join(item.seen_in), digest_of(item)
    known.revision_id, known.imported_at = page.latest_revision_id, run.at
    known.save(update_fields=["seen_in", "digest", "revision_id", "imported_at"])
    record("importing.updated", subject=page, by=run.by, at=run.at)
    return page


def _write_versions(page: NewsPage, run: _Import, item: Item, *, first: int) -> None:
    """Save a revision for each wording from ``first`` on; publish the last of them."""
    for number in range(first, len(item.versions)):
        _fill(page, run, item, version=number)
        page.save_revision(user=run.by, log_action=number == first)
    if run.publish and not item.is_held_back:
        _publish(page)


def _fill(page: NewsPage, run: _Import, item: Item, *, version: int) -> None:
    set_body(page, body_of(item.versions[version].blocks))
    page.summary = item.summary[:300]
    page.dates_in_words = dates_in_words(item)
    page.shows, page.show_until = NewsPage.Shows.DATES, None
    if item.gone_on is not None:
        page.shows = NewsPage.Shows.UNTIL
        page.show_until = start_of(item.gone_on)


def _publish(page: NewsPage | None) -> None:
    """Publish a page's latest revision; one whose dates are in question stays."""
    assert page is not None
    revision = page.get_latest_revision()
    revision.user = None
    try:
        with transaction.atomic():
            revision.publish(log_action=True)
    except DatesInQuestionError:
        return
    page.refresh_from_db()


def _free_slug(index: NewsIndexPage, wanted: str) -> str:
    taken = set(
        index.get_children()
        .filter(slug__startswith=wanted[:200])
        .values_list("slug", flat=True)
    )
    number, slug = 1, wanted[:200]
    while slug in taken:
        number += 1
        slug = f"{wanted[:200]}-{number}"
    return slug
