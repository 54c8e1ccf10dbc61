"""What there is the same of at every size: the site, its policy, venues and news."""

from datetime import timedelta

from django.utils import timezone

from benchmarks.home import make_home
from commonweal.directory.models import Topic, Venue
from commonweal.pages.models import CalendarPage, NewsIndexPage, NewsPage
from commonweal.people.actions.roles import give_role
from commonweal.people.models import Person
from commonweal.people.roles import Role
from commonweal.training.models import BookingPolicy, BookingTerms, Course

NEWS, VENUES = 30, 12


def make() -> None:
    """Make the pages without which nothing can be visited, and what courses need."""
    home = make_home("localhost")
    home.add_child(
        instance=CalendarPage(title="Dates", slug="dates", show_in_menus=True)
    )
    home.add_child(
        instance=NewsIndexPage(title="News", slug="news", show_in_menus=True)
    )


def policy() -> BookingPolicy:
    """Return the usual policy, with terms; made when it is asked for first."""
    usual, is_new = BookingPolicy.objects.get_or_create(name="Usual", is_usual=True)
    if is_new:
        BookingTerms.objects.create(policy=usual, applies_from="2015-01-01")
    return usual


def venues() -> list[Venue]:
    """Return the venues, made now."""
    return [
        Venue.objects.create(
            name=f"Example Hall {number}",
            address=f"{number} Example Street\nExampleton\nEX1 1AA",
        )
        for number in range(1, VENUES + 1)
    ]


def news() -> None:
    """Publish some news, a fifth of it about a course that has dates."""
    index, today = NewsIndexPage.objects.get(), timezone.localdate()
    topics, courses = list(Topic.objects.all()), list(Course.objects.all()[:NEWS])
    for number in range(NEWS):
        page = NewsPage(
            title=f"News item {number}",
            published_on=today - timedelta(days=number),
            summary="A sentence about it.",
            body=[("text", "<p>Words that say what happened and whom to ask.</p>")],
            course=courses[number] if number % 5 == 0 else None,
        )
        page.topics = [topics[number % len(topics)]]
        index.add_child(instance=page)


def administrator() -> Person:
    """Return somebody who runs the training desk."""
    person, _ = Person.objects.get_or_create(
        email="desk@example.org", defaults={"first_name": "Desk", "last_name": "Person"}
    )
    give_role(
        person=person, role=Role.TRAINING_ADMINISTRATOR, by=None, at=timezone.now()
    )
    return person
