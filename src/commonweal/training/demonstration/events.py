"""The yearly conference, webinars, briefings and an awareness week."""

from typing import Any

from commonweal.training.demonstration.writing import Run, Subject, lines, paragraphs

CONFERENCE_DAY = """
    9:15 *Arrival, coffee and the market place of local services
    10:00 Welcome | Marian Oakes, independent scrutineer
    10:10 What a baby tells you before the first word | Dr Ines Calloway, psychologist
    11:00 *Coffee
    11:15 Workshops, first choice of three
    12:30 *Lunch
    13:30 “I was the quiet one”: four young adults look back
    14:30 *Tea
    14:45 Workshops, second choice of three
    15:45 What will you do on Monday? | Marian Oakes, independent scrutineer
"""


def events() -> list[Subject]:
    """Return the events of the year, in no order that matters."""
    return [_conference(), _webinar(), *_briefings(), _week()]


def _conference() -> Subject:
    return Subject(
        slug="hearing-quiet-voices",
        title="Safeguarding conference: hearing quiet voices",
        kind="conference",
        summary="A free day for everybody who works with children who do not, or cannot, say "
        "in words what is happening to them.",
        length="One day",
        hours="5.5",
        cost="Free",
        certificate=False,
        topics=("neglect", "early-help"),
        outline=paragraphs(
            """
            Babies cannot tell us. Some disabled children use signs that only their family can
            read. Others have learned that talking makes things worse. This year’s conference
            is about them, and about what we notice when we slow down.
            """
        ),
        runs=(
            Run(
                when="+66 thu 9:15-16:00",
                venue="corn-hall",
                room="Main hall",
                places=120,
                taken=81,
                minimum=40,
                catering="Lunch, coffee and tea",
                travel="The train from Aldermere at 8:41am arrives in time for coffee. Please "
                "share a car if you drive.",
                agenda=CONFERENCE_DAY,
                questions=(
                    ("dietary", "What can you not eat?"),
                    ("access", "What would make the day easier for you?"),
                    ("other", "Which workshop is your first choice?"),
                ),
            ),
        ),
    )


def _webinar() -> Subject:
    return Subject(
        slug="online-abuse-what-has-changed",
        title="Webinar: online abuse, what has changed",
        kind="webinar",
        delivery="online",
        summary="Speakers from four police forces and a helpline on sextortion, made-up "
        "pictures, and what to say to a frightened teenager.",
        length="Half a day",
        hours="3",
        cost="Free in the region; £40 for others",
        certificate=False,
        topics=("online-safety", "sexual-abuse"),
        joint_with=("brackenshire", "fenwold"),
        runs=(
            Run(
                when="+78 tue 9:15-12:30",
                places=300,
                taken=64,
                is_agenda_to_follow=True,
            ),
        ),
    )


def _briefings() -> list[Subject]:
    facts: dict[str, Any] = {
        "kind": "briefing",
        "delivery": "online",
        "certificate": False,
        "cost": "Free",
    }
    return [
        Subject(
            slug="talking-about-safer-sleep",
            title="Lunchtime briefing: talking about safer sleep",
            summary="Forty-five minutes on how to have the conversation so that tired parents "
            "hear it, whatever your job.",
            length="45 minutes",
            hours="0.75",
            topics=("babies",),
            runs=(Run(when="+9 wed 12:30-13:15", places=100, taken=43),),
            **facts,
        ),
        Subject(
            slug="learning-from-a-review",
            title="Briefing: what we learned from Kit’s review",
            summary="A teenager known to six agencies, and the question none of them asked. "
            "The same hour on three dates.",
            length="One hour",
            hours="1",
            topics=("exploitation", "information-sharing"),
            outcomes=lines(
                """
                know what the review found, in your field and in others
                bring one question from it to your next team meeting
                """
            ),
            runs=(
                Run(when="-12 wed 12:30-13:30", places=100, taken=71),
                Run(when="+17 wed 12:30-13:30", places=100, taken=88),
                Run(when="+31 thu 16:00-17:00", places=100, taken=40),
            ),
            **facts,
        ),
    ]


def _week() -> Subject:
    return Subject(
        slug="children-who-care-week",
        title="Children Who Care week",
        kind="awareness",
        delivery="blended",
        summary="A week for young carers, with drop-ins in schools, a film evening and a "
        "stall on the market.",
        certificate=False,
        cost="Free",
        topics=("young-carers",),
        for_whom="Everybody. Come as you are, or plan something of your own.",
        runs=(Run(when="week+48", places=500),),
    )
