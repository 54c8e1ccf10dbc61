"""What must be put right, or overridden with a reason, before an issue goes."""

from datetime import timedelta
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from commonweal.governance.models import AuditEvent
from commonweal.newsletter.actions import findings, override_finding
from commonweal.newsletter.checks.arriving import faults_of
from commonweal.newsletter.checks.links import broken_among
from commonweal.newsletter.checks.words import spam_signs, wrong_dates
from commonweal.newsletter.digest import Standing
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.findings import Check
from commonweal.newsletter.models import Issue
from tests.newsletter.factories import (
    DRAFTED,
    IssueFactory,
    IssueItemFactory,
    newsletter_settings,
)
from tests.newsletter.people import editor
from tests.pages.factories import (
    CalendarPageFactory,
    NewsPageFactory,
    home_page,
    news_index,
)

HERE = "http://testserver"


def _issue(**fields: Any) -> Issue:
    """An issue with one item, in which the check finds nothing."""
    home_page()
    newsletter_settings()
    issue = IssueFactory(subject="What is new in November", title="Example news")
    IssueItemFactory(issue=issue, **{"title": "An item", **fields})
    return issue


def _found(issue: Issue, **fields: Any) -> list[tuple[Check, str]]:
    for name, value in fields.items():
        setattr(issue, name, value)
    issue.save()
    return [(found.check, found.words) for found in findings(issue, now=DRAFTED)]


@pytest.mark.django_db
def test_check_finds_nothing_in_an_issue_that_is_right():
    assert _found(_issue()) == []


@pytest.mark.django_db
def test_check_finds_an_issue_that_holds_nothing():
    issue = _issue()
    issue.items.all().delete()

    assert _found(issue) == [(Check.EMPTY, "The issue holds nothing.")]
    assert _found(issue, leader_words="Only a word of thanks.") == []


@pytest.mark.django_db
def test_check_asks_for_a_postal_line():
    issue = _issue()
    newsletter_settings(postal_line=" ")

    assert [check for check, _ in _found(issue)] == [Check.ADDRESS]


@pytest.mark.django_db
def test_check_names_broken_links_of_items_and_of_words():
    issue = _issue(url=f"{HERE}/news/gone/", summary="See http://nowhere.invalid/page.")

    assert _found(issue, leader_words=f"Read {HERE}/lost/ first.") == [
        (Check.LINK, f"{HERE}/lost/ leads to nothing on this site."),
        (
            Check.LINK,
            f"“An item”: {HERE}/news/gone/ leads to nothing on this site.",
        ),
        (
            Check.LINK,
            "“An item”: “http://nowhere.invalid/page” does not name a site on the web.",
        ),
    ]


@pytest.mark.django_db
def test_check_asks_what_pictures_show():
    image = get_image_model().objects.create(title="A", file=get_test_image_file())
    issue = _issue(picture=image)

    assert _found(issue, leader_picture=image) == [
        (Check.PICTURE, "The leader’s picture has no alternative text."),
        (Check.PICTURE, "“An item”: The picture has no alternative text."),
    ]
    issue.items.update(picture_alt="A field")
    assert _found(issue, leader_picture_alt="A hall") == []


@pytest.mark.django_db
def test_check_reads_the_dates_of_the_whole_issue():
    issue = _issue(
        title="Meet on Wednesday 3 December 2026", summary="Come along next week."
    )

    assert [check for check, _ in _found(issue)] == [Check.DATE, Check.DATE]
    words = [words for _, words in _found(issue)]
    assert "3 December 2026 is a Thursday" in words[0]
    assert "“next week” is another day for each reader" in words[1]


@pytest.mark.django_db
def test_check_counts_past_from_the_moment_at_which_it_goes():
    issue = _issue(summary="The fair is on Thursday 26 November 2026, 10am to 2pm.")

    assert _found(issue) == []
    assert _found(issue, scheduled_for=DRAFTED + timedelta(days=5)) != []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [{"expires_at": DRAFTED}, {"standing": Standing.CANCELLED.value}],
)
def test_check_finds_what_is_over_or_cancelled(fields: Any):
    issue = _issue(**fields)

    assert [check for check, _ in _found(issue)] == [Check.EXPIRED]


@pytest.mark.django_db
def test_check_finds_an_issue_that_would_be_clipped():
    issue = _issue(summary="Long words. " * 9000)

    assert Check.SIZE in [check for check, _ in _found(issue)]


@pytest.mark.django_db
def test_check_finds_markup_that_would_be_read_as_it_stands():
    issue = _issue(summary="This is <b>bold</b>.")

    assert _found(issue)[0] == (
        Check.TEXT,
        "“An item”: “<b>” would be read as it stands, not as formatting.",
    )


@pytest.mark.django_db
def test_a_finding_is_overridden_with_a_reason_that_is_kept():
    issue = _issue(summary="See you next week.")
    [found] = findings(issue, now=DRAFTED)

    override_finding(
        issue=issue, key=found.key, reason="It is a song.", by=editor(), at=DRAFTED
    )

    [after] = findings(issue, now=DRAFTED)
    assert (after.is_open, after.reason) == (False, "It is a song.")
    [event] = AuditEvent.objects.all()
    assert (event.verb, event.reason) == (
        "newsletter.finding_overridden",
        "It is a song.",
    )


@pytest.mark.django_db
def test_a_reason_does_not_cover_other_words():
    issue = _issue(summary="See you next week.")
    [found] = findings(issue, now=DRAFTED)
    override_finding(
        issue=issue, key=found.key, reason="It is a song.", by=editor(), at=DRAFTED
    )

    issue.items.update(summary="See you tomorrow.")

    assert [found.is_open for found in findings(issue, now=DRAFTED)] == [True]


@pytest.mark.django_db
def test_a_finding_is_not_overridden_without_reason_or_when_it_is_gone():
    issue = _issue(summary="See you next week.")
    [found] = findings(issue, now=DRAFTED)
    given = {"issue": issue, "by": editor(), "at": DRAFTED}

    with pytest.raises(NewsletterError, match="Say why"):
        override_finding(key=found.key, reason="  ", **given)
    issue.items.update(summary="See you.")
    with pytest.raises(NewsletterError, match="does not find this any more"):
        override_finding(key=found.key, reason="A song.", **given)


@pytest.mark.django_db
def test_check_costs_the_same_however_much_it_looks_through(
    django_assert_max_num_queries: Any,
):
    issue = _issue()
    for number in (1, 30):
        for n in range(number):
            IssueItemFactory(issue=issue, url=f"{HERE}/news/{n}/")
        with django_assert_max_num_queries(17):
            findings(issue, now=DRAFTED)


@pytest.mark.django_db
def test_links_that_lead_somewhere_are_not_broken():
    page = NewsPageFactory.create(title="Here")
    CalendarPageFactory.create()
    Redirect.objects.create(old_path="/old", redirect_page=page)
    news_index()

    assert (
        broken_among(
            [
                f"{HERE}/",
                f"{HERE}/news/here/",
                f"{HERE}/news/here",
                f"{HERE}/old/",
                f"{HERE}/calendar/2026/12/",
                f"{HERE}/training/",
                f"{HERE}/media/images/a.png",
                "https://www.example.org/page?x=1#top",
                "mailto:desk@example.org",
                "tel:01632960001",
            ]
        )
        == {}
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"{HERE}/news/gone/",
        f"{HERE}/calendar/never/",
        f"{HERE}/documents/999/gone.pdf",
        "http://localhost/page",
        "https://server.local/",
        "https:///page",
        "https://exa mple.org/",
        "https://[half",
        "javascript:alert(1)",
        "www.example.org",
    ],
)
def test_links_that_lead_nowhere_are_broken(address: str):
    home_page()
    CalendarPageFactory.create()

    assert broken_among([address]).keys() == {address}


@pytest.mark.django_db
def test_links_to_pages_that_are_not_published_are_broken():
    NewsPageFactory.create(title="Draft", live=False)

    assert broken_among([f"{HERE}/news/draft/"])


@pytest.mark.parametrize(
    "words",
    [
        "On 12 March, 80 people came to the conference.",
        "We met on Monday 2 November 2026 and agreed.",
        "The fair is on Thursday 26 November 2026.",
        "Version 2, from 3 March 2025.",
    ],
)
def test_dates_that_are_right_are_left_alone(words: str):
    assert list(wrong_dates(words, now=DRAFTED, today=DRAFTED.date())) == []


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("On Wednesday 26 November 2026", "Wednesday 26 November 2026"),
        ("The fair is on Tuesday 3 November 2026.", "Tuesday 3 November 2026"),
        ("Book by 3 November.", "3 November"),
        ("Come tomorrow.", "tomorrow"),
        ("It ends this Friday", "this Friday"),
        ("On 31 November 2026", "31 November 2026"),
    ],
)
def test_dates_that_cannot_be_right_are_named(words: str, about: str):
    found = list(wrong_dates(words, now=DRAFTED, today=DRAFTED.date()))

    assert about in [words for words, _ in found]


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "WHAT IS NEW",
        "Act now: places left",
        "Free!!!",
        "RE: our newsletter",
        "URGENT news for EVERYBODY here",
        "Win £££",
        "A long subject, " * 6,
    ],
)
def test_subjects_that_look_like_spam_are_named(subject: str):
    assert list(spam_signs(subject))


@pytest.mark.parametrize(
    "subject",
    [
        "Oakshire safeguarding news: November 2026",
        "MASH moves: what to know",
        "Free places on three courses",
        "Training in December!",
    ],
)
def test_plain_subjects_are_left_alone(subject: str):
    assert list(spam_signs(subject)) == []


@pytest.mark.parametrize(
    ("html", "text", "check"),
    [
        ("<h1>A</h1><h3>B</h3>", "A", Check.HEADING),
        ("<h2>A</h2>", "A", Check.HEADING),
        ("<h1>A</h1><h1>B</h1>", "A", Check.HEADING),
        ("<h1>A</h1>", " ", Check.TEXT),
        ("<h1>A</h1>", "A <p>b</p>", Check.TEXT),
        ("<h1>A</h1>", "word " * 60, Check.TEXT),
        ("<h1>A</h1>" + "é" * 52_000, "A", Check.SIZE),
    ],
)
def test_faults_of_an_issue_as_it_arrives(html: str, text: str, check: Check):
    assert [found for found, _ in faults_of(html, text)] == [check]


def test_an_issue_as_it_should_arrive_has_no_fault():
    html = "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>" + "x" * 100_000
    text = "A\n\nhttps://www.example.org/" + "x" * 300

    assert list(faults_of(html, text)) == []
