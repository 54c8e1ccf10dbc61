"""The directory's tables, by noun."""

from commonweal.directory.models.areas import Area, Language, Need, PostcodeDistrict
from commonweal.directory.models.contacts import Contact, ContactQuerySet, PhoneNumber
from commonweal.directory.models.groups import GroupMeeting, ServiceGroup
from commonweal.directory.models.hours import HoursException, OpeningHours
from commonweal.directory.models.messages import OwnerMessage
from commonweal.directory.models.referrals import Referral
from commonweal.directory.models.services import SupportService, SupportServiceQuerySet
from commonweal.directory.models.settings import Cutoffs, DirectorySettings
from commonweal.directory.models.subjects import Audience, Partner, Topic
from commonweal.directory.models.venues import Venue

__all__ = [
    "Area",
    "Audience",
    "Contact",
    "ContactQuerySet",
    "Cutoffs",
    "DirectorySettings",
    "GroupMeeting",
    "HoursException",
    "Language",
    "Need",
    "OpeningHours",
    "OwnerMessage",
    "Partner",
    "PhoneNumber",
    "PostcodeDistrict",
    "Referral",
    "ServiceGroup",
    "SupportService",
    "SupportServiceQuerySet",
    "Topic",
    "Venue",
]
