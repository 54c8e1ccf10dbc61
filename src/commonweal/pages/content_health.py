"""What on the site wants an editor's eye, and where to mend it.

The number of queries depends on the number of page types, not of pages: two
for each type, and a handful of look-ups. Only reading dates anew asks once
more for each item in which a contradiction is found.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from commonweal.dates import write_date, write_moment
from commonweal.directory.models import PhoneNumber
from commonweal.directory.telephone import numbers_in
from commonweal.pages.bodies import Body, content_types, published_bodies
from commonweal.pages.broken_links import broken_links
from commonweal.pages.models import DateDecision, NewsPage, StatementPage
from commonweal.pages.words import body_text

SOON = timedelta(days=14)
YEAR = timedelta(days=365)
# Reading dates takes time; the newest items are the ones being worked on.
MOST_READ = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One page that wants attention, and why."""

    title: str
    edit: str
    note: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing to look at.

    Attributes:
        name: for the address of the section on its page.
        good: what to say when there is none.
    """

    name: str
    heading: str
    about: str
    good: str
    rows: list[Row]


def row(page_id: int, title: str, note: str) -> Row:
    return Row(title, reverse("wagtailadmin_pages:edit", args=[page_id]), note)


def expiring(*, now: datetime, within: timedelta) -> list[Row]:
    """Published pages that will be archived before ``now + within``, soonest first."""
    found: list[tuple[datetime, Row]] = []
    for kind in content_types():
        pages = kind.objects.current(now=now).filter(visible_until__lte=now + within)
        for pk, title, end in pages.values_list("pk", "title", "visible_until"):
            words = f"Shows until {write_moment(timezone.localtime(end))}."
            found.append((end, row(pk, title, words)))
    return [shown for _, shown in sorted(found, key=lambda pair: pair[0])]


def review_due(*, today: date, within: timedelta) -> list[Row]:
    """Published pages to be read again by ``today + within``, longest due first."""
    found: list[tuple[date, Row]] = []
    for kind in content_types():
        pages = kind.objects.live().filter(review_on__lte=today + within)
        for pk, title, day in pages.values_list("pk", "title", "review_on"):
            verb = "was" if day < today else "is"
            found.append((day, row(pk, title, f"Review {verb} due {write_date(day)}.")))
    return [shown for _, shown in sorted(found, key=lambda pair: pair[0])]


def statements_due(*, today: date) -> list[Row]:
    """Statements that the law asks for, not checked for a year."""
    old = StatementPage.objects.live().filter(checked_on__lte=today - YEAR)
    return [
        row(pk, title, f"Last checked on {write_date(day, weekday=False)}.")
        for pk, title, day in old.order_by("checked_on").values_list(
            "pk", "title", "checked_on"
        )
    ]


def dates_in_question(*, now: datetime) -> list[Row]:
    """News, as readers see it or as a draft, whose dates nobody has decided.

    Looks at the newest ``MOST_READ`` items that are drafts or current.
    """
    worked_on = Q(live=False) | Q(has_unpublished_changes=True)
    current = Q(visible_until=None) | Q(visible_until__gt=now)
    pages = NewsPage.objects.filter(worked_on | current)
    newest = pages.select_related("latest_revision").order_by("-published_on", "-pk")
    rows = []
    for page in newest[:MOST_READ]:
        rows += [row(page.pk, page.title, words) for words in _questions_about(page)]
    return rows


def _questions_about(page: NewsPage) -> list[str]:
    live = [question.message for question in page.undecided_questions()]
    if not page.live or not page.has_unpublished_changes or not page.latest_revision:
        return live
    draft = page.with_content_json(page.latest_revision.content)
    asked = [question.message for question in draft.undecided_questions()]
    return live + [f"In the draft: {words}" for words in asked if words not in live]


def overridden_dates(*, now: datetime) -> list[Row]:
    """Contradictions that stand on current pages for a reason somebody gave."""
    decisions = DateDecision.objects.filter(chosen_on=None, page__live=True)
    current = Q(page__newspage__visible_until=None) | Q(
        page__newspage__visible_until__gt=now
    )
    kept = decisions.filter(current).values_list(
        "page_id", "page__title", "words", "reason"
    )
    return [
        row(pk, title, f"“{words}” stands as it is: {reason}")
        for pk, title, words, reason in kept
    ]


def imported_drafts() -> list[Row]:
    """Items that were imported and wait for an editor to decide and publish."""
    waiting = NewsPage.objects.not_live().exclude(imported_from="")
    return [
        row(pk, title, f"Imported from {source}; not published yet.")
        for pk, title, source in waiting.order_by("-published_on").values_list(
            "pk", "title", "imported_from"
        )
    ]


def links_to_nothing(read: Iterable[Body]) -> list[Row]:
    """Published pages with links that lead to nothing on this site."""
    return [row(body.page_id, body.title, said) for body, said in broken_links(read)]


def silent_pictures(read: Iterable[Body]) -> list[Row]:
    """Pictures that neither say what they show nor are marked as decorative."""
    rows = []
    for body in read:
        pictures = [b["value"] for b in body.raw if b["type"] == "image"]
        silent = [
            picture
            for picture in pictures
            if not picture.get("alternative_text") and not picture.get("decorative")
        ]
        if silent:
            count = "1 picture" if len(silent) == 1 else f"{len(silent)} pictures"
            words = f"{count} without alternative text."
            rows.append(row(body.page_id, body.title, words))
    return rows


def unknown_numbers(read: Iterable[Body]) -> list[Row]:
    """Pages with a telephone number that is in no contact of the register."""
    register = set(PhoneNumber.objects.values_list("number", flat=True))
    rows = []
    for body in read:
        typed = {
            number: as_typed
            for as_typed, number in numbers_in(body_text(body.raw))
            if number not in register
        }
        rows += [
            row(body.page_id, body.title, f"{as_typed} is not in the register.")
            for as_typed in typed.values()
        ]
    return rows


def examine_site(*, now: datetime) -> list[Section]:
    """Look at everything, for the report."""
    today = timezone.localdate(now)
    read = published_bodies()
    return [
        Section(
            "dates",
            "Dates in question",
            "Words that contradict themselves. They cannot be published like this.",
            "No date is in question.",
            dates_in_question(now=now),
        ),
        Section(
            "overridden",
            "Dates that stand for a reason",
            "Somebody decided that these words are right as they are.",
            "None on a current page.",
            overridden_dates(now=now),
        ),
        Section(
            "imported",
            "Imported, waiting for a decision",
            "Drafts that the import left for you to read and publish.",
            "Nothing is waiting.",
            imported_drafts(),
        ),
        Section(
            "expiring",
            "Archived soon",
            "What leaves the lists within 14 days.",
            "Nothing ends within 14 days.",
            expiring(now=now, within=SOON),
        ),
        Section(
            "review",
            "Review due",
            "Pages whose review date has come, or comes within 14 days.",
            "No review is due.",
            review_due(today=today, within=SOON),
        ),
        Section(
            "statements",
            "Statements to check",
            "Accessibility, privacy and cookies: not checked for a year.",
            "Each was checked within the last year.",
            statements_due(today=today),
        ),
        Section(
            "links",
            "Broken links",
            "Links on published pages that lead to nothing on this site.",
            "No link on this site is broken.",
            links_to_nothing(read),
        ),
        Section(
            "pictures",
            "Pictures without words",
            "People who cannot see them learn nothing from them.",
            "Each picture says what it shows, or is decorative.",
            silent_pictures(read),
        ),
        Section(
            "numbers",
            "Telephone numbers outside the register",
            "Typed into a page. When the number changes, nobody finds them: use a contact.",
            "Each number on the site comes from the register.",
            unknown_numbers(read),
        ),
    ]


def examine_home(*, now: datetime) -> list[Section]:
    """What to look at this week, for the editor's first page. Reads no bodies
    but those of news being worked on."""
    today = timezone.localdate(now)
    week = timedelta(days=7)
    sections = [
        Section("dates", "Dates in question", "", "", dates_in_question(now=now)),
        Section(
            "expiring",
            "Leaving the lists this week",
            "",
            "",
            expiring(now=now, within=week),
        ),
        Section("review", "Review due", "", "", review_due(today=today, within=week)),
        Section(
            "statements", "Statements to check", "", "", statements_due(today=today)
        ),
    ]
    return [section for section in sections if section.rows]
