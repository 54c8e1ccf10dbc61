from datetime import timedelta

from django.db.models import Q

from commonweal.governance.data_subjects import (
    Blanked,
    DataSubject,
    Deleted,
    Done,
    Kept,
    Rows,
    Trace,
    by_address,
)
from commonweal.governance.retention import Holding, Part
from commonweal.mail.models import fingerprint
from commonweal.newsletter.actions.leaving import erase_subscribers
from commonweal.newsletter.models import (
    AddressChange,
    Consent,
    Delivery,
    Edition,
    Invitation,
    Issue,
    IssueItem,
    MailReport,
    NewsletterSettings,
    Notice,
    Override,
    Section,
    SendEpoch,
    SendingWorker,
    Subscriber,
)

WHO_DID_IT = Kept("Who did it; the name behind the account is erased.")


def _their_invitation(every: Rows, subject: DataSubject) -> Rows:
    return every.filter(fingerprint=fingerprint(subject.address))


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
                fate=Blanked(
                    {"domain": ""},
                    because="That a copy was sent, to a row without an address.",
                ),
                shows=frozenset({"issue", "status", "settled_at"}),
            ),
        ),
    ),
    Holding(
        model=Consent,
        reason="Evidence that somebody asked for the newsletter, and what they read.",
        keep_for=None,
        personal=frozenset(
            {"subscriber", "given_at", "confirmed_at", "choices", "browser"}
        ),
        other=frozenset({"id", "source", "wording", "page"}),
        traces=(
            Trace(
                by_address("subscriber__email"),
                fate=Deleted(),
                shows=frozenset(
                    {
                        *("source", "wording", "page", "given_at", "confirmed_at"),
                        "choices",
                    }
                ),
            ),
        ),
    ),
    Holding(
        model=AddressChange,
        reason="To confirm a new address from there, before anything is sent to it.",
        keep_for=timedelta(days=30),
        clock_starts="asked_at",
        personal=frozenset({"subscriber", "email", "asked_at", "confirmed_at"}),
        other=frozenset({"id"}),
        traces=(
            Trace(
                by_address("subscriber__email"),
                fate=Deleted(),
                shows=frozenset({"email", "asked_at", "confirmed_at"}),
            ),
            # Somebody else’s wish to be written to at this person’s address.
            Trace(by_address("email"), fate=Deleted(), shows=frozenset({"asked_at"})),
        ),
    ),
    Holding(
        model=Invitation,
        reason=(
            "That nobody of an imported list is asked twice. A fingerprint, from which "
            "the address cannot be read."
        ),
        keep_for=None,
        personal=frozenset({"fingerprint", "subscriber"}),
        other=frozenset({"id", "imported_at", "sent_at"}),
        traces=(
            Trace(
                _their_invitation,
                fate=Kept("So that nobody asks again. A fingerprint only."),
                shows=frozenset({"imported_at", "sent_at"}),
            ),
        ),
    ),
    Holding(
        model=MailReport,
        reason="Why nothing is sent to an address any more; that a report counts once.",
        keep_for=timedelta(days=400),
        clock_starts="taken_in_at",
        personal=frozenset({"subscriber", "kind", "code", "at"}),
        other=frozenset({"id", "event_id", "taken_in_at"}),
        traces=(
            Trace(
                by_address("subscriber__email"),
                fate=Deleted(),
                shows=frozenset({"kind", "code", "at"}),
            ),
        ),
    ),
    # After what is found by its address.
    Holding(
        model=Subscriber,
        reason="To send the newsletter to who asked for it, until they leave.",
        keep_for=None,
        personal=frozenset(
            {
                *("email", "key", "sector", "training_weekly", "news_daily"),
                *("signed_up_at", "confirmed_at", "paused_until", "ended_at"),
                *("stopped_because", "soft_failures", "last_failed_issue"),
            }
        ),
        other=frozenset({"id", "status"}),
        parts=(
            Part(
                rows=Q(status=Subscriber.Status.WAITING),
                what="Sign-ups that were not confirmed",
                keep_for=timedelta(days=30),
                clock_starts="signed_up_at",
            ),
        ),
        traces=(
            Trace(
                by_address("email"),
                fate=Done(
                    lambda rows, erasing: erase_subscribers(rows, at=erasing.at),
                    words="ended; address, choices and evidence erased",
                    because="That a copy of an issue was sent, to a row without an "
                    "address; a row that got none is deleted.",
                ),
                shows=frozenset(
                    {
                        *("email", "status", "sector", "training_weekly"),
                        *("news_daily", "signed_up_at", "confirmed_at"),
                        *("paused_until", "stopped_because", "soft_failures"),
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
            {
                *("id", "kind", "period", "slug", "title", "subject"),
                *("leader_words", "leader_picture", "leader_picture_alt"),
                *("news_since", "drafted_at", "refreshed_at", "status"),
                *("submitted_at", "approved_at", "sent_back_because"),
                *("scheduled_for", "held_because", "frozen_at", "finished_at"),
                *("is_listed", "replies"),
            }
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
    Holding(
        model=IssueItem,
        reason="What stands in an issue.",
        keep_for=None,
        other=frozenset(
            {
                *("id", "issue", "section", "position", "source_key", "title"),
                *("summary", "what_changed", "when", "url", "happens_at"),
                *("expires_at", "standing", "status", "is_pinned", "is_rewritten"),
                *("has_own_audience", "merged_into", "picture", "picture_alt"),
            }
        ),
    ),
    Holding(
        model=Notice,
        reason="What the program did to an issue by itself.",
        keep_for=None,
        other=frozenset({"id", "issue", "at", "words"}),
    ),
    Holding(
        model=Section,
        reason="The standing sections.",
        keep_for=None,
        other=frozenset({"id", "title", "source", "position", "is_in_use"}),
    ),
    Holding(
        model=Edition,
        reason="An issue as a group of recipients got it.",
        keep_for=None,
        other=frozenset({"id", "issue", "items", "subject", "html", "text", "digest"}),
    ),
    Holding(
        model=SendEpoch,
        reason="How far sending has come.",
        keep_for=None,
        other=frozenset(
            {
                *("id", "lineage", "number", "held_since", "held_because"),
                *("trouble", "trouble_at"),
            }
        ),
    ),
    Holding(
        model=SendingWorker,
        reason="Which processes are sending.",
        keep_for=None,
        other=frozenset({"id", "name", "began_at", "pulse_at"}),
    ),
]
