"""What the clock asks of the newsletter: a draft a month, digests, the moment to go."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from commonweal.dates.occurrences import LONDON
from commonweal.mail.models import OutgoingEmail
from commonweal.newsletter.models import Delivery, Issue, Subscriber
from commonweal.pages import newsletter_work
from commonweal.pages.newsletter_work import (
    draft,
    draft_due,
    news_since,
    refresh,
    send,
    send_scheduled,
)
from tests.newsletter.factories import newsletter_settings
from tests.newsletter.people import editor
from tests.pages.factories import NewsPageFactory, home_page
from tests.training.factories import SessionFactory

pytestmark = pytest.mark.django_db

MONTHLY, WEEKLY, DAILY = Issue.Kind.MONTHLY, Issue.Kind.WEEKLY, Issue.Kind.DAILY


def _at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=LONDON)  # type: ignore[arg-type, misc]


@pytest.fixture(autouse=True)
def _site() -> None:
    home_page()
    newsletter_settings()


def _news(day: date, **fields: Any) -> None:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=LONDON)
    NewsPageFactory.create(published_on=day, published_at=at, **fields)


def _reader(**wishes: bool) -> Subscriber:
    at = _at(2026, 1, 1)
    return Subscriber.objects.create(
        email="reader@example.org",
        status=Subscriber.Status.ACTIVE,
        signed_up_at=at,
        confirmed_at=at,
        **wishes,
    )


def _issues() -> list[tuple[str, str, str]]:
    return [(i.kind, i.period, i.status) for i in Issue.objects.order_by("pk")]


@pytest.mark.parametrize(
    ("now", "drafted"),
    [
        (_at(2026, 11, 24, 23, 59), []),
        (_at(2026, 11, 25, 0, 0), ["2026-11"]),
        (_at(2026, 11, 30, 23, 59), ["2026-11"]),
        (_at(2026, 12, 1, 0, 0), []),
        # Midnight in London is 11pm of the day before, by UTC, in summer.
        (_at(2026, 7, 25, 0, 30), ["2026-07"]),
        (_at(2026, 10, 25, 1, 30), ["2026-10"]),
        (_at(2028, 2, 29, 12, 0), ["2028-02"]),
    ],
)
def test_newsletter_is_drafted_from_its_day_of_the_month_on(
    now: datetime, drafted: list[str]
):
    draft_due(now=now)

    assert [period for _, period, _ in _issues()] == drafted


def test_newsletter_is_drafted_on_another_day_where_that_is_set():
    newsletter_settings(draft_on_day=3)

    draft_due(now=_at(2026, 11, 3, 9))

    assert _issues() == [(MONTHLY, "2026-11", "draft")]


def test_newsletter_is_drafted_once_and_not_again_after_it_was_called_off():
    assert draft_due(now=_at(2026, 11, 25, 9)) == 1
    assert draft_due(now=_at(2026, 11, 25, 9)) == 0
    Issue.objects.update(status=Issue.Status.CANCELLED)
    assert draft_due(now=_at(2026, 11, 26, 9)) == 0


def test_draft_holds_the_news_since_the_last_issue_and_tells_the_editor():
    person = editor()
    _news(date(2026, 11, 3), title="New")
    _news(date(2026, 10, 3), title="Old")
    Issue.objects.create(
        period="2026-10",
        slug="2026-10",
        title="October",
        subject="October",
        news_since=_at(2026, 9, 25),
        drafted_at=_at(2026, 10, 25),
        refreshed_at=_at(2026, 10, 28),
        frozen_at=_at(2026, 10, 30),
        status=Issue.Status.SENT,
    )

    draft_due(now=_at(2026, 11, 25, 9))

    issue = Issue.objects.get(period="2026-11")
    assert issue.news_since == _at(2026, 10, 28)
    assert [item.title for item in issue.items.all()] == ["New"]
    assert [mail.to for mail in OutgoingEmail.objects.all()] == [person.email]


def test_news_counts_from_a_month_back_for_the_first_issue():
    now = _at(2026, 11, 25, 9)

    assert news_since(MONTHLY, now=now) == now - timedelta(days=31)
    assert news_since(DAILY, now=now) == now - timedelta(days=1)


def test_daily_digest_goes_once_a_day_to_those_who_want_it():
    reader = _reader(news_daily=True)
    _news(date(2026, 11, 5), title="New")

    draft_due(now=_at(2026, 11, 5, 9, 30))
    draft_due(now=_at(2026, 11, 5, 12))

    assert _issues() == [(DAILY, "2026-11-05", "sending")]
    [copy] = Delivery.objects.all()
    assert copy.subscriber == reader
    assert "New" in copy.edition.html


def test_daily_digest_of_the_next_day_does_not_tell_the_same_again():
    _reader(news_daily=True)
    _news(date(2026, 11, 5), title="First")
    draft_due(now=_at(2026, 11, 5, 9, 30))

    draft_due(now=_at(2026, 11, 6, 8))
    _news(date(2026, 11, 6), title="Second")
    draft_due(now=_at(2026, 11, 6, 10))

    assert [period for _, period, _ in _issues()] == ["2026-11-05", "2026-11-06"]
    second = Issue.objects.get(period="2026-11-06")
    assert [item.title for item in second.items.all()] == ["Second"]


@pytest.mark.parametrize("hour", [7, 18, 23])
def test_digests_do_not_go_at_night(hour: int):
    _reader(news_daily=True, training_weekly=True)
    _news(date(2026, 11, 2))
    SessionFactory(starts_at=_at(2026, 12, 1, 9))

    draft_due(now=_at(2026, 11, 2, hour))

    assert _issues() == []


def test_nothing_is_drafted_for_nobody_or_without_anything_to_say():
    _news(date(2026, 11, 5))
    draft_due(now=_at(2026, 11, 5, 9, 30))
    assert _issues() == []

    _reader(news_daily=True)
    draft_due(now=_at(2026, 11, 9, 9, 30))
    assert _issues() == []


@pytest.mark.parametrize(
    ("now", "drafted"),
    [
        (_at(2026, 11, 23, 8), ["2026-W48"]),
        (_at(2026, 11, 24, 17, 59), ["2026-W48"]),
        (_at(2026, 11, 22, 9), []),
        # The week that begins in 2026 and has most of its days in 2027.
        (_at(2026, 12, 28, 8), ["2026-W53"]),
    ],
)
def test_training_dates_go_on_mondays(now: datetime, drafted: list[str]):
    _reader(training_weekly=True)
    newsletter_settings(draft_on_day=28)
    SessionFactory(starts_at=_at(2027, 1, 12, 9))

    draft_due(now=now)

    weekly = [period for kind, period, _ in _issues() if kind == WEEKLY]
    assert weekly == drafted


def test_digest_in_which_the_check_finds_something_waits_for_a_person():
    person = editor()
    _reader(news_daily=True)
    _news(date(2026, 11, 5), title="See you next week")

    draft_due(now=_at(2026, 11, 5, 9, 30))
    draft_due(now=_at(2026, 11, 5, 9, 40))

    issue = Issue.objects.get()
    assert (issue.status, issue.frozen_at) == (Issue.Status.DRAFT, None)
    assert issue.held_because == "the check found something in it."
    [mail] = OutgoingEmail.objects.all()
    assert (mail.template, mail.to) == ("newsletter.held", person.email)


def _approved(now: datetime) -> Issue:
    issue = draft(kind=MONTHLY, by=None, now=now)
    Issue.objects.filter(pk=issue.pk).update(
        status=Issue.Status.APPROVED, scheduled_for=now, subject="What is new"
    )
    return Issue.objects.get(pk=issue.pk)


def test_scheduled_issue_is_brought_up_to_date_and_frozen_at_its_time():
    _reader()
    _news(date(2026, 11, 3), title="Stays")
    _news(date(2026, 11, 3), title="Ends", dates_in_words="26 November 2026")
    issue = _approved(_at(2026, 11, 25, 9))
    later = _at(2026, 11, 27, 9)
    Issue.objects.filter(pk=issue.pk).update(scheduled_for=later)

    assert send_scheduled(now=later - timedelta(seconds=1)) == 0
    assert send_scheduled(now=later) == 1
    assert send_scheduled(now=later) == 0

    issue.refresh_from_db()
    assert (issue.status, issue.frozen_at) == (Issue.Status.SENDING, later)
    assert [item.title for item in issue.items.standing()] == ["Stays"]
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize(
    "changed", [{"scheduled_for": None}, {"status": Issue.Status.DRAFT}]
)
def test_issue_that_is_taken_back_at_the_last_moment_does_not_go(monkeypatch, changed):
    _reader()
    _news(date(2026, 11, 3), title="Stays")
    now = _at(2026, 11, 25, 9)
    issue = _approved(now)

    def read_before(*, now: datetime) -> list[Issue]:
        Issue.objects.filter(pk=issue.pk).update(**changed)
        return [issue]

    monkeypatch.setattr(newsletter_work, "issues_to_send", read_before)

    assert send_scheduled(now=now) == 0
    found = Issue.objects.get(pk=issue.pk)
    assert (found.frozen_at, found.held_because) == (None, "")


def test_scheduled_issue_that_does_not_pass_the_check_waits_for_a_person():
    issue = _approved(_at(2026, 11, 25, 9))

    assert send_scheduled(now=_at(2026, 11, 25, 9)) == 0

    issue.refresh_from_db()
    assert issue.held_because == "The check found something."


def test_approved_issue_is_sent_at_a_press():
    _news(date(2026, 11, 3))
    issue = _approved(_at(2026, 11, 25, 9))

    send(issue, by=editor(), now=_at(2026, 11, 25, 10))

    issue.refresh_from_db()
    assert issue.status == Issue.Status.SENDING


def test_refresh_keeps_what_still_holds_though_it_lies_outside_the_time():
    _news(date(2026, 11, 3), title="Stays")
    issue = draft(kind=MONTHLY, by=None, now=_at(2026, 11, 25, 9))
    Issue.objects.filter(pk=issue.pk).update(news_since=_at(2026, 11, 20))
    issue.refresh_from_db()

    assert refresh(issue, now=_at(2026, 11, 26, 9)) == []
    assert issue.items.standing().count() == 1
