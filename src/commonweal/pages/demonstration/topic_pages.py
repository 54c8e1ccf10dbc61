"""What the demonstration says about each topic."""

from dataclasses import dataclass

from commonweal.pages.demonstration.writing import Block, Writer


@dataclass(frozen=True, slots=True)
class Subject:
    """The words of a topic's page, and the picture or contact that belongs to it."""

    slug: str
    title: str
    summary: str
    words: str
    contacts: tuple[str, ...] = ("mash",)

    def body(self, w: Writer) -> list[Block]:
        return [*w.prose(self.words), *(w.contact(name) for name in self.contacts)]


SUBJECTS = (
    Subject(
        "exploitation",
        "Child exploitation",
        "Somebody gives a child something, and then takes far more. How to notice it, and "
        "what to do.",
        """
        Exploitation happens when somebody uses power over a child to make the child do
        things for another person’s gain: carry drugs, steal, send pictures, have sex, work.
        The child may believe that it is a friendship, or that it was their own idea.

        ## You might notice

        - new clothes, phones or money, and no good answer to where they come from
        - going missing, or being found far from home
        - a second phone, or fear when a message arrives
        - older friends, or friends nobody at home has met
        - injuries, tiredness, missing school

        One of these may mean nothing. Several together, or a change that puzzles you, are
        worth a call.

        ## What you can say to a child

        “You are not in trouble. I have noticed that you seem worried. I am not going to make
        you talk, and I am not going away.”

        ## For professionals

        Follow the [multi-agency procedure](exploitation-procedure), and pass small pieces of
        information to the [exploitation desk](passing-information-about-exploitation).
        """,
        ("mash", "exploitation-desk"),
    ),
    Subject(
        "neglect",
        "Neglect",
        "Not one bad day, but many ordinary ones. What neglect looks like, and how early "
        "help makes a difference.",
        """
        A neglected child goes without things that every child needs: food, warmth, sleep, a
        doctor, somebody who listens. Parents rarely want this. Illness, debt, addiction,
        violence or exhaustion may have worn them down.

        ## You might notice

        - a child who is often hungry, tired, cold or unwashed
        - teeth, eyes or ears that are not looked after
        - a baby who does not cry, or a toddler who goes to anybody
        - a child who looks after brothers, sisters or a parent

        ## What helps

        Say what you see, early and kindly. Ask what an ordinary day is like. Offer one
        practical thing. The [Early Help Hub](early-help) knows who can do what.

        ## For professionals

        Use the [neglect toolkit](neglect-strategy) together with the family, and repeat it.
        """,
        ("mash", "early-help"),
    ),
    Subject(
        "domestic-abuse",
        "Domestic abuse",
        "Help for anybody who is hurt or controlled at home, and for the children who live "
        "with it.",
        """
        Domestic abuse is not only violence. It can be control over money, phones, visits and
        sleep. In law, children who see, hear or experience its effects are victims in their
        own right.

        ## If it is happening to you

        You do not have to have left, and you do not have to want to leave. Harbour listens,
        explains your choices and helps you to make a plan. In danger, ring 999. If you cannot
        speak, press 55 when you are asked to; the police will understand.

        ## If you are a young person

        It is not your fault, and it is not your job to stop it. You can talk to Childline at
        any hour, or to somebody at school you trust.

        ## If you are worried about your own behaviour

        Harbour runs a programme for people who want to stop hurting their family. Ringing is
        the hardest part.

        ## For professionals

        Speak to people alone. Ask directly. Record what the person who abuses does, and what
        the other parent does to protect the children.
        """,
        ("harbour", "mash"),
    ),
    Subject(
        "sexual-abuse",
        "Child sexual abuse",
        "Most children who are abused never say so in words. What to look for, and how to "
        "respond if they do.",
        """
        Sexual abuse happens in families, among children, in clubs and online. Most children
        know the person who harms them.

        ## If a child tells you

        1. Listen. Let the child use their own words, and do not fill silences.
        2. Say: “Thank you for telling me. I believe you. It is not your fault.”
        3. Do not promise to keep it secret. Say whom you will tell, and why.
        4. Write down what was said, as soon as you can.
        5. Ring the hub on the same day. In danger, ring 999.

        ## When children harm other children

        Some behaviour is part of growing up, and some is not. Whatever it is, both children
        need help. Do not wait until you are sure.

        ## Going to the police later

        There is no time limit. Adults who were abused as children can report it at any age,
        and can be believed at any age.
        """,
    ),
    Subject(
        "mental-health",
        "Mental health",
        "Where children, young people and parents can find help with low mood, worry, "
        "self-harm and thoughts of suicide.",
        """
        Asking somebody whether they think about suicide does not put the idea into their
        head. It can be the first moment in which they are not alone with it.

        ## If you need help now

        If your life or somebody else’s is in danger, ring 999 or go to the nearest emergency
        department. For urgent help with mental health ring 111 and choose option 2. It is
        free, and open at any hour.

        ## If you want to talk

        Childline is for everybody under 19. Samaritans is for everybody. Neither will tell
        you to pull yourself together.

        ## If you are a parent

        - notice change: sleep, food, friends, marks
        - ask, and listen for longer than is comfortable
        - keep medicines locked away
        - look after yourself as well

        ## Groups nearby

        [Steady Ground](steady-ground-group) meets in Aldermere, for people aged 16 to 21.
        """,
        ("nhs", "samaritans", "childline"),
    ),
    Subject(
        "online-safety",
        "Online safety",
        "You need not know every app. It matters more that a child will come to you.",
        """
        Children meet friends, homework and football results online, and sometimes people who
        mean them harm. Rules help. Being easy to talk to helps more.

        ## With younger children

        - keep devices where you can see them, and charge them outside bedrooms
        - play together, and look at the settings together
        - practise: what would you do if somebody asked for your name?

        ## With teenagers

        - ask what annoys them online, before you say what worries you
        - agree what is private and what is not
        - promise that they will not lose the phone for telling you

        ## If something has happened

        Keep the messages. Do not pay and do not reply. Tell the school if other children are
        involved, and ring 101 if somebody has asked for pictures, money or a meeting. Childline
        can help to have a picture of somebody under 18 taken down.
        """,
        ("childline", "police"),
    ),
    Subject(
        "young-carers",
        "Young carers",
        "If you are under 18 and look after somebody, you have a right to help, and so has "
        "your family.",
        """
        A young carer is somebody under 18 who helps to look after a person with an illness, a
        disability, a mental health problem or an addiction. You may cook, lift, translate,
        calm, count tablets or just worry.

        ## What you can ask for

        - somebody to talk to who knows what it is like
        - an assessment: a conversation about what you do and what you would rather not do
        - a card that explains to teachers why your phone is on
        - time off, with other young carers or on your own

        Asking for help does not mean that you will be taken away, or that the person you
        look after will be.

        ## For professionals

        Ask in every assessment of an adult: is there a child who helps? Then ask the child,
        alone. Show your team the film [Before the first bell](film-before-the-first-bell).
        """,
        ("young-carers",),
    ),
    Subject(
        "babies",
        "Babies and safer sleep",
        "Safer sleep, coping with crying, and help in the first two years.",
        """
        ## Safer sleep, every time

        - put your baby on the back, for every sleep
        - use a clear, flat, firm cot, in your room for the first six months
        - keep the home and the car free from smoke
        - never sleep with your baby on a sofa or in an armchair
        - do not share a bed if anybody has been drinking, takes drugs or medicines that make
          them drowsy, or smokes, or if your baby was born early or small

        Plan for the nights that are different: a visit, a party, an illness.

        ## When a baby cries and cries

        It gets worse before it gets better, and most babies cry less after eight weeks. If
        you feel that you might lose control, put your baby down on the back in the cot, close
        the door, and walk away for ten minutes. Never shake a baby. Ring somebody.

        ## When you are worried about health

        Ring your health visitor or 111. If your baby is hard to wake, struggles to breathe or
        has a fit, ring 999.
        """,
        ("nhs", "early-help"),
    ),
    Subject(
        "early-help",
        "Early help",
        "Help for families before a problem grows. You can ask for it yourself.",
        """
        Every family has times when things are too much. Early help is for those times. It is
        voluntary and free, and you stay in charge of it.

        ## What it can be

        - a family worker who comes to your home
        - a group, a course or a break
        - help with money, housing, school or sleep
        - one plan, when several services are involved, so that you need not repeat yourself

        ## How to ask

        Walk into a family hub in Aldermere, Wickenhall or Pellbrook, ring the Early Help Hub,
        or ask anybody who knows your child.

        ## For professionals

        Talk to the family first and decide together. [Right help, right
        time](right-help-right-time) explains the levels. Consent matters here: early help is
        a family’s choice.
        """,
        ("early-help",),
    ),
    Subject(
        "safer-workforce",
        "People who work with children",
        "Choosing people carefully, and acting when somebody’s behaviour worries you.",
        """
        Almost everybody who works or volunteers with children does so for good reasons. Safe
        organisations make it hard for the few who do not.

        ## Choosing people

        - take up two references, and ring one of them
        - ask in the interview why they want to work with children, and listen
        - make the right checks with the Disclosure and Barring Service, and renew them
        - agree on a code of conduct, and talk about it more than once

        ## When you are worried about a colleague

        Tell your safeguarding lead or your manager on the same day. If it is about your
        manager, ring the designated officer yourself. Small worries count: they often make
        sense only together. The [procedure](allegations-against-staff) says what happens then.
        """,
        ("lado",),
    ),
    Subject(
        "information-sharing",
        "Sharing information",
        "Data protection law lets you share what is needed to keep a child safe.",
        """
        Nearly every review of a child’s death finds that many people each knew a little. You
        may share information to protect a child, and you do not need consent for that.

        ## In one minute

        1. What am I worried about?
        2. Who could help, and what do they need to know?
        3. Can I be open with the family, or would that put somebody at risk?
        4. Record what you shared, with whom and why.

        The [information sharing protocol](information-sharing-protocol) has the details. If
        two agencies see it differently, use [resolving
        disagreements](resolving-disagreements).
        """,
        ("business-unit",),
    ),
)
