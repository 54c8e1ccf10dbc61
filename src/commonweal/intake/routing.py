"""Three answers and the clock to one door. Plain values: no table, no request.

What is asked, and which answers lead where, are an editor's data. They come from a
file (``snapshot``), so that somebody in danger is answered while the database is down.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from commonweal.intake.frame import Frame
from commonweal.intake.office_hours import ALWAYS, OfficeHours


class Asked(StrEnum):
    """The three questions, in the order in which they are asked."""

    WHAT = "what"
    WHOM = "whom"
    URGENCY = "urgency"


IN_WORDS = {
    Asked.WHAT: "What is happening?",
    Asked.WHOM: "Who is it about?",
    Asked.URGENCY: "How soon is help needed?",
}


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question."""

    key: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as people write it, and as a phone dials it (``tel:``)."""

    words: str
    link: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """Whom a door leads to, from the register of contacts.

    Attributes:
        about: when to contact them, in one sentence.
        hours_in_words: as the register has them; the door's own hours are reckoned with.
    """

    name: str
    numbers: tuple[Number, ...] = ()
    email: str = ""
    website: str = ""
    hours_in_words: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """One answer of the router.

    Attributes:
        say: what to say when somebody answers.
        next: what happens then.
        avoid: what not to do.
        team: who answers in ``hours``.
        out_of_hours: who answers outside them; nobody when None.
        link: a form or page, with its words.
    """

    key: str
    title: str
    say: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    team: str = ""
    out_of_hours: str = ""
    hours: OfficeHours = ALWAYS
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Answers that lead to a door. An empty answer stands for any."""

    door: str
    what: str = ""
    whom: str = ""
    urgency: str = ""

    def fits(self, answers: Mapping[Asked, str]) -> bool:
        wanted = {
            Asked.WHAT: self.what,
            Asked.WHOM: self.whom,
            Asked.URGENCY: self.urgency,
        }
        return all(
            not want or answers.get(asked) == want for asked, want in wanted.items()
        )


@dataclass(frozen=True, slots=True)
class Doors:
    """All that the router knows.

    Attributes:
        options: the answers to each question, in their order.
        rules: in their order; the first that fits counts.
        doors: by their keys, in the order of the list "who to call".
        otherwise: the door when none fits. Nobody is ever sent away without one.
        help_lines: who listens, whatever it is about; at the end of "who to call".
        frame: what stands around the pages.
    """

    options: Mapping[Asked, Sequence[Option]]
    rules: Sequence[Rule]
    doors: Mapping[str, Door]
    teams: Mapping[str, Team]
    otherwise: str
    emergency: Team = field(
        default_factory=lambda: Team("Emergency services", (Number("999", "tel:999"),))
    )
    help_lines: Sequence[Team] = ()
    frame: Frame = field(default_factory=Frame)


@dataclass(frozen=True, slots=True)
class Way:
    """Where somebody is sent.

    Attributes:
        team: who answers at this moment; None when nobody does.
        is_out_of_hours: whether that is because the office is closed.
        opens_at: when the office answers again; None while it does.
    """

    door: Door
    team: Team | None
    is_out_of_hours: bool
    opens_at: datetime | None


def route(doors: Doors, answers: Mapping[Asked, str], *, at: datetime) -> Way:
    """Return the door for three answers at a moment.

    An answer that is missing or unknown fits only rules that ask for none.

    Args:
        at: aware.
    """
    rule = first_that_fits(doors.rules, answers)
    return through(doors, rule.door if rule else doors.otherwise, at=at)


def first_that_fits(rules: Sequence[Rule], answers: Mapping[Asked, str]) -> Rule | None:
    return next((rule for rule in rules if rule.fits(answers)), None)


def through(doors: Doors, key: str, *, at: datetime) -> Way:
    """Return who answers behind one door at a moment."""
    door = doors.doors[key]
    if door.hours.is_open(at):
        return Way(door, doors.teams.get(door.team), False, None)
    return Way(
        door,
        doors.teams.get(door.out_of_hours),
        is_out_of_hours=True,
        opens_at=door.hours.opens_next(at),
    )
