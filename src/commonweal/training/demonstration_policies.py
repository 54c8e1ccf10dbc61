"""Booking policies of the shapes that partnerships have, for the demonstration.

Plain values by the names of the columns, ready for ``BookingTerms``,
``CancellationTier``, ``Fee`` and ``OfferLength``. The last shape takes two policies,
because courses of several days have terms of their own. ``organisation_kind`` is the
slug of a kind. The names and figures are invented; the shapes are not.
"""

from decimal import Decimal
from typing import Any

_TWO_WORKING_DAYS: dict[str, Any] = {
    "name": "Free, two working days’ notice",
    "is_usual": True,
    "terms": {
        "cutoff_n": 2,
        "cutoff_unit": "working-days",
        "cutoff_anchor": "close",
        "approval": "none",
        "waiting_order": "time",
    },
    "tiers": [],
    "fees": [],
    "offer_lengths": [],
}

_HALF_FEE: dict[str, Any] = {
    "name": "Half the fee after seven days",
    "is_usual": False,
    "terms": {
        "cutoff_n": 7,
        "cutoff_unit": "days",
        "cutoff_anchor": "close",
        "approval": "manager",
        "approval_hours": 120,
        "waiting_order": "time",
    },
    "tiers": [
        {"n": 7, "unit": "days", "anchor": "close", "percent_of_fee": 50},
        {"n": 2, "unit": "days", "anchor": "close", "percent_of_fee": 100},
    ],
    "fees": [
        {"organisation_kind": "statutory-partner", "amount": Decimal("0.00")},
        {"delivery": "online", "up_to_hours": Decimal(4), "amount": Decimal("35.00")},
        {
            "organisation_kind": "charity",
            "up_to_hours": Decimal(4),
            "amount": Decimal("45.00"),
        },
        {"organisation_kind": "charity", "amount": Decimal("75.00")},
        {"organisation_kind": "out-of-area", "amount": Decimal("150.00")},
        {"up_to_hours": Decimal(4), "amount": Decimal("60.00")},
        {"amount": Decimal("95.00")},
    ],
    "offer_lengths": [],
}

_CHARGES_FOR_PARTNERS: dict[str, Any] = {
    "name": "Free to partners who come",
    "is_usual": False,
    "terms": {
        "cutoff_n": 10,
        "cutoff_unit": "working-days",
        "cutoff_anchor": "midnight",
        "absence_charge": Decimal("75.00"),
        "absence_charged_per_day": True,
        "approval": "coordinator",
        "waiting_order": "mix",
    },
    # The fee from those who pay one, £40 from those who do not.
    "tiers": [
        {
            "n": 10,
            "unit": "working-days",
            "anchor": "midnight",
            "percent_of_fee": 100,
            "amount": Decimal("40.00"),
        },
    ],
    "fees": [
        {"organisation_kind": "private-provider", "amount": Decimal("120.00")},
        {"organisation_kind": "out-of-area", "amount": Decimal("150.00")},
    ],
    "offer_lengths": [
        {"days_before": 14, "hours": 96},
        {"days_before": 5, "hours": 24},
        {"days_before": 2, "hours": 8},
    ],
}

# "3 working days (72 hours)" says two things; this one chose the working days.
_THREE_WORKING_DAYS: dict[str, Any] = {
    "name": "Three working days’ notice",
    "is_usual": False,
    "terms": {
        "cutoff_n": 3,
        "cutoff_unit": "working-days",
        "cutoff_anchor": "start",
        "late_charge": Decimal("25.00"),
        "absence_charge": Decimal("50.00"),
        "approval": "none",
        "waiting_order": "time",
    },
    "tiers": [],
    "fees": [],
    "offer_lengths": [],
}

_SEVERAL_DAYS: dict[str, Any] = {
    "name": "Courses of several days",
    "is_usual": False,
    "terms": {
        "cutoff_n": 4,
        "cutoff_unit": "weeks",
        "cutoff_anchor": "close",
        "absence_charge": Decimal("50.00"),
        "absence_charged_per_day": True,
        "approval": "shortlist",
        "allows_team_booking": False,
        "waiting_order": "mix",
        "offers_end_hours": 72,
    },
    "tiers": [
        {"n": 4, "unit": "weeks", "anchor": "close", "percent_of_fee": 50},
        {"n": 2, "unit": "weeks", "anchor": "close", "percent_of_fee": 100},
    ],
    "fees": [
        {"organisation_kind": "private-provider", "amount": Decimal("140.00")},
        {"delivery": "online", "amount": Decimal("50.00")},
        {"amount": Decimal("90.00")},
    ],
    "offer_lengths": [],
}

POLICIES = (
    _TWO_WORKING_DAYS,
    _HALF_FEE,
    _CHARGES_FOR_PARTNERS,
    _THREE_WORKING_DAYS,
    _SEVERAL_DAYS,
)
