from dataclasses import replace

import pytest

from commonweal.training.rules.eligibility import (
    PersonFacts,
    Problem,
    Requirement,
    SessionFacts,
    problems,
    substitute_problems,
)
from commonweal.training.rules.terms import Terms
from tests.training.rules.moments import london

AT = london("2026-05-01 09:00")
SESSION = SessionFacts(starts_at=london("2026-05-14 09:30"))
PERSON = PersonFacts(organisations=frozenset({11, 10}), sector=1)
FIRST = Requirement(title="First steps", is_met=False)


def _problems(session=SESSION, person=PERSON, terms=None, requirements=(), **rest):
    return problems(session, person, terms or Terms(), requirements, at=AT, **rest)


def _codes(*arguments, **rest):
    return [problem.code for problem in _problems(*arguments, **rest)]


def test_nothing_stands_in_the_way_of_a_place_on_an_open_session():
    assert _problems() == []


OTHER_DATE = "Choose another date."


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"status": "draft"}, Problem("draft", "This session has not been published.")),
        (
            {"status": "announced", "starts_at": None},
            Problem(
                "announced",
                "The dates of this session are not known yet.",
                "Ask to be told when they are.",
            ),
        ),
        (
            {"status": "cancelled", "partner": "Northside"},
            Problem("cancelled", "This session has been cancelled.", OTHER_DATE),
        ),
        (
            {"partner": "Northside"},
            Problem(
                "elsewhere",
                "This session is booked with Northside.",
                "Book on their site.",
            ),
        ),
        (
            {"starts_at": AT, "closes_at": AT},
            Problem(
                "past",
                "This session started at 9am on Friday 1 May 2026.",
                OTHER_DATE,
            ),
        ),
        (
            {"opens_at": london("2026-05-04 09:00")},
            Problem(
                "not-open",
                "Booking opens at 9am on Monday 4 May 2026.",
                "Book from then on.",
            ),
        ),
        (
            {"closes_at": AT},
            Problem(
                "closed",
                "Booking closed at 9am on Friday 1 May 2026.",
                "Choose another date, or ask the desk.",
            ),
        ),
        (
            {"has_room": False, "waiting": 4, "waiting_limit": 4},
            Problem(
                "waiting-list-full",
                "This session is full, and so is its waiting list of 4.",
                "Choose another date, or look again later: places are given back.",
            ),
        ),
        (
            {"has_room": False, "waiting_limit": 0},
            Problem(
                "waiting-list-full",
                "This session is full.",
                "Choose another date, or look again later: places are given back.",
            ),
        ),
    ],
)
def test_a_session_says_what_is_in_the_way(changed, problem):
    assert _problems(replace(SESSION, **changed)) == [problem]


@pytest.mark.parametrize(
    "changed",
    [
        {"opens_at": AT},
        {"closes_at": london("2026-05-01 09:01")},
        {"has_room": False, "waiting": 40},
        {"has_room": False, "waiting": 3, "waiting_limit": 4},
        {"has_room": True, "waiting": 4, "waiting_limit": 4},
    ],
)
def test_a_session_can_be_booked_while_it_or_its_waiting_list_has_room(changed):
    assert _problems(replace(SESSION, **changed)) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"has_live_booking": True}, "already-booked"),
        ({"has_shared_mailbox": True}, "shared-mailbox"),
    ],
)
def test_a_person_books_once_and_in_their_own_name(changed, code):
    assert _codes(person=replace(PERSON, **changed)) == [code]


@pytest.mark.parametrize(
    ("terms", "codes"),
    [
        (Terms(is_open_to_all=False), ["not-invited"]),
        (Terms(is_open_to_all=False, organisations=frozenset({12})), ["not-invited"]),
        (Terms(is_open_to_all=False, organisations=frozenset({11})), []),
        (Terms(is_open_to_all=False, organisations=frozenset({10})), []),
        (Terms(is_open_to_all=False, sectors=frozenset({1})), []),
        (Terms(is_open_to_all=True, sectors=frozenset({2})), []),
    ],
)
def test_an_invitation_goes_by_organisation_or_the_one_above_or_sector(terms, codes):
    assert _codes(terms=terms) == codes


def test_somebody_without_an_organisation_is_asked_for_it():
    terms = Terms(is_open_to_all=False, sectors=frozenset({1}))

    found = _problems(person=PersonFacts(), terms=terms)

    assert [problem.remedy for problem in found] == [
        "Say which organisation the person comes for."
    ]


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"is_met": True}, []),
        ({}, ["equivalent"]),
        ({"is_declared": True}, []),
        ({"accepts_equivalent": False}, ["prerequisite"]),
        ({"accepts_equivalent": False, "is_declared": True}, ["prerequisite"]),
        ({"accepts_equivalent": False, "is_met": True}, []),
    ],
)
def test_a_course_that_comes_first_is_attended_or_declared(changed, codes):
    found = _problems(requirements=[replace(FIRST, **changed)])

    assert [problem.code for problem in found] == codes
    assert [problem.can_declare for problem in found] == [
        code == "equivalent" for code in codes
    ]
    for problem in found:
        assert problem.sentence == (
            "“First steps” comes first, and there is no record of it."
        )


def test_a_colleague_books_only_where_the_terms_allow_it():
    forbidden = Terms(allows_team_booking=False)

    assert _codes(terms=forbidden, books_for_another=True) == ["team-booking"]
    assert _codes(terms=forbidden) == []
    assert _codes(books_for_another=True) == []


def test_all_problems_are_told_at_once():
    found = _codes(
        session=replace(SESSION, closes_at=AT),
        person=replace(PERSON, has_shared_mailbox=True),
        terms=Terms(is_open_to_all=False),
        requirements=[FIRST, replace(FIRST, accepts_equivalent=False)],
    )

    assert found == [
        "closed",
        "shared-mailbox",
        "not-invited",
        "equivalent",
        "prerequisite",
    ]


CLOSED_AND_FULL = replace(SESSION, closes_at=AT, has_room=False, waiting_limit=0)


@pytest.mark.parametrize(
    ("session", "terms", "codes"),
    [
        (CLOSED_AND_FULL, Terms(), ["equivalent"]),
        (CLOSED_AND_FULL, Terms(rechecks_substitutes=False), []),
        (
            CLOSED_AND_FULL,
            Terms(allows_substitutes=False, rechecks_substitutes=False),
            ["no-substitutes"],
        ),
        (CLOSED_AND_FULL, Terms(is_open_to_all=False), ["not-invited", "equivalent"]),
        (
            replace(SESSION, starts_at=AT),
            Terms(rechecks_substitutes=False),
            ["past"],
        ),
    ],
)
def test_a_substitute_comes_into_a_place_that_is_taken_already(session, terms, codes):
    found = substitute_problems(session, PERSON, terms, [FIRST], at=AT)

    assert [problem.code for problem in found] == codes


def test_a_substitute_who_has_a_place_already_is_refused():
    colleague = replace(PERSON, has_live_booking=True)

    found = substitute_problems(SESSION, colleague, Terms(), [], at=AT)

    assert [problem.code for problem in found] == ["already-booked"]
