"""What the desk's pages have in common: one's own submission, and refusals."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from commonweal.people.access import PersonRequest
from commonweal.sealed.answers import days_kept, days_unanswered, title_of
from commonweal.sealed.desk_lists import received_by
from commonweal.sealed.exceptions import (
    SealedError,
    SealError,
    UnknownReferenceError,
)
from commonweal.sealed.models import Submission
from commonweal.sealed.references import read_reference, spaced


def found(request: PersonRequest, reference: str) -> Submission:
    """Return a submission of one of the person's teams.

    Raises:
        Http404: there is none, or it is another team's, which is not told apart.
    """
    try:
        meant = read_reference(reference)
    except UnknownReferenceError as error:
        raise Http404 from error
    submission = received_by(request.user).filter(reference=meant).first()
    if submission is None:
        raise Http404
    return submission


def about(submission: Submission) -> dict[str, object]:
    """Return what templates say of a submission, content apart."""
    return {
        "submission": submission,
        "reference": spaced(submission.reference),
        "title": title_of(submission.form, submission.version),
        "days": days_kept(submission.form, submission.version),
        "longest": days_unanswered(submission.form, submission.version),
    }


def refused(
    request: PersonRequest, submission: Submission, error: SealedError | SealError
) -> HttpResponse:
    """Say why something cannot be done. A damaged envelope is more than that."""
    is_damaged = isinstance(error, SealError)
    context = {**about(submission), "error": str(error), "is_damaged": is_damaged}
    return render(request, "sealed/desk/refused.html", context, status=409)
