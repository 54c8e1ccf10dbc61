from commonweal.training.models.approval import Approval
from commonweal.training.models.attendance import Attendance
from commonweal.training.models.batch import Batch
from commonweal.training.models.booking import Answer, Booking, Needs, Offer
from commonweal.training.models.course import Course, Level, Prerequisite
from commonweal.training.models.interest import Diary, Interest
from commonweal.training.models.limits import PlaceLimit
from commonweal.training.models.policy import (
    BookingPolicy,
    BookingTerms,
    CancellationTier,
    Fee,
    OfferLength,
)
from commonweal.training.models.school_holidays import SchoolHoliday
from commonweal.training.models.session import AgendaSlot, Meeting, Question, Session

__all__ = [
    "AgendaSlot",
    "Answer",
    "Approval",
    "Attendance",
    "Batch",
    "Booking",
    "BookingPolicy",
    "BookingTerms",
    "CancellationTier",
    "Course",
    "Diary",
    "Fee",
    "Interest",
    "Level",
    "Meeting",
    "Needs",
    "Offer",
    "OfferLength",
    "PlaceLimit",
    "Prerequisite",
    "Question",
    "SchoolHoliday",
    "Session",
]
