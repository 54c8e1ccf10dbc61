"""What Wagtail's own tables hold about people.

They belong to no room, so they are declared in the one that owns accounts.
"""

from collections.abc import Mapping

from django.db.models import Model
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile

from commonweal.governance.data_subjects import (
    Deleted,
    Done,
    Erasing,
    Fate,
    Kept,
    Rows,
    Trace,
)
from commonweal.governance.retention import Holding

EDITORIAL = Kept(
    "Who changed what is published; the name behind the account is erased."
)
EDITING = "So that several people can edit at once, each as they like."


def _held(
    model: type[Model],
    reason: str,
    *,
    shows: Mapping[str, set[str]],
    fate: Fate,
    personal: set[str] | None = None,
) -> Holding:
    """One of Wagtail's tables. ``shows``: what is handed over of rows found by each
    field that points at a person; ``personal``: what else is personal of them, if not
    all of that."""
    shown: set[str] = set().union(*shows.values())
    named = {*shows, *(shown if personal is None else personal)}
    return Holding(
        model=model,
        reason=reason,
        keep_for=None,
        personal=frozenset(named),
        other=frozenset(field.name for field in model._meta.local_fields) - named,
        traces=tuple(
            Trace(look_up, fate=fate, shows=frozenset(fields))
            for look_up, fields in shows.items()
        ),
    )


def _delete_profiles(rows: Rows, erasing: Erasing) -> int:
    for profile in rows.exclude(avatar=""):
        profile.avatar.delete(save=False)
    return Deleted().apply(rows, erasing)


HELD_BY_WAGTAIL = [
    _held(
        UserProfile,
        EDITING,
        shows={"user": {"preferred_language", "current_time_zone", "theme", "avatar"}},
        fate=Done(_delete_profiles, words="deleted, the picture too"),
    ),
    _held(
        EditingSession,
        EDITING,
        shows={"user": {"content_type", "last_seen_at"}},
        fate=Deleted(),
    ),
    _held(
        FormState,
        EDITING,
        shows={"user": {"content_type", "last_updated_at", "data"}},
        fate=Deleted(),
    ),
    _held(
        PageSubscription,
        EDITING,
        shows={"user": {"page", "comment_notifications"}},
        fate=Deleted(),
    ),
    _held(
        APIToken,
        "To let a program in with somebody’s rights; not switched on.",
        shows={"user": {"name", "created", "last_used_at"}},
        fate=Deleted(),
    ),
    _held(
        UploadedFile,
        "A file between being sent and being described.",
        shows={"uploaded_by_user": {"uploaded_by_user"}},
        fate=Deleted(),
    ),
    _held(
        Page,
        "Who made a page, and who is changing it now.",
        shows={
            "locked_by": {"title", "owner", "locked_by", "locked_at"},
            "owner": {"title", "owner", "locked_by", "locked_at"},
        },
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        Revision,
        "Every version of a page, and whose it is.",
        shows={"user": {"object_str", "created_at"}},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        PageLogEntry,
        "Who did what to a page.",
        shows={"user": {"label", "action", "timestamp"}},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        ModelLogEntry,
        "Who did what to an entry.",
        shows={"user": {"label", "action", "timestamp"}},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        WorkflowState,
        "Who asked for a page to be published.",
        shows={"requested_by": {"created_at", "status"}},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        TaskState,
        "Who agreed to publishing, and what they said.",
        shows={"finished_by": {"started_at", "finished_at", "comment"}},
        personal={"comment"},
        fate=EDITORIAL,
    ),
    _held(
        Comment,
        "What editors say to each other about a page.",
        shows={
            "user": {"page", "created_at", "text"},
            # Somebody else's words, which this person ticked off.
            "resolved_by": {"page", "resolved_at"},
        },
        personal={"page", "created_at", "text"},
        fate=EDITORIAL,
    ),
    _held(
        CommentReply,
        "What editors say to each other about a page.",
        shows={"user": {"text", "created_at"}},
        personal={"text"},
        fate=EDITORIAL,
    ),
    _held(
        Image,
        "Published pictures; who put them there.",
        shows={"uploaded_by_user": {"title", "created_at"}},
        personal={"file", "title", "description"},
        fate=EDITORIAL,
    ),
    _held(
        Document,
        "Not used: files are kept with the site's own pages.",
        shows={"uploaded_by_user": {"title", "created_at"}},
        personal={"file", "title"},
        fate=EDITORIAL,
    ),
]
