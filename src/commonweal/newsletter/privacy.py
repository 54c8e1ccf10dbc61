from commonweal.governance.data_subjects import Deleted, Kept, Trace, by_address
from commonweal.governance.retention import Holding
from commonweal.newsletter.models import (
    Consent,
    Delivery,
    Edition,
    Issue,
    IssueItem,
    NewsletterSettings,
    Notice,
    Override,
    Section,
    SendEpoch,
    SendingWorker,
    Subscriber,
)

WHO_DID_IT = Kept("Who did it; the name behind the account is erased.")

HOLDINGS = [
    Holding(
        model=Delivery,
        reason="That each copy of an issue goes out once, and what became of it.",
        keep_for=None,
        personal=frozenset({"subscriber", "domain"}),
        other=frozenset(
            {
                "id",
                "issue",
                "edition",
                "status",
                "worker",
                "begun_at",
                "settled_at",
                "attempts",
                "next_attempt_at",
                "last_error",
            }
        ),
        traces=(
            Trace(
                by_address("subscriber__email"),
                fate=Kept("That a copy was sent, to a row without an address."),
                shows=frozenset({"issue", "status", "settled_at"}),
            ),
        ),
    ),
    Holding(
        model=Consent,
        reason="Evidence that somebody asked for the newsletter, and what they read.",
        keep_for=None,
        personal=frozenset({"subscriber", "given_at", "confirmed_at"}),
        other=frozenset({"id", "source", "wording", "page"}),
        traces=(
            Trace(
                by_address("subscriber__email"),
                fate=Deleted(),
                shows=frozenset(
                    {"source", "wording", "page", "given_at", "confirmed_at"}
                ),
            ),
        ),
    ),
    Holding(
        model=Subscriber,
        reason="To send the newsletter to who asked for it, until they leave.",
        keep_for=None,
        personal=frozenset(
            {
                "email",
                "key",
                "sector",
                "topics",
                "training_weekly",
                "news_daily",
                "signed_up_at",
                "confirmed_at",
                "paused_until",
                "ended_at",
                "stopped_because",
                "soft_failures",
            }
        ),
        other=frozenset({"id", "status"}),
        traces=(
            Trace(
                by_address("email"),
                fate=Deleted(),
                shows=frozenset(
                    {
                        "email",
                        "status",
                        "sector",
                        "training_weekly",
                        "news_daily",
                        "signed_up_at",
                        "confirmed_at",
                        "paused_until",
                        "stopped_because",
                    }
                ),
            ),
        ),
    ),
    Holding(
        model=Issue,
        reason="The newsletter, from its draft to its archive.",
        keep_for=None,
        personal=frozenset({"submitted_by", "approved_by", "leader_name"}),
        other=frozenset(
            f.name
            for f in Issue._meta.get_fields()
            if f.concrete
            and f.name not in {"submitted_by", "approved_by", "leader_name"}
        ),
        traces=(
            Trace("submitted_by", fate=WHO_DID_IT, shows=frozenset({"title"})),
            Trace("approved_by", fate=WHO_DID_IT, shows=frozenset({"title"})),
        ),
    ),
    Holding(
        model=Override,
        reason="Why a finding of the check before sending did not matter.",
        keep_for=None,
        personal=frozenset({"by"}),
        other=frozenset({"id", "issue", "finding", "reason", "at"}),
        traces=(
            Trace("by", fate=WHO_DID_IT, shows=frozenset({"finding", "reason", "at"})),
        ),
    ),
    Holding(
        model=NewsletterSettings,
        reason="How the newsletter is run; the addresses that get tests.",
        keep_for=None,
        personal=frozenset({"sender", "reply_to", "seed_list"}),
        other=frozenset(
            {
                "id",
                "name",
                "postal_line",
                "consent_wording",
                "draft_on_day",
                "needs_approval",
                "per_minute",
                "per_hour",
                "per_domain_a_minute",
            }
        ),
        untraced="Addresses of the partnership’s own staff; an editor removes them.",
    ),
    *(
        Holding(
            model=model,
            reason=reason,
            keep_for=None,
            other=frozenset(f.name for f in model._meta.get_fields() if f.concrete),
        )
        for model, reason in (
            (IssueItem, "What stands in an issue."),
            (Notice, "What the program did to an issue by itself."),
            (Section, "The standing sections."),
            (Edition, "An issue as a group of recipients got it."),
            (SendEpoch, "How far sending has come."),
            (SendingWorker, "Which processes are sending."),
        )
    ),
]
