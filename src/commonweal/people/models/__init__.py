from commonweal.people.models.mailboxes import SharedMailbox
from commonweal.people.models.memberships import Membership
from commonweal.people.models.organisations import (
    EmailDomain,
    JobRole,
    Organisation,
    OrganisationKind,
    Sector,
)
from commonweal.people.models.person import (
    NO_EMAIL_DOMAIN,
    Person,
    PersonManager,
    PersonQuerySet,
)

__all__ = [
    "NO_EMAIL_DOMAIN",
    "EmailDomain",
    "JobRole",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "PersonManager",
    "PersonQuerySet",
    "Sector",
    "SharedMailbox",
]
