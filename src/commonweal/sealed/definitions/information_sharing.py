"""What partners know about somebody at risk of exploitation, passed to the police.

Not a crime report, not a referral to children's social care, not for emergencies; the
pages say so. Consent is not asked for, since it is not the lawful basis of safeguarding
sharing (Department for Education, "Information sharing advice for safeguarding
practitioners", May 2024): what is shared, why and with whom is written down instead.
"""

from types import MappingProxyType

from commonweal.sealed.definitions.forms import FormDefinition
from commonweal.sealed.definitions.information_sharing_source import (
    PERSON,
    PROTECTION,
    SENDER,
    SHARING,
)
from commonweal.sealed.definitions.questions import (
    Choice,
    Group,
    Is,
    IsLeftOut,
    Kind,
    Question,
)

NO_PERSON = Is("about", ("place", "group"))
LONG = 8000

URGENCY = (
    Question(
        key="urgency",
        group="urgency",
        kind=Kind.RADIOS,
        label="How soon does somebody need to act on this?",
        short="How soon",
        hint="This form is read in office hours. Nobody watches it at night or at weekends.",
        missing="Select how soon somebody needs to act.",
        choices=(
            Choice("now", "Somebody is in danger now, or a crime is happening"),
            Choice("today", "Within the next 24 hours"),
            Choice("days", "Within the next few days"),
            Choice("background", "It is background information, with no hurry"),
        ),
    ),
    Question(
        key="call_999",
        kind=Kind.NOTICE,
        label="Call 999 now",
        warns=True,
        paragraphs=(
            "This form is not an emergency route. Nobody may read it for hours.",
            "Call 999 and ask for the police. If you are deaf or cannot speak on the "
            "telephone, use 18000 or text 999 if you have registered.",
            "If a child is in danger, also call children’s social care.",
            "When people are safe, you can still send what you know with this form.",
        ),
        shown_when=Is("urgency", ("now",)),
    ),
    Question(
        key="call_101",
        kind=Kind.NOTICE,
        label="Call 101 as well",
        warns=True,
        paragraphs=(
            "If something may happen within 24 hours, call 101 and say what you know. "
            "Do not wait for an answer to this form.",
            "If it becomes more serious, call 999.",
            "Then send this form too, so that it is kept with what others have said.",
        ),
        shown_when=Is("urgency", ("today",)),
    ),
)

SUBJECT = (
    Question(
        key="about",
        group="person",
        kind=Kind.RADIOS,
        label="Who or what is the information about?",
        short="About",
        hint="Send one form for each person. You can name others later on.",
        missing="Select who or what the information is about.",
        choices=(
            Choice("child", "A child or young person under 18"),
            Choice("adult", "An adult"),
            Choice("place", "A place, an address or a vehicle"),
            Choice("group", "A group of people"),
        ),
    ),
    Question(
        key="person_name",
        group="person",
        kind=Kind.NAME,
        label="What is the person’s name?",
        short="Name",
        hint="Full name, and any nickname or street name. Write “not known” if you do not know it.",
        missing="Enter the person’s name, or “not known”.",
        shown_when=PERSON,
    ),
    Question(
        key="person_born",
        group="person",
        kind=Kind.DATE,
        label="What is the person’s date of birth?",
        short="Date of birth",
        hint="For example, 27 3 2010. Leave it empty if you do not know it.",
        required=False,
        shown_when=PERSON,
    ),
    Question(
        key="person_age",
        group="person",
        kind=Kind.TEXT,
        label="About how old is the person?",
        short="Age, about",
        hint="For example, “about 15” or “in his twenties”.",
        required=False,
        shown_when=IsLeftOut("person_born"),
    ),
    Question(
        key="person_address",
        group="person",
        kind=Kind.ADDRESS,
        label="Where does the person live or stay?",
        short="Address",
        hint="As much as you know, such as a street or an area.",
        required=False,
        longest=500,
        shown_when=PERSON,
    ),
    Question(
        key="person_known_by",
        group="person",
        kind=Kind.LONG_TEXT,
        label="What else would help to know the person?",
        short="Known by",
        hint="Appearance, telephone numbers, user names, school, work, places they go to.",
        required=False,
        longest=2000,
        shown_when=PERSON,
    ),
    Question(
        key="place_or_group",
        group="person",
        kind=Kind.LONG_TEXT,
        label="Which place, vehicle or group is it?",
        short="Place, vehicle or group",
        hint="Address or nearest landmark, registration number, names people use.",
        missing="Say which place, vehicle or group it is.",
        longest=2000,
        shown_when=NO_PERSON,
    ),
    Question(
        key="others",
        group="person",
        kind=Kind.LONG_TEXT,
        label="Who else is involved?",
        short="Others involved",
        hint="People who may be at risk, or who may be a risk. Say which, and how you know them: names, nicknames, numbers, vehicles.",
        required=False,
        longest=4000,
    ),
)

KNOWN = (
    Question(
        key="concern",
        group="information",
        kind=Kind.CHECKBOXES,
        label="What are you worried about?",
        short="Worried about",
        hint="Select all that apply.",
        missing="Select what you are worried about.",
        choices=(
            Choice(
                "criminal", "Criminal exploitation, such as carrying drugs or money"
            ),
            Choice("sexual", "Sexual exploitation"),
            Choice("trafficking", "Modern slavery or trafficking"),
            Choice("cuckooing", "A home that others have taken over (cuckooing)"),
            Choice("violence", "Violence or weapons"),
            Choice("missing", "Going missing"),
            Choice("online", "Grooming or blackmail online"),
            Choice("other", "Something else"),
        ),
    ),
    Question(
        key="concern_other",
        group="information",
        kind=Kind.TEXT,
        label="What else are you worried about?",
        short="Something else",
        missing="Say what else you are worried about.",
        shown_when=Is("concern", ("other",)),
    ),
    Question(
        key="what",
        group="information",
        kind=Kind.LONG_TEXT,
        label="What do you know?",
        short="What is known",
        hint="Who did what, where and with whom, in plain words. Keep what you saw apart from what you think. Give words that were said as they were said.",
        missing="Write down what you know.",
        longest=LONG,
    ),
    Question(
        key="when",
        group="information",
        kind=Kind.TEXT,
        label="When did it happen, or since when?",
        short="When",
        hint="A day and time if you can, or words such as “most Fridays since June”.",
        missing="Say when it happened, or “not known”.",
        longest=500,
    ),
    Question(
        key="where",
        group="information",
        kind=Kind.TEXT,
        label="Where did it happen?",
        short="Where",
        required=False,
        longest=500,
    ),
    Question(
        key="how_known",
        group="information",
        kind=Kind.RADIOS,
        label="How do you know this?",
        short="How it is known",
        hint="If there are several ways, select the one that most of it comes from.",
        missing="Select how you know this.",
        choices=(
            Choice("seen", "I saw or heard it myself"),
            Choice("told_by_person", "The person it is about told me"),
            Choice("told_by_other", "Somebody else told me"),
            Choice("records", "From records or cameras of my organisation"),
            Choice("online", "I saw it online"),
            Choice("other", "In another way"),
        ),
    ),
    Question(
        key="how_known_more",
        group="protection",
        kind=Kind.LONG_TEXT,
        label="Who told you, or how else did you learn of it?",
        short="Where it comes from",
        hint="Say how they know it themselves. This is kept in the part on protecting the source, apart from what is known.",
        missing="Say who told you, or how else you learned of it.",
        longest=2000,
        shown_when=Is("how_known", ("told_by_other", "other")),
    ),
    Question(
        key="how_sure",
        group="information",
        kind=Kind.RADIOS,
        label="How sure are you that it is true?",
        short="How sure",
        missing="Select how sure you are.",
        choices=(
            Choice("known", "I know it is true"),
            Choice("likely", "It is likely, because other things fit"),
            Choice("unsure", "I cannot tell"),
            Choice("doubtful", "I doubt it, but it should be known"),
        ),
    ),
)


class InformationSharing1(FormDefinition):
    """Partnership information sharing, to the police."""

    key = "information-sharing"
    version = 1
    title = "Share information"
    about = "Partnership information sharing"
    groups = (
        Group("urgency", "How soon"),
        Group("person", "Who or what it is about"),
        Group("information", "What is known"),
        Group("protection", "Protecting the source"),
        Group("sharing", "Why it is shared, and with whom"),
        Group("sender", "Who sends it"),
    )
    questions = (*URGENCY, *SUBJECT, *KNOWN, *PROTECTION, *SHARING, *SENDER)
    urgency_key = "urgency"
    urgencies = MappingProxyType({"now": "urgent", "today": "urgent", "days": "soon"})
    minutes = 15
