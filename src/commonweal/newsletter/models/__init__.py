from commonweal.newsletter.models.deliveries import Delivery, SendEpoch, SendingWorker
from commonweal.newsletter.models.editions import Edition
from commonweal.newsletter.models.issues import (
    Issue,
    IssueItem,
    Notice,
    Override,
    Section,
)
from commonweal.newsletter.models.settings import NewsletterSettings
from commonweal.newsletter.models.subscribers import (
    AddressChange,
    Consent,
    Invitation,
    MailReport,
    Subscriber,
)

__all__ = [
    "AddressChange",
    "Consent",
    "Delivery",
    "Edition",
    "Invitation",
    "Issue",
    "IssueItem",
    "MailReport",
    "NewsletterSettings",
    "Notice",
    "Override",
    "Section",
    "SendEpoch",
    "SendingWorker",
    "Subscriber",
]
