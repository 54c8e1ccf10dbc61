"""From a draft that is ready to the moment at which it goes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from commonweal.newsletter.actions import (
    approve_issue,
    cancel_draft,
    findings,
    override_finding,
    schedule_issue,
    send_back,
    send_test,
    submit_issue,
    unschedule_issue,
)
from commonweal.newsletter.assembling import recipients
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.findings import Finding
from commonweal.newsletter.forms.issues import ReasonForm, ScheduleForm, SendBackForm
from commonweal.newsletter.grants import EDIT, SEND
from commonweal.newsletter.models import Issue, NewsletterSettings
from commonweal.newsletter.queries.desk import open_among
from commonweal.people.access import PersonRequest, requires
from commonweal.people.queries import people_who_may

FORM_METHODS = ["GET", "HEAD", "POST"]
NOT_APPROVED = "Only an approved issue can be sent or given a time."


@requires(EDIT)
@require_safe
def check(request: PersonRequest, issue_id: int) -> HttpResponse:
    """What the check finds, and the way from there to the readers."""
    return _page(request, _issue(issue_id))


@requires(EDIT)
@require_POST
def override(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Say why something that the check finds does not matter."""
    issue = _issue(issue_id)
    form = _reason(request.POST.get("finding", ""), request.POST)
    if form.is_valid():
        try:
            override_finding(
                issue=issue,
                key=form.cleaned_data["finding"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except NewsletterError as error:
            messages.error(request, str(error))
            return redirect("newsletter:desk_check", issue.pk)
        return _done(request, issue, "Noted, with your reason.")
    return _page(request, issue, refused=form)


@requires(EDIT)
@require_POST
def submit(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Hand an issue in."""
    issue = _issue(issue_id)
    try:
        found = submit_issue(issue=issue, by=request.user, at=timezone.now())
    except NewsletterError as error:
        return _refused(request, issue, error)
    if found.status == Issue.Status.SUBMITTED:
        return _done(request, issue, "Handed in. A second person is asked to read it.")
    return _done(request, issue, "The issue is ready to be sent.")


@requires(SEND)
@require_POST
def approve(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Say that an issue may go."""
    issue = _issue(issue_id)
    try:
        approve_issue(issue=issue, by=request.user, at=timezone.now())
    except NewsletterError as error:
        return _refused(request, issue, error)
    return _done(request, issue, "Approved. It can be sent now, or given a time.")


@requires(SEND)
@require_http_methods(FORM_METHODS)
def back(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Send an issue back with words."""
    issue = _issue(issue_id)
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        words = form.cleaned_data["words"]
        try:
            send_back(issue=issue, words=words, by=request.user, at=timezone.now())
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            return _done(request, issue, "Sent back. Who handed it in is told.")
    context = {"issue": issue, "form": form}
    return render(request, "newsletter/desk/send_back.html", context)


@requires(SEND)
@require_http_methods(FORM_METHODS)
def schedule(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Say when an issue goes: in words, which are read back before they count."""
    issue = _issue(issue_id)
    if issue.status != Issue.Status.APPROVED:
        return _refused(request, issue, NewsletterError(NOT_APPROVED))
    now = timezone.now()
    form = ScheduleForm(request.POST or None, now=now)
    moment = form.cleaned_data["when"] if form.is_valid() else None
    # What was read back is what counts, though words may be read another way later.
    is_confirmed = moment and request.POST.get("moment") == moment.isoformat()
    if moment is not None and is_confirmed:
        try:
            schedule_issue(issue=issue, moment=moment, by=request.user, at=now)
        except NewsletterError as error:
            form.add_error(None, str(error))
        else:
            return _done(request, issue, "The time is set.")
    context = {"issue": issue, "form": form, "moment": moment}
    return render(request, "newsletter/desk/schedule.html", context)


@requires(SEND)
@require_POST
def unschedule(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Take the time of an issue away."""
    issue = _issue(issue_id)
    try:
        unschedule_issue(issue=issue, by=request.user, at=timezone.now())
    except NewsletterError as error:
        return _refused(request, issue, error)
    return _done(request, issue, "The time is taken away. It is still approved.")


@requires(SEND)
@require_safe
def send_now(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Ask once more before an issue goes to everybody."""
    issue = _issue(issue_id)
    if issue.status != Issue.Status.APPROVED:
        return _refused(request, issue, NewsletterError(NOT_APPROVED))
    context = {"issue": issue, "readers": recipients(issue.kind).count()}
    return render(request, "newsletter/desk/send_now.html", context)


@requires(SEND)
@require_http_methods(FORM_METHODS)
def call_off(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Ask whether an issue is to be called off, and do it."""
    issue = _issue(issue_id)
    if request.method == "POST":
        try:
            cancel_draft(issue=issue, by=request.user, at=timezone.now())
        except NewsletterError as error:
            return _refused(request, issue, error)
        messages.success(request, f"{issue.title} is called off.")
        return redirect("newsletter:desk")
    return render(request, "newsletter/desk/call_off.html", {"issue": issue})


@requires(EDIT)
@require_POST
def try_out(request: PersonRequest, issue_id: int) -> HttpResponse:
    """Send a test to the seed list."""
    issue = _issue(issue_id)
    try:
        number = send_test(issue=issue, by=request.user, at=timezone.now())
    except NewsletterError as error:
        return _refused(request, issue, error)
    copies = "One test is" if number == 1 else f"{number} tests are"
    return _done(request, issue, f"{copies} on the way.")


def _page(
    request: PersonRequest, issue: Issue, *, refused: ReasonForm | None = None
) -> HttpResponse:
    found = findings(issue, now=timezone.now()) if issue.is_editable else []
    context: dict[str, Any] = {
        "issue": issue,
        "found": [(each, _form_of(each, refused)) for each in found],
        "open": open_among(found),
        "settings": NewsletterSettings.load(),
        "readers": recipients(issue.kind).count(),
        "refused": refused,
        "may_approve": issue.submitted_by_id != request.user.pk,
        "others": people_who_may(SEND).exclude(pk=request.user.pk),
    }
    return render(request, "newsletter/desk/check.html", context)


def _form_of(finding: Finding, refused: ReasonForm | None) -> ReasonForm:
    """Return the form in which a finding's reason is asked for, as it was sent."""
    if refused is not None and refused.data.get("finding") == finding.key:
        return refused
    return _reason(finding.key)


def _reason(finding: str, data: Any = None) -> ReasonForm:
    """Return a form whose fields have identifiers of their own on the page."""
    name = slugify(finding.replace(":", "-"))
    return ReasonForm(data, initial={"finding": finding}, auto_id=f"id_%s-{name}")


def _issue(issue_id: int) -> Issue:
    found = Issue.objects.select_related("submitted_by", "approved_by")
    return get_object_or_404(found, pk=issue_id)


def _refused(
    request: PersonRequest, issue: Issue, error: NewsletterError
) -> HttpResponse:
    messages.error(request, str(error))
    return redirect("newsletter:desk_check", issue.pk)


def _done(request: PersonRequest, issue: Issue, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("newsletter:desk_check", issue.pk)
