"""What editors do to pages, beyond editing them."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page, Revision, Site

from commonweal.dates import Code, Question, read, write_date
from commonweal.governance.actions import record
from commonweal.pages.exceptions import PagesError
from commonweal.pages.models import (
    CalendarPage,
    ContentPage,
    DateDecision,
    HomePage,
    NewsIndexPage,
    NewsPage,
    SearchPage,
)
from commonweal.pages.words import replaced, set_body, with_words_replaced
from commonweal.people.models import Person

# Until then a date put off on its own day brings its news back.
STAYS_ARCHIVED = timedelta(days=1)


def days_to_pick(question: Question) -> tuple[date, ...]:
    """Return the days that can stand instead of the words in question.

    None for hours that end before they start ("10am to 9am"): there the day is
    known, and only the editor knows which hour is meant.
    """
    is_about_hours = (
        question.code is Code.END_BEFORE_START and len(question.candidates) < 2
    )
    return () if is_about_hours else question.candidates


def pick_date(
    page: NewsPage, *, question: Question, chosen: date, by: Person | None, at: datetime
) -> None:
    """Put the words in question right, wherever they stand on the page.

    Changes ``page`` in memory; its next save stores it, the decision and the
    audit line together.

    Raises:
        PagesError: ``chosen`` is not one of the days offered.
    """
    if chosen not in days_to_pick(question):
        raise PagesError(f"{write_date(chosen)} is not one of the dates offered.")
    _replace_words(page, old=question.text, new=write_date(chosen))
    _decide(page, question, chosen=chosen, reason="", by=by, at=at)


def retype_words(
    page: NewsPage, *, question: Question, words: str, by: Person | None, at: datetime
) -> None:
    """Put the editor's own words where the words in question stand.

    Changes ``page`` in memory, like ``pick_date``. Whether the page is then
    without contradiction is for the guardian to say, which reads it all again.
    A decision is kept when the new words name a day.

    Raises:
        PagesError: there are no new words, or they contradict themselves too.
    """
    new = " ".join(words.split())
    if not new or new == question.text:
        raise PagesError(f"Write what should stand instead of “{question.text}”.")
    reading = read(new, published=page.published_on)
    if reading.refusing:
        raise PagesError(reading.refusing[0].message)
    _replace_words(page, old=question.text, new=new)
    if reading.occurrences:
        chosen = reading.occurrences[0].first_day
        _decide(page, question, chosen=chosen, reason="", by=by, at=at)


def override_question(
    page: NewsPage, *, question: Question, reason: str, by: Person | None, at: datetime
) -> None:
    """Let the words stand as they are, for a reason that is kept.

    Changes ``page`` in memory, like ``pick_date``.

    Raises:
        PagesError: the reason is empty.
    """
    if not reason.strip():
        raise PagesError("Say why the date stands as it is.")
    _decide(page, question, chosen=None, reason=reason.strip(), by=by, at=at)


def _replace_words(page: NewsPage, *, old: str, new: str) -> None:
    page.title = replaced(page.title, old=old, new=new)
    page.summary = replaced(page.summary, old=old, new=new)
    page.dates_in_words = replaced(page.dates_in_words, old=old, new=new)
    set_body(page, with_words_replaced(page.body.raw_data, old=old, new=new))


def _decide(
    page: NewsPage,
    question: Question,
    *,
    chosen: date | None,
    reason: str,
    by: Person | None,
    at: datetime,
) -> None:
    decision = DateDecision(
        code=question.code,
        words=question.text[:300],
        chosen_on=chosen,
        reason=reason[:500],
        by=by,
        at=at,
    )
    page.pending_decisions.append(decision)


@transaction.atomic
def archive(page: ContentPage, *, by: Person | None, at: datetime) -> None:
    """Take a page off the current lists from ``at`` on. Its address stays.

    The live page and the draft on top of it, if there is one, are both given
    the moment, so that publishing the draft later does not bring it back.

    Raises:
        PagesError: the page is not published, or is archived already.
    """
    if not page.live:
        raise PagesError("Only a published page can be archived.")
    if page.is_archived(now=at):
        raise PagesError("This page is archived already.")
    draft = (
        page.get_latest_revision_as_object() if page.has_unpublished_changes else None
    )
    _show_until(page, at)
    page.save()
    if draft is None:
        page.save_revision(user=by, changed=False, clean=False)
    else:
        _show_until(draft, at)
        draft.save_revision(user=by, clean=False)
    record("pages.archived", subject=page, by=by, at=at)


def _show_until(page: ContentPage, at: datetime) -> None:
    page.show_until = at
    if isinstance(page, NewsPage):
        page.shows = NewsPage.Shows.UNTIL


def publish_due(*, now: datetime) -> Iterator[str]:
    """Publish what was scheduled up to ``now``. Safe to run twice, and at once.

    Yields:
        A sentence for each page that may not go live. It stays a draft and is
        no longer scheduled, so that an editor can open it and put it right.
    """
    due = Revision.objects.filter(approved_go_live_at__lte=now)
    ordered = due.order_by("approved_go_live_at", "pk")
    for revision_id in list(ordered.values_list("pk", flat=True)):
        try:
            _publish_scheduled(revision_id, now=now)
        except (PagesError, ValidationError) as error:
            _unschedule(revision_id)
            yield f"Not published: {error}"


@transaction.atomic
def _publish_scheduled(revision_id: int, *, now: datetime) -> None:
    revision = (
        Revision.objects.select_for_update()
        .filter(pk=revision_id, approved_go_live_at__lte=now)
        .first()
    )
    if revision is not None:  # Another worker may have been quicker.
        revision.publish(log_action="wagtail.publish.scheduled")


@transaction.atomic
def _unschedule(revision_id: int) -> None:
    revision = Revision.objects.filter(pk=revision_id).first()
    if revision is not None:
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])


@transaction.atomic
def news_index(*, at: datetime) -> NewsIndexPage:
    """Return the news index; lay out a site around one where there is none.

    A database that has just been made holds nothing but Wagtail's greeting. It
    becomes a home page with news, a calendar and a search page below it.
    """
    existing: NewsIndexPage | None = NewsIndexPage.objects.first()
    if existing is not None:
        return existing
    home = HomePage.objects.first() or _lay_out_home(at=at)
    news = NewsIndexPage(title="Latest news", slug="news", show_in_menus=True)
    home.add_child(instance=news)
    for page in (
        CalendarPage(title="Calendar", slug="calendar", show_in_menus=True),
        SearchPage(title="Search", slug="search", show_in_menus=True),
    ):
        if not type(page).objects.exists():
            home.add_child(instance=page)
    record("pages.site_laid_out", subject=news, by=None, at=at)
    return news


def _lay_out_home(*, at: datetime) -> HomePage:
    root = Page.get_first_root_node()
    home = HomePage(
        title="Safeguarding Children Partnership", slug="partnership", visible_from=at
    )
    root.add_child(instance=home)
    greeting = Page.objects.filter(depth=2, slug="home").exclude(pk=home.pk).first()
    site = Site.objects.filter(is_default_site=True).first() or Site(
        hostname="localhost", is_default_site=True
    )
    if site.root_page_id is None or (greeting and site.root_page_id == greeting.pk):
        site.root_page = home
        site.save()
        if greeting is not None and greeting.specific_class is Page:
            greeting.delete()
    return home


def follow_training(*, now: datetime) -> int:
    """Bring items up to date whose session or course has moved, gained or lost dates.

    What an item's own page says of training is read live. This is for what was
    worked out when it was saved: its dates in lists and feeds, and until when it
    shows. An item that was archived more than a day ago stays so, whatever new dates
    its course gets. Idempotent; may be done as often as one likes.

    Returns:
        How many items changed.
    """
    told = NewsPage.objects.live().exclude(course=None, session=None)
    shown = Q(visible_until=None) | Q(visible_until__gt=now - STAYS_ARCHIVED)
    items = told.filter(shown).select_related("course", "session")
    return sum(_follow(item.pk, now=now) for item in items.order_by("pk"))


@transaction.atomic
def _follow(pk: int, *, now: datetime) -> bool:
    item = NewsPage.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if item is None or not item.differs_from_training(at=now):
        return False
    item.follow_training(at=now)
    return True
