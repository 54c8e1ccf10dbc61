from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from wagtail.models import Revision

from commonweal.dates import Question, write_date
from commonweal.governance.actions import record
from commonweal.pages.exceptions import PagesError
from commonweal.pages.models import DateDecision, NewsPage
from commonweal.pages.words import set_body, with_words_replaced
from commonweal.people.models import Person


@transaction.atomic
def pick_date(
    page: NewsPage, *, question: Question, chosen: date, by: Person | None, at: datetime
) -> DateDecision:
    """Put the words in question right, wherever they stand on the page.

    Changes ``page`` in memory only: it belongs to the editor's form, which
    saves it with everything else. The decision and its audit line are stored.

    Raises:
        PagesError: ``chosen`` is not one of the question's candidates.
    """
    if chosen not in question.candidates:
        raise PagesError(f"{write_date(chosen)} is not one of the dates offered.")
    mended = mended_words(question.text, chosen=chosen)
    page.title = page.title.replace(question.text, mended)
    page.summary = page.summary.replace(question.text, mended)
    page.dates_in_words = page.dates_in_words.replace(question.text, mended)
    set_body(
        page, with_words_replaced(page.body.raw_data, old=question.text, new=mended)
    )
    return _decide(page, question, chosen=chosen, reason="", by=by, at=at)


def mended_words(words: str, *, chosen: date) -> str:
    """Return the words to stand instead of a contradictory date."""
    return write_date(chosen)


@transaction.atomic
def override_question(
    page: NewsPage, *, question: Question, reason: str, by: Person | None, at: datetime
) -> DateDecision:
    """Let the words stand as they are, for a reason that is kept.

    Raises:
        PagesError: the reason is empty.
    """
    if not reason.strip():
        raise PagesError("Say why the date stands as it is.")
    return _decide(page, question, chosen=None, reason=reason.strip(), by=by, at=at)


def _decide(
    page: NewsPage,
    question: Question,
    *,
    chosen: date | None,
    reason: str,
    by: Person | None,
    at: datetime,
) -> DateDecision:
    decision = DateDecision.objects.create(
        page_id=page.pk,
        code=question.code,
        words=question.text[:300],
        chosen_on=chosen,
        reason=reason[:500],
        by=by,
        at=at,
    )
    verb = "pages.date_mended" if chosen else "pages.date_question_overridden"
    record(verb, subject=page, by=by, at=at, reason=reason)
    return decision


@transaction.atomic
def archive(page: NewsPage, *, by: Person | None, at: datetime) -> None:
    """Take an item off the current lists from ``at`` on. Its address stays."""
    page.shows, page.show_until = NewsPage.Shows.UNTIL, at
    page.save()
    record("pages.archived", subject=page, by=by, at=at)


def publish_due(*, now: datetime) -> Iterator[str]:
    """Publish what was scheduled up to ``now``. Safe to run twice, and at once.

    Yields:
        A sentence for each page that stays a draft because it may not go live.
    """
    due = Revision.objects.filter(approved_go_live_at__lte=now)
    for revision_id in list(due.values_list("pk", flat=True)):
        try:
            _publish_scheduled(revision_id, now=now)
        except PagesError as error:
            yield f"Not published: {error}"


@transaction.atomic
def _publish_scheduled(revision_id: int, *, now: datetime) -> None:
    revision = (
        Revision.objects.select_for_update()
        .filter(pk=revision_id, approved_go_live_at__lte=now)
        .first()
    )
    if revision is not None:  # Another worker may have been quicker.
        revision.publish()
