"""Who is sent where, when: sixty and more situations over the demonstration's doors.

Each line reads: the moment in London, what is happening, about whom, how soon; then the
door and the number that is shown, "–" where the office is closed and nobody takes over,
and the number of whoever does answer if it cannot wait.
"""

import pytest

from commonweal.intake.answering import answer_page
from commonweal.intake.routing import Asked, Doors, route
from tests.intake.moments import london, utc

DAY, NIGHT = "01632 960100", "01632 960199"

TABLE = """
    Somebody is being hurt: in office hours, and on either side of them
    2026-11-23 08:29 | harm child today          | mash 01632 960199
    2026-11-23 08:30 | harm child today          | mash 01632 960100
    2026-11-23 12:00 | harm child later          | mash 01632 960100
    2026-11-23 16:59 | harm child today          | mash 01632 960100
    2026-11-23 17:00 | harm child today          | mash 01632 960199
    2026-11-27 16:59 | harm child today          | mash 01632 960100
    2026-11-27 17:00 | harm child today          | mash 01632 960199
    2026-11-28 10:00 | harm child today          | mash 01632 960199
    2026-11-29 10:00 | harm child later          | mash 01632 960199

    Midnight
    2026-11-22 23:59 | harm child today          | mash 01632 960199
    2026-11-23 00:00 | harm child today          | mash 01632 960199
    2026-11-24 00:00 | harm me today             | young-person 01632 960199
    2026-11-24 00:01 | death child later         | child-death –
    2026-12-31 23:59 | harm child now            | emergency 999
    2027-01-01 00:00 | harm child now            | emergency 999
    2027-01-01 00:00 | harm child later          | mash 01632 960199

    Now is 999, whatever else is said
    2026-11-23 10:00 | harm child now            | emergency 999
    2026-11-23 10:00 | harm me now               | emergency 999
    2026-11-23 10:00 | harm adult now            | emergency 999
    2026-11-23 10:00 | staff child now           | emergency 999
    2026-11-23 10:00 | death child now           | emergency 999
    2026-11-23 10:00 | information child now     | emergency 999
    2026-11-23 10:00 | support me now            | emergency 999
    2026-11-23 10:00 | talk me now               | emergency 999
    2026-12-25 03:00 | harm child now            | emergency 999

    A young person, an adult
    2026-11-23 10:00 | harm me today             | young-person 01632 960100
    2026-11-23 20:00 | harm me later             | young-person 01632 960199
    2026-11-23 10:00 | support me today          | young-person 01632 960100
    2026-11-23 10:00 | harm adult today          | adults 01632 960180
    2026-11-23 18:00 | harm adult today          | adults 01632 960199
    2026-12-26 11:00 | harm adult later          | adults 01632 960199

    Somebody who works with children
    2026-11-23 10:00 | staff child today         | lado 01632 960115
    2026-11-23 10:00 | staff adult later         | lado 01632 960115
    2026-11-23 10:00 | staff me today            | lado 01632 960115
    2026-11-23 17:30 | staff child today         | lado –
    2026-11-28 10:00 | staff child later         | lado –
    2027-05-03 10:00 | staff child today         | lado –
    2027-05-04 10:00 | staff child today         | lado 01632 960115

    A child has died
    2026-11-23 09:00 | death child today         | child-death 01632 960145
    2026-11-23 08:59 | death child today         | child-death –
    2026-11-23 17:00 | death child today         | child-death –
    2026-12-25 12:00 | death child later         | child-death –

    What the police should know, at any time
    2026-11-23 10:00 | information child today   | police-information 101
    2026-11-23 02:00 | information child later   | police-information 101
    2026-12-25 02:00 | information adult later   | police-information 101

    Early help, groups and services
    2026-11-23 09:00 | support child today       | early-help 01632 960130
    2026-11-23 16:59 | support adult later       | early-help 01632 960130
    2026-11-23 17:00 | support child later       | early-help –
    2026-11-28 10:00 | support child today       | early-help –
    2026-11-23 10:00 | support me later          | early-help 01632 960130
    2026-11-23 10:00 | talk me later             | services –
    2026-12-25 10:00 | talk adult later          | services –
    2026-11-23 10:00 | talk child today          | services –

    Christmas and the New Year
    2026-12-24 11:59 | harm child today          | mash 01632 960100
    2026-12-24 12:00 | harm child today          | mash 01632 960199
    2026-12-24 12:00 | staff child today         | lado –
    2026-12-24 12:00 | support child today       | early-help 01632 960130
    2026-12-25 10:00 | harm child today          | mash 01632 960199
    2026-12-28 10:00 | harm child today          | mash 01632 960199
    2026-12-29 10:00 | harm child today          | mash 01632 960100
    2026-12-29 08:29 | harm child today          | mash 01632 960199
    2027-01-01 10:00 | harm child today          | mash 01632 960199
    2027-01-04 10:00 | harm child today          | mash 01632 960100
    2027-12-27 10:00 | harm child today          | mash 01632 960199
    2027-12-28 10:00 | harm child today          | mash 01632 960199

    Other bank holidays of England and Wales; Scotland's and Northern Ireland's are none
    2027-03-26 10:00 | harm child today          | mash 01632 960199
    2027-03-29 10:00 | harm child today          | mash 01632 960199
    2027-03-30 10:00 | harm child today          | mash 01632 960100
    2027-05-31 10:00 | support child today       | early-help –
    2027-08-30 10:00 | harm child today          | mash 01632 960199
    2027-08-02 10:00 | harm child today          | mash 01632 960100
    2027-03-17 10:00 | harm child today          | mash 01632 960100

    Summer time: the office opens by the clock on the wall
    2027-03-28 00:59 | harm child today          | mash 01632 960199
    2027-03-28 03:00 | harm child today          | mash 01632 960199
    2027-07-01 08:30 | harm child today          | mash 01632 960100
    2027-07-01 08:29 | harm child today          | mash 01632 960199
    2026-10-25 01:30 | harm child today          | mash 01632 960199
    2026-10-26 08:30 | harm child today          | mash 01632 960100
    2026-10-26 16:59 | harm child today          | mash 01632 960100

    What is not known here, or not said
    2026-11-23 10:00 | other child today         | mash 01632 960100
    2026-11-23 22:00 | - - -                     | mash 01632 960199
    2026-11-23 10:00 | harm - -                  | mash 01632 960100
"""
SITUATIONS = [
    tuple(part.strip() for part in line.split("|"))
    for line in TABLE.splitlines()
    if "|" in line
]


def said(words: str) -> dict[Asked, str]:
    known = zip(Asked, words.split(), strict=True)
    return {asked: key for asked, key in known if key != "-"}


def outcome(doors: Doors, answers: str, *, at) -> str:
    way = route(doors, said(answers), at=at)
    numbers = [number.words for number in way.team.numbers] if way.team else []
    return f"{way.door.key} {', '.join(numbers) or '–'}"


def test_there_are_sixty_situations_and_more():
    assert len(set(SITUATIONS)) == len(SITUATIONS) > 60


@pytest.mark.parametrize(
    ("moment", "answers", "expected"), SITUATIONS, ids=lambda text: text
)
def test_each_situation_leads_to_its_door_and_number(
    demonstration, moment, answers, expected
):
    assert outcome(demonstration, answers, at=london(moment)) == expected


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        ("2027-07-01 07:30", DAY),  # 8:30am in London
        ("2027-07-01 07:29", NIGHT),
        ("2026-12-01 08:29", NIGHT),
        ("2026-12-01 08:30", DAY),
        ("2026-10-26 08:00", NIGHT),  # The Monday after the clocks went back
        ("2026-10-25 00:30", NIGHT),  # 1:30am, the first time
        ("2026-10-25 01:30", NIGHT),  # 1:30am, the second time
    ],
)
def test_servers_in_another_zone_send_to_the_same_number(demonstration, moment, number):
    found = outcome(demonstration, "harm child today", at=utc(moment))

    assert found == f"mash {number}"


@pytest.mark.parametrize("closed", ["staff child today", "death child later"])
def test_where_the_office_is_closed_somebody_answers_who_can_act(demonstration, closed):
    page = answer_page(demonstration, said(closed), at=london("2026-12-24 18:00"))

    assert page["way"].team is None
    assert page["opens_at"].endswith("on Tuesday 29 December 2026")
    assert page["urgent"].team.numbers[0].words == NIGHT
