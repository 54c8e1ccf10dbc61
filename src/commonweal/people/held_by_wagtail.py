"""What Wagtail's own tables hold about people.

They belong to no room, so they are declared in the one that owns accounts.
"""

from dataclasses import replace

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
    points: str | tuple[str, ...],
    shows: set[str],
    fate: Fate,
    personal: set[str] | None = None,
) -> Holding:
    """One of Wagtail's tables. ``points``: the fields that point at a person; ``personal``:
    what else is personal of it, if not all that is shown."""
    pointing = {points} if isinstance(points, str) else set(points)
    named = pointing | (shows if personal is None else personal)
    return Holding(
        model=model,
        reason=reason,
        keep_for=None,
        personal=frozenset(named),
        other=frozenset(field.name for field in model._meta.local_fields) - named,
        traces=tuple(
            Trace(look_up, fate=fate, shows=frozenset(shows))
            for look_up in sorted(pointing)
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
        points="user",
        shows={"preferred_language", "current_time_zone", "theme", "avatar"},
        fate=Done(_delete_profiles, words="deleted, the picture too"),
    ),
    _held(
        EditingSession,
        EDITING,
        points="user",
        shows={"content_type", "last_seen_at"},
        fate=Deleted(),
    ),
    _held(
        FormState,
        EDITING,
        points="user",
        shows={"content_type", "last_updated_at", "data"},
        fate=Deleted(),
    ),
    _held(
        PageSubscription,
        EDITING,
        points="user",
        shows={"page", "comment_notifications"},
        fate=Deleted(),
    ),
    _held(
        APIToken,
        "To let a program in with somebody’s rights; not switched on.",
        points="user",
        shows={"name", "created", "last_used_at"},
        fate=Deleted(),
    ),
    _held(
        UploadedFile,
        "A file between being sent and being described.",
        points="uploaded_by_user",
        shows={"uploaded_by_user"},
        fate=Deleted(),
    ),
    _held(
        Page,
        "Who made a page, and who is changing it now.",
        points=("owner", "locked_by"),
        shows={"title", "owner", "locked_by", "locked_at"},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        Revision,
        "Every version of a page, and whose it is.",
        points="user",
        shows={"object_str", "created_at"},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        PageLogEntry,
        "Who did what to a page.",
        points="user",
        shows={"label", "action", "timestamp"},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        ModelLogEntry,
        "Who did what to an entry.",
        points="user",
        shows={"label", "action", "timestamp"},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        WorkflowState,
        "Who asked for a page to be published.",
        points="requested_by",
        shows={"created_at", "status"},
        personal=set(),
        fate=EDITORIAL,
    ),
    _held(
        TaskState,
        "Who agreed to publishing, and what they said.",
        points="finished_by",
        shows={"started_at", "finished_at", "comment"},
        personal={"comment"},
        fate=EDITORIAL,
    ),
    replace(
        _held(
            Comment,
            "What editors say to each other about a page.",
            points=("user", "resolved_by"),
            shows={"page", "created_at", "text"},
            fate=EDITORIAL,
        ),
        traces=(
            Trace("user", EDITORIAL, frozenset({"page", "created_at", "text"})),
            # Somebody else's words, which this person ticked off.
            Trace("resolved_by", EDITORIAL, frozenset({"page", "resolved_at"})),
        ),
    ),
    _held(
        CommentReply,
        "What editors say to each other about a page.",
        points="user",
        shows={"text", "created_at"},
        personal={"text"},
        fate=EDITORIAL,
    ),
    _held(
        Image,
        "Published pictures; who put them there.",
        points="uploaded_by_user",
        shows={"title", "created_at"},
        personal={"file", "title", "description"},
        fate=EDITORIAL,
    ),
    _held(
        Document,
        "Not used: files are kept with the site's own pages.",
        points="uploaded_by_user",
        shows={"title", "created_at"},
        personal={"file", "title"},
        fate=EDITORIAL,
    ),
]
