"""Passing a part of a submission on to another team, of ours or of another agency."""

from collections.abc import Collection
from datetime import datetime

from django.db import models, transaction

from commonweal.people.models import Person
from commonweal.sealed.actions.logging import write_log
from commonweal.sealed.actions.sealing import (
    FILES,
    JSON,
    answers_of,
    attachments_of,
    file_pieces,
    receives,
    seal_submission,
    theirs,
)
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.answers import FORWARDING
from commonweal.sealed.emails.desk import submission_forwarded
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import LogEntry, SealedFile, Submission, Team
from commonweal.sealed.queries import Unlocked, submission_key
from commonweal.sealed.references import spaced
from commonweal.sealed.sealed_files import FileToSeal


class LawfulBasis(models.TextChoices):
    """On which ground in law something is shared: article 6(1) of the UK GDPR, as
    amended by the Data (Use and Access) Act 2025, and part 3 of the Data Protection
    Act 2018."""

    PUBLIC_TASK = "public_task", "Public task: a duty or power that the law gives us"
    LEGAL_OBLIGATION = "legal_obligation", "Legal obligation: the law requires it"
    VITAL = "vital", "Vital interests: somebody’s life is at risk"
    RECOGNISED = (
        "recognised",
        "Recognised legitimate interest: safeguarding a child or an adult at risk, "
        "an emergency, or preventing crime",
    )
    LAW_ENFORCEMENT = (
        "law_enforcement",
        "Law enforcement, between competent authorities (Data Protection Act 2018, "
        "part 3)",
    )
    LEGITIMATE = "legitimate", "Another legitimate interest, weighed and written down"
    CONSENT = "consent", "Consent, freely given and recorded"


@transaction.atomic
def forward(
    *,
    submission: Submission,
    to_team: Team,
    fields: Collection[tuple[str, str]],
    files: Collection[int] = (),
    basis: str,
    note: str = "",
    unlocked: Unlocked,
    by: Person,
    at: datetime,
) -> Submission:
    """Seal chosen answers and attachments for another team, under a key of their
    own, and return what that team received. The submission itself stays as it is.

    Args:
        fields: group and question of each answer that goes along.
        files: numbers of the attachments that do.
        basis: one of ``LawfulBasis``.
        note: to the other team; sealed, with the basis and who sent it.

    Raises:
        SealedError: with words about what to do instead.
        SealError: something was changed. Nothing is forwarded then.
    """
    submission = theirs(submission, by, unlocked)
    _refuse(submission, to_team, basis)
    key = submission_key(submission, unlocked)
    groups = answers_of(submission, key)
    chosen = _chosen(groups, fields)
    attached = _attached(submission, groups, files, key)
    if not chosen and not attached:
        raise SealedError("Choose at least one answer or attachment to forward.")
    chosen[FORWARDING] = {
        "from": submission.team.name,
        "by": str(by),
        "reference": spaced(submission.reference),
        "basis": LawfulBasis(basis).label,
        "note": note.strip(),
    }
    copy = seal_submission(
        team=to_team,
        form=submission.form,
        version=submission.version,
        schema_hash=submission.schema_hash,
        urgency=submission.urgency,
        groups=chosen,
        files=attached,
        at=at,
        forwarded_from=submission,
    )
    _note_on_both(submission, copy, basis=basis, by=by, at=at)
    tell(submission_forwarded(copy), at=at)
    return copy


def _refuse(submission: Submission, to_team: Team, basis: str) -> None:
    if to_team.pk == submission.team_id:
        raise SealedError("Choose another team. This is the team that has it.")
    if not to_team.is_active or not receives(to_team):
        raise SealedError("That team cannot receive anything yet. Choose another.")
    if basis not in LawfulBasis.values:
        raise SealedError("Choose the lawful basis for sharing this.")


def _chosen(
    groups: dict[str, dict[str, JSON]], fields: Collection[tuple[str, str]]
) -> dict[str, dict[str, JSON]]:
    """Return the chosen answers, in their order.

    Raises:
        SealedError: something was chosen that is not there.
    """
    wanted = set(fields)
    chosen = {
        group: {key: value for key, value in answers.items() if (group, key) in wanted}
        for group, answers in groups.items()
        if group not in {FILES, FORWARDING}
    }
    found = {(group, key) for group, answers in chosen.items() for key in answers}
    if found != wanted:
        raise SealedError("Something was chosen that is not in this form.")
    return {group: answers for group, answers in chosen.items() if answers}


def _attached(
    submission: Submission,
    groups: dict[str, dict[str, JSON]],
    numbers: Collection[int],
    key: bytes,
) -> list[FileToSeal]:
    known = attachments_of(submission, groups)
    rows = {
        row.number: row
        for row in SealedFile.objects.filter(submission=submission, number__in=numbers)
    }
    if set(numbers) - (rows.keys() & known.keys()):
        raise SealedError("An attachment was chosen that is not in this form.")
    return [
        FileToSeal(
            name=known[number].name,
            content_type=known[number].content_type,
            size=known[number].size,
            is_clean=known[number].is_clean,
            chunks=file_pieces(submission, rows[number], key),
        )
        for number in sorted(rows)
    ]


def _note_on_both(
    submission: Submission, copy: Submission, *, basis: str, by: Person, at: datetime
) -> None:
    write_log(
        LogEntry.Deed.FORWARDED,
        at=at,
        by=by,
        team=submission.team,
        reference=submission.reference,
        detail=f"as {copy.reference} to team {copy.team_id}, basis {basis}",
    )
    write_log(
        LogEntry.Deed.FORWARDED,
        at=at,
        by=by,
        team=copy.team,
        reference=copy.reference,
        detail=f"from {submission.reference} of team {submission.team_id}, "
        f"basis {basis}",
    )
