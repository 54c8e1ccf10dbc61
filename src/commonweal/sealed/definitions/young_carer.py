"""A professional refers a young carer for support and an assessment.

A young carer is under 18 and gives or intends to give care to somebody (Children Act
1989, section 17ZA, on the young carer's needs assessment). The assessment may be joined
with that of the person cared for, when both agree (Children and Families Act 2014,
section 96; Care Act 2014, section 12): so it is asked. The young person's view is asked
for and written down, whatever it is; where they have not agreed the referrer says why
they write all the same.
"""

from types import MappingProxyType

from commonweal.sealed.definitions.forms import FormDefinition
from commonweal.sealed.definitions.questions import (
    All,
    Choice,
    Group,
    Is,
    IsBelow,
    Kind,
    Question,
)

SAFETY = (
    Question(
        key="worry",
        group="urgency",
        kind=Kind.RADIOS,
        label="Are you worried that the young person may come to harm?",
        short="Worry about harm",
        hint="From abuse, neglect, or caring that is too much for a child.",
        missing="Select whether you are worried.",
        choices=(
            Choice("now", "Yes, they are in danger now"),
            Choice("yes", "Yes, they may come to harm"),
            Choice("no", "No"),
        ),
    ),
    Question(
        key="call_999",
        kind=Kind.NOTICE,
        label="Call 999 now",
        warns=True,
        paragraphs=(
            "This form is not an emergency route. Nobody may read it for days.",
            "Call 999 if somebody is in danger now. Then tell children’s social care.",
            "When the young person is safe, you can still send this form.",
        ),
        shown_when=Is("worry", ("now",)),
    ),
    Question(
        key="refer_first",
        kind=Kind.NOTICE,
        label="Tell children’s social care first",
        warns=True,
        paragraphs=(
            "A worry that a child may come to harm goes to children’s social care, "
            "by telephone, today. This form does not reach them.",
            "Then go on here, so that the young person gets support as a carer too.",
        ),
        shown_when=Is("worry", ("yes",)),
    ),
)

REFERRER = (
    Question(
        key="your_name",
        group="referrer",
        kind=Kind.NAME,
        label="What is your name?",
        short="Name",
        missing="Enter your name.",
        autocomplete="name",
    ),
    Question(
        key="your_role",
        group="referrer",
        kind=Kind.TEXT,
        label="What is your job or role?",
        short="Role",
        hint="And how you know the young person, for example “form tutor, since September”.",
        missing="Enter your job or role.",
        autocomplete="organization-title",
    ),
    Question(
        key="your_organisation",
        group="referrer",
        kind=Kind.TEXT,
        label="Which organisation are you from?",
        short="Organisation",
        missing="Enter your organisation.",
        autocomplete="organization",
    ),
    Question(
        key="your_phone",
        group="referrer",
        kind=Kind.PHONE,
        label="What is your telephone number?",
        short="Telephone",
        missing="Enter your telephone number.",
        autocomplete="tel",
    ),
    Question(
        key="your_email",
        group="referrer",
        kind=Kind.EMAIL,
        label="What is your work e-mail address?",
        short="E-mail",
        required=False,
        autocomplete="email",
    ),
)

YOUNG_PERSON = (
    Question(
        key="name",
        group="young_person",
        kind=Kind.NAME,
        label="What is the young carer’s name?",
        short="Name",
        hint="The full name, and what they like to be called.",
        missing="Enter the young carer’s name.",
    ),
    Question(
        key="born",
        group="young_person",
        kind=Kind.DATE,
        label="What is the young carer’s date of birth?",
        short="Date of birth",
        hint="For example, 27 3 2012. Leave it empty if you do not know it.",
        required=False,
    ),
    Question(
        key="age",
        group="young_person",
        kind=Kind.NUMBER,
        label="How old is the young carer?",
        short="Age",
        missing="Enter the young carer’s age in years.",
    ),
    Question(
        key="address",
        group="young_person",
        kind=Kind.ADDRESS,
        label="Where does the young carer live?",
        short="Address",
        missing="Enter the address, or “not known”.",
        longest=500,
    ),
    Question(
        key="school",
        group="young_person",
        kind=Kind.TEXT,
        label="Which school or college do they go to?",
        short="School or college",
        hint="And whom to talk to there.",
        required=False,
    ),
    Question(
        key="contact",
        group="young_person",
        kind=Kind.LONG_TEXT,
        label="How can somebody get in touch with the young carer?",
        short="Getting in touch",
        hint="Telephone or e-mail, theirs or a parent’s, the best time, and where to meet. Say if a home visit or a message would not be safe.",
        missing="Say how somebody can get in touch.",
        longest=1000,
    ),
    Question(
        key="needs",
        group="young_person",
        kind=Kind.TEXT,
        label="Do they need anything to take part?",
        short="Needs to take part",
        hint="For example, an interpreter, a place without steps, or time to get to know people.",
        required=False,
        longest=500,
    ),
)

CARING = (
    Question(
        key="cares_for",
        group="caring",
        kind=Kind.CHECKBOXES,
        label="Who do they care for?",
        short="Cares for",
        hint="Select all that apply.",
        missing="Select who they care for.",
        choices=(
            Choice("parent", "A parent or step-parent"),
            Choice("sibling", "A brother or sister"),
            Choice("grandparent", "A grandparent"),
            Choice("other", "Somebody else"),
        ),
    ),
    Question(
        key="because",
        group="caring",
        kind=Kind.CHECKBOXES,
        label="Why does that person need care?",
        short="Because of",
        hint="Select all that you know of.",
        missing="Select why that person needs care.",
        choices=(
            Choice("physical", "Physical illness or disability"),
            Choice("mental", "Mental illness"),
            Choice("learning", "Learning disability or autism"),
            Choice("alcohol_drugs", "Alcohol or drugs"),
            Choice("age", "Old age or dementia"),
            Choice("unknown", "I do not know"),
        ),
    ),
    Question(
        key="does",
        group="caring",
        kind=Kind.CHECKBOXES,
        label="What does the young carer do?",
        short="What they do",
        hint="Select all that you know of.",
        missing="Select what the young carer does.",
        choices=(
            Choice("home", "Runs the home: cooking, shopping, cleaning"),
            Choice("personal", "Washing, dressing, moving or feeding somebody"),
            Choice("medicine", "Medicines, or treatment"),
            Choice("siblings", "Looks after brothers or sisters"),
            Choice("feelings", "Keeps somebody company, calm or safe"),
            Choice("speaking", "Interprets, or speaks for the family"),
            Choice("money", "Deals with money and letters"),
            Choice("unknown", "I do not know yet"),
        ),
    ),
    Question(
        key="effect",
        group="caring",
        kind=Kind.LONG_TEXT,
        label="How does caring affect them?",
        short="Effect on them",
        hint="Sleep, health, school, friends, worries. Use their own words where you can.",
        missing="Say how caring affects them.",
        longest=4000,
    ),
    Question(
        key="household",
        group="caring",
        kind=Kind.LONG_TEXT,
        label="Who else is in the family, and who helps already?",
        short="Family and help so far",
        hint="Other children who care too, and services or people that the family knows.",
        required=False,
        longest=2000,
    ),
)

CONSENT = (
    Question(
        key="young_person_agrees",
        group="consent",
        kind=Kind.RADIOS,
        label="Does the young carer agree to this referral?",
        short="The young carer agrees",
        missing="Select whether the young carer agrees.",
        choices=(
            Choice("yes", "Yes"),
            Choice("not_asked", "I have not been able to ask them"),
            Choice("no", "No"),
        ),
    ),
    Question(
        key="parent_agrees",
        group="consent",
        kind=Kind.RADIOS,
        label="Does a parent or carer agree to this referral?",
        short="A parent agrees",
        hint="For children under {age}, {service} needs this before support begins, unless asking would put somebody at risk.",
        missing="Select whether a parent or carer agrees.",
        choices=(
            Choice("yes", "Yes"),
            Choice("not_asked", "I have not been able to ask them"),
            Choice("unsafe", "Asking could put somebody at risk"),
            Choice("no", "No"),
        ),
        shown_when=IsBelow("age", "consent_under"),
    ),
    Question(
        key="why_all_the_same",
        group="consent",
        kind=Kind.LONG_TEXT,
        label="Why do you refer them all the same?",
        short="Why without agreement",
        hint="What you share, why it is needed, and what was said. You can send the referral; {service} will decide with you what happens next.",
        missing="Say why you refer them all the same.",
        longest=2000,
        shown_when=Is("young_person_agrees", ("no", "not_asked")),
    ),
    Question(
        key="why_without_parent",
        group="consent",
        kind=Kind.LONG_TEXT,
        label="Why has no parent or carer agreed?",
        short="Why no parent has agreed",
        hint="Say what must not be done, such as telephoning the home.",
        missing="Say why no parent or carer has agreed.",
        longest=2000,
        shown_when=All(
            (
                IsBelow("age", "consent_under"),
                Is("parent_agrees", ("not_asked", "unsafe", "no")),
            )
        ),
    ),
)

ASSESSMENT = (
    Question(
        key="assessment",
        group="assessment",
        kind=Kind.RADIOS,
        label="Have their needs as a young carer been assessed?",
        short="Young carer’s assessment",
        hint="The council must assess a young carer’s needs when they or a parent ask, or when it seems that they may need support.",
        missing="Select whether their needs have been assessed.",
        choices=(
            Choice("wanted", "No, and they would like it"),
            Choice("done", "Yes, or it has begun"),
            Choice("not_wanted", "No, and they do not want it"),
            Choice("unknown", "I do not know"),
        ),
    ),
    Question(
        key="joint",
        group="assessment",
        kind=Kind.RADIOS,
        label="Would the family like one joint assessment?",
        short="Joint assessment",
        hint="The young carer’s needs and those of the person they care for can be assessed together, if both agree. Then nobody tells the same story twice.",
        missing="Select whether the family would like a joint assessment.",
        choices=(
            Choice("yes", "Yes, both agree"),
            Choice("no", "No, apart"),
            Choice("unknown", "I do not know yet"),
        ),
        shown_when=Is("assessment", ("wanted", "unknown")),
    ),
    Question(
        key="adult_services",
        group="assessment",
        kind=Kind.TEXT,
        label="Who supports the person they care for?",
        short="Support for the person cared for",
        hint="For example, adult social care, a mental health team, or nobody that you know of.",
        required=False,
        longest=500,
    ),
    Question(
        key="hopes",
        group="assessment",
        kind=Kind.LONG_TEXT,
        label="What would the young carer like to come of this?",
        short="What they would like",
        required=False,
        longest=2000,
    ),
    Question(
        key="files",
        kind=Kind.FILES,
        label="Do you want to add documents?",
        short="Attachments",
        required=False,
    ),
)


class YoungCarer1(FormDefinition):
    """Referral of a young carer by a professional."""

    key = "young-carer"
    version = 1
    title = "Make a referral"
    about = "Referral of a young carer"
    groups = (
        Group("urgency", "Safety"),
        Group("young_person", "The young carer"),
        Group("caring", "Caring"),
        Group("consent", "What was agreed"),
        Group("assessment", "Assessment and hopes"),
        Group("referrer", "Who refers"),
    )
    questions = (*SAFETY, *YOUNG_PERSON, *CARING, *CONSENT, *ASSESSMENT, *REFERRER)
    urgency_key = "worry"
    urgencies = MappingProxyType({"now": "urgent", "yes": "soon"})
    minutes = 15
