from commonweal.governance.retention import Holding
from commonweal.intake.enquiry_privacy import HOLDINGS as ENQUIRIES
from commonweal.intake.models import (
    Door,
    ExceptionalDay,
    Hours,
    OpeningTime,
    Option,
    Rule,
)

NOTHING = "No personal data: what the right door asks and says. Answers are not kept."

HOLDINGS = [
    Holding(
        model=Option,
        reason=NOTHING,
        keep_for=None,
        other=frozenset({"id", "asked", "key", "words", "hint", "position"}),
    ),
    Holding(
        model=Door,
        reason=NOTHING,
        keep_for=None,
        other=frozenset(
            {
                "id",
                "key",
                "title",
                "position",
                "say",
                "next",
                "avoid",
                "contact",
                "label",
                "hours",
                "out_of_hours",
                "out_of_hours_label",
                "link",
                "link_words",
                "is_fallback",
            }
        ),
    ),
    Holding(
        model=Rule,
        reason=NOTHING,
        keep_for=None,
        other=frozenset({"id", "position", "what", "whom", "urgency", "door"}),
    ),
    Holding(
        model=Hours,
        reason=NOTHING,
        keep_for=None,
        other=frozenset({"id", "name", "is_open_on_bank_holidays"}),
    ),
    Holding(
        model=OpeningTime,
        reason=NOTHING,
        keep_for=None,
        other=frozenset({"id", "hours", "weekday", "opens", "closes"}),
    ),
    Holding(
        model=ExceptionalDay,
        reason=NOTHING,
        keep_for=None,
        other=frozenset({"id", "hours", "day", "opens", "closes"}),
    ),
    *ENQUIRIES,
]
