from commonweal.directory.models import (
    Audience,
    Contact,
    Partner,
    PhoneNumber,
    Topic,
    Venue,
)
from commonweal.directory.service_privacy import SERVICE_HOLDINGS
from commonweal.governance.data_subjects import Kept, Trace, by_address
from commonweal.governance.retention import Holding

HOLDINGS = [
    Holding(
        model=Topic,
        reason="No personal data.",
        keep_for=None,
        other=frozenset({"id", "name", "slug", "summary", "is_sensitive"}),
    ),
    Holding(
        model=Audience,
        reason="No personal data.",
        keep_for=None,
        other=frozenset({"id", "name", "slug", "group", "position"}),
    ),
    Holding(
        model=Partner,
        reason="No personal data.",
        keep_for=None,
        other=frozenset({"id", "name", "website"}),
    ),
    Holding(
        model=Contact,
        reason="Published so that people know whom to call: teams and roles.",
        keep_for=None,
        personal=frozenset({"email"}),
        other=frozenset(
            {
                "id",
                "name",
                "about",
                "website",
                "opening_hours",
                "address",
                "is_help_line",
                "position",
                "checked_on",
            }
        ),
        traces=(
            Trace(
                by_address("email"),
                fate=Kept(
                    "Published for everybody. Change the contact if it is wrong."
                ),
                shows=frozenset({"name", "email", "website", "address"}),
            ),
        ),
    ),
    Holding(
        model=PhoneNumber,
        reason="Published numbers of teams and help lines.",
        keep_for=None,
        other=frozenset({"id", "contact", "label", "number", "sort_order"}),
    ),
    Holding(
        model=Venue,
        reason="No personal data.",
        keep_for=None,
        other=frozenset(
            {
                "id",
                "name",
                "address",
                "map_link",
                "parking",
                "public_transport",
                "step_free",
                "facilities",
            }
        ),
    ),
    *SERVICE_HOLDINGS,
]
