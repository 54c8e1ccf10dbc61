"""Courses for everybody, and on the families that people see every week."""

from typing import Any

from commonweal.training.demonstration.writing import Run, Subject, lines, paragraphs

SCHOOLS, EARLY_YEARS = "schools-and-colleges", "early-years-and-childcare"
HEALTH, POLICE, COUNCIL = "health", "police", "council"
CHARITIES, FAITH = "charities-and-community-groups", "faith-groups"


def first_courses() -> list[Subject]:
    """Return courses of levels 1 and 2, in no order that matters."""
    return [*_foundations(), *_elearning(), *_families()]


def _foundations() -> list[Subject]:
    return [
        Subject(
            slug="safeguarding-foundations",
            title="Safeguarding foundations",
            summary="One day for newcomers and old hands together: a family’s year, with a "
            "decision for you at each step.",
            level=1,
            length="One day",
            hours="5.5",
            refresh=36,
            topics=("early-help", "information-sharing"),
            outline=paragraphs(
                """
                The morning follows one family through a year. At each step your table
                decides what to do next, and finds out what a neighbour, a teacher and a
                health visitor knew at that moment.

                In the afternoon you choose: babies, primary age or teenagers. Half the room
                is new to safeguarding and half is not, on purpose.
                """
            ),
            outcomes=lines(
                """
                notice when a child may be at risk, and say why
                talk with a child without promising what you cannot keep
                write down what you saw so that others can rely on it
                find the right person to tell, by day and by night
                """
            ),
            for_whom="Everybody who starts to work or volunteer with children, and then "
            "every three years.",
            runs=(
                Run(when="-70 wed 9:30-16:00", venue="mill-lane", places=30, taken=28),
                Run(
                    when="+33 mon 9:30-16:00",
                    venue="mill-lane",
                    room="River Room",
                    places=30,
                    taken=30,
                    waiting=6,
                    catering="Lunch and drinks",
                    questions=(
                        ("dietary", "What can you not eat?"),
                        ("access", "What would make the day easier for you?"),
                    ),
                ),
                Run(
                    when="+70 wed 9:30-16:00",
                    venue="mill-lane",
                    room="River Room",
                    places=30,
                    taken=17,
                    catering="Lunch and drinks",
                ),
                Run(when="+104 tue 9:30-16:00", venue="mill-lane", places=30, taken=4),
                Run(when="+166 thu 9:30-16:00", venue="corn-hall", places=40),
                Run(
                    when="+255 tue 9:30-16:00",
                    venue="civic-offices",
                    places=30,
                    opens=60,
                ),
            ),
        ),
        Subject(
            slug="introduction-to-safeguarding",
            title="Introduction to safeguarding",
            summary="A first day on safeguarding for people new to work with children.",
            level=1,
            length="One day",
            hours="5",
            topics=("early-help",),
            replaced_by="safeguarding-foundations",
            replaced_in=-27,
            runs=(Run(when="-120 wed 9:30-15:30", venue="mill-lane", taken=19),),
        ),
        Subject(
            slug="safeguarding-refresher",
            title="Safeguarding refresher",
            summary="Three hours for people whose first training was three years ago.",
            level=1,
            length="Half a day",
            hours="3",
            topics=("information-sharing",),
            outline="What has changed in law and locally, and two cases to talk through.",
            replaced_by="safeguarding-foundations",
            replaced_in=45,
            runs=(
                Run(when="-35 wed 9:30-12:30", venue="civic-offices", taken=14),
                Run(
                    when="+24 wed 9:30-12:30",
                    venue="civic-offices",
                    room="Vale Room",
                    places=20,
                    taken=13,
                ),
            ),
        ),
    ]


def _elearning() -> list[Subject]:
    facts: dict[str, Any] = {
        "delivery": "e-learning",
        "provider": "trainers",
        "level": 1,
    }
    return [
        Subject(
            slug="safeguarding-basics-online",
            title="Safeguarding children: the basics",
            summary="Forty minutes with five short films, for volunteers and for the first "
            "week of a new job.",
            length="40 minutes",
            hours="0.75",
            refresh=12,
            topics=("early-help",),
            roles=("volunteer",),
            cost="Free",
            address="https://three-counties-trainers.example.org/basics",
            outcomes="know four kinds of abuse and their signs\nknow whom to tell",
            **facts,
        ),
        Subject(
            slug="private-fostering-online",
            title="Private fostering: whose child is this?",
            summary="Children who live with somebody who is no close relative, and why the "
            "council must know.",
            length="30 minutes",
            hours="0.5",
            topics=("early-help",),
            sectors=(SCHOOLS, HEALTH, FAITH),
            cost="Free",
            address="https://three-counties-trainers.example.org/private-fostering",
            **facts,
        ),
        Subject(
            slug="noticing-radicalisation-online",
            title="Noticing radicalisation",
            summary="How young people are drawn into extremism, what you may notice and what "
            "the Prevent duty asks of you.",
            length="45 minutes",
            hours="0.75",
            refresh=24,
            topics=("exploitation", "online-safety"),
            cost="Free",
            address="https://three-counties-trainers.example.org/radicalisation",
            **facts,
        ),
        Subject(
            slug="a-childs-life-online",
            title="A child’s life online",
            summary="Games, group chats and pictures that cannot be taken back, told by young "
            "people from the Vale.",
            length="One hour",
            hours="1",
            topics=("online-safety",),
            cost="Free",
            address="https://three-counties-trainers.example.org/life-online",
            **facts,
        ),
    ]


def _families() -> list[Subject]:
    return [
        Subject(
            slug="recognising-neglect-early",
            title="Recognising neglect early",
            summary="Learn to use the neglect toolkit with a family, face to face, in a "
            "group with people from other agencies.",
            level=2,
            length="Half a day",
            hours="3.5",
            refresh=36,
            topics=("neglect",),
            needs=("safeguarding-foundations",),
            outline=paragraphs(
                """
                Neglect is the most common reason for a child protection plan here, and the
                one that most often comes too late. You bring a family you know, without
                names, and work through the toolkit with three or four people who would see
                that family from another side.
                """
            ),
            outcomes=lines(
                """
                describe what a day is like for the child, in plain words
                tell a bad week from a pattern
                score the toolkit together with a parent
                explain to your manager what you are worried about and why
                """
            ),
            for_whom="Anybody who visits families or sees the same children every week.",
            sectors=(SCHOOLS, EARLY_YEARS, HEALTH, COUNCIL, CHARITIES),
            runs=(
                Run(when="-20 tue 9:30-13:00", venue="mill-lane", taken=22),
                Run(
                    when="+15 tue 9:30-13:00",
                    venue="mill-lane",
                    room="Garden Room",
                    taken=18,
                    catering="Drinks and biscuits",
                ),
                Run(
                    when="+50 wed 9:30-13:00",
                    venue="mill-lane",
                    room="Garden Room",
                    taken=24,
                    waiting=3,
                    waiting_limit=3,
                ),
                Run(
                    when="+128 thu 13:00-16:30",
                    venue="pellbrook-hub",
                    places=18,
                    taken=2,
                ),
            ),
        ),
        Subject(
            slug="seeing-the-whole-family",
            title="Seeing the whole family: domestic abuse",
            summary="Three online workshops on working with the parent who is abused, the "
            "child, and the parent who abuses. One booking is for all three.",
            level=2,
            delivery="online",
            length="Three times an hour and a half",
            hours="4.5",
            topics=("domestic-abuse",),
            outline=paragraphs(
                """
                It is easy to ask the parent who turns up to do everything: leave, report,
                protect, attend. These workshops turn the question round. What is the person
                who causes the harm doing, and what does that make of an ordinary day at home?

                If the subject is close to home, tell us and we will talk through with you
                beforehand what to expect.
                """
            ),
            for_whom="People who work with parents, with children who live with abuse, or "
            "with those who cause it.",
            sectors=(COUNCIL, HEALTH, POLICE, SCHOOLS),
            runs=(
                Run(
                    when="+12 tue 10:00-11:30 & +20 thu 10:00-11:30 & +42 fri 13:30-15:00",
                    places=40,
                    taken=39,
                ),
                Run(
                    when="+152 tue 10:00-11:30 & +159 tue 10:00-11:30 & +166 tue 10:00-11:30",
                    places=40,
                    taken=5,
                ),
            ),
        ),
        Subject(
            slug="early-help-assessment",
            title="The early help assessment, step by step",
            summary="Two mornings, a fortnight apart. In between you begin an assessment with "
            "a family, and bring your questions back.",
            level=2,
            length="Two mornings",
            hours="6",
            topics=("early-help", "information-sharing"),
            needs=("safeguarding-foundations",),
            sectors=(SCHOOLS, EARLY_YEARS, HEALTH, CHARITIES),
            runs=(
                Run(
                    when="+38 tue 9:30-12:30 & +52 tue 9:30-12:30",
                    venue="pellbrook-hub",
                    places=16,
                    taken=9,
                ),
                Run(
                    when="+122 wed 9:30-12:30 & +136 wed 9:30-12:30",
                    venue="mill-lane",
                    places=16,
                ),
            ),
        ),
        Subject(
            slug="noticing-young-carers",
            title="Noticing young carers",
            summary="An hour with three young carers on what helped, what did not, and how "
            "you could have known.",
            level=2,
            delivery="online",
            length="One hour",
            hours="1",
            certificate=False,
            topics=("young-carers",),
            runs=(
                Run(when="+19 wed 16:00-17:00", places=60, taken=31),
                Run(when="+94 thu 12:30-13:30", places=60, taken=3),
            ),
        ),
    ]
