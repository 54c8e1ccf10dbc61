"""What pages say of a support service, as rows of name and words."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from commonweal.dates import write_date, write_range, write_time
from commonweal.directory.hours_words import write_exceptions, write_hours
from commonweal.directory.models import (
    Area,
    Contact,
    GroupMeeting,
    Referral,
    ServiceGroup,
    SupportService,
    Venue,
)

Words = str | SafeString
Row = tuple[str, Words]

EVERYWHERE = "Everywhere in our area"
ASKING = {
    Referral.Who.SELF: "You can ask yourself",
    Referral.Who.PARENT: "A parent or carer can ask",
    Referral.Who.PROFESSIONAL: "A professional can refer",
}
CONSENT = "a parent or carer must agree"


def service_facts(service: SupportService, *, now: datetime) -> list[Row]:
    """Return what to know before choosing a service; what is not said is left out.

    Args:
        service: fetched ``in_full``.
    """
    rows = [
        ("Who it is for", _lines(_for_whom(service))),
        ("Where it is for", area_words(service.areas.all())),
        ("How to ask for help", _lines(_ways_in(service))),
        ("Cost", service.price),
        ("When", _lines(hours_of(service, today=localdate(now)))),
        ("Where", _lines(_place(service))),
        ("Languages", ", ".join(each.name for each in service.languages.all())),
        ("Run by", service.provider),
    ]
    return [(name, words) for name, words in rows if words]


def compared_facts(service: SupportService, *, now: datetime) -> list[Row]:
    """Return the same, with what its page shows beside: the next dates, and whom to
    call."""
    rows = service_facts(service, now=now)
    place = next((n for n, row in enumerate(rows) if row[0] == "Where"), len(rows))
    rows[place:place] = _said("Next dates", next_meeting_words(service, now=now))
    numbers = _lines(_numbers(service.contacts.all()))
    return [*rows, *_said("Telephone", numbers)]


def _said(name: str, words: Words) -> list[Row]:
    return [(name, words)] if words else []


def _lines(lines: Iterable[Words]) -> SafeString:
    """Return lines one below the other, as a list when there are several."""
    every = [(line,) for line in lines if line]
    if len(every) < 2:
        return format_html_join("", "{}", every)
    items = format_html_join("", "<li>{}</li>", every)
    return format_html('<ul class="govuk-list cw-lines">{}</ul>', items)


def whom_in_short(service: SupportService) -> str:
    """Return for whom it is, in a few words for a list; empty when for everybody."""
    ages = in_ages(service)
    where = ", ".join(each.name for each in service.areas.all())
    said = " · ".join(part for part in (ages, service.gender, where) if part)
    return said[:1].upper() + said[1:]


def in_ages(service: SupportService) -> str:
    """Return "Ages 5 to 10"; empty when it is for every age."""
    if not service.ages:
        return ""
    if not service.age_from:
        return f"Up to age {service.age_to}"
    return f"Ages {service.ages}"


def _for_whom(service: SupportService) -> list[str]:
    ages = in_ages(service)
    sectors = ", ".join(each.name for each in service.sectors.all())
    at_work = f"For people who work here: {sectors}" if sectors else ""
    asked = service.eligibility.splitlines()
    return [ages, _capital(service.gender), *(line.strip() for line in asked), at_work]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def area_words(areas: Iterable[Area]) -> str:
    """Return areas with their postcode districts, which must be fetched along."""
    words = []
    for area in areas:
        codes = ", ".join(each.code for each in area.districts.all())
        words.append(f"{area.name} ({codes})" if codes else area.name)
    return "; ".join(words) or EVERYWHERE


def _ways_in(service: SupportService) -> list[SafeString]:
    return [_way_in(each, service) for each in service.referrals.all()]


def _way_in(referral: Referral, service: SupportService) -> SafeString:
    by = {
        Referral.Way.FORM: _link(referral.address, "fill in our form"),
        Referral.Way.LINK: _link(referral.address, "ask on their website"),
        Referral.Way.PHONE: _calling(referral, service),
    }[Referral.Way(referral.way)]
    asking = ASKING[Referral.Who(referral.who)]
    consent = f" ({CONSENT})" if referral.says_consent else ""
    note = f". {referral.note}" if referral.note else ""
    return format_html("{}{}: {}{}", asking, consent, by, note)


def _link(address: str, words: str) -> SafeString:
    return format_html('<a class="govuk-link" href="{}">{}</a>', address, words)


def _calling(referral: Referral, service: SupportService) -> Words:
    contacts = [referral.contact] if referral.contact else list(service.contacts.all())
    numbers = _numbers(contacts[:1])
    if numbers:
        return format_html("ring {}", numbers[0])
    email = next((each.email for each in contacts if each.email), "")
    if email:
        return format_html("write to {}", _link(f"mailto:{email}", email))
    return "get in touch with them"


def _numbers(contacts: Iterable[Contact]) -> list[SafeString]:
    return [
        _link(number.link, str(number))
        for contact in contacts
        for number in contact.numbers.all()
    ]


def hours_of(service: SupportService, *, today: date) -> list[str]:
    """Return its opening hours in words, exceptions to come among them."""
    lines = write_hours(service.hours.all())
    if lines and service.closes_on_bank_holidays:
        lines.append("Closed on bank holidays")
    return [
        *lines,
        service.hours_note,
        *write_exceptions(service.exceptions.all(), today=today),
    ]


def _place(service: SupportService) -> list[Words]:
    venue = service.venue
    if venue is None:
        return [service.place, service.access]
    return [
        service.place,
        venue.one_line,
        venue.step_free,
        service.access,
        venue.public_transport,
        venue.parking,
        venue.facilities,
        _map(venue),
    ]


def _map(venue: Venue) -> Words:
    if not venue.map_link:
        return ""
    return format_html(
        '<a class="govuk-link" href="{}" rel="noreferrer">Map of {}'
        '<span class="govuk-visually-hidden"> (on another site)</span></a>',
        venue.map_link,
        venue.name,
    )


def meetings_of(service: SupportService) -> list[GroupMeeting]:
    """Return all meetings of all its groups, soonest first."""
    every = [each for group in service.groups.all() for each in group.meetings.all()]
    return sorted(every, key=lambda each: each.starts_at)


def to_come(service: SupportService, *, now: datetime) -> list[GroupMeeting]:
    """Return the meetings that are not over."""
    return [each for each in meetings_of(service) if not each.is_over(now=now)]


def write_meeting(meeting: GroupMeeting) -> str:
    """Return "Wednesday 30 April 2025, 10:30am to midday"."""
    words = (
        f"{write_date(localdate(meeting.starts_at))}, {write_time(meeting.starts_at)}"
    )
    return f"{words} to {write_time(meeting.ends_at)}" if meeting.ends_at else words


def next_meeting_words(service: SupportService, *, now: datetime) -> str:
    """Return when its groups meet next, and how often then; empty when they do not."""
    ahead = to_come(service, now=now)
    if not ahead:
        return ""
    more = f", and {len(ahead) - 1} more" if len(ahead) > 1 else ""
    return write_meeting(ahead[0]) + more


def write_run(group: ServiceGroup) -> str:
    """Return how often a group meets and from when to when: "5 times, 30 April to
    28 May 2025"."""
    days = [localdate(each.starts_at) for each in group.meetings.all()]
    if not days:
        return ""
    times = "Once" if len(days) == 1 else f"{len(days)} times"
    return f"{times}, {write_range(days[0], days[-1])}"
