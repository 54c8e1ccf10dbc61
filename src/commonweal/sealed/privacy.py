from datetime import timedelta

from commonweal.governance.data_subjects import Deleted, Kept, Trace
from commonweal.governance.retention import Holding
from commonweal.sealed.models import (
    BreakGlassKey,
    BreakGlassShare,
    Draft,
    DraftFile,
    KeyWrap,
    LogCheck,
    LogEntry,
    MemberKey,
    Route,
    SealedFile,
    SealedPart,
    Submission,
    Team,
    TeamKey,
    TeamKeyGrant,
    TeamMember,
    Unlocking,
)

# What nobody here can read cannot be searched for a person either.
SEALED = (
    "Sealed for the receiving team, which finds it by its reference and answers "
    "whoever asks for it. Neither the site nor whoever runs it can read it."
)
WHO_WORKED = Kept("Who could open what, and when; the name behind it is erased.")

HOLDINGS = [
    Holding(
        model=Team,
        reason="Who receives sealed forms. Addresses of roles, not of people.",
        keep_for=None,
        other=frozenset(
            {
                "id",
                "name",
                "organisation",
                "contact",
                "open_within",
                "open_urgent_within",
                "escalation_email",
                "is_active",
            }
        ),
    ),
    Holding(
        model=Route,
        reason="No personal data: which form is offered at which address.",
        keep_for=None,
        other=frozenset({"id", "slug", "form", "title", "team", "is_open", "options"}),
    ),
    Holding(
        model=TeamMember,
        reason="Who may open what a team receives, and who could before.",
        keep_for=None,
        personal=frozenset({"person"}),
        other=frozenset({"id", "team", "joined_at", "left_at"}),
        traces=(
            Trace(
                "person",
                fate=WHO_WORKED,
                shows=frozenset({"team", "joined_at", "left_at"}),
                is_theirs=True,
            ),
        ),
    ),
    Holding(
        model=MemberKey,
        reason="A member’s key. Its private half opens with their passphrase alone.",
        keep_for=None,
        personal=frozenset({"person"}),
        other=frozenset({"id", "public", "locked", "made_at", "retired_at"}),
        traces=(
            Trace(
                "person",
                fate=WHO_WORKED,
                shows=frozenset({"made_at", "retired_at"}),
                is_theirs=True,
            ),
        ),
    ),
    Holding(
        model=TeamKey,
        reason="No personal data: public keys of teams.",
        keep_for=None,
        other=frozenset({"id", "team", "number", "public", "made_at", "retired_at"}),
    ),
    Holding(
        model=TeamKeyGrant,
        reason="Which member’s key opens which team’s key.",
        keep_for=None,
        other=frozenset({"id", "team_key", "member_key", "envelope", "given_at"}),
    ),
    Holding(
        model=Unlocking,
        reason="A member’s key while they work, under a secret in their browser.",
        keep_for=timedelta(minutes=15),
        clock_starts="used_at",
        personal=frozenset({"person"}),
        other=frozenset({"key_hash", "member_key", "envelope", "used_at"}),
        traces=(
            Trace(
                "person", fate=Deleted(), shows=frozenset({"used_at"}), is_theirs=True
            ),
        ),
    ),
    Holding(
        model=BreakGlassKey,
        reason="No personal data: the key kept outside.",
        keep_for=None,
        other=frozenset({"id", "public", "made_at", "drilled_at", "retired_at"}),
    ),
    Holding(
        model=BreakGlassShare,
        reason="No personal data: opens with the codes of two holders.",
        keep_for=None,
        other=frozenset({"id", "key", "first", "second", "envelope"}),
    ),
    Holding(
        model=Submission,
        reason=(
            "That something was sent, to which team, and what became of it. "
            "What it says is sealed, and goes 90 days after the hand-over; this "
            "stays longer, to be counted and answered for."
        ),
        keep_for=timedelta(days=2 * 365),
        clock_starts="erased_at",
        other=frozenset(
            {
                "id",
                "reference",
                "form",
                "version",
                "schema_hash",
                "route",
                "team",
                "forwarded_from",
                "urgency",
                "state",
                "received_at",
                "opened_at",
                "acknowledged_at",
                "escalated_at",
                "delete_on",
                "warned_days",
                "held_at",
                "hold_reason",
                "shredded_at",
                "erased_at",
            }
        ),
    ),
    Holding(
        model=KeyWrap,
        reason="Keys of submissions; destroyed first when their time is over.",
        keep_for=None,
        other=frozenset(
            {"id", "submission", "team_key", "break_glass_key", "envelope"}
        ),
    ),
    Holding(
        model=SealedPart,
        reason=(
            "What people sent in a sealed form. Kept until 90 days after the "
            "receiving team acknowledged it, by the form; see the rules of the desk."
        ),
        keep_for=None,
        personal=frozenset({"envelope"}),
        other=frozenset({"id", "submission", "group"}),
        untraced=SEALED,
    ),
    Holding(
        model=SealedFile,
        reason="Attachments of sealed forms, on disk; kept as long as the answers.",
        keep_for=None,
        other=frozenset({"id", "submission", "number", "chunks", "check_result"}),
    ),
    Holding(
        model=Draft,
        reason="A form being filled in, under a key in the browser alone.",
        keep_for=timedelta(minutes=30),
        clock_starts="used_at",
        personal=frozenset({"envelope"}),
        other=frozenset({"key_hash", "route", "version", "used_at"}),
        untraced="Only the browser it was begun in opens it, for half an hour.",
    ),
    Holding(
        model=DraftFile,
        reason="Attachments of a form being filled in; they go with it.",
        keep_for=None,
        other=frozenset({"id", "draft", "chunks", "check_result"}),
    ),
    Holding(
        model=LogEntry,
        reason=(
            "Who did what with sealed submissions. A chain of hashes, so that a row "
            "can be neither changed nor taken out unseen."
        ),
        keep_for=None,
        personal=frozenset({"person_id"}),
        other=frozenset(
            {
                "number",
                "at",
                "deed",
                "team_id",
                "reference",
                "detail",
                "previous_hash",
                "hash",
            }
        ),
        traces=(
            Trace(
                find=lambda every, subject: every.filter(person_id=subject.key),
                fate=Kept(
                    "Evidence of who read what; the name behind the number is erased."
                ),
                shows=frozenset({"at", "deed", "reference"}),
            ),
        ),
    ),
    Holding(
        model=LogCheck,
        reason="No personal data: whether the log was whole each day.",
        keep_for=timedelta(days=2 * 365),
        clock_starts="at",
        other=frozenset({"id", "at", "entries", "head", "is_whole", "problem"}),
    ),
]
