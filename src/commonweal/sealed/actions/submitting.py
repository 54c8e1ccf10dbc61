"""Sending what was filled in."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.sealed.actions.drafting import (
    OpenDraft,
    file_content,
    hold_draft,
    keep_reference,
)
from commonweal.sealed.actions.sealing import seal_submission
from commonweal.sealed.actions.telling import tell
from commonweal.sealed.definitions import definition_of
from commonweal.sealed.definitions.forms import Groups
from commonweal.sealed.draft_key import DraftedFile, DraftKey
from commonweal.sealed.emails.arriving import arrived
from commonweal.sealed.exceptions import SealedError
from commonweal.sealed.models import Route
from commonweal.sealed.sealed_files import FileToSeal


@dataclass(frozen=True, slots=True)
class Sent:
    """What a press on "Send" came to.

    Attributes:
        groups, files: what was sent, once, for the sender's own copy. Empty at a
            second press, when nothing of it can be opened here any more.
    """

    reference: str
    groups: Groups = field(default_factory=dict, repr=False)
    files: tuple[DraftedFile, ...] = field(default=(), repr=False)


@transaction.atomic
def submit_draft(*, key: DraftKey, route: Route, at: datetime) -> Sent:
    """Seal a draft for the team that receives it, delete it, and tell the team.

    Everything is checked again, and only answers to questions that are asked are
    sealed. A second press, in another tab or by impatience, comes to the same
    reference.

    Raises:
        AnswerError: an answer is missing or cannot be taken; its ``key`` says which.
        DraftOverError: there is no such draft any more.
        SealedError: the form is closed, or its team cannot receive yet.
    """
    draft = hold_draft(key=key, route=route, at=at)
    if draft.content.sent:
        return Sent(draft.content.sent)
    route = Route.objects.select_related("team").get(pk=route.pk)
    if not route.is_open:
        raise SealedError("This form has been closed. Please call instead.")
    form = definition_of(route.form, draft.row.version)
    answers = form.check(
        draft.content.answers, options=route.options, today=localdate(at)
    )
    groups = form.in_groups(answers)
    submission = seal_submission(
        team=route.team,
        form=form.key,
        version=form.version,
        schema_hash=form.schema_hash,
        urgency=form.urgency_of(answers),
        groups=groups,
        files=_files(draft),
        at=at,
        route=route,
    )
    tell(arrived(submission), at=at)
    files = draft.content.files
    keep_reference(draft=draft, reference=submission.reference, at=at)
    return Sent(submission.reference, groups, files)


def _files(draft: OpenDraft) -> list[FileToSeal]:
    return [
        FileToSeal(
            name=file.name,
            content_type=file.content_type,
            size=file.size,
            is_clean=file.is_clean,
            chunks=file_content(draft, file),
        )
        for file in draft.content.files
    ]
