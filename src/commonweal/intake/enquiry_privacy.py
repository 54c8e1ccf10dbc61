"""What enquiries and surveys hold about people, why, and for how long."""

from commonweal.governance.data_subjects import (
    Deleted,
    Done,
    Erasing,
    Kept,
    Rows,
    Trace,
    by_address,
)
from commonweal.governance.retention import Holding
from commonweal.intake.actions.enquiry_erasing import erase_enquiries
from commonweal.intake.models import (
    Enquiry,
    EnquiryEvent,
    ReplyTemplate,
    Route,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
)
from commonweal.intake.models.enquiries import KEPT_FOR
from commonweal.intake.models.surveys import KEPT_FOR as ANSWERS_KEPT_FOR

WHO_DID_IT = Kept("Who did it; the name behind the account is erased.")
TYPED = frozenset(
    {
        *("reference", "kind", "topic", "name", "email", "phone", "about", "message"),
        *("wanted", "wanted_by", "received_at"),
    }
)


def _erase(rows: Rows, erasing: Erasing) -> int:
    return erase_enquiries(rows, at=erasing.at)


def _take_off(rows: Rows, erasing: Erasing) -> int:
    chosen = Route.people.through.objects.filter(
        route__in=rows, person=erasing.subject.key
    )
    return Deleted().apply(chosen, erasing)


HOLDINGS = [
    Holding(
        model=Route,
        reason="Who gets which enquiries.",
        keep_for=None,
        other=frozenset({"id", "kind", "topic", "reply_to", "is_private", "position"}),
        traces=(
            Trace(
                "people",
                fate=Done(_take_off, words="taken off"),
                shows=frozenset({"kind", "topic"}),
            ),
        ),
    ),
    Holding(
        model=ReplyTemplate,
        reason="No personal data.",
        keep_for=None,
        other=frozenset({"id", "title", "kind", "words"}),
    ),
    Holding(
        model=Enquiry,
        reason=(
            "To answer questions, requests for another format and data protection "
            "complaints. Kept while it is open, and twelve months from its closing."
        ),
        keep_for=KEPT_FOR,
        clock_starts="closed_at",
        personal=TYPED | {"assigned_to", "digest"},
        other=frozenset(
            {
                *("id", "route", "status", "is_set_aside", "acknowledge_by"),
                *("acknowledged_at", "reminders", "answered_at", "closed_at", "edits"),
            }
        ),
        traces=(
            Trace(by_address("email"), fate=Done(_erase, words="deleted"), shows=TYPED),
            Trace(
                "assigned_to",
                fate=WHO_DID_IT,
                shows=frozenset({"reference", "kind", "status"}),
            ),
        ),
    ),
    Holding(
        model=EnquiryEvent,
        reason="What was done about an enquiry and answered. It goes with the enquiry.",
        keep_for=None,
        personal=frozenset({"words", "by"}),
        other=frozenset({"id", "enquiry", "what", "at"}),
        traces=(
            Trace(
                by_address("enquiry__email"),
                fate=Deleted(),
                shows=frozenset({"enquiry", "what", "words", "at"}),
            ),
            Trace("by", fate=WHO_DID_IT, shows=frozenset({"enquiry", "what", "at"})),
        ),
    ),
    Holding(
        model=Survey,
        reason="No personal data.",
        keep_for=None,
        other=frozenset(
            {
                *("id", "key", "title", "about", "about_link", "introduction"),
                *("opens_on", "closes_on", "returns", "held", "made_at", "edits"),
            }
        ),
    ),
    Holding(
        model=SurveyQuestion,
        reason="No personal data.",
        keep_for=None,
        other=frozenset(
            {
                *("id", "survey", "kind", "words", "choices", "low", "high"),
                *("is_required", "position"),
            }
        ),
    ),
    Holding(
        model=SurveyAnswer,
        reason="To learn how a group or an event was. Nobody is asked who they are.",
        keep_for=ANSWERS_KEPT_FOR,
        clock_starts="day",
        personal=frozenset({"words"}),
        other=frozenset({"id", "question", "day", "is_shown"}),
        untraced=(
            "Nothing tells whose answer it is: no name, no address, no time within the "
            "day, and not which answers came together."
        ),
    ),
]
