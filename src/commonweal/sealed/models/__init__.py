from commonweal.sealed.models.log import LogCheck, LogEntry
from commonweal.sealed.models.submissions import (
    Draft,
    DraftFile,
    KeyWrap,
    SealedFile,
    SealedPart,
    Submission,
)
from commonweal.sealed.models.teams import (
    BreakGlassKey,
    BreakGlassShare,
    MemberKey,
    Route,
    Team,
    TeamKey,
    TeamKeyGrant,
    TeamMember,
    Unlocking,
)

__all__ = [
    "BreakGlassKey",
    "BreakGlassShare",
    "Draft",
    "DraftFile",
    "KeyWrap",
    "LogCheck",
    "LogEntry",
    "MemberKey",
    "Route",
    "SealedFile",
    "SealedPart",
    "Submission",
    "Team",
    "TeamKey",
    "TeamKeyGrant",
    "TeamMember",
    "Unlocking",
]
