"""The parts of search that need no database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.directory.search_words import normal, root, roots_of, tidy
from commonweal.pages.searching.questions import Question
from commonweal.pages.searching.snippets import LENGTH, around, marked, snippet
from commonweal.pages.searching.spelling import Vocabulary, slips

any_text = st.text(max_size=120)


@pytest.mark.parametrize(
    ("token", "word"),
    [
        ("Children’s", "children"),
        ("parents'", "parents"),
        ("Café", "cafe"),
        ("O'Brien", "obrien"),
        ("10AM", "10am"),
    ],
)
def test_normal_takes_case_accents_and_possession_away(token, word):
    assert normal(token) == word


@pytest.mark.parametrize(
    "forms",
    [
        ["policy", "policies"],
        ["course", "courses"],
        ["train", "trains", "trained", "training"],
        ["abuse", "abused", "abusing", "abuses"],
        ["child", "children"],
        ["process", "processes"],
        ["safeguard", "safeguarding", "safeguarded"],
        ["share", "sharing", "shared"],
    ],
)
def test_root_is_the_same_for_the_forms_of_a_word(forms):
    assert len({root(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("news", "new"), ("care", "car"), ("speed", "spe"), ("bring", "br")],
)
def test_root_keeps_different_words_apart(one, other):
    assert root(one) != root(other)


@given(st.from_regex(r"[a-z]{1,15}", fullmatch=True))
def test_root_of_a_root_is_itself(word):
    assert root(root(word)) == root(word)


def test_roots_leave_out_words_that_every_page_has():
    assert roots_of("What to do about a child’s neglect") == ["child", "neglect"]


@given(any_text)
def test_question_reads_anything_and_keeps_only_letters_and_digits(typed):
    question = Question.read(typed)

    assert len(question.typed) <= 200
    assert all(word.isalnum() for word in [*question.words, *question.roots])


def test_tidy_drops_control_characters_and_cuts_a_long_question():
    assert tidy("a\x00b\n\tc\u202e") == "a b c"
    assert tidy("word " * 1000) == ("word " * 40).strip()


def test_question_looks_for_sixteen_words_at_most():
    assert len(Question.read(" ".join(f"w{n}" for n in range(40))).words) == 16


@given(any_text, any_text)
def test_marked_text_is_the_text_escaped_with_marks_only(typed, text):
    shown = marked(Question.read(typed), text)

    assert shown.replace("<mark>", "").replace("</mark>", "") == marked(
        Question.read(""), text
    )


def test_marked_escapes_what_the_page_says():
    shown = marked(Question.read("neglect"), "<b>Neglect</b> & more")

    assert shown == "&lt;b&gt;<mark>Neglect</mark>&lt;/b&gt; &amp; more"


def test_marked_shows_every_form_of_a_word_and_what_begins_like_the_last():
    shown = marked(Question.read("course safeg"), "Courses on safeguarding. Of course.")

    assert shown == (
        "<mark>Courses</mark> on <mark>safeguarding</mark>. Of <mark>course</mark>."
    )


def test_snippet_is_the_summary_when_it_has_a_word():
    shown = snippet(Question.read("fair"), summary="A fair day.", body="Fair it is.")

    assert shown == "A <mark>fair</mark> day."


def test_snippet_is_the_part_of_the_body_that_has_the_word():
    body = "x " * 300 + "the neglect tool " + "y " * 300

    shown = snippet(Question.read("neglect"), summary="About tools", body=body)

    assert shown.startswith("… x")
    assert shown.endswith("y …")
    assert "the <mark>neglect</mark> tool" in shown


@pytest.mark.parametrize(
    ("summary", "body", "shown"),
    [
        ("The summary.", "The body.", "The summary."),
        ("", "The body.", "The body."),
        ("", "", ""),
    ],
)
def test_snippet_without_a_match_is_what_there_is(summary, body, shown):
    assert snippet(Question.read("elsewhere"), summary=summary, body=body) == shown


@given(st.text(max_size=600), st.integers(0, 600))
def test_around_gives_a_short_part_that_has_the_place(text, at):
    at = min(at, max(0, len(text) - 1))

    part = around(text, at)

    assert part.removeprefix("… ").removesuffix(" …") in text
    assert len(part) <= LENGTH + 4


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        ("neglect", "neglect", 0),
        ("neglcet", "neglect", 1),
        ("neglet", "neglect", 1),
        ("negllect", "neglect", 1),
        ("neglact", "neglect", 1),
        ("safegaurdng", "safeguarding", 2),
    ],
)
def test_slips_counts_letters_changed_dropped_added_and_swapped(first, second, number):
    assert slips(first, second, at_most=2) == number


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_slips_stops_early_without_calling_near_words_far(first, second):
    whole, early = slips(first, second, at_most=99), slips(first, second, at_most=2)

    assert (whole <= 2, min(whole, 3)) == (early <= 2, min(early, 3))


VOCABULARY = Vocabulary.of(
    ["Neglect and safeguarding", "Neglect again: courts", "Course on courts"]
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("neglcet", "neglect"),
        ("Safegarding tools", "safeguarding tools"),
        ("safegaurding in neglect", "safeguarding in neglect"),
        ("cours", None),
        ("courtz", "courts"),
        ("xyzzyx", None),
        ("cat", None),
        ("2027", None),
        ("a e i o u", None),
        ("neglcet negelct nglect neglct neglec", None),
    ],
)
def test_vocabulary_mends_unknown_words_only(typed, meant):
    assert VOCABULARY.mended(Question.read(typed)) == meant
