"""Support services of an invented partnership, to try the software with.

The places, people and numbers are made up: numbers come from Ofcom's ranges for drama.
Some were confirmed lately, one is to be confirmed, one is marked and one is hidden.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from commonweal.dates import write_date
from commonweal.directory.demonstration_days import Days
from commonweal.directory.demonstration_lists import (
    AREAS,
    CONTACTS,
    LANGUAGES,
    NEEDS,
    VENUES,
)
from commonweal.directory.demonstration_services import SERVICES, Described
from commonweal.directory.models import (
    Area,
    Contact,
    HoursException,
    Language,
    Need,
    OpeningHours,
    PhoneNumber,
    PostcodeDistrict,
    Referral,
    ServiceGroup,
    SupportService,
    Topic,
    Venue,
)
from commonweal.directory.plain_words import marked_up

FROM_COUNT = 100


@transaction.atomic
def demonstrate_services(*, now: datetime) -> None:
    """Fill an empty directory of services. One that has a service is left as it is.

    Topics and contacts that are not there yet are left out or made.

    Args:
        now: an aware moment; groups and confirmations are dated around its day.
    """
    if SupportService.objects.exists():
        return
    days = Days(localdate(now))
    _make_lists()
    contacts = {short: _contact(short) for short in CONTACTS}
    for described in SERVICES:
        _make(described, contacts, days)


def _make_lists() -> None:
    for name, codes in AREAS.items():
        area, _ = Area.objects.get_or_create(name=name)
        for code in codes.split():
            PostcodeDistrict.objects.get_or_create(area=area, code=code)
    for position, (name, is_sensitive) in enumerate(NEEDS.values()):
        defaults = {"position": position, "is_sensitive": is_sensitive}
        Need.objects.get_or_create(name=name, defaults=defaults)
    for name, code in LANGUAGES.items():
        Language.objects.get_or_create(name=name, defaults={"code": code})
    for name, (address, step_free, bus) in VENUES.items():
        Venue.objects.get_or_create(
            name=name,
            defaults={
                "address": address,
                "step_free": step_free,
                "public_transport": bus,
            },
        )


def _contact(short: str) -> Contact:
    name, number, email, hours = CONTACTS[short]
    known = PhoneNumber.objects.filter(contact__name=name).first()
    if known is not None:
        return known.contact
    contact = Contact.objects.create(
        name=name, email=email, opening_hours=hours, position=FROM_COUNT
    )
    PhoneNumber.objects.create(contact=contact, number=number, sort_order=0)
    return contact


def _make(described: Described, contacts: dict[str, Contact], days: Days) -> None:
    service = SupportService.objects.create(
        name=described.name,
        provider_name=described.provider,
        summary=described.summary,
        description=marked_up(described.offers),
        age_from=described.ages[0],
        age_to=described.ages[1],
        gender=described.gender,
        eligibility=described.eligibility,
        is_free=not described.cost,
        cost=described.cost,
        venue=Venue.objects.filter(name=described.venue).first(),
        place=described.place,
        access=described.access,
        hours_note=described.hours_note,
        is_sensitive=described.is_sensitive,
        verified_on=days.today - timedelta(days=described.confirmed_days_ago),
        owner_email=described.owner,
        is_published=True,
    )
    service.needs.set(Need.objects.filter(name__in=_names(NEEDS, described.needs)))
    service.topics.set(Topic.objects.filter(slug__in=described.topics.split()))
    service.areas.set(Area.objects.filter(name__in=described.areas))
    service.languages.set(Language.objects.filter(name__in=described.languages.split()))
    service.contacts.add(contacts[described.contact])
    _open(service, described, days)
    for who, way, address, needs_consent in described.ways_in:
        Referral.objects.create(
            service=service,
            who=who,
            way=way,
            address=address,
            needs_consent=needs_consent,
        )
    _meet(service, described, days)
    # Once more, now that everything hangs on it: search reads it when it is saved.
    service.save(update_fields=["changed_at"])


def _names(needs: dict[str, tuple[str, bool]], shorts: str) -> list[str]:
    return [needs[short][0] for short in shorts.split()]


def _open(service: SupportService, described: Described, days: Days) -> None:
    for weekdays, opens, closes in described.hours:
        for weekday in weekdays:
            OpeningHours.objects.create(
                service=service, weekday=weekday, opens=time(opens), closes=time(closes)
            )
    if described.closed_for:
        first = days.after(20)
        HoursException.objects.create(
            service=service,
            first_day=first,
            last_day=first,
            reason=described.closed_for,
        )


def _meet(service: SupportService, described: Described, days: Days) -> None:
    for group in described.groups:
        first: date = days.weekly(group.begins_in, group.weekday, group.weeks)[0]
        words = (
            f"Weekly for {group.weeks} weeks from {write_date(first)}, {group.clock}"
        )
        ServiceGroup.objects.create(
            service=service, title=group.title, words=words, written_on=days.today
        )
