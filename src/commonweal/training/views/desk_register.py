"""The register of a meeting: kept by the desk, or by a trainer of the session."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.people.access import PersonRequest, requires
from commonweal.training.actions.attendance import MARKABLE, mark_attendance
from commonweal.training.desk_session_forms import MarkForm
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Attendance, Booking, Meeting, Session
from commonweal.training.queries.desk_session import bookings_with_needs, has_needs

DESK, TEACH = "training.administer", "training.teach"


@dataclass(frozen=True, slots=True)
class Register:
    """A meeting with one form for each person who has a place."""

    session: Session
    meetings: list[Meeting]
    meeting: Meeting | None
    lines: list[MarkForm]

    @property
    def with_needs(self) -> list[Booking]:
        return [line.booking for line in self.lines if has_needs(line.booking)]


@requires(DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def register(
    request: PersonRequest, session_id: int, meeting_id: int | None = None
) -> HttpResponse:
    """The register, in the admin."""
    return _kept_or_shown(
        request,
        _register(request, _session(session_id), meeting_id),
        template="training/desk/register.html",
        address="training_desk_meeting_register",
    )


@requires(TEACH)
@require_safe
def register_to_print(
    request: PersonRequest, session_id: int, meeting_id: int
) -> HttpResponse:
    """The register on paper, with a line to sign on."""
    session = _session(session_id)
    _refuse_others(request, session)
    found = _register(request, session, meeting_id)
    return render(request, "training/register_to_print.html", {"register": found})


@requires(TEACH)
@require_http_methods(["GET", "HEAD", "POST"])
def my_register(
    request: PersonRequest, session_id: int, meeting_id: int | None = None
) -> HttpResponse:
    """The register of a session that the person teaches."""
    session = _session(session_id)
    _refuse_others(request, session)
    return _kept_or_shown(
        request,
        _register(request, session, meeting_id),
        template="training/teaching_register.html",
        address="teaching:meeting",
    )


@requires(TEACH)
@require_safe
def teaching(request: PersonRequest) -> HttpResponse:
    """The sessions that the person teaches, and no others."""
    now = timezone.now()
    mine = (
        Session.objects.filter(trainers=request.user, status=Session.Status.SCHEDULED)
        .select_related("course", "venue")
        .prefetch_related("meetings")
    )
    context = {
        "coming": mine.filter(ends_at__gt=now).order_by("starts_at", "pk"),
        "over": mine.filter(ends_at__lte=now).order_by("-starts_at", "pk")[:20],
    }
    return render(request, "training/teaching.html", context)


def _session(session_id: int) -> Session:
    found = Session.objects.select_related("course", "venue").prefetch_related(
        "meetings", "trainers"
    )
    return get_object_or_404(found, pk=session_id)


def _refuse_others(request: PersonRequest, session: Session) -> None:
    """
    Raises:
        PermissionDenied: the person neither teaches the session nor runs the desk.
    """
    teaches = any(trainer.pk == request.user.pk for trainer in session.trainers.all())
    if not teaches and not request.user.has_perm(DESK):
        raise PermissionDenied


def _register(
    request: PersonRequest, session: Session, meeting_id: int | None
) -> Register:
    meetings = list(session.meetings.all())
    chosen = [meeting for meeting in meetings if meeting_id in (None, meeting.pk)]
    meeting = chosen[0] if chosen else None
    bookings = bookings_with_needs(session).filter(status__in=MARKABLE)
    marks = dict(
        Attendance.objects.filter(meeting=meeting).values_list("booking", "mark")
    )
    data = request.POST if request.method == "POST" else None
    lines = [
        MarkForm(data, booking=booking, mark=marks.get(booking.pk, ""))
        for booking in bookings
    ]
    return Register(session=session, meetings=meetings, meeting=meeting, lines=lines)


def _kept_or_shown(
    request: PersonRequest, found: Register, *, template: str, address: str
) -> HttpResponse:
    """Keep the marks that were posted and go to ``address``, or show the register."""
    if request.method == "POST" and found.meeting is not None:
        _keep(request, found.lines, found.meeting)
        return redirect(address, found.session.pk, found.meeting.pk)
    context = {"register": found, "session": found.session}
    return render(request, template, context)


def _keep(request: PersonRequest, lines: list[MarkForm], meeting: Meeting) -> None:
    """Write down what changed, and say so."""
    now, kept = timezone.now(), 0
    for line in lines:
        if not line.is_valid():
            told = "this mark is not known. Choose one of the list."
            messages.error(request, f"{line.booking.attendee}: {told}")
            continue
        if not line.chosen or line.chosen == line.mark:
            continue
        try:
            mark_attendance(
                booking=line.booking,
                marks={meeting: line.chosen},
                by=request.user,
                at=now,
            )
        except BookingError as error:
            messages.error(request, f"{line.booking.attendee}: {error}")
        else:
            kept += 1
    many = f"{kept} marks are" if kept != 1 else "1 mark is"
    messages.success(request, f"{many} saved." if kept else "Nothing was changed.")
