from commonweal.intake.models.doors import Door, Option, Rule
from commonweal.intake.models.enquiries import (
    Enquiry,
    EnquiryEvent,
    Kind,
    ReplyTemplate,
    Route,
)
from commonweal.intake.models.hours import ExceptionalDay, Hours, OpeningTime
from commonweal.intake.models.surveys import Survey, SurveyAnswer, SurveyQuestion

__all__ = [
    "Door",
    "Enquiry",
    "EnquiryEvent",
    "ExceptionalDay",
    "Hours",
    "Kind",
    "OpeningTime",
    "Option",
    "ReplyTemplate",
    "Route",
    "Rule",
    "Survey",
    "SurveyAnswer",
    "SurveyQuestion",
]
