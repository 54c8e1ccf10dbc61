from datetime import date

import factory
from django.utils.timezone import localdate

from commonweal.directory.models import (
    Area,
    Audience,
    Contact,
    Need,
    Partner,
    PhoneNumber,
    PostcodeDistrict,
    Referral,
    ServiceGroup,
    SupportService,
    Topic,
)


class TopicFactory(factory.django.DjangoModelFactory[Topic]):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")
    slug = factory.Sequence(lambda n: f"topic-{n}")


class AudienceFactory(factory.django.DjangoModelFactory[Audience]):
    class Meta:
        model = Audience

    name = factory.Sequence(lambda n: f"Audience {n}")
    slug = factory.Sequence(lambda n: f"audience-{n}")
    group = Audience.Group.PROFESSIONALS


class PartnerFactory(factory.django.DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partnership {n}")
    website = factory.Sequence(lambda n: f"https://partnership{n}.example.org/")


class ContactFactory(factory.django.DjangoModelFactory[Contact]):
    class Meta:
        model = Contact

    name = factory.Sequence(lambda n: f"Team {n}")
    email = factory.Sequence(lambda n: f"team{n}@example.org")


class PhoneNumberFactory(factory.django.DjangoModelFactory[PhoneNumber]):
    class Meta:
        model = PhoneNumber

    contact = factory.SubFactory(ContactFactory)
    # Ofcom keeps 01632 960000 to 960999 for drama: they ring nowhere.
    number = factory.Sequence(lambda n: f"01632 960{n % 1000:03}")


class NeedFactory(factory.django.DjangoModelFactory[Need]):
    class Meta:
        model = Need

    name = factory.Sequence(lambda n: f"Need {n}")


class AreaFactory(factory.django.DjangoModelFactory[Area]):
    class Meta:
        model = Area

    name = factory.Sequence(lambda n: f"Area {n}")


class DistrictFactory(factory.django.DjangoModelFactory[PostcodeDistrict]):
    class Meta:
        model = PostcodeDistrict

    area = factory.SubFactory(AreaFactory)
    code = "YO24"


class ServiceFactory(factory.django.DjangoModelFactory[SupportService]):
    class Meta:
        model = SupportService
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Service {n}")
    provider_name = "Rowan Project"
    summary = "Somebody to talk to."
    verified_on = factory.LazyFunction(localdate)
    is_published = True

    @factory.post_generation
    def needs(self, create, rows, **kwargs):
        self.needs.set(rows or [])

    @factory.post_generation
    def topics(self, create, rows, **kwargs):
        self.topics.set(rows or [])

    @factory.post_generation
    def areas(self, create, rows, **kwargs):
        self.areas.set(rows or [])

    @factory.post_generation
    def contacts(self, create, rows, **kwargs):
        self.contacts.set(rows or [])


class ReferralFactory(factory.django.DjangoModelFactory[Referral]):
    class Meta:
        model = Referral

    service = factory.SubFactory(ServiceFactory)
    who = Referral.Who.SELF
    way = Referral.Way.PHONE


class ServiceGroupFactory(factory.django.DjangoModelFactory[ServiceGroup]):
    class Meta:
        model = ServiceGroup

    service = factory.SubFactory(ServiceFactory)
    words = "Weekly for five weeks from Wednesday 30 April 2025, 10.30am to 12pm"
    written_on = date(2025, 4, 1)
