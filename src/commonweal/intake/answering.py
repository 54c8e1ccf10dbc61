"""What the answer's page says of a way, at a moment."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from commonweal.dates import write_moment
from commonweal.intake.office_hours import ALWAYS
from commonweal.intake.routing import Asked, Doors, route, through


def answer_page(
    doors: Doors, answers: Mapping[Asked, str], *, at: datetime
) -> dict[str, Any]:
    """Return the context of "intake/answer.html".

    Args:
        answers: to the three questions.
        at: an aware moment, by which the office is open or closed.
    """
    way = route(doors, answers, at=at)
    door = way.door
    return {
        "way": way,
        "answered": list(answers.items()),
        "opens_at": write_moment(way.opens_at) if way.opens_at else "",
        "hours": "" if door.hours == ALWAYS else door.hours.in_words(),
        "office": doors.teams.get(door.team),
        # Where nobody answers before the morning, somebody else must.
        "urgent": through(doors, doors.otherwise, at=at),
        "shows_exit": True,
    }
