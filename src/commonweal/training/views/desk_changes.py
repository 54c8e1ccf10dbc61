"""What the desk does to a session: move, copy, place, places, cancel, open."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from commonweal.people.access import PersonRequest, requires
from commonweal.training.actions.cancelling import cancel_and_rebook
from commonweal.training.actions.session_changes import change_place, move_session
from commonweal.training.actions.sessions import (
    copy_session,
    publish_session,
    set_capacity,
)
from commonweal.training.batch_work import do_batch
from commonweal.training.desk_plans import Planned, is_confirmed, plan, read_back
from commonweal.training.desk_session_forms import (
    CancelSessionForm,
    CapacityForm,
    CopyForm,
    MoveForm,
    PlaceForm,
)
from commonweal.training.exceptions import BookingError, SessionError
from commonweal.training.models import Batch, Session

DESK = "training.administer"
FORM_METHODS = ["GET", "HEAD", "POST"]


@requires(DESK)
@require_http_methods(FORM_METHODS)
def move(request: PersonRequest, session_id: int) -> HttpResponse:
    """Give a session new dates, and tell everyone."""
    session = _session(session_id)
    form = MoveForm(request.POST or None)
    planned = _planned(request, session, form, leaving_out=session.pk)
    if len(planned) > 1:
        form.add_error("words", "Write all its days in one line.")
    elif form.is_valid() and is_confirmed(request.POST, planned):
        try:
            batch = move_session(
                session=session,
                meetings=planned[0].meetings,
                by=request.user,
                at=timezone.now(),
                reason=form.cleaned_data["reason"],
                later=do_batch.enqueue,
            )
        except SessionError as error:
            form.add_error(None, str(error))
        else:
            return _told(request, session, batch, "The session has moved.")
    return _dates_page(request, session, form, planned, "Move the session")


@requires(DESK)
@require_http_methods(FORM_METHODS)
def copy(request: PersonRequest, session_id: int) -> HttpResponse:
    """Make sessions like this one on other dates."""
    session = _session(session_id)
    form = CopyForm(request.POST or None)
    planned = _planned(request, session, form, leaving_out=None)
    if form.is_valid() and is_confirmed(request.POST, planned):
        try:
            made = [
                copy_session(
                    session=session,
                    meetings=each.meetings,
                    by=request.user,
                    at=timezone.now(),
                )
                for each in planned
            ]
        except SessionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Copies made: {len(made)}. They are drafts.")
            return redirect("training_desk_course", session.course_id)
    return _dates_page(request, session, form, planned, "Copy the session")


def _planned(
    request: PersonRequest, session: Session, form: Form, *, leaving_out: int | None
) -> list[Planned]:
    if not form.is_valid():
        return []
    typed = {
        **form.cleaned_data,
        "venue": session.venue,
        "room": session.room,
        "trainers": session.trainers.all(),
    }
    return plan(
        typed,
        answers=request.POST,
        today=timezone.localdate(),
        leaving_out=leaving_out,
    )


def _dates_page(
    request: PersonRequest,
    session: Session,
    form: Form,
    planned: list[Planned],
    heading: str,
) -> HttpResponse:
    context = {
        "session": session,
        "form": form,
        "heading": heading,
        **read_back(request.POST, planned, fits=form.is_valid()),
    }
    return render(request, "training/desk/other_dates.html", context)


@requires(DESK)
@require_http_methods(FORM_METHODS)
def place(request: PersonRequest, session_id: int) -> HttpResponse:
    """Say where a session is, and tell everyone."""
    session = _session(session_id)
    initial = {
        "venue": session.venue,
        "room": session.room,
        "online_link": session.online_link,
    }
    form = PlaceForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            batch = change_place(
                session=session,
                by=request.user,
                at=timezone.now(),
                later=do_batch.enqueue,
                **form.cleaned_data,
            )
        except SessionError as error:
            form.add_error(None, str(error))
        else:
            return _told(request, session, batch, "The place is changed.")
    return _form_page(request, session, form, "Change the place", "Save, and tell all")


@requires(DESK)
@require_http_methods(FORM_METHODS)
def capacity(request: PersonRequest, session_id: int) -> HttpResponse:
    """Say how many places a session has."""
    session = _session(session_id)
    form = CapacityForm(request.POST or None, initial={"capacity": session.capacity})
    if form.is_valid():
        try:
            set_capacity(
                session=session,
                capacity=form.cleaned_data["capacity"],
                by=request.user,
                at=timezone.now(),
            )
        except SessionError as error:
            form.add_error("capacity", str(error))
        else:
            return _done(request, session, "The number of places is changed.")
    return _form_page(request, session, form, "How many places", "Save")


@requires(DESK)
@require_http_methods(FORM_METHODS)
def cancel(request: PersonRequest, session_id: int) -> HttpResponse:
    """Cancel a session, and move its people to another date if there is one."""
    session = _session(session_id)
    now = timezone.now()
    form = CancelSessionForm(request.POST or None, session=session, now=now)
    if form.is_valid():
        try:
            batch = cancel_and_rebook(
                session=session,
                reason=form.cleaned_data["reason"],
                to_session=form.cleaned_data["to_session"],
                by=request.user,
                at=now,
                later=do_batch.enqueue,
            )
        except (SessionError, BookingError) as error:
            form.add_error(None, str(error))
        else:
            if batch is not None and batch.to_session_id is not None:
                return redirect("training_desk_batch", batch.pk)
            return _told(request, session, batch, "The session is cancelled.")
    return _form_page(
        request, session, form, "Cancel the session", "Cancel it, and tell all"
    )


@requires(DESK)
@require_POST
def publish(request: PersonRequest, session_id: int) -> HttpResponse:
    """Open a draft, or a session whose dates are now known, for booking."""
    session = _session(session_id)
    try:
        publish_session(session=session, by=request.user, at=timezone.now())
    except SessionError as error:
        messages.error(request, str(error))
        return redirect("training_desk_session", session.pk)
    return _done(request, session, "The session is open for booking.")


def _session(session_id: int) -> Session:
    found = Session.objects.select_related("course", "venue", "partner")
    return get_object_or_404(found, pk=session_id)


def _told(
    request: PersonRequest, session: Session, batch: Batch | None, sentence: str
) -> HttpResponse:
    """Go back to the session, or, while people are still to be told or when some could
    not be, to the page that says how far it is."""
    if batch is None or (batch.is_over and not batch.refused):
        return _done(request, session, f"{sentence} All are told.")
    messages.success(request, sentence)
    return redirect("training_desk_batch", batch.pk)


def _done(request: PersonRequest, session: Session, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("training_desk_session", session.pk)


def _form_page(
    request: PersonRequest, session: Session, form: Form, heading: str, button: str
) -> HttpResponse:
    context = {"session": session, "form": form, "heading": heading, "button": button}
    return render(request, "training/desk/session_form.html", context)
