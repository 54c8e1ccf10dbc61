"""Courses on what happens to children, for those who see them every week."""

from commonweal.training.demonstration.first_courses import (
    CHARITIES,
    COUNCIL,
    EARLY_YEARS,
    FAITH,
    HEALTH,
    POLICE,
    SCHOOLS,
)
from commonweal.training.demonstration.writing import Run, Subject, lines


def child_courses() -> list[Subject]:
    """Return courses of level 2, in no order that matters."""
    return [
        Subject(
            slug="child-exploitation-in-front-of-us",
            title="Child exploitation: what is in front of us",
            summary="County lines, sexual exploitation and forced labour in towns like ours, "
            "and how to use the exploitation screening tool.",
            level=2,
            length="One day",
            hours="5.5",
            refresh=24,
            topics=("exploitation",),
            needs=("safeguarding-foundations",),
            outcomes=lines(
                """
                tell grooming from friendship, and say what you saw
                complete the screening tool with what you know
                pass information to the police that they can use
                """
            ),
            runs=(
                Run(when="-48 thu 9:30-15:30", venue="civic-offices", taken=21),
                Run(
                    when="+44 thu 9:30-15:30",
                    venue="civic-offices",
                    room="Vale Room",
                    taken=24,
                    waiting=5,
                    catering="Drinks. Bring your own lunch.",
                ),
                Run(when="+140 tue 9:30-15:30", venue="corn-hall", taken=6),
            ),
        ),
        Subject(
            slug="injuries-in-babies",
            title="Injuries in babies who are not yet moving",
            summary="Why a small bruise on a baby is never small, and what to do in the next "
            "ten minutes.",
            level=2,
            delivery="online",
            length="One and a half hours",
            hours="1.5",
            topics=("babies",),
            sectors=(HEALTH, EARLY_YEARS, COUNCIL, POLICE),
            runs=(
                Run(when="+27 tue 14:00-15:30", places=50, taken=22),
                Run(when="+110 wed 9:30-11:00", places=50, taken=1),
            ),
        ),
        Subject(
            slug="harmful-sexual-behaviour",
            title="Understanding harmful sexual behaviour",
            summary="What is part of growing up, what is not, and how to respond to children "
            "on both sides without making it worse.",
            level=2,
            length="Half a day",
            hours="3.5",
            topics=("sexual-abuse",),
            sectors=(SCHOOLS, HEALTH, COUNCIL, POLICE),
            runs=(
                Run(
                    when="+22 thu 9:30-13:00",
                    venue="corn-hall",
                    places=20,
                    taken=11,
                    cancelled="The trainer is ill. Everybody who had a place has been "
                    "offered one on the next date.",
                ),
                Run(when="+58 thu 9:30-13:00", venue="corn-hall", places=32, taken=25),
                Run(when="+175 tue 13:00-16:30", venue="mill-lane", places=20),
            ),
        ),
        Subject(
            slug="talking-about-self-harm",
            title="Talking about self-harm",
            summary="What to say in the first conversation, with actors, and time to try it.",
            level=2,
            delivery="blended",
            length="Half a day, and an hour online a month later",
            hours="4.5",
            topics=("mental-health",),
            sectors=(SCHOOLS, HEALTH, CHARITIES, FAITH),
            runs=(
                Run(
                    when="+64 tue 9:30-13:00 & +92 tue 12:30-13:30",
                    venue="pellbrook-hub",
                    places=18,
                    taken=16,
                ),
            ),
        ),
        Subject(
            slug="child-death-review",
            title="Child death review: what happens, and your part in it",
            summary="What happens after a child dies, who does what, and how to support a "
            "family. Run together with Brackenshire, and booked on its site.",
            level=2,
            delivery="online",
            length="One hour",
            hours="1",
            certificate=False,
            topics=("babies",),
            joint_with=("brackenshire",),
            sectors=(HEALTH, POLICE, SCHOOLS),
            runs=tuple(
                Run(
                    when=when,
                    places=0,
                    partner="brackenshire",
                    address="https://brackenshire.example.org/training/child-death-review",
                )
                for when in (
                    "+26 tue 14:00-15:00",
                    "+82 thu 10:00-11:00",
                    "+145 thu 14:00-15:00",
                    "+210 tue 10:00-11:00",
                    "+275 thu 14:00-15:00",
                )
            ),
        ),
    ]
