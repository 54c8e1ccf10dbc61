"""What the pages of a booking say of it, as rows of name and words."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from commonweal.dates import write_date
from commonweal.people.models import Person
from commonweal.training.forms.details import DetailsForm
from commonweal.training.models import Booking, Course, Needs, Session
from commonweal.training.rules.fees import in_pounds
from commonweal.training.wording import write_meetings

Row = tuple[str, str | SafeString]


def session_rows(session: Session) -> list[Row]:
    """Return what, when and where. The course and the meetings are to be fetched."""
    when = write_meetings(session, list(session.meetings.all()))
    return [
        (str(session.course.get_kind_display()), session.course.title),
        ("When", lines(when)),
        *([("Where", where(session))] if where(session) else []),
    ]


def where(session: Session) -> str:
    """Return the place with its address, or that it is online."""
    if session.venue is not None:
        room = [session.room] if session.room else []
        return ", ".join([*room, session.venue.one_line])
    if session.course.delivery == Course.Delivery.IN_PERSON and not session.online_link:
        return session.room or "To be confirmed"
    # Whoever holds it elsewhere lets people in: here nobody has a page to join from.
    return "Online" if session.is_elsewhere else "Online, from your own joining page"


def lines(words: Iterable[str]) -> SafeString:
    """Return words one below the other."""
    return format_html_join(SafeString("<br>"), "{}", ((each,) for each in words))


def cost_rows(pounds: Decimal, charges: Sequence[str]) -> list[Row]:
    """Return what the place costs and what cancelling does, as far as there is any."""
    fee: list[Row] = [("Price", in_pounds(pounds))] if pounds else []
    return [*fee, *([("If you cannot come", lines(charges))] if charges else [])]


def answer_rows(form: DetailsForm) -> list[Row]:
    """Return what somebody has said in a valid form, with the questions' words."""
    rows: list[Row] = []
    for bound in form:
        said = form.cleaned_data.get(bound.name)
        if bound.name == "organisation":
            rows.append(("You come for", str(form.organisation)))
        elif bound.name not in ("first_name", "last_name"):
            rows.append((str(bound.label), said or "Nothing said"))
    return [*_whose(form), *rows]


def _whose(form: DetailsForm) -> list[Row]:
    name = " ".join(form.name.values()) or str(form.person)
    rows: list[Row] = [("Name", name)]
    if "organisation" not in form.fields and form.organisation is not None:
        rows.append(("You come for", form.organisation.name))
    return rows


def booking_rows(booking: Booking, reader: Person) -> list[Row]:
    """Return what the booking itself says. Needs are for the person alone, among those
    who may open the page; the organiser sees them elsewhere."""
    is_own = booking.attendee_id == reader.pk
    rows: list[Row] = [] if is_own else [("Who", str(booking.attendee))]
    if booking.organisation is not None:
        rows.append(("For", booking.organisation.name))
    rows.append(("Booked", _booked(booking, reader)))
    rows += [("Reference", booking.reference)]
    if is_own:
        rows += _needs(booking)
    return rows


def _booked(booking: Booking, reader: Person) -> str:
    when = write_date(timezone.localdate(booking.booked_at), weekday=False)
    if booking.booked_by is None or booking.booked_by_id == booking.attendee_id:
        return when
    whom = "you" if booking.booked_by_id == reader.pk else str(booking.booked_by)
    return f"{when}, by {whom}"


def _needs(booking: Booking) -> list[Row]:
    needs: Needs | None = getattr(booking, "needs", None)
    if needs is None:
        return []
    said = [("Food", needs.dietary), ("To take part", needs.access)]
    return [(name, words) for name, words in said if words]
