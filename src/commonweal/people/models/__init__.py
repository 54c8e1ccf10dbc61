from commonweal.people.models.memberships import Membership
from commonweal.people.models.organisations import (
    EmailDomain,
    JobRole,
    Organisation,
    OrganisationKind,
    Sector,
)
from commonweal.people.models.person import Person, PersonManager

__all__ = [
    "EmailDomain",
    "JobRole",
    "Membership",
    "Organisation",
    "OrganisationKind",
    "Person",
    "PersonManager",
    "Sector",
]
