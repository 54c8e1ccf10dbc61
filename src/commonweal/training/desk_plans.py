"""What the desk is shown before sessions are made: each line read back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from commonweal.directory.models import Venue
from commonweal.training.queries.clashes import Wish, clashes_of
from commonweal.training.schedule_words import Line, read_lines


@dataclass(frozen=True, slots=True)
class Planned:
    """One line with its venue found and what speaks against it.

    Attributes:
        cautions: sentences to weigh; none of them refuses.
    """

    line: Line
    venue: Venue | None
    cautions: tuple[str, ...]

    @property
    def meetings(self) -> list[tuple[Any, Any]]:
        return [(times.starts_at, times.ends_at) for times in self.line.meetings]


def plan(
    typed: Mapping[str, Any],
    *,
    answers: Mapping[str, str],
    today: date,
    leaving_out: int | None = None,
) -> list[Planned]:
    """Read the dates of a filled-in form of dates. At most four queries.

    Args:
        typed: cleaned data: ``words``, and if there are such fields
            ``usual_times``, ``venue``, ``room`` and ``trainers``.
        answers: what was posted; days chosen for questions are among it.
        leaving_out: the session that is to move, so that it is in nobody's way.
    """
    venues = {venue.name: venue for venue in Venue.objects.all()}
    lines = read_lines(
        typed["words"],
        today=today,
        usual_times=typed.get("usual_times", ""),
        venues=venues,
        answers=_days(answers),
    )
    places = [venues.get(line.venue, typed.get("venue")) for line in lines]
    trainers = frozenset(person.pk for person in typed.get("trainers", ()))
    wishes = [
        Wish(
            meetings=tuple((times.starts_at, times.ends_at) for times in line.meetings),
            venue_id=venue.pk if venue else None,
            room=typed.get("room", ""),
            trainer_ids=trainers,
            leaving_out=leaving_out,
        )
        for line, venue in zip(lines, places, strict=True)
    ]
    return [
        Planned(line=line, venue=venue, cautions=(*line.cautions, *against))
        for line, venue, against in zip(lines, places, clashes_of(wishes), strict=True)
    ]


def _days(posted: Mapping[str, str]) -> dict[str, date]:
    """Return the days chosen for questions; anything else posted is passed by."""
    chosen = {}
    for name, value in posted.items():
        if name.startswith("day-"):
            try:
                chosen[name] = date.fromisoformat(value)
            except ValueError:
                continue
    return chosen


def is_settled(planned: list[Planned]) -> bool:
    """Whether sessions can be made of all the lines."""
    return bool(planned) and all(each.line.is_settled for each in planned)


def mark(planned: list[Planned]) -> str:
    """Return a mark of what was shown, so that only what was seen is saved."""
    said = [(each.meetings, each.venue and each.venue.pk) for each in planned]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def is_confirmed(posted: Mapping[str, str], planned: list[Planned]) -> bool:
    """Whether Save was pressed under exactly what was read back."""
    asked = posted.get("action") == "save"
    return asked and is_settled(planned) and posted.get("seen") == mark(planned)


def read_back(
    posted: Mapping[str, str], planned: list[Planned], *, fits: bool
) -> dict[str, Any]:
    """Return what a page needs to show dates as they were read.

    Args:
        fits: the forms beside them are filled in rightly.
    """
    return {
        "planned": planned,
        "settled": fits and is_settled(planned),
        "mark": mark(planned),
        "chosen": chosen(posted, planned),
    }


def chosen(posted: Mapping[str, str], planned: list[Planned]) -> list[tuple[str, str]]:
    """Return the days chosen so far, to be sent along with the page's next form.

    A question that is asked again has its own choices on the page and is left out.
    """
    asked = {question.name for each in planned for question in each.line.questions}
    return [
        (name, day.isoformat())
        for name, day in _days(posted).items()
        if name not in asked
    ]
