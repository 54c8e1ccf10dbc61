"""Whom to call. Invented teams have numbers from Ofcom's ranges for drama.

The national lines are real: 999, 101, 111, Childline, the NSPCC and Samaritans.
"""

from dataclasses import dataclass
from datetime import date

from commonweal.directory.models import Contact, PhoneNumber

OFFICE_HOURS = "Monday to Friday, 8:30am to 5pm, except bank holidays"
ANY_TIME = "Any time, day or night"


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A contact as it is written here: numbers are (label, number)."""

    name: str
    about: str
    numbers: tuple[tuple[str, str], ...] = ()
    email: str = ""
    website: str = ""
    hours: str = ""
    address: str = ""
    is_help_line: bool = False


CONTACTS = {
    "emergency": Entry(
        name="Emergency services",
        about="Ring if a child, or anybody else, is in danger now.",
        numbers=(("", "999"),),
        hours=ANY_TIME,
    ),
    "mash": Entry(
        name="Multi-agency safeguarding hub (MASH)",
        about="Ring if you are worried that a child is being harmed, or is likely to be.",
        numbers=(
            ("Office hours", "01632 960100"),
            ("Evenings, weekends and bank holidays", "01632 960199"),
        ),
        email="mash@aldermere-vale.example.org",
        hours="Any time. Office hours are Monday to Friday, 8:30am to 5pm",
    ),
    "police": Entry(
        name="Police, when it is not an emergency",
        about="Ring to report a crime, or to pass on something you have noticed.",
        numbers=(("", "101"),),
        hours=ANY_TIME,
    ),
    "childline": Entry(
        name="Childline",
        about="For everybody under 19 who wants to talk. Free and private.",
        numbers=(("", "0800 1111"),),
        website="https://www.childline.org.uk/",
        hours=ANY_TIME,
        is_help_line=True,
    ),
    "nspcc": Entry(
        name="NSPCC helpline",
        about="For adults who are worried about a child.",
        numbers=(("", "0808 800 5000"),),
        website="https://www.nspcc.org.uk/keeping-children-safe/reporting-abuse/",
        is_help_line=True,
    ),
    "samaritans": Entry(
        name="Samaritans",
        about="For anybody who is struggling to cope. Free from any phone.",
        numbers=(("", "116 123"),),
        website="https://www.samaritans.org/",
        hours=ANY_TIME,
        is_help_line=True,
    ),
    "nhs": Entry(
        name="NHS 111",
        about="For medical advice, and for urgent help with mental health: choose option 2.",
        numbers=(("", "111"),),
        website="https://111.nhs.uk/",
        hours=ANY_TIME,
        is_help_line=True,
    ),
    "harbour": Entry(
        name="Harbour domestic abuse service",
        about="For anybody who is hurt or controlled at home, and for those who worry about them.",
        numbers=(("Free from any phone", "0808 157 0110"),),
        email="help@harbour.example.org",
        hours="Every day, 8am to 10pm",
    ),
    "early-help": Entry(
        name="Early Help Hub",
        about="For families who could do with some support, and for people who work with them.",
        numbers=(("", "01632 960130"),),
        email="earlyhelp@aldermere-vale.example.org",
        hours="Monday to Friday, 9am to 5pm, except bank holidays",
    ),
    "young-carers": Entry(
        name="Aldermere Young Carers",
        about="For everybody under 18 who looks after somebody, and for adults who know them.",
        numbers=(("Free from any phone", "0808 157 0140"), ("Text", "07700 900140")),
        email="hello@aldermere-young-carers.example.org",
        hours="Monday to Friday, 10am to 6pm",
    ),
    "lado": Entry(
        name="Local authority designated officer (LADO)",
        about="Ring if somebody who works or volunteers with children may have harmed a child.",
        numbers=(("", "01632 960115"),),
        email="lado@aldermere-vale.example.org",
        hours=OFFICE_HOURS,
    ),
    "exploitation-desk": Entry(
        name="Child exploitation desk, Aldermere Police",
        about="For professionals who have information about exploitation.",
        numbers=(("", "01632 960155"),),
        email="exploitation-desk@aldermere-police.example.org",
        hours="Every day, 7am to 11pm",
    ),
    "child-death": Entry(
        name="Child death review co-ordinator",
        about="Ring to notify a child’s death, or to ask about a review.",
        numbers=(("", "01632 960145"),),
        email="child-death-review@aldermere-vale.example.org",
        hours=OFFICE_HOURS,
    ),
    "adults": Entry(
        name="Adult social care",
        about="Ring if you are worried that an adult who needs care is being harmed.",
        numbers=(("", "01632 960180"),),
        email="adults@aldermere-vale.example.org",
        hours=OFFICE_HOURS,
    ),
    "business-unit": Entry(
        name="Partnership business unit",
        about="Ask about training, policies, the newsletter or this site.",
        numbers=(("", "01632 960120"),),
        email="partnership@aldermere-vale.example.org",
        hours="Monday to Friday, 9am to 4:30pm, except bank holidays",
        address="Civic Offices\nCastle Street\nAldermere",
    ),
    "data-protection": Entry(
        name="Data protection officer",
        about="Ask, or complain, about how we use personal information.",
        numbers=(("", "01632 960125"),),
        email="data.protection@aldermere-vale.example.org",
        hours="Monday to Friday, 9am to 4:30pm, except bank holidays",
        address="Civic Offices\nCastle Street\nAldermere",
    ),
}


def make_contacts(*, checked_on: date) -> dict[str, Contact]:
    """Store the contacts, or find them; return them by their short names.

    Args:
        checked_on: the day on which, as the register says, somebody rang them.
    """
    return {
        short: _make_contact(entry, position=position, checked_on=checked_on)
        for position, (short, entry) in enumerate(CONTACTS.items(), start=1)
    }


def _make_contact(entry: Entry, *, position: int, checked_on: date) -> Contact:
    contact, is_new = Contact.objects.get_or_create(
        name=entry.name,
        defaults={
            "about": entry.about,
            "email": entry.email,
            "website": entry.website,
            "opening_hours": entry.hours,
            "address": entry.address,
            "is_help_line": entry.is_help_line,
            "position": position,
            "checked_on": checked_on,
        },
    )
    if is_new:
        for order, (label, number) in enumerate(entry.numbers):
            PhoneNumber.objects.create(
                contact=contact, label=label, number=number, sort_order=order
            )
    return contact
