"""Which course is for me: plain facts and answers in, courses and reasons out."""

from commonweal.training.matching import Answers, Facts, fits

FIRST = Facts(pk=1, title="Foundations", level="Level 1", level_position=10)
NEGLECT = Facts(
    pk=2,
    title="Neglect",
    level="Level 2",
    level_position=20,
    sectors=frozenset({"Health", "Police"}),
    topics=frozenset({"Neglect"}),
    needs=("Foundations",),
)
LEADS = Facts(
    pk=3,
    title="Leads",
    level="Level 3",
    level_position=30,
    roles=frozenset({"Designated safeguarding lead"}),
)
ALL = [LEADS, NEGLECT, FIRST]


def found(answers: Answers) -> dict[str, tuple[str, ...]]:
    return {fit.facts.title: fit.reasons for fit in fits(ALL, answers)}


def test_newcomer_is_led_to_the_first_level_first():
    assert list(found(Answers(next_position=10))) == ["Foundations", "Neglect", "Leads"]


def test_reasons_say_why_a_course_fits_and_what_comes_before_it():
    answers = Answers(
        sector="Health",
        topic="Neglect",
        done="Level 1",
        done_position=10,
        next_position=20,
    )

    assert found(answers) == {
        "Neglect": (
            "It is for your field: Health.",
            "It is about what you asked for: Neglect.",
            "It is Level 2, the next after Level 1, which you have done.",
            "You need “Foundations” first.",
        )
    }


def test_course_for_another_field_or_role_is_left_out():
    answers = Answers(sector="Housing", role="Volunteer", next_position=10)

    assert found(answers) == {
        "Foundations": (
            "It is for everybody who works with children here.",
            "It is Level 1, where training here begins.",
        )
    }


def test_level_that_was_done_is_not_offered_again():
    answers = Answers(done="Level 2", done_position=20, next_position=30)

    assert list(found(answers)) == ["Leads"]


def test_course_without_a_level_fits_whatever_was_done():
    facts = Facts(pk=4, title="Forum")

    (fit,) = fits([facts], Answers(done="Level 4", done_position=40))

    assert fit.reasons == ("It is for everybody who works with children here.",)


def test_course_meant_for_a_role_comes_before_the_next_level():
    answers = Answers(
        role="Designated safeguarding lead",
        done="Level 1",
        done_position=10,
        next_position=20,
    )

    assert list(found(answers)) == ["Leads", "Neglect"]


def test_no_more_than_asked_for_are_named():
    many = [Facts(pk=n, title=f"Course {n}") for n in range(30)]

    assert len(fits(many, Answers(), most=7)) == 7
