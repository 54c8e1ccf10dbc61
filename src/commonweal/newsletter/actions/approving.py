"""A second person reads it, and a moment is chosen at which it goes."""

from datetime import datetime, timedelta

from django.db import transaction

from commonweal.governance.actions import record
from commonweal.newsletter.actions.changing import take_back
from commonweal.newsletter.actions.checking import findings
from commonweal.newsletter.actions.telling_editors import tell
from commonweal.newsletter.emails.issues import approved, held, sent_back, submitted
from commonweal.newsletter.exceptions import NewsletterError
from commonweal.newsletter.grants import EDIT, SEND
from commonweal.newsletter.models import Issue, NewsletterSettings
from commonweal.people.models import Person
from commonweal.people.queries import people_who_may

# A schedule that is longer past than this needs a person: a server that was down all
# night must not greet people at midday with "this morning".
LATE = timedelta(hours=2)
# Without a name: the audit trail has that, and forgets it when somebody is erased.
SENT_BACK = "Sent back, with words on what should change."
TOO_LATE = "its time was more than two hours ago. Decide anew when it goes."


@transaction.atomic
def submit_issue(*, issue: Issue, by: Person, at: datetime) -> Issue:
    """Hand an issue in. A second person is asked to read it; where the partnership
    asks for none it is approved at once.

    Raises:
        NewsletterError: it is no draft, or the check finds something that nobody has
            put right or overridden.
    """
    issue = _locked(issue)
    if issue.status != Issue.Status.DRAFT or not issue.is_editable:
        raise NewsletterError("Only a draft can be handed in.")
    _refuse_open(issue, at=at)
    issue.submitted_by, issue.submitted_at = by, at
    issue.sent_back_because = ""
    needs_approval = NewsletterSettings.load().needs_approval
    issue.status = Issue.Status.SUBMITTED if needs_approval else Issue.Status.APPROVED
    issue.save(
        update_fields=["status", "submitted_by", "submitted_at", "sent_back_because"]
    )
    record("newsletter.submitted", subject=issue, by=by, at=at)
    if needs_approval:
        for person in people_who_may(SEND).exclude(pk=by.pk):
            tell(submitted(issue, person, by=by), issue=issue, at=at)
    return issue


@transaction.atomic
def approve_issue(*, issue: Issue, by: Person, at: datetime) -> Issue:
    """Say that an issue may go.

    Raises:
        NewsletterError: it does not wait for approval, ``by`` handed it in, or the
            check finds something.
    """
    issue = _locked(issue)
    _refuse_unless_submitted(issue)
    if issue.submitted_by_id == by.pk:
        raise NewsletterError("You handed it in. Somebody else approves it.")
    _refuse_open(issue, at=at)
    issue.status = Issue.Status.APPROVED
    issue.approved_by, issue.approved_at = by, at
    issue.save(update_fields=["status", "approved_by", "approved_at"])
    record("newsletter.approved", subject=issue, by=by, at=at)
    _tell_submitter(issue, by=by, at=at)
    return issue


def _tell_submitter(issue: Issue, *, by: Person, at: datetime) -> None:
    editor = issue.submitted_by
    if editor is not None and editor.is_active and editor.has_email:
        tell(approved(issue, editor, by=by), issue=issue, at=at)


@transaction.atomic
def send_back(*, issue: Issue, words: str, by: Person, at: datetime) -> Issue:
    """Make an issue that waits for approval a draft again, and say why.

    Raises:
        NewsletterError: it does not wait for approval, or there are no words.
    """
    issue = _locked(issue)
    _refuse_unless_submitted(issue)
    if not words.strip():
        raise NewsletterError("Say what should change.")
    editor = issue.submitted_by
    take_back(issue, words=SENT_BACK, at=at)
    issue.sent_back_because = words.strip()
    issue.save(update_fields=["sent_back_because"])
    record("newsletter.sent_back", subject=issue, by=by, at=at, reason=words.strip())
    if editor is not None and editor.is_active and editor.has_email:
        told = sent_back(issue, editor, by=by, which=f"{at:%Y%m%d%H%M%S%f}")
        tell(told, issue=issue, at=at)
    return issue


@transaction.atomic
def schedule_issue(
    *, issue: Issue, moment: datetime, by: Person, at: datetime
) -> Issue:
    """Say when an approved issue goes. It is frozen and sent by the worker then.

    Args:
        moment: aware; not before ``at``.

    Raises:
        NewsletterError: it is not approved, or the moment is past.
    """
    issue = _locked(issue)
    if issue.status != Issue.Status.APPROVED or not issue.is_editable:
        raise NewsletterError("Only an approved issue can be given a time.")
    if moment < at:
        raise NewsletterError("That moment is past. Choose one that is still to come.")
    issue.scheduled_for, issue.held_because = moment, ""
    issue.save(update_fields=["scheduled_for", "held_because"])
    record("newsletter.scheduled", subject=issue, by=by, at=at)
    return issue


@transaction.atomic
def unschedule_issue(*, issue: Issue, by: Person, at: datetime) -> Issue:
    """Take the time of an issue away. It stays approved.

    Raises:
        NewsletterError: it is frozen already.
    """
    issue = _locked(issue)
    if not issue.is_editable:
        raise NewsletterError("It is on its way already. Pause it or call it off.")
    issue.scheduled_for, issue.held_because = None, ""
    issue.save(update_fields=["scheduled_for", "held_because"])
    record("newsletter.unscheduled", subject=issue, by=by, at=at)
    return issue


@transaction.atomic
def cancel_draft(*, issue: Issue, by: Person, at: datetime) -> Issue:
    """Call off an issue that was never frozen; another can be drafted for its period.

    Raises:
        NewsletterError: it is frozen or called off already.
    """
    issue = _locked(issue)
    if not issue.is_editable:
        raise NewsletterError("It is on its way, was sent, or was called off already.")
    issue.status, issue.finished_at = Issue.Status.CANCELLED, at
    issue.scheduled_for = None
    issue.save(update_fields=["status", "finished_at", "scheduled_for"])
    record("newsletter.called_off", subject=issue, by=by, at=at)
    return issue


@transaction.atomic
def hold_issue(*, issue: Issue, because: str, at: datetime) -> None:
    """Keep an issue from going until a person decides, and tell the editors: once for
    each reason."""
    issue, because = _locked(issue), because[:250]
    if issue.held_because == because or not issue.is_editable:
        return
    issue.held_because = because
    issue.save(update_fields=["held_because"])
    record("newsletter.held", subject=issue, by=None, at=at, reason=because)
    for person in people_who_may(EDIT):
        told = held(issue, person, which=f"{at:%Y%m%d%H%M%S%f}")
        tell(told, issue=issue, at=at)


def issues_to_send(*, now: datetime) -> list[Issue]:
    """Return the approved issues whose moment has come. Those that are more than two
    hours late are held for a person instead."""
    due = Issue.objects.filter(
        status=Issue.Status.APPROVED,
        frozen_at=None,
        scheduled_for__lte=now,
        held_because="",
    ).order_by("scheduled_for", "pk")
    ready = []
    for issue in due:
        if issue.scheduled_for is not None and issue.scheduled_for < now - LATE:
            hold_issue(issue=issue, because=TOO_LATE, at=now)
        else:
            ready.append(issue)
    return ready


def _refuse_unless_submitted(issue: Issue) -> None:
    if issue.status != Issue.Status.SUBMITTED:
        raise NewsletterError("It does not wait for approval.")


def _refuse_open(issue: Issue, *, at: datetime) -> None:
    number = sum(found.is_open for found in findings(issue, now=at))
    if number:
        things = "one thing" if number == 1 else f"{number} things"
        raise NewsletterError(
            f"The check found {things} to put right first, or to override with a reason."
        )


def _locked(issue: Issue) -> Issue:
    return Issue.objects.select_for_update().get(pk=issue.pk)
