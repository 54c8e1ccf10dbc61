"""What pages say of a course, a session and a venue, as rows of name and words."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString

from commonweal.training.metadata import course_path
from commonweal.training.models import Course, Session
from commonweal.training.queries.details import SessionInFull

Row = tuple[str, str | SafeString]


def course_facts(course: Course, *, catering: str = "") -> list[Row]:
    """Return what to know before choosing a course; what is not said is left out.

    Args:
        catering: of the one date that is shown along with it.
    """
    return _said(
        ("Level", _level(course)),
        ("Who it is for", _for_whom(course)),
        ("Length", course.length),
        ("How it is held", str(course.get_delivery_display())),
        ("Food and drink", catering),
        ("Before it", _before(course)),
        ("Certificate", _certificate(course)),
        ("Cost", course.cost),
        ("Run by", course.provider.name if course.provider else ""),
    )


def _said(*rows: Row) -> list[Row]:
    return [(name, words) for name, words in rows if words]


def _level(course: Course) -> str:
    if course.level is None:
        return ""
    about = course.level.about.rstrip(".")
    return f"{course.level.name}: {about}" if about else course.level.name


def _for_whom(course: Course) -> SafeString | str:
    parts = [course.for_whom.strip()] if course.for_whom.strip() else []
    fields = _joined(row.name for row in course.sectors.all())
    roles = _joined(row.name for row in course.job_roles.all())
    parts += [f"Where you work: {fields}."] if fields else []
    parts += [f"What you do: {roles}."] if roles else []
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts))


def _joined(names: Iterable[str]) -> str:
    """Write names as a list, with semicolons where one of them has an "and"."""
    every = list(names)
    return ("; " if any(" and " in name for name in every) else ", ").join(every)


def _before(course: Course) -> SafeString | str:
    rows = [
        (
            course_path(each.requires),
            each.requires.title,
            ", or the equivalent done elsewhere" if each.accepts_equivalent else "",
        )
        for each in course.prerequisites.all()
    ]
    return format_html_join(SafeString("<br>"), '<a href="{}">{}</a>{}', rows)


def _certificate(course: Course) -> str:
    if not course.has_certificate:
        return ""
    if not course.refresh_after_months:
        return "Yes"
    return f"Yes. Do it again after {_months(course.refresh_after_months)}"


def _months(number: int) -> str:
    years, rest = divmod(number, 12)
    if rest:
        return f"{number} months"
    return f"{years} years" if years > 1 else "one year"


def session_facts(shown: SessionInFull) -> list[Row]:
    """Return how a session is held and what comes with it."""
    session, course = shown.session, shown.session.course
    return _said(
        ("How it is held", str(course.get_delivery_display())),
        ("Where", _where(session)),
        ("Food and drink", session.catering),
        ("Level", course.level.name if course.level else ""),
        ("Length", course.length),
        ("Cost", course.cost),
    )


def _where(session: Session) -> SafeString | str:
    if session.venue is not None:
        words = [part for part in (session.room, session.venue.name) if part]
        return format_html('<a href="#venue">{}</a>', ", ".join(words))
    if session.course.delivery == Course.Delivery.IN_PERSON:
        return "" if session.is_elsewhere else "The venue is to be confirmed"
    if session.is_elsewhere:
        return "Online"
    return "Online. People with a place are sent the page to join before it starts."


def venue_facts(session: Session) -> list[Row]:
    """Return how to get to a session's venue and into it."""
    venue = session.venue
    if venue is None:
        return []
    map_link: SafeString | str = ""
    if venue.map_link:
        map_link = format_html(
            '<br><a href="{}">Map of {}<span class="govuk-visually-hidden"> '
            "(opens another site)</span></a>",
            venue.map_link,
            venue.name,
        )
    lines = [venue.name, *venue.address.splitlines()]
    address = format_html_join(
        SafeString("<br>"), "{}", ((line.strip(),) for line in lines if line.strip())
    )
    return _said(
        ("Address", format_html("{}{}", address, map_link)),
        ("Room", session.room),
        ("Bus and train", venue.public_transport),
        ("Parking", venue.parking),
        ("Step-free access", venue.step_free),
        ("On site", venue.facilities),
        (
            "Travel",
            SafeString(linebreaks(session.travel, autoescape=True))
            if session.travel
            else "",
        ),
    )
