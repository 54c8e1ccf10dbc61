from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.dates.occurrences import LONDON
from commonweal.intake.office_hours import OfficeHours, Stretch
from commonweal.intake.routing import (
    Asked,
    Door,
    Doors,
    Number,
    Option,
    Rule,
    Team,
    route,
)

OFFICE = OfficeHours(week=((Stretch(time(8, 30), time(17)),),) * 5 + ((), ()))
MASH = Team("MASH", (Number("01632 960100", "tel:+441632960100"),))
NIGHT = Team("Emergency duty team", (Number("01632 960199", "tel:+441632960199"),))
DOORS = Doors(
    options={
        Asked.WHAT: [
            Option("harm", "A child is being harmed"),
            Option("staff", "Staff"),
        ],
        Asked.WHOM: [Option("child", "A child"), Option("me", "Me")],
        Asked.URGENCY: [Option("now", "Now"), Option("today", "Today")],
    },
    rules=[
        Rule("emergency", urgency="now"),
        Rule("lado", what="staff"),
        Rule("childline", what="harm", whom="me"),
        Rule("mash", what="harm"),
    ],
    doors={
        "emergency": Door("emergency", "Call 999", team="999"),
        "mash": Door(
            "mash", "Tell MASH", team="mash", out_of_hours="night", hours=OFFICE
        ),
        "lado": Door("lado", "Tell the LADO", team="lado", hours=OFFICE),
        "childline": Door("childline", "Talk to Childline", team="childline"),
    },
    teams={"999": Team("999"), "mash": MASH, "night": NIGHT, "lado": Team("LADO")},
    otherwise="mash",
)
MONDAY = datetime(2026, 11, 23, 10, tzinfo=LONDON)
SUNDAY = datetime(2026, 11, 22, 10, tzinfo=LONDON)


def said(what: str, whom: str = "child", urgency: str = "today") -> dict[Asked, str]:
    return {Asked.WHAT: what, Asked.WHOM: whom, Asked.URGENCY: urgency}


@pytest.mark.parametrize(
    ("answers", "door"),
    [
        (said("harm"), "mash"),
        (said("harm", "me"), "childline"),
        (said("staff"), "lado"),
        (said("staff", urgency="now"), "emergency"),
        (said("something else"), "mash"),
        ({}, "mash"),
    ],
)
def test_first_rule_that_fits_counts(answers, door):
    assert route(DOORS, answers, at=MONDAY).door.key == door


def test_outside_office_hours_somebody_else_answers():
    way = route(DOORS, said("harm"), at=SUNDAY)

    assert way.team == NIGHT
    assert way.opens_at == datetime(2026, 11, 23, 8, 30, tzinfo=LONDON)


def test_where_nobody_answers_at_night_it_says_when():
    way = route(DOORS, said("staff"), at=SUNDAY)

    assert way.team is None
    assert way.is_out_of_hours
    assert way.opens_at == datetime(2026, 11, 23, 8, 30, tzinfo=LONDON)


@given(
    answers=st.dictionaries(st.sampled_from(Asked), st.text(max_size=5)),
    at=st.integers(0, 70 * 365 * 24 * 60).map(
        lambda minutes: datetime(2020, 1, 1, tzinfo=LONDON) + timedelta(minutes=minutes)
    ),
)
def test_nobody_is_sent_away_without_a_door(answers, at):
    assert route(DOORS, answers, at=at).door.key in DOORS.doors
