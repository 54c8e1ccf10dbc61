"""News about training and the yearly conference."""

from commonweal.directory.demonstration_days import (
    FRIDAY,
    Days,
    said,
)
from commonweal.pages.demonstration.news import Item
from commonweal.pages.demonstration.writing import Writer

PROFESSIONALS = ("professionals",)


def training_news(w: Writer, days: Days) -> list[Item]:
    """Return the items about training that are current on the first day."""
    return [
        _conference(w, days),
        _neglect(w, days),
        _child_death_review(w, days),
        _safer_sleep(w, days),
        _foundations(w, days),
        _domestic_abuse(w, days),
    ]


def _conference(w: Writer, days: Days) -> Item:
    closes = days.after(38, FRIDAY)
    return Item(
        slug="conference-hearing-quiet-voices",
        title="Safeguarding conference: hearing quiet voices",
        published=days.before(3),
        summary="A free day for everybody who works with children who do not, or cannot, "
        "say in words what is happening to them. Booking is open.",
        dates=f"Book by {said(closes)}",
        topics=("neglect", "early-help"),
        audiences=("professionals", "education", "health", "voluntary"),
        section="diary",
        course="hearing-quiet-voices",
        body=[
            *w.prose(
                """
                Babies cannot tell us. Some disabled children use signs that only their
                family can read. Others have learned that talking makes things worse. This
                year’s conference is about them, and about what we notice when we slow
                down.

                ## The day

                - 9.15am: arrival, coffee and the market place of local services
                - 10.00am: what a baby tells you before the first word
                - 11.15am: workshops, first choice of three
                - 12.30pm: lunch
                - 1.30pm: “I was the quiet one” – four young adults look back
                - 2.45pm: workshops, second choice of three
                - 3.45pm: what will you do on Monday?
                """
            ),
            w.picture(
                "workshop",
                alt="Five people around a table listen to a woman who stands at a flip "
                "chart.",
            ),
            *w.prose(
                """
                ## Getting there

                The Corn Hall is in Market Street, Wickenhall, six minutes on foot from the
                railway station. Buses 4 and 11 stop outside. There is a level entrance
                from Market Street, a hearing loop in the main hall, and eight parking
                spaces for blue badge holders behind the building.

                ## Before you book

                Lunch and refreshments are free. Tell us when you book what you can eat
                and what would make the day easier for you: a seat near the door, notes in
                large print, a British Sign Language interpreter, a quiet room.

                Please pass this on to colleagues, and to the volunteers you work with.
                """
            ),
        ],
    )


def _neglect(w: Writer, days: Days) -> Item:
    return Item(
        slug="neglect-half-day-courses",
        title="Recognising neglect early: half-day courses",
        published=days.before(62),
        summary="Learn to use the neglect toolkit with a family, face to face, in a "
        "group with people from other agencies.",
        topics=("neglect",),
        audiences=("professionals", "education", "health", "social-care"),
        section="training",
        course="recognising-neglect-early",
        body=[
            *w.prose(
                """
                Neglect is the most common reason for a child protection plan in Aldermere
                and the Vale, and the one that most often comes too late. On this course
                you bring a family you know, without names, and work through the toolkit
                with three or four people who would see that family from another side.

                ## By the end you will be able to

                - describe what a day is like for the child, in plain words
                - tell a bad week from a pattern
                - score the toolkit together with a parent
                - explain to your manager what you are worried about and why

                ## Who it is for

                Anybody who visits families or sees the same children every week. You need
                to have completed a basic safeguarding course in the last three years.
                """
            ),
            w.quotation(
                "I had been worried for months and could not have told you why. Now I "
                "can show it, line by line, and the mum can see it too.",
                speaker="A family support worker",
                role="Took part this year",
            ),
            w.action("Read the neglect strategy and toolkit", page="neglect-strategy"),
        ],
    )


def _child_death_review(w: Writer, days: Days) -> Item:
    return Item(
        slug="child-death-review-training",
        title="Child death review training: five new dates",
        published=days.before(11),
        summary="What happens after a child dies, who does what, and how to support a "
        "family. Run together with Brackenshire, and booked on its site.",
        topics=("babies",),
        audiences=("professionals", "health", "police", "education"),
        section="training",
        course="child-death-review",
        is_sensitive=True,
        joint_with=("brackenshire",),
        body=[
            *w.prose(
                """
                Every child’s death is reviewed, so that families have answers and other
                children are safer. This one-hour session explains how, and what your part
                may be. It is the same on each date: choose one.

                ## What it covers

                - the joint agency response in the first hours and days
                - the key worker, and what bereaved families say helped them
                - the coroner, and what you may be asked for
                - the child death overview panel, and what local reviews have changed

                The subject is hard. Cameras may stay off, and somebody from the team
                stays on the call afterwards for anyone who would like to talk.
                """
            ),
            w.contact("child-death"),
        ],
    )


def _safer_sleep(w: Writer, days: Days) -> Item:
    return Item(
        slug="safer-sleep-lunchtime-briefing",
        title="Lunchtime briefing: talking about safer sleep",
        published=days.before(6),
        summary="Forty-five minutes on how to have the conversation so that tired "
        "parents hear it, whatever your job.",
        topics=("babies",),
        audiences=("professionals", "health", "social-care", "voluntary"),
        section="training",
        course="talking-about-safer-sleep",
        body=w.prose(
            """
            Most parents know the advice. What they lack at three in the morning is a plan.
            A health visitor and a father of twins show how to talk about the nights that
            do not go as intended: a visit to friends, a drink, a cold bedroom, a baby who
            only settles on somebody’s chest.

            ## Bring with you

            - one question that a parent has asked you and that you could not answer
            - the number of a colleague you would like to come along

            A recording is not made, so that people can speak freely. The slides are sent
            to everybody who books. The advice itself is on our page about
            [babies and safer sleep](babies).
            """
        ),
    )


def _foundations(w: Writer, days: Days) -> Item:
    return Item(
        slug="safeguarding-foundations",
        title="Two courses become one: Safeguarding foundations",
        published=days.before(27),
        summary="One day in a room replaces the introduction and the refresher. "
        "If your certificate is still valid, you need not do anything yet.",
        topics=("early-help", "information-sharing"),
        audiences=PROFESSIONALS,
        section="training",
        course="safeguarding-foundations",
        replaces="introduction-to-safeguarding",
        body=[
            w.picture(
                "centre",
                alt="Mill Lane Centre: a sand-coloured building with a clock in its gable "
                "and a green double door, where people stand and talk.",
                caption="Mill Lane Centre, Mill Lane, Aldermere",
            ),
            *w.prose(
                """
                You told us that the introduction was too much at once and the refresher too
                much of the same. So we asked practitioners from five agencies to build one
                day that works for both newcomers and old hands.

                ## What is different

                - the morning follows one family through a year, with a decision at each step
                - in the afternoon you choose: babies, primary age or teenagers
                - half the room is new to safeguarding and half is not, on purpose

                ## Who should come, and when

                Come within six months of starting work with children, and then every three
                years. Certificates from the old introduction and refresher stay valid for
                three years from the day on them.
                """
            ),
            w.question(
                "Can my whole team come on one day?",
                "Please split up. The day depends on mixed tables, so we keep at most four "
                "places for one team.",
            ),
            w.question(
                "What does it cost?",
                "Nothing for partners and for charities in Aldermere and the Vale. If you "
                "cannot come, give your place back so that somebody else can use it.",
            ),
        ],
    )


def _domestic_abuse(w: Writer, days: Days) -> Item:
    return Item(
        slug="seeing-the-whole-family",
        title="Seeing the whole family: workshops on domestic abuse",
        published=days.before(16),
        summary="Three short online workshops on working with the parent who is abused, "
        "the child, and the parent who abuses.",
        topics=("domestic-abuse",),
        audiences=("social-care", "health", "police", "education"),
        section="training",
        course="seeing-the-whole-family",
        body=[
            *w.prose(
                """
                It is easy to ask the parent who turns up to do everything: leave, report,
                protect, attend. These workshops turn the question round. What is the person
                who causes the harm doing, and what does that make of an ordinary day at
                home?

                ### Part 1: the parent who is abused

                Naming what she or he already does to keep the children safe.

                ### Part 2: the child

                Words for what children see and hear, and records that would make sense to
                them at 18.

                ### Part 3: the parent who abuses

                Talking about behaviour safely, and knowing when not to.

                Each part makes sense by itself. If the subject is close to home, tell us and
                we will talk through with you beforehand what to expect.
                """
            ),
            w.contact("harbour"),
        ],
    )
