from datetime import timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession

from commonweal.governance.data_subjects import (
    Blanked,
    Deleted,
    Done,
    Trace,
    by_address,
)
from commonweal.governance.retention import Holding
from commonweal.people.actions import erase_accounts, erase_sessions
from commonweal.people.held_by_wagtail import HELD_BY_WAGTAIL
from commonweal.people.models import (
    EmailDomain,
    JobRole,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Sector,
    SharedMailbox,
)

# The audit trail names people for seven years, and attendance is kept for six.
AFTER_CLOSING = timedelta(days=7 * 365 + 30)
NAMED = frozenset({"id", "name", "slug", "position"})

ACCOUNT = frozenset(
    {
        *("email", "first_name", "last_name", "line_manager_email", "last_login"),
        *("date_joined", "idle_warned_at", "closed_at", "is_active", "is_staff"),
    }
)
WORK = frozenset(
    {
        *("organisation", "job_role", "job_title", "starts_on", "ends_on"),
        *("is_team_booker", "is_organisation_lead"),
    }
)
SECOND_STEP = frozenset({"type", "created_at", "last_used_at"})
DEVICE = frozenset({"ip", "user_agent", "created_at", "last_seen_at"})
OTHER_SERVER = frozenset({"provider", "uid", "last_login", "date_joined", "extra_data"})

# Of django-allauth, which declares nothing itself.
HELD_BY_ALLAUTH = [
    Holding(
        model=EmailAddress,
        reason="To sign in: whose address it is, and whether they have proved it.",
        keep_for=None,
        personal=frozenset({"user", "email"}),
        other=frozenset({"id", "verified", "primary"}),
        traces=(
            Trace(
                "user",
                fate=Deleted(),
                shows=frozenset({"email", "verified", "primary"}),
            ),
        ),
    ),
    Holding(
        model=EmailConfirmation,
        reason="Stays empty: addresses are proved by a code.",
        keep_for=None,
        other=frozenset({"id", "email_address", "created", "sent", "key"}),
    ),
    Holding(
        model=Authenticator,
        reason="The second step of signing in; erased when the account is closed.",
        keep_for=None,
        personal=SECOND_STEP | {"user"},
        other=frozenset({"id", "data"}),
        traces=(Trace("user", fate=Deleted(), shows=SECOND_STEP),),
    ),
    Holding(
        model=UserSession,
        reason="To see where one is signed in, and to sign out there.",
        keep_for=timedelta(days=30),
        clock_starts="last_seen_at",
        personal=DEVICE | {"user", "data"},
        other=frozenset({"id", "session_key"}),
        traces=(
            Trace(
                "user",
                fate=Done(
                    lambda rows, erasing: erase_sessions(rows),
                    words="signed out, and deleted",
                ),
                shows=DEVICE,
            ),
        ),
    ),
    Holding(
        model=SocialAccount,
        reason="To sign in through an organisation; erased when the account is closed.",
        keep_for=None,
        personal=OTHER_SERVER | {"user"},
        other=frozenset({"id"}),
        traces=(Trace("user", fate=Deleted(), shows=OTHER_SERVER),),
    ),
    Holding(
        model=SocialApp,
        reason="Stays empty: the server is named in the settings.",
        keep_for=None,
        other=frozenset(field.name for field in SocialApp._meta.local_fields),
    ),
    Holding(
        model=SocialToken,
        reason="Stays empty: tokens are not kept.",
        keep_for=None,
        other=frozenset(field.name for field in SocialToken._meta.local_fields),
    ),
]

# Libraries first: closing the account deletes some of theirs, and a report of an
# erasure should tell of it.
HOLDINGS = [
    *HELD_BY_ALLAUTH,
    *HELD_BY_WAGTAIL,
    Holding(
        model=Person,
        reason=(
            "To sign in, to be booked on training and to show what was attended; "
            "after closing, for the record of attendance and the audit trail."
        ),
        keep_for=AFTER_CLOSING,
        clock_starts="closed_at",
        personal=frozenset(
            {
                "email",
                "first_name",
                "last_name",
                "password",
                "last_login",
                "line_manager_email",
            }
        ),
        other=frozenset(
            {
                "id",
                "is_superuser",
                "is_staff",
                "is_active",
                "date_joined",
                "idle_warned_at",
                "closed_at",
            }
        ),
        traces=(
            Trace(
                "pk",
                fate=Done(
                    lambda rows, erasing: erase_accounts(
                        rows, by=erasing.by, at=erasing.at
                    ),
                    words="closed; names, addresses and ways of signing in erased",
                    because=(
                        "A number without a name stays, so that seats are counted "
                        "and the audit trail has somebody to point at."
                    ),
                ),
                shows=ACCOUNT,
                is_theirs=True,
            ),
            # Others who named this person as their line manager.
            Trace(
                by_address("line_manager_email"),
                fate=Blanked(
                    {"line_manager_email": ""}, because="It is another’s account."
                ),
                shows=frozenset({"line_manager_email"}),
            ),
        ),
    ),
    Holding(
        model=Membership,
        reason=(
            "Whom somebody works for: who may book and see what, and which agencies "
            "training reached. Goes with the person."
        ),
        keep_for=None,
        personal=WORK | {"person"},
        other=frozenset({"id"}),
        traces=(Trace("person", fate=Deleted(), shows=WORK, is_theirs=True),),
    ),
    Holding(
        model=Organisation,
        reason="Whom the partnership works with, and whom to ask there about bookings.",
        keep_for=None,
        personal=frozenset({"booking_lead_email"}),
        other=frozenset(
            {"id", "name", "reference", "sector", "kind", "parent", "is_active"}
        ),
        traces=(
            Trace(
                by_address("booking_lead_email"),
                fate=Blanked(
                    {"booking_lead_email": ""}, because="The organisation stays."
                ),
                shows=frozenset({"name", "booking_lead_email"}),
            ),
        ),
    ),
    Holding(
        model=EmailDomain,
        reason="No personal data.",
        keep_for=None,
        other=frozenset({"id", "organisation", "domain"}),
    ),
    Holding(model=Sector, reason="No personal data.", keep_for=None, other=NAMED),
    Holding(
        model=OrganisationKind, reason="No personal data.", keep_for=None, other=NAMED
    ),
    Holding(
        model=SharedMailbox,
        reason="No personal data.",
        keep_for=None,
        other=frozenset({"id", "name"}),
    ),
    Holding(model=JobRole, reason="No personal data.", keep_for=None, other=NAMED),
]
