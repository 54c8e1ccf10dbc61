"""What is held about people with support services: who confirms one, and what they say."""

from datetime import timedelta

from commonweal.directory.models import (
    Area,
    DirectorySettings,
    GroupMeeting,
    HoursException,
    Language,
    Need,
    OpeningHours,
    OwnerMessage,
    PostcodeDistrict,
    Referral,
    ServiceGroup,
    SupportService,
)
from commonweal.governance.data_subjects import Blanked, Deleted, Trace, by_address
from commonweal.governance.retention import Holding

A_YEAR = timedelta(days=365)
OWNER = "owner_email"
NOT_PERSONAL = (
    Area,
    DirectorySettings,
    GroupMeeting,
    HoursException,
    Language,
    Need,
    OpeningHours,
    PostcodeDistrict,
    Referral,
    ServiceGroup,
)

SERVICE_HOLDINGS = [
    Holding(
        model=SupportService,
        reason=(
            "Published so that people find help. The address of whoever confirms it is "
            "not shown: they are asked every few months whether it is still right."
        ),
        keep_for=None,
        personal=frozenset({OWNER}),
        other=frozenset(
            {
                *("id", "uid", "external_id", "name", "organisation", "partner"),
                *("provider_name", "summary", "description", "website"),
                *("age_from", "age_to", "gender", "eligibility", "is_free", "cost"),
                *("venue", "place", "access", "hours_note", "closes_on_bank_holidays"),
                *("is_sensitive", "verified_on", "asked_on", "numbers_to_check"),
                *("is_published", "changed_at"),
            }
        ),
        traces=(
            Trace(
                by_address(OWNER),
                fate=Blanked(
                    {OWNER: ""},
                    because="The service itself is published for everybody.",
                ),
                shows=frozenset({"name", OWNER, "verified_on"}),
            ),
        ),
    ),
    Holding(
        model=OwnerMessage,
        reason="So that an editor puts a service right that its owner says has changed.",
        keep_for=A_YEAR,
        clock_starts="sent_at",
        personal=frozenset({"words"}),
        other=frozenset({"id", "service", "sent_at", "done_at"}),
        traces=(
            Trace(
                by_address(f"service__{OWNER}"),
                fate=Deleted(),
                shows=frozenset({"service", "words", "sent_at"}),
            ),
        ),
    ),
    *(
        Holding(
            model=model,
            reason="No personal data.",
            keep_for=None,
            other=frozenset(field.name for field in model._meta.local_fields),
        )
        for model in NOT_PERSONAL
    ),
]
