"""What the router is to know, gathered from the tables of the editor and the register."""

from collections.abc import Iterator
from dataclasses import dataclass

from commonweal.directory.models import Contact
from commonweal.intake import models, routing
from commonweal.intake.frame import Frame
from commonweal.intake.models.doors import team_key
from commonweal.intake.routing import Asked, Doors, Number, Team


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the tables say.

    Attributes:
        doors: None while there is no way through: no door that is shown when no rule
            fits, or a question without answers.
        lost: labels of numbers that doors name and the register does not have, as
            (door's title, contact's name, label).
    """

    doors: Doors | None
    lost: tuple[tuple[str, str, str], ...] = ()


def gather(frame: Frame) -> Gathered:
    """Return what the tables say at this moment. Nine queries at most.

    Args:
        frame: what stands around the pages.
    """
    options = {
        asked: [
            routing.Option(key=option.key, words=option.words, hint=option.hint)
            for option in models.Option.objects.filter(asked=asked.value)
        ]
        for asked in Asked
    }
    rows = list(
        models.Door.objects.select_related(
            "contact", "out_of_hours", "hours"
        ).prefetch_related(
            "contact__numbers",
            "out_of_hours__numbers",
            "hours__times",
            "hours__exceptions",
        )
    )
    rules = models.Rule.objects.select_related("what", "whom", "urgency", "door")
    fallback = next((row.key for row in rows if row.is_fallback), None)
    lost = tuple(_lost(rows))
    if fallback is None or not all(options.values()):
        return Gathered(None, lost)
    doors = Doors(
        options=options,
        rules=[rule.as_values() for rule in rules],
        doors={row.key: row.as_values() for row in rows},
        teams=dict(_teams(rows)),
        otherwise=fallback,
        help_lines=[
            _team(contact, "")
            for contact in Contact.objects.help_lines().with_numbers()
        ],
        frame=frame,
    )
    return Gathered(doors, lost)


def _parties(row: models.Door) -> Iterator[tuple[Contact, str]]:
    if row.contact:
        yield row.contact, row.label
    if row.out_of_hours:
        yield row.out_of_hours, row.out_of_hours_label


def _teams(rows: list[models.Door]) -> Iterator[tuple[str, Team]]:
    for row in rows:
        for contact, label in _parties(row):
            yield team_key(contact.pk, label), _team(contact, label)


def _team(contact: Contact, label: str) -> Team:
    known = contact.numbers.all()
    # A label that has gone from the register leaves all the numbers: too many are
    # better than none.
    chosen = [number for number in known if number.label == label] or known
    return Team(
        name=contact.name,
        numbers=tuple(
            Number(
                words=str(number),
                link=number.link,
                label="" if label else number.label,
            )
            for number in (chosen if label else known)
        ),
        email=contact.email,
        website=contact.website,
        hours_in_words=contact.opening_hours,
        about=contact.about,
    )


def _lost(rows: list[models.Door]) -> Iterator[tuple[str, str, str]]:
    for row in rows:
        for contact, label in _parties(row):
            if label and label not in {each.label for each in contact.numbers.all()}:
                yield row.title, contact.name, label
