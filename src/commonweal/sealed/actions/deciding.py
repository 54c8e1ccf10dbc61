"""The hand-over: a team says that it has taken something on, or that it does not."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.utils.timezone import localdate

from commonweal.dates import write_moment
from commonweal.people.models import Person
from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.actions.sealing import theirs
from commonweal.sealed.answers import days_kept
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import LogEntry, Submission
from commonweal.sealed.queries import Unlocked

State = Submission.State


class WhyDeclined(models.TextChoices):
    """Why a team does not take something on. The log keeps it; the sender is told
    that it was declined, and not why."""

    ELSEWHERE = "elsewhere", "It belongs with another team or agency"
    CRITERIA = "criteria", "It does not meet the criteria"
    TWICE = "twice", "It was sent twice"
    KNOWN = "known", "Somebody is working on it already"
    TOO_LITTLE = "too_little", "There is too little to act on"
    WITHDRAWN = "withdrawn", "It was withdrawn"


@transaction.atomic
def decide(
    *,
    submission: Submission,
    state: str,
    seen: str,
    unlocked: Unlocked,
    by: Person,
    at: datetime,
    why: str = "",
) -> Submission:
    """Accept or decline a submission: from now on it is the team's own record that
    counts, and the content goes when the form's time is over.

    A decision may be changed; its time then begins anew.

    Args:
        state: accepted or declined.
        seen: the state that ``by`` had before their eyes. When a colleague was
            quicker, nothing is changed.
        why: one of ``WhyDeclined``, when declined.

    Raises:
        SealedError: with words about what to do instead.
    """
    submission = theirs(submission, by, unlocked)
    if submission.state != seen:
        raise SealedError(_quicker(submission))
    if submission.state == State.RECEIVED:
        raise SealedError("Open it first. Nobody in your team has read it yet.")
    if state not in {State.ACCEPTED, State.DECLINED} or state == submission.state:
        raise SealedError("Choose whether your team accepts or declines this.")
    if state == State.DECLINED and why not in WhyDeclined.values:
        raise SealedError("Choose why your team declines this.")
    days = days_kept(submission.form, submission.version)
    submission.state = state
    submission.acknowledged_at = at
    submission.delete_on = localdate(at) + timedelta(days=days)
    submission.warned_days = None
    submission.save(
        update_fields=["state", "acknowledged_at", "delete_on", "warned_days"]
    )
    write_log(
        LogEntry.Deed.STATE_CHANGED,
        at=at,
        by=by,
        team=submission.team,
        reference=submission.reference,
        detail=f"{state}: {why}" if state == State.DECLINED else state,
    )
    return submission


def _quicker(submission: Submission) -> str:
    """Say who decided what, and when, to the second of two."""
    entry = (
        LogEntry.objects.filter(
            reference=submission.reference,
            deed__in=[LogEntry.Deed.STATE_CHANGED, LogEntry.Deed.VIEWED],
        )
        .order_by("-number")
        .first()
    )
    person = (
        Person.objects.filter(pk=entry.person_id).first()
        if entry and entry.person_id
        else None
    )
    who = str(person) if person else "A colleague"
    when = f" at {write_moment(entry.at)}" if entry else ""
    did = {
        State.OPENED: "opened",
        State.ACCEPTED: "accepted",
        State.DECLINED: "declined",
    }.get(State(submission.state), "changed")
    return f"{who} {did} this{when}. Nothing was changed by you."
