"""Somebody asks a service for help: for themselves, or for their child.

Here consent is what the service stands on, so it is asked for, from the young person
and, below the age that the service says, about a parent. A young person who cannot
safely ask a parent is never stopped: the service is told, and talks to them first.
"""

from commonweal.sealed.definitions.forms import FormDefinition
from commonweal.sealed.definitions.questions import (
    All,
    Choice,
    Group,
    HasOption,
    Is,
    IsBelow,
    Kind,
    Question,
)

FOR_ME = Is("who", ("me",))
FOR_CHILD = Is("who", ("child",))
YOUNG = All((FOR_ME, IsBelow("own_age", "consent_under")))

WHO = (
    Question(
        key="who",
        group="person",
        kind=Kind.RADIOS,
        label="Who is this for?",
        short="Who it is for",
        hint="If you help somebody who is not your child, fill it in together with them and select “Me”, as them.",
        missing="Select who this is for.",
        choices=(Choice("me", "Me"), Choice("child", "My child")),
    ),
    Question(
        key="eligible",
        group="person",
        kind=Kind.RADIOS,
        label="Is {service} for you, or for your child?",
        short="Eligible",
        hint="{eligibility}",
        missing="Select whether the service is for you or your child.",
        choices=(
            Choice("yes", "Yes"),
            Choice("unsure", "I am not sure"),
            Choice("no", "No"),
        ),
        shown_when=HasOption("eligibility"),
    ),
    Question(
        key="other_help",
        kind=Kind.NOTICE,
        label="Another service may fit better",
        paragraphs=(
            "{eligibility}",
            "You can call one of the numbers below, and they will help you to find the "
            "right place. You do not need to know what to ask for.",
            "You can also go on with this form. The people who read it will tell you "
            "who can help.",
        ),
        shown_when=Is("eligible", ("no",)),
    ),
    Question(
        key="own_name",
        group="person",
        kind=Kind.NAME,
        label="What is your name?",
        short="Name",
        hint="Your first name is enough if you would rather not say more.",
        missing="Enter a name that we can call you by.",
    ),
    Question(
        key="own_age",
        group="person",
        kind=Kind.NUMBER,
        label="How old are you?",
        short="Age",
        missing="Enter your age in years.",
        shown_when=FOR_ME,
    ),
    Question(
        key="child_name",
        group="person",
        kind=Kind.NAME,
        label="What is your child’s name?",
        short="Name of the child",
        missing="Enter your child’s name.",
        shown_when=FOR_CHILD,
    ),
    Question(
        key="child_age",
        group="person",
        kind=Kind.NUMBER,
        label="How old is your child?",
        short="Age of the child",
        missing="Enter your child’s age in years.",
        shown_when=FOR_CHILD,
    ),
    Question(
        key="area",
        group="person",
        kind=Kind.TEXT,
        label="Where do you live?",
        short="Area",
        hint="A postcode, or only the village or part of town. You can leave it empty.",
        required=False,
    ),
)

CONTACT = (
    Question(
        key="contact_by",
        group="contact",
        kind=Kind.CHECKBOXES,
        label="How can we get in touch with you safely?",
        short="Safe ways",
        hint="Select all that are safe. Think of who else sees your telephone, your e-mail and your post.",
        missing="Select at least one safe way to get in touch.",
        choices=(
            Choice("call", "Telephone call"),
            Choice("text", "Text message"),
            Choice("email", "E-mail"),
            Choice("post", "Letter"),
            Choice("somebody", "Through somebody I trust"),
        ),
    ),
    Question(
        key="phone",
        group="contact",
        kind=Kind.PHONE,
        label="What number is safe to use?",
        short="Telephone",
        missing="Enter a telephone number that is safe to use.",
        shown_when=Is("contact_by", ("call", "text")),
    ),
    Question(
        key="message_safe",
        group="contact",
        kind=Kind.RADIOS,
        label="Is it safe to leave a message?",
        short="Leaving a message",
        missing="Select whether it is safe to leave a message.",
        choices=(
            Choice("yes", "Yes, and you can say who is calling"),
            Choice("neutral", "Yes, but do not say who is calling or why"),
            Choice("no", "No, never leave a message"),
        ),
        shown_when=Is("contact_by", ("call",)),
    ),
    Question(
        key="email",
        group="contact",
        kind=Kind.EMAIL,
        label="What e-mail address is safe to use?",
        short="E-mail",
        missing="Enter an e-mail address that is safe to use.",
        shown_when=Is("contact_by", ("email",)),
    ),
    Question(
        key="address",
        group="contact",
        kind=Kind.ADDRESS,
        label="Where is it safe to send a letter?",
        short="Address for letters",
        hint="Letters come in a plain envelope. It need not be where you live.",
        missing="Enter an address that is safe to write to.",
        longest=500,
        shown_when=Is("contact_by", ("post",)),
    ),
    Question(
        key="somebody",
        group="contact",
        kind=Kind.LONG_TEXT,
        label="Who is it that you trust, and how can we reach them?",
        short="Through",
        hint="Their name, who they are to you, and a telephone number or e-mail address. Tell them first.",
        missing="Say who it is and how we can reach them.",
        longest=500,
        shown_when=Is("contact_by", ("somebody",)),
    ),
    Question(
        key="safe_times",
        group="contact",
        kind=Kind.TEXT,
        label="When is it safe to get in touch?",
        short="Safe times",
        hint="For example, “school days between 1pm and 2pm, never at weekends”.",
        required=False,
        longest=500,
    ),
    Question(
        key="must_not_know",
        group="contact",
        kind=Kind.RADIOS,
        label="Is there anybody who must not know that you got in touch?",
        short="Somebody must not know",
        missing="Select whether anybody must not know.",
        choices=(Choice("yes", "Yes"), Choice("no", "No")),
    ),
    Question(
        key="must_not_know_who",
        group="contact",
        kind=Kind.TEXT,
        label="Who must not know?",
        short="Who must not know",
        hint="You do not have to say why.",
        missing="Say who must not know.",
        longest=500,
        shown_when=Is("must_not_know", ("yes",)),
    ),
)

NEED = (
    Question(
        key="need",
        group="need",
        kind=Kind.LONG_TEXT,
        label="What would you like help with?",
        short="Would like help with",
        hint="One sentence is enough. You can also leave it empty and talk about it later.",
        required=False,
        longest=4000,
    ),
    Question(
        key="easier",
        group="need",
        kind=Kind.CHECKBOXES,
        label="What would make it easier for you?",
        short="Makes it easier",
        hint="Select all that apply, or none.",
        required=False,
        choices=(
            Choice("interpreter", "An interpreter, or British Sign Language"),
            Choice("step_free", "A place without steps"),
            Choice("quiet", "A quiet place, or meeting few people at first"),
            Choice("childcare", "Somebody to look after my children"),
            Choice("travel", "Help with getting there"),
            Choice("together", "Bringing somebody along"),
            Choice("other", "Something else"),
        ),
    ),
    Question(
        key="easier_more",
        group="need",
        kind=Kind.TEXT,
        label="Tell us more about what would make it easier",
        short="More about that",
        hint="For example, which language.",
        missing="Say what would make it easier, for example which language.",
        longest=500,
        shown_when=Is("easier", ("interpreter", "other")),
    ),
)

CONSENT = (
    Question(
        key="parent_agrees",
        group="consent",
        kind=Kind.RADIOS,
        label="Does a parent or carer agree?",
        short="A parent agrees",
        hint="For young people under {age}, {service} asks a parent or carer too, where that is safe.",
        missing="Select whether a parent or carer agrees.",
        choices=(
            Choice("yes", "Yes, they agree"),
            Choice("later", "I have not asked them, but I can"),
            Choice("unsafe", "No, or it would not be safe to ask them"),
        ),
        shown_when=YOUNG,
    ),
    Question(
        key="talk_first",
        kind=Kind.NOTICE,
        label="You can still send this form",
        paragraphs=(
            "{service} will talk to you first, in the way you said is safe, and will "
            "not get in touch with your parents without telling you.",
            "If they think that you or somebody else is in danger, they may have to "
            "tell others who can help. They will tell you if they can.",
            "If you are in danger now, call 999. You can also talk to one of the help "
            "lines below.",
        ),
        shown_when=Is("parent_agrees", ("unsafe",)),
    ),
    Question(
        key="parent_name",
        group="consent",
        kind=Kind.NAME,
        label="What is your parent’s or carer’s name?",
        short="Parent or carer",
        missing="Enter your parent’s or carer’s name.",
        shown_when=Is("parent_agrees", ("yes",)),
    ),
    Question(
        key="parent_phone",
        group="consent",
        kind=Kind.PHONE,
        label="What is your parent’s or carer’s telephone number?",
        short="Telephone of the parent or carer",
        hint="{service} may call them to hear that they agree.",
        missing="Enter your parent’s or carer’s telephone number.",
        shown_when=Is("parent_agrees", ("yes",)),
    ),
    Question(
        key="child_agrees",
        group="consent",
        kind=Kind.RADIOS,
        label="Does your child know about this and agree?",
        short="The child agrees",
        missing="Select whether your child agrees.",
        choices=(
            Choice("yes", "Yes"),
            Choice("not_yet", "I have not talked to them about it yet"),
            Choice("too_young", "They are too young to decide"),
            Choice("no", "No"),
        ),
        shown_when=FOR_CHILD,
    ),
    Question(
        key="agrees",
        group="consent",
        kind=Kind.CHECKBOXES,
        label="Do you agree that {service} gets your answers?",
        short="Consent",
        hint="They use them to get in touch with you and to see how they can help. You can change your mind at any time by telling them; then they delete your answers, unless they must keep something to protect somebody.",
        missing="Select the box if you agree. Without it, we cannot pass your answers on. You can call instead.",
        choices=(
            Choice("yes", "I agree that {service} reads my answers and gets in touch"),
        ),
    ),
)


class SelfReferral1(FormDefinition):
    """A young person, a parent or an adult asks a service for help."""

    key = "self-referral"
    version = 1
    title = "Get in touch"
    about = "Self-referral to a service"
    groups = (
        Group("contact", "Getting in touch safely"),
        Group("person", "Who it is for"),
        Group("need", "What would help"),
        Group("consent", "Consent"),
    )
    questions = (*WHO, *CONTACT, *NEED, *CONSENT)
    needs_safety_page = True
    minutes = 10
