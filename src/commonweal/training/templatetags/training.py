"""What pages show of courses and sessions, handed to the design system's components."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from commonweal.dates import write_date
from commonweal.design.addresses import full_address, subscription_address
from commonweal.design.components.cards import Occasion, card, dated_entry
from commonweal.design.components.lists import summary_list
from commonweal.design.components.navigation import breadcrumbs
from commonweal.design.page_head import page_head, publisher_of
from commonweal.design.structured_data import Thing, breadcrumb_list
from commonweal.directory.models import Partner
from commonweal.training.facts import course_facts, session_facts, venue_facts
from commonweal.training.metadata import (
    course_path,
    course_thing,
    session_path,
    session_thing,
)
from commonweal.training.models import Course, Session
from commonweal.training.queries.catalogue import Dated, Listed
from commonweal.training.queries.details import SessionInFull
from commonweal.training.wording import (
    TO_BE_CONFIRMED,
    Tag,
    tag_for,
    write_meetings,
    write_place,
    write_session,
    write_standing,
)

register = template.Library()

Level = Literal[2, 3, 4]
CATALOGUE = "Training"
APPROVALS = {
    "manager": "Your line manager is asked by e-mail to agree.",
    "coordinator": "The training desk looks at each request and writes to you.",
    "shortlist": "The training desk chooses among all who ask, and writes to you.",
}


@register.simple_tag
def course_card(found: Listed, *, level: Level = 2) -> SafeString:
    """A course in the catalogue, with its level, its next date and the places left."""
    course = found.course
    when, standing = _next_in_words(found)
    tags: list[str | tuple[str, str]] = [standing.pair] if standing.words else []
    if course.level is not None:
        tags.append(course.level.name)
    if course.is_event:
        tags.append(course.get_kind_display())
    return card(
        course.title,
        url=course_path(course),
        when=when,
        summary=course.summary,
        tags=[*tags, *_delivered(course)],
        level=level,
    )


def _delivered(course: Course) -> list[str]:
    if course.is_elearning:
        return ["E-learning"]
    return (
        []
        if course.delivery == Course.Delivery.IN_PERSON
        else [str(course.get_delivery_display())]
    )


def _next_in_words(found: Listed) -> tuple[str, Tag]:
    if found.course.is_elearning:
        return "Any time online", Tag("")
    if found.next is None:
        return TO_BE_CONFIRMED, Tag("")
    session, standing = found.next.session, found.next.standing
    place = write_place(session)
    more = (
        f", and {found.more} more date{'s' if found.more > 1 else ''}"
        if found.more
        else ""
    )
    when = ", ".join(part for part in (write_session(session), place) if part)
    if standing is Session.Standing.ANNOUNCED:
        return write_session(session), Tag("")
    return when + more, tag_for(session, standing)


@register.inclusion_tag("training/session_list.html")
def session_list(
    dates: Sequence[Dated], *, names_course: bool = False
) -> dict[str, Any]:
    """Dates with how each stands; ``names_course`` where they are of several."""
    return {
        "rows": [
            {
                "when": write_session(each.session),
                "title": each.session.course.title if names_course else "",
                "address": session_path(each.session),
                "place": write_place(each.session),
                "tag": tag_for(each.session, each.standing),
                "is_cancelled": each.standing is Session.Standing.CANCELLED,
            }
            for each in dates
        ]
    }


@register.simple_tag
def meeting_dates(shown: SessionInFull) -> SafeString:
    """The times at which a session meets."""
    is_off = shown.standing in {Session.Standing.PAST, Session.Standing.CANCELLED}
    words = write_meetings(shown.session, shown.meetings)
    is_past = is_off and shown.standing is Session.Standing.PAST
    rows = [Occasion(words=each, is_past=is_past) for each in words]
    return dated_entry(rows, heading="Date" if len(rows) == 1 else "Dates")


@register.simple_tag
def about_course(course: Course, shown: SessionInFull | None = None) -> SafeString:
    """What somebody must know before choosing a course, in rows; with ``shown``, the
    only date of an event, also what comes with that date."""
    return summary_list(course_facts(course, catering=_catering(shown)))


def _catering(shown: SessionInFull | None) -> str:
    return shown.session.catering if shown else ""


@register.simple_tag
def about_session(shown: SessionInFull) -> SafeString:
    """How and where a session is held, and what comes with it, in rows."""
    return summary_list(session_facts(shown))


@register.simple_tag
def about_venue(session: Session) -> SafeString:
    """How to get to a venue and into it, in rows."""
    return summary_list(venue_facts(session))


@register.simple_tag
def standing_tag(shown: SessionInFull | Dated) -> SafeString:
    """How a session stands, in a few words."""
    found = tag_for(shown.session, shown.standing)
    colour = f" govuk-tag--{found.colour}" if found.colour else ""
    return format_html('<strong class="govuk-tag{}">{}</strong>', colour, found.words)


@register.simple_tag
def standing_words(shown: SessionInFull) -> str:
    """Whether a place can be had, in a sentence; "" when a button says it all."""
    return write_standing(shown.session, shown.standing)


@register.simple_tag
def who_agrees(shown: SessionInFull) -> str:
    """Who has to agree to a booking, in a sentence; "" when nobody has."""
    return APPROVALS.get(shown.conditions.approval, "")


@register.simple_tag
def page_of_course(course: Course) -> str:
    """The path of a course's page, or of an event's."""
    return course_path(course)


@register.simple_tag
def joint_partners(partners: Iterable[Partner]) -> SafeString | str:
    """Which neighbours a course is held together with."""
    names = [format_html('<a href="{}">{}</a>', p.website, p.name) for p in partners]
    if not names:
        return ""
    joined = format_html_join(" and ", "{}", ((name,) for name in names))
    return format_html('<p class="cw-joint">Jointly with {}.</p>', joined)


@register.simple_tag
def training_trail(current: str | SessionInFull) -> SafeString:
    """Where a page of training stands in the site, home first."""
    trail = [("Home", "/")]
    if current != CATALOGUE:
        trail.append((CATALOGUE, reverse("training:catalogue")))
    if isinstance(current, SessionInFull):
        course = current.session.course
        trail.append((course.title, course_path(course)))
        current = write_session(current.session)
    return breadcrumbs(trail, current=current)


@register.simple_tag(takes_context=True)
def share_address(context: Context) -> str:
    """The full address of the page shown, without what its address asks for."""
    return full_address(context["request"].path)


@register.simple_tag
def training_subscription() -> str:
    """The address that subscribes this device to all training."""
    return subscription_address(reverse("training:feed"))


@register.simple_tag
def training_feed_address() -> str:
    """The full address of all training as a calendar file, to copy elsewhere."""
    return full_address(reverse("training:feed"))


@register.simple_tag(takes_context=True)
def training_head(context: Context, title: str, *, summary: str = "") -> SafeString:
    """Canonical address, Open Graph and structured data of a page of training."""
    return page_head(context, title, summary=summary, things=_things(context, title))


def _things(context: Context, title: str) -> list[Thing]:
    provider = publisher_of(context)
    things = [provider, breadcrumb_list(_trail(context, title))]
    shown: SessionInFull | None = context.get("shown")
    if shown is not None:
        if shown.session.starts_at is not None:
            things.append(session_thing(shown.session, organiser=provider))
    elif isinstance(context.get("course"), Course):
        sessions = [each.session for each in context.get("dates") or ()]
        things.append(course_thing(context["course"], sessions, provider=provider))
    return things


def _trail(context: Context, title: str) -> list[tuple[str, str]]:
    catalogue, path = reverse("training:catalogue"), context["request"].path
    trail = [("Home", full_address("/")), (CATALOGUE, full_address(catalogue))]
    if path == catalogue:
        return trail
    shown: SessionInFull | None = context.get("shown")
    course = shown.session.course if shown else None
    if shown is not None and course is not None and path == session_path(shown.session):
        trail.append((title, full_address(course_path(course))))
        title = write_session(shown.session)
    return [*trail, (title, full_address(path))]


@register.filter
def day_in_full(day: Any) -> str:
    """A day without its weekday: "1 April 2026"."""
    return write_date(day, weekday=False)
