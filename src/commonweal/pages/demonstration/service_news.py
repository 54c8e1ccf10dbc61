"""News about services: whom to call, groups to join, films to watch."""

from datetime import timedelta

from commonweal.directory.demonstration_days import (
    THURSDAY,
    WEDNESDAY,
    Days,
    at,
    said,
)
from commonweal.pages.demonstration.news import Item
from commonweal.pages.demonstration.writing import Writer


def service_news(w: Writer, days: Days) -> list[Item]:
    """Return the items about services that are current on the first day."""
    return [
        _evening_number(w, days),
        _steady_ground(w, days),
        _exploitation_desk(w, days),
        _new_fathers(w, days),
        _young_carers_film(w, days),
        _games_film(w, days),
        _fortnight(w, days),
    ]


def _evening_number(w: Writer, days: Days) -> Item:
    return Item(
        slug="evening-and-weekend-number",
        title="One number for evenings and weekends",
        published=days.before(18),
        summary="Outside office hours, calls about a child anywhere in Aldermere and "
        "the Vale now go to one team. Please change the number on your posters.",
        topics=("early-help",),
        audiences=("public", "parents", "professionals"),
        section="policy",
        is_pinned=True,
        until=at(days.after(75), 17),
        body=[
            *w.prose(
                """
                Until now it depended on the address which duty team you had to ring after
                five o’clock. From this month the same social workers answer for the whole
                area, every evening, weekend and bank holiday.

                The number for office hours has not changed, and in an emergency it is still
                999.
                """
            ),
            w.contact("mash"),
            w.picture(
                "telephone",
                alt="Somebody talks on a telephone at night. Behind them stand tall "
                "buildings with a few lit windows.",
            ),
            *w.prose(
                """
                ## What we ask of you

                - change the number in your safeguarding policy and on staff lanyards
                - take down posters with the old numbers; they stop working in 60 days
                - tell volunteers and evening staff, who need it most
                """
            ),
        ],
    )


def _steady_ground(w: Writer, days: Days) -> Item:
    first = days.weekly(17, WEDNESDAY, 5)[0]
    return Item(
        slug="steady-ground-group",
        title="Steady Ground: a group for young people who find life hard to bear",
        published=days.before(7),
        summary="Five weeks, one room and people who will not be shocked. For anyone "
        "aged 16 to 21 who lives with low mood or thoughts of suicide.",
        dates=f"The 5-week group starts {said(first)}, 4.30pm to 6.00pm, at Mill Lane Centre",
        topics=("mental-health",),
        audiences=("young-people", "parents", "health", "education"),
        section="initiative",
        is_sensitive=True,
        booking="phone",
        booking_contact="early-help",
        body=[
            *w.prose(
                """
                You do not have to be in crisis to come, and you do not have to talk. Two
                trained workers lead the group. Two young people who have been through it
                themselves sit at the table as well.

                ## What happens

                Each week begins with something to eat and an ordinary question. Then there
                is time to talk, to draw or to be quiet. You leave with a plan for the days
                in between that you have made yourself.

                ## Who it is for

                - you are 16 to 21 and live, study or work in Aldermere or the Vale
                - you feel low much of the time, hurt yourself or think about ending your
                  life, or somebody close to you does

                You can sign up yourself. If you are 16 or 17 we talk with you about whom at
                home we may tell, and we do not ring anybody without you knowing, unless your
                life is in danger.
                """
            ),
            w.quotation(
                "The first week I sat by the door. The fifth week I made the tea.",
                speaker="A member of the first group",
                role="Aged 19, now a peer supporter",
            ),
            w.notice(
                "If you might act on thoughts of suicide now, ring **999**, or go to the "
                "nearest emergency department. To talk to somebody straight away, ring "
                "Samaritans on [116 123](tel:116123), at any time.",
                is_warning=True,
            ),
        ],
    )


def _exploitation_desk(w: Writer, days: Days) -> Item:
    return Item(
        slug="passing-information-about-exploitation",
        title="Passing information about exploitation to the police",
        published=days.before(40),
        summary="A number plate, a nickname, a takeaway that is open too late: how "
        "professionals can pass on what they notice, and what happens to it.",
        topics=("exploitation", "information-sharing"),
        audiences=("professionals", "education", "health", "voluntary"),
        section="policy",
        is_evergreen=True,
        body=[
            *w.prose(
                """
                Exploitation comes to light in small pieces held by different people. The
                child exploitation desk puts them together. Nothing is too small.

                ## What to send

                - what you saw or heard, in the words that were used
                - where and when, and who else was there
                - how you know, and whether the child knows that you are passing it on

                ## What this is not

                It is not a way to report that a child is at risk. If you are worried about a
                child, [ring the hub](worried-about-a-child) first. If a crime is happening
                now, ring 999.

                ## Is it lawful?

                Yes. You may share information to prevent or detect a crime or to protect a
                child, without consent if asking would put somebody at risk. Write down what
                you shared and why. Our [information sharing
                protocol](information-sharing-protocol) says more.
                """
            ),
            w.contact("exploitation-desk"),
        ],
    )


def _new_fathers(w: Writer, days: Days) -> Item:
    return Item(
        slug="first-steps-for-fathers",
        title="First Steps: somebody to ring for new fathers",
        published=days.before(24),
        summary="Fathers who have been through it visit fathers who are in the middle "
        "of it. Free, at home or over a coffee, for as long as it helps.",
        topics=("babies", "early-help"),
        audiences=("parents", "public", "health"),
        section="initiative",
        is_evergreen=True,
        booking="phone",
        booking_contact="early-help",
        body=[
            *w.prose(
                """
                One father in ten is depressed in his baby’s first year. Most never mention
                it to anybody with a lanyard. First Steps is nine men from the Vale, trained
                and supervised by the health visiting team, who call themselves “the ones who
                have also stood in that kitchen”.

                ## What they do

                - come to you, or walk round the park with you and the pram
                - talk about sleep, money, rows and worry, or about football
                - help you to find the right person if more is needed

                ## Who can use it

                Any father, stepfather or father-to-be in Aldermere and the Vale, whether or
                not he lives with his child. Ring the Early Help Hub yourself and say “First
                Steps”, or ask your midwife or health visitor to do it while you are there.
                """
            ),
            w.quotation(
                "He did not give me one piece of advice. He held the baby while I slept for "
                "two hours. Then we talked.",
                speaker="A father in Pellbrook",
                role="Has used First Steps since his daughter was five weeks old",
            ),
        ],
    )


def _young_carers_film(w: Writer, days: Days) -> Item:
    return Item(
        slug="film-before-the-first-bell",
        title="Before the first bell: a film by young carers",
        published=days.before(34),
        summary="Four minutes, made by six young carers, about everything that happens "
        "before registration. Use it in assemblies and team meetings.",
        topics=("young-carers",),
        audiences=("education", "young-people", "health", "public"),
        section="initiative",
        is_evergreen=True,
        joint_with=("carers",),
        body=[
            *w.prose(
                """
                The film follows one morning in three homes. There are no actors. The young
                people chose the music, cut the pictures and decided what not to show.
                """
            ),
            w.video(
                title="Before the first bell",
                address="https://www.youtube.com/watch?v=an-invented-film",
                length="4 minutes",
                transcript="""
                A kettle boils in a dark kitchen. A clock shows 5:50.

                **Voice of a boy:** I get up before Mum, because of the tablets. You have to
                have them with food. So I do toast.

                A girl plaits a smaller girl’s hair on the stairs.

                **Voice of the girl:** My brother’s chair takes eleven minutes. If the taxi is
                early we lose. If it is late I am late, and then I get a late mark.

                A boy reads a letter aloud in two languages while his father listens.

                **Voice of the boy:** I know all the words for kidneys. I got forty per cent
                in Spanish.

                A school gate. A bell rings. A teacher holds the door.

                **Voice of the teacher:** Morning. You made it. Have you eaten?

                White letters on black: Ask. Then wait for the answer.
                """,
            ),
            *w.prose(
                """
                ## After you have watched it

                1. Ask: which of our children might this be?
                2. Find out who in your school or team is the young carers’ lead.
                3. With the family’s agreement, ring Aldermere Young Carers or fill in the
                   assessment together.
                """
            ),
            {"type": "pledge", "value": {"covenant": "young-carers-covenant"}},
            w.contact("young-carers"),
        ],
    )


def _games_film(w: Writer, days: Days) -> Item:
    return Item(
        slug="games-chats-and-strangers",
        title="Games, chats and strangers: a short guide for parents",
        published=days.before(52),
        summary="What the settings do, what they do not do, and a way of asking that "
        "your child will answer.",
        topics=("online-safety",),
        audiences=("parents", "public", "education"),
        section="initiative",
        is_evergreen=True,
        body=[
            *w.prose(
                """
                You do not need to understand the game. You need to be the person your child
                tells when it stops being fun.

                ## Three things to do this week

                - sit beside them for ten minutes and let them show you
                - look together at who can message them, and close what can be closed
                - agree on one sentence that means “something odd happened”, and promise not
                  to take the phone away for saying it

                ## Signs that something is wrong

                New gifts or game money. A second account. A friend nobody has met. A child
                who cannot put the phone down, or suddenly does not want to look at it.

                If somebody is asking your child for pictures or money: do not pay, do not
                delete anything, and ring 101. If your child is in danger, ring 999.
                """
            ),
            w.video(
                title="Ten minutes beside them",
                address="https://films.aldermere-vale.example.org/ten-minutes-beside-them",
                length="2 minutes",
                transcript="""
                A father sits down on the carpet next to his daughter, who holds a game
                controller.

                **Father:** Show me how it works.

                **Daughter:** You would not get it.

                **Father:** I know. Show me anyway.

                She laughs and hands him the headset. The picture fades to the words: Be the
                person they tell.
                """,
            ),
        ],
    )


def _fortnight(w: Writer, days: Days) -> Item:
    """Goes on while the demonstration begins."""
    # Days like any other for those who ask: a bank holiday does not matter here.
    begun = days.today - timedelta(days=4)
    monday = begun - timedelta(days=begun.weekday())
    sunday = monday + timedelta(days=13)
    closing = days.after((sunday - days.today).days + 1, THURSDAY)
    return Item(
        slug="a-fortnight-of-listening",
        title="A fortnight of listening",
        published=days.before(19),
        summary="For two weeks schools, surgeries, clubs and family hubs ask every child "
        "they meet the same question, and write down the answer.",
        dates=f"{said(monday)} to {said(sunday)}\n"
        f"Answers read aloud: {said(closing)}, 6pm to 7pm, at Wickenhall Library",
        topics=("early-help",),
        audiences=("public", "parents", "young-people", "education"),
        section="initiative",
        body=[
            *w.prose(
                """
                The question is: “What should grown-ups here understand better?” The Young
                People’s Advisory Board chose it out of 40.

                ## How to take part

                - **Children and young people:** post your answer, said, written or drawn, in
                  the yellow box at your school, surgery, library or club.
                - **Parents and carers:** ask at the table, and do not answer back.
                - **Everybody who works with children:** ask for a yellow box, and stand it
                  where nobody watches who posts what.

                Nobody signs an answer. If an answer says that a child may be in danger, act
                as you always would: [ring the hub](worried-about-a-child).
                """
            ),
            w.contact("business-unit"),
        ],
    )
