"""An issue of the newsletter that was sent, with all that there can be in one, and
another that is being written."""

from datetime import datetime, timedelta

from wagtail.images import get_image_model

from commonweal.newsletter.models import Issue, IssueItem, Section
from commonweal.people.models import Sector
from commonweal.training.models import Session

SENT, DRAFT = "long-ago", "being-written"
LEADER = """Dear colleagues,

three things I would ask of you:

- read the new guide
- book a place
- tell us what is missing

# Thank you
To all who answered: https://www.example.org/survey/"""


def prepare(now: datetime) -> dict[str, str]:
    """Return the addresses of both issues' pages, as facts of the site."""
    sent = _issue(SENT, "2001-01", began=now - timedelta(days=20), now=now)
    draft = _issue(DRAFT, "2001-02", began=None, now=now)
    return {
        "page": f"/newsletter/{sent.slug}/",
        "preview": f"/newsletter/desk/{draft.pk}/preview/",
        "results": f"/newsletter/desk/{sent.pk}/results/",
    }


def _issue(slug: str, period: str, *, began: datetime | None, now: datetime) -> Issue:
    picture = get_image_model().objects.all()[0]
    issue = Issue.objects.create(
        slug=slug,
        period=period,
        title=f"An issue {slug.replace('-', ' ')}",
        subject="Places on training, and a new guide",
        leader_name="Alex Example, partnership manager",
        leader_words=LEADER,
        leader_picture=picture,
        leader_picture_alt="A drawing of a valley.",
        news_since=now - timedelta(days=60),
        drafted_at=now,
        frozen_at=began,
        finished_at=began,
        status=Issue.Status.SENT if began else Issue.Status.DRAFT,
    )
    for number, title in enumerate(("Courses", "Policies", "Dates to note")):
        section, _ = Section.objects.get_or_create(
            title=title, defaults={"position": 90 + number}
        )
        _items(issue, section, picture)
    return issue


def _items(issue: Issue, section: Section, picture: object) -> None:
    session = Session.objects.select_related("course").exclude(starts_at=None)[0]
    items = [
        IssueItem(
            title=session.course.title,
            url=f"https://www.example.org/training/sessions/{session.pk}/",
            when="Thursday 12 November 2026, 10am to 2pm",
            standing="full",
            summary="A day for newcomers and old hands.",
            source_key=f"session:{session.pk}" if section.title == "Courses" else "",
        ),
        IssueItem(
            title="A new guide",
            what_changed="Section 4, on information sharing, is new.",
            summary="Read it first.\n\n- chapter 2\n- chapter 3",
            picture=picture,
            picture_alt="The cover of the guide.",
        ),
    ]
    for position, item in enumerate(items):
        item.issue, item.section, item.position = issue, section, position
        item.save()
    items[1].sectors.set(Sector.objects.all()[:2])
