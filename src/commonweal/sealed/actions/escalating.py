"""Telling a team, and one address above it, that nobody opens what waits."""

from datetime import datetime

from django.db import transaction

from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.desk_lists import late
from commonweal.sealed.emails.desk import submissions_unopened
from commonweal.sealed.models import LogEntry, Submission, Team


def escalate_unopened(*, now: datetime) -> int:
    """Tell each team once of what nobody opened in its time, and return how many
    submissions that were. Two workers at once tell once."""
    waiting = Team.objects.filter(
        submissions__state=Submission.State.RECEIVED,
        submissions__escalated_at=None,
    )
    return sum(_escalate(team, now=now) for team in waiting.distinct())


@transaction.atomic
def _escalate(team: Team, *, now: datetime) -> int:
    """Tell one team. Whoever locks the rows first does it; the next one then finds
    them told."""
    rows = (
        Submission.objects.readable()
        .unopened()
        .filter(late(team, now=now), escalated_at=None)
        .select_for_update(no_key=True)
        .order_by("received_at", "pk")
    )
    found = list(rows)
    if not found:
        return 0
    messages = list(submissions_unopened(found, team=team))
    tell(messages, at=now)
    for each in found:
        each.escalated_at = now
        each.save(update_fields=["escalated_at"])
        write_log(
            LogEntry.Deed.ESCALATED,
            at=now,
            team=team,
            reference=each.reference,
            detail=f"to {len(messages)} addresses",
        )
    return len(found)
