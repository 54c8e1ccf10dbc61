from datetime import date
from typing import Any

import factory
from django.contrib.auth.models import Group, Permission

from commonweal.people.models import (
    EmailDomain,
    JobRole,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Sector,
)
from commonweal.people.roles import GROUPS, Role


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """Somebody invented, with an account and no permission."""

    class Meta:
        model = Person

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Robin"
    last_name = factory.Sequence(lambda n: f"Example {n}")
    password = factory.django.Password("a long enough pass phrase")


class AdministratorFactory(PersonFactory):
    """May do everything."""

    first_name = "Ash"
    is_staff = True
    is_superuser = True


class EditorFactory(PersonFactory):
    """In Wagtail's group of editors, and may open its admin."""

    class Meta:
        skip_postgeneration_save = True

    first_name = "Jo"

    @factory.post_generation
    def groups(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        group, _ = Group.objects.get_or_create(name="Editors")
        group.permissions.add(Permission.objects.get(codename="access_admin"))
        self.groups.add(group)


class SectorFactory(factory.django.DjangoModelFactory[Sector]):
    class Meta:
        model = Sector

    name = factory.Sequence(lambda n: f"Sector {n}")
    slug = factory.Sequence(lambda n: f"sector-{n}")


class OrganisationKindFactory(factory.django.DjangoModelFactory[OrganisationKind]):
    class Meta:
        model = OrganisationKind

    name = factory.Sequence(lambda n: f"Kind {n}")
    slug = factory.Sequence(lambda n: f"kind-{n}")


class JobRoleFactory(factory.django.DjangoModelFactory[JobRole]):
    class Meta:
        model = JobRole

    name = factory.Sequence(lambda n: f"Job role {n}")
    slug = factory.Sequence(lambda n: f"job-role-{n}")


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    """An invented agency, active, without a parent."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Example Organisation {n}")
    sector = factory.SubFactory(SectorFactory)


class EmailDomainFactory(factory.django.DjangoModelFactory[EmailDomain]):
    class Meta:
        model = EmailDomain

    organisation = factory.SubFactory(OrganisationFactory)
    domain = factory.Sequence(lambda n: f"organisation{n}.example.org")


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    """Somebody's work for an organisation, since long ago."""

    class Meta:
        model = Membership

    person = factory.SubFactory(PersonFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    starts_on = date(2001, 9, 3)


def person_in(role: Role, **fields: Any) -> Person:
    """Make somebody invented who has ``role`` and no other but practitioner's."""
    person = PersonFactory(**fields)
    if role in GROUPS:
        person.groups.add(Group.objects.get(name=GROUPS[role]))
    elif role is Role.TEAM_BOOKER:
        MembershipFactory(person=person, is_team_booker=True)
    elif role is Role.ORGANISATION_LEAD:
        MembershipFactory(person=person, is_organisation_lead=True)
    return person
