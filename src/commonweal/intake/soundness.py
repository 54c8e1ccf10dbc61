"""What is wrong with the editor's doors, in sentences. Plain values: no table."""

from collections.abc import Iterator, Mapping
from itertools import product

from commonweal.intake.office_hours import ALL_DAY
from commonweal.intake.routing import (
    IN_WORDS,
    Asked,
    Door,
    Doors,
    Rule,
    first_that_fits,
)

Answers = Mapping[Asked, str]


def combinations(doors: Doors) -> Iterator[dict[Asked, str]]:
    """Yield every three answers that somebody can give, in the order of the questions."""
    keys = [[option.key for option in doors.options[asked]] for asked in Asked]
    for chosen in product(*keys):
        yield dict(zip(Asked, chosen, strict=True))


def problems(doors: Doors) -> list[str]:
    """Return what an editor should look at; nothing when all is well."""
    used, reached = set(), set()
    for answers in combinations(doors):
        rule = first_that_fits(doors.rules, answers)
        reached.add(rule.door if rule else doors.otherwise)
        if rule:
            used.add(doors.rules.index(rule))
    return [
        *(
            f"Rule {number} ({_rule(doors, rule)}) never counts: rules before it "
            "take everything that it fits."
            for number, rule in enumerate(doors.rules, start=1)
            if number - 1 not in used
        ),
        *(
            f"No answers lead to “{door.title}”."
            for key, door in doors.doors.items()
            if key not in reached and key != doors.otherwise
        ),
        *(
            sentence
            for door in doors.doors.values()
            for sentence in _of_door(doors, door)
        ),
    ]


def _of_door(doors: Doors, door: Door) -> Iterator[str]:
    teams = [doors.teams[key] for key in (door.team, door.out_of_hours) if key]
    if not teams and not door.link:
        yield f"“{door.title}” leads nowhere: it has no contact and no link."
    for team in teams:
        if not (team.numbers or team.email or team.website or door.link):
            yield (
                f"{team.name} has no number in the register, so “{door.title}” shows "
                "none. Enter it under Directory, Contacts."
            )
    if not any(door.hours.week):
        yield f"The office hours of “{door.title}” have no time on any day."
    is_always = all(day == ALL_DAY for day in door.hours.week)
    if not door.out_of_hours and not is_always and door.key == doors.otherwise:
        yield (
            f"“{door.title}” is shown when no rule fits, and nobody answers there "
            "outside its hours."
        )


def _rule(doors: Doors, rule: Rule) -> str:
    wanted = {
        Asked.WHAT: rule.what,
        Asked.WHOM: rule.whom,
        Asked.URGENCY: rule.urgency,
    }
    said = [
        f"{IN_WORDS[asked]} {_words(doors, asked, key)}"
        for asked, key in wanted.items()
        if key
    ]
    return "; ".join(said) or "whatever the answers"


def _words(doors: Doors, asked: Asked, key: str) -> str:
    known = (each.words for each in doors.options[asked] if each.key == key)
    # An answer that has been moved to another question is not one of this any more.
    return next(known, f"“{key}”, which is no answer to it")
