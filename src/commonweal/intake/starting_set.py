"""Questions, rules and doors that a partnership begins with, to make its own.

The three statutory owners of a concern are the same everywhere in England: the
council's front door and its emergency duty team (Children Act 1989, section 47), the
designated officer for allegations against staff (Working Together 2023, chapter 4),
and the child death review (chapter 6). What they are called here, and their numbers,
stand in the register of contacts.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from commonweal.intake.routing import Asked

WEEKDAYS = range(5)
OFFICE = "Children’s social care"
DAYTIME = "Daytime offices"
HOURS: Mapping[str, tuple[time, time]] = {
    OFFICE: (time(8, 30), time(17)),
    DAYTIME: (time(9), time(17)),
}

# Question: short name, words, hint.
OPTIONS: Mapping[Asked, tuple[tuple[str, str, str], ...]] = {
    Asked.WHAT: (
        (
            "harm",
            "Somebody is being hurt, neglected or frightened, or may be",
            "At home, online or anywhere else. You do not have to be sure.",
        ),
        (
            "information",
            "I know something that the police should know",
            "About people who use or exploit others, drugs, weapons or missing people.",
        ),
        (
            "staff",
            "I am worried about how an adult who works with children behaves",
            "Paid or a volunteer: a teacher, coach, carer, faith leader or officer.",
        ),
        ("death", "A child has died", ""),
        (
            "support",
            "A family needs some help before things get worse",
            "With behaviour, routines, money, school or getting on together.",
        ),
        ("talk", "I want to find a group or a service", ""),
    ),
    Asked.WHOM: (
        ("me", "Me, and I am under 18", ""),
        ("child", "A child or young person", "Also a baby who is not born yet."),
        ("adult", "An adult", ""),
    ),
    Asked.URGENCY: (
        (
            "now",
            "Now",
            "Somebody is hurt, or could be in the next few minutes or hours.",
        ),
        ("today", "Today", ""),
        ("later", "It can wait a few days", ""),
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class StartingDoor:
    """A door by the short names of its contacts and the name of its hours."""

    key: str
    title: str
    contact: str = ""
    label: str = ""
    hours: str = ""
    night: str = ""
    night_label: str = ""
    say: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    link: str = ""
    link_words: str = ""


DAY_LABEL = "Office hours"
NIGHT_LABEL = "Evenings, weekends and bank holidays"
DETAILS = "Where the child is now, and their name, age and address if you know them."

DOORS = (
    StartingDoor(
        key="emergency",
        title="Call 999 now",
        contact="emergency",
        say=(
            "Ask for the police, or for an ambulance if somebody is hurt.",
            "Say where you are and who is in danger.",
            "If you cannot speak, listen, and press 55 on a mobile phone when asked.",
        ),
        next=(
            "The operator stays on the line and sends help.",
            "When everybody is safe, tell children’s social care what happened.",
        ),
        avoid=(
            "Do not put yourself in danger.",
            "Do not wait until you are sure.",
        ),
    ),
    StartingDoor(
        key="mash",
        title="Call children’s social care",
        contact="mash",
        label=DAY_LABEL,
        hours=OFFICE,
        night="mash",
        night_label=NIGHT_LABEL,
        say=(
            "“I am worried about a child.”",
            "What you saw or heard, when, and what was said, in the words used.",
            DETAILS,
        ),
        next=(
            "A social worker listens, asks questions, and decides the same day what to do.",
            "If you work with children, put it in writing within 24 hours and ask what was decided.",
            "You need not give your name, unless you work with children.",
        ),
        avoid=(
            "Do not question the child or look for proof.",
            "Do not promise to keep a secret.",
            "Do not tell the person you are worried about, if that could put a child at risk.",
        ),
    ),
    StartingDoor(
        key="young-person",
        title="You can talk to somebody now",
        contact="mash",
        label=DAY_LABEL,
        hours=OFFICE,
        night="mash",
        night_label=NIGHT_LABEL,
        say=(
            "What is happening to you, in your own words. You can stop at any time.",
            "Whether you are safe where you are, and when it is safe to call you back.",
        ),
        next=(
            "A social worker listens and takes you seriously. It is not your fault.",
            "They tell you what they would like to do, and whom they have to tell.",
        ),
        avoid=(
            "Do not stay anywhere you are not safe: go to a neighbour, a shop or a "
            "school, and call 999.",
            "Do not delete messages or pictures that show what happened.",
        ),
        link="https://www.childline.org.uk/get-support/",
        link_words="Or talk to Childline: free and private, day and night",
    ),
    StartingDoor(
        key="adults",
        title="Call adult social care",
        contact="adults",
        hours=OFFICE,
        night="mash",
        night_label=NIGHT_LABEL,
        say=(
            "“I am worried about an adult.”",
            "What you saw or heard, and whether children live in the same home.",
            "Whether the person knows that you are calling, and what they want.",
        ),
        next=(
            "Somebody asks the person what they want to happen, where that is safe.",
        ),
        avoid=("Do not confront whoever may be doing it.",),
    ),
    StartingDoor(
        key="police-information",
        title="Tell the police what you know",
        contact="police-information",
        hours="",
        say=(
            "Who, where and when; vehicles, nicknames, numbers and what was said.",
            "How you know it, and who else knows that you know.",
        ),
        next=(
            "Officers put it together with what others have told them. You may hear nothing.",
        ),
        avoid=(
            "Do not investigate, follow anybody or take photographs.",
            "Do not use this for an emergency: call 999.",
        ),
    ),
    StartingDoor(
        key="lado",
        title="Call the designated officer (LADO)",
        contact="lado",
        hours=OFFICE,
        say=(
            "Who it is about, where they work with children, and what is alleged.",
            "Whether they have contact with children today.",
        ),
        next=(
            "The designated officer tells you within one working day what to do.",
            "If a child has been hurt, social workers or the police begin at once.",
        ),
        avoid=(
            "Do not ask the person about it, or tell them that you are calling.",
            "Do not begin an inquiry of your own.",
        ),
    ),
    StartingDoor(
        key="child-death",
        title="Notify the child death review",
        contact="child-death",
        hours=DAYTIME,
        say=(
            "The child’s name, date of birth and address, and where and when they died.",
            "Who is with the family.",
        ),
        next=(
            "The review is told within one working day, and a key worker for the family is named.",
            "If nobody expected the death, the police and a doctor begin a joint response.",
        ),
        avoid=(
            "Do not wait for the cause to be known.",
            "If nobody has called an ambulance or the police yet, call 999.",
        ),
    ),
    StartingDoor(
        key="early-help",
        title="Ask the early help team",
        contact="early-help",
        hours=DAYTIME,
        say=(
            "What is hard at the moment, and what has been tried.",
            "Who is in the family, and whether they know and agree that you are calling.",
        ),
        next=(
            "Somebody calls back within a few days and agrees with the family what would help.",
        ),
        avoid=(
            "Do not ask for early help if a child is being harmed: call children’s social care.",
        ),
    ),
    StartingDoor(
        key="services",
        title="Find a group or a service",
        link="/services/",
        link_words="Groups and services near you",
        next=(
            "Each service says whom it is for, and who may ask.",
            "Most answer within a few days.",
        ),
        avoid=("Do not wait for a service if somebody is not safe: call the numbers.",),
    ),
)
FALLBACK = "mash"

# Door, what, whom, urgency; empty for any. The first that fits counts.
RULES = (
    ("emergency", "", "", "now"),
    ("child-death", "death", "", ""),
    ("lado", "staff", "", ""),
    ("police-information", "information", "", ""),
    ("young-person", "harm", "me", ""),
    ("adults", "harm", "adult", ""),
    ("mash", "harm", "", ""),
    ("young-person", "support", "me", "today"),
    ("early-help", "support", "", ""),
    ("services", "talk", "", ""),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class StartingContact:
    """A contact that a new site lacks. National numbers only: local ones are typed in."""

    name: str
    about: str
    numbers: tuple[tuple[str, str], ...] = ()
    hours: str = ""
    is_help_line: bool = False


CONTACTS: Mapping[str, StartingContact] = {
    "emergency": StartingContact(
        name="Emergency services",
        about="If a child, or anybody else, is in danger now.",
        numbers=(("", "999"),),
    ),
    "mash": StartingContact(
        name="Children’s social care",
        about="If you are worried that a child is being harmed, or is likely to be.",
    ),
    "adults": StartingContact(
        name="Adult social care",
        about="If you are worried that an adult who needs care is being harmed.",
    ),
    "police-information": StartingContact(
        name="Police, when it is not an emergency",
        about="To report a crime, or to pass on something you have noticed.",
        numbers=(("", "101"),),
    ),
    "lado": StartingContact(
        name="Local authority designated officer (LADO)",
        about="If somebody who works with children may have harmed a child.",
    ),
    "child-death": StartingContact(
        name="Child death review",
        about="To notify a child’s death.",
    ),
    "early-help": StartingContact(
        name="Early help",
        about="For families who could do with some support.",
    ),
    "childline": StartingContact(
        name="Childline",
        about="For everybody under 19 who wants to talk. Free and private.",
        numbers=(("", "0800 1111"),),
        hours="Any time, day or night",
        is_help_line=True,
    ),
    "nspcc": StartingContact(
        name="NSPCC helpline",
        about="For adults who are worried about a child.",
        numbers=(("", "0808 800 5000"),),
        is_help_line=True,
    ),
}
