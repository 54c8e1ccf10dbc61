"""One deed for several bookings: asked, done, and how far it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from commonweal.people.access import PersonRequest, requires
from commonweal.training.actions.batches import begin_batch, do_batch_now_or
from commonweal.training.batch_work import do_batch
from commonweal.training.desk_session_forms import BulkForm
from commonweal.training.exceptions import BookingError
from commonweal.training.models import Batch, Booking, Session

DESK = "training.administer"


@requires(DESK)
@require_POST
def bulk(request: PersonRequest, session_id: int) -> HttpResponse:
    """Ask for what the deed needs (words, another date), then do it.

    The first POST comes from the session's page and changes nothing; the second
    carries ``sure``.
    """
    session = get_object_or_404(Session.objects.select_related("course"), pk=session_id)
    chosen = _chosen(request, session)
    is_sure = bool(request.POST.get("sure"))
    form = BulkForm(
        request.POST if is_sure else None,
        deed=request.POST.get("deed", ""),
        session=session,
        now=timezone.now(),
    )
    if not chosen:
        messages.error(request, "Choose at least one person first.")
        return redirect("training_desk_session", session.pk)
    if is_sure and form.is_valid():
        try:
            return _begin(request, session, chosen, form)
        except BookingError as error:
            form.add_error(None, str(error))
    context = {"session": session, "chosen": chosen, "form": form}
    return render(request, "training/desk/bulk.html", context)


def _chosen(request: PersonRequest, session: Session) -> list[Booking]:
    live = list(session.bookings.live().select_related("attendee"))
    if request.POST.get("everybody"):
        return live
    keys = set(request.POST.getlist("booking"))
    return [each for each in live if str(each.pk) in keys]


def _begin(
    request: PersonRequest, session: Session, chosen: list[Booking], form: BulkForm
) -> HttpResponse:
    typed = form.cleaned_data
    now = timezone.now()
    batch = begin_batch(
        kind=form.deed,
        session=session,
        bookings=chosen,
        by=request.user,
        at=now,
        subject=typed.get("subject", ""),
        words=typed["words"],
        to_session=typed.get("to_session"),
    )
    do_batch_now_or(do_batch.enqueue, batch=batch, at=now)
    return redirect("training_desk_batch", batch.pk)


@requires(DESK)
@require_safe
def batch(request: PersonRequest, batch_id: int) -> HttpResponse:
    """How far a batch is, and which bookings were refused, and why."""
    found = get_object_or_404(
        Batch.objects.select_related("session__course", "to_session__course"),
        pk=batch_id,
    )
    sentences = dict(found.refused)
    refused = Booking.objects.filter(pk__in=sentences).select_related("attendee")
    context = {
        "batch": found,
        "session": found.session,
        "refused": [(booking, sentences[booking.pk]) for booking in refused],
        "went_well": found.done - len(sentences),
    }
    return render(request, "training/desk/batch.html", context)
