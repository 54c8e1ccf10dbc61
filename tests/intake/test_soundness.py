from dataclasses import replace

import pytest

from commonweal.intake.office_hours import OfficeHours
from commonweal.intake.routing import Door, Rule, Team
from commonweal.intake.soundness import combinations, problems


def test_demonstration_has_no_problem(demonstration):
    assert problems(demonstration) == []


def test_every_three_answers_are_looked_at(demonstration):
    assert len(list(combinations(demonstration))) == 6 * 3 * 3


def test_rule_after_one_that_takes_all_never_counts(demonstration):
    doors = replace(demonstration, rules=[Rule("mash"), *demonstration.rules])

    found = problems(doors)

    assert len([each for each in found if "never counts" in each]) == 10
    assert found[0] == (
        "Rule 2 (How soon is help needed? Now) never counts: rules before it take "
        "everything that it fits."
    )


def test_door_that_no_answer_leads_to_is_named(demonstration):
    spare = Door("spare", "Spare", team=demonstration.doors["lado"].team)
    doors = replace(demonstration, doors={**demonstration.doors, "spare": spare})

    assert problems(doors) == ["No answers lead to “Spare”."]


@pytest.mark.parametrize(
    ("door", "problem"),
    [
        ({"team": "", "out_of_hours": ""}, "leads nowhere"),
        ({"team": "none", "out_of_hours": ""}, "has no number in the register"),
        ({"hours": OfficeHours(week=((),) * 7)}, "have no time on any day"),
    ],
)
def test_door_with_nobody_behind_it_is_named(demonstration, door, problem):
    lado = replace(demonstration.doors["lado"], **door)
    doors = replace(
        demonstration,
        doors={**demonstration.doors, "lado": lado},
        teams={**demonstration.teams, "none": Team("Nobody yet")},
    )

    found = problems(doors)

    assert len(found) == 1
    assert problem in found[0]


def test_fallback_must_answer_at_night(demonstration):
    mash = replace(demonstration.doors["mash"], out_of_hours="")
    doors = replace(demonstration, doors={**demonstration.doors, "mash": mash})

    assert problems(doors) == [
        "“Call the safeguarding hub (MASH)” is shown when no rule fits, and nobody "
        "answers there outside its hours."
    ]
