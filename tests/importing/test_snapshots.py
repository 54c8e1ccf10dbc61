from datetime import date

import pytest

from commonweal.importing.blocks import DocumentLink, Paragraph
from commonweal.importing.snapshots import Snapshot, Story, Version, in_order, stories
from commonweal.importing.wording import essence, is_near, says_the_same
from tests.importing.pages import capture, page


def _page(*items: tuple[str, int, str], name: str) -> Snapshot:
    """A capture of items given as title, day of May 2025 and words."""
    text = "".join(
        f"{title}\n\nPublished {day} May 2025.\n\n{words}\n\nBack to list of news\n\n"
        for title, day, words in items
    )
    return capture(text, name=name)


def _told(*snapshots: Snapshot) -> list[Story]:
    return stories(in_order(snapshots))


def test_snapshots_stand_in_the_order_of_their_latest_item():
    new = _page(("C", 3, "x."), ("A", 1, "x."), name="new")
    old = _page(("B", 2, "x."), name="old")

    assert [snapshot.name for snapshot in in_order([new, old])] == ["old", "new"]


def test_of_snapshots_with_the_same_latest_item_the_one_named_later_is_newer():
    one = _page(("A", 3, "x."), name="one")
    two = _page(("A", 3, "x."), name="two")

    assert [snapshot.name for snapshot in in_order([two, one])] == ["two", "one"]


def test_items_stand_newest_first_and_those_of_one_day_as_on_the_newest_page():
    old = _page(("A", 1, "x."), ("Old", 2, "x."), ("B", 2, "x."), name="old")
    new = _page(("C", 3, "x."), ("B", 2, "x."), ("New", 2, "x."), name="new")

    assert [story.title for story in _told(old, new)] == ["C", "B", "New", "Old", "A"]


def test_same_title_on_another_day_is_another_item():
    old = _page(("A", 1, "x."), name="old")
    new = _page(("A", 2, "x."), name="new")

    assert [(story.title, story.seen_in) for story in _told(old, new)] == [
        ("A", ["new"]),
        ("A", ["old"]),
    ]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("It’s A", "We said “come”. Book now"),
        ("It's  A.", 'We  said "come". Book now.'),
        ("It`s A", "We said ‘come’.\u00a0Book now"),
        ("It's A", "We said\n\n“come” Book now."),
    ],
)
def test_lost_full_stops_and_other_marks_or_spaces_are_no_revision(title, words):
    old = _page(("It's A", 1, 'We said "come". Book now.'), name="old")
    new = _page((title, 1, words), ("B", 2, "x."), name="new")

    story = _told(old, new)[1]

    assert (story.title, story.seen_in) == ("It's A", ["old", "new"])
    assert [(version.seen_in, version.changes) for version in story.versions] == [
        ("old", ())
    ]


def test_other_words_are_a_revision_that_says_what_changed():
    old = _page(("A", 1, "One stays.\n\nTwo goes.\n\nThree stays."), name="old")
    mid = _page(("A", 1, "One stays.\n\nThree stayed."), ("B", 2, "x."), name="mid")
    new = _page(
        ("A", 1, "One stays.\n\nThree stayed.\n\nFour."), ("C", 3, "x."), name="new"
    )

    story = _told(new, old, mid)[2]

    assert story.seen_in == ["old", "mid", "new"]
    assert [(version.seen_in, version.changes) for version in story.versions] == [
        ("old", ()),
        ("mid", ("Changed “Two goes.” to “Three stayed.”", "Removed “Three stays.”")),
        ("new", ("Added “Four.”",)),
    ]


def test_address_that_only_one_snapshot_has_is_kept_and_is_no_revision():
    old = _page(("A", 1, "Write to [email protected].\n\nRead it (.pdf)."), name="old")
    new = page(
        "<html><h2>A</h2><p>Published 1 May 2025.</p>"
        "<p>Write to <a href='mailto:us@example.org'>us@example.org</a>.</p>"
        "<p><a href='https://example.org/it.pdf'>Read it</a> (.pdf).</p></html>"
    )
    link = '<a href="mailto:us@example.org">us@example.org</a>'
    kept = (
        Paragraph(f"Write to {link}."),
        DocumentLink("Read it (.pdf).", "https://example.org/it.pdf", "PDF", ""),
    )

    for pair in ([old, new], [new, old]):
        (story,) = stories(pair)
        assert story.versions == [Version(pair[0].name, kept, (), ())]


def test_another_address_is_a_revision():
    assert says_the_same("ask a@example.org", "ask b@example.org") is False


def test_title_almost_the_same_on_one_day_is_asked_about_and_not_merged():
    old = _page(("Online safety webinar", 1, "x."), name="old")
    new = _page(("On-line safety webinar", 1, "x."), ("B", 2, "x."), name="new")

    assert [(story.title, story.near) for story in _told(old, new)] == [
        ("B", []),
        ("On-line safety webinar", ["Online safety webinar"]),
        ("Online safety webinar", ["On-line safety webinar"]),
    ]


def test_alike_titles_on_one_page_are_two_items_without_a_question():
    both = _page(
        ("Course dates: part A", 1, "x."), ("Course dates: part B", 1, "x."), name="p"
    )

    assert [story.near for story in _told(both)] == [[], []]


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Safeguarding Week", "Safeguarding week", True),
        ("Safeguarding Week", "Safeguarding Week – now full", True),
        ("Safeguarding Week", "Carers Week", False),
        ("Training", "Train", False),
        ("", "A", False),
    ],
)
def test_nearness_of_titles(one, other, near):
    assert is_near(one, other) is near


def test_item_twice_on_one_page_with_the_same_words_is_one():
    twice = _page(("A", 1, "Words."), ("A", 1, "Words"), name="p")

    (story,) = _told(twice)

    assert (story.seen_in, len(story.versions), story.doubled_in) == (["p"], 1, [])


def test_item_twice_on_one_page_with_other_words_is_asked_about():
    twice = _page(("A", 1, "Words."), ("A", 1, "Others."), name="p")

    (story,) = _told(twice)

    assert (story.seen_in, len(story.versions), story.doubled_in) == (["p"], 2, ["p"])


def test_change_in_a_very_long_item_is_said_without_comparing_it():
    words = "\n\n".join(f"Line {number}." for number in range(1600))
    old = _page(("A", 1, words), name="old")
    new = _page(("A", 1, words + "\n\nMore."), name="new")

    assert _told(old, new)[0].versions[1].changes == (
        "The text changed; it is too long to show how.",
    )


def test_long_lines_are_shown_shortened():
    old = _page(("A", 1, "a" * 400), name="old")
    new = _page(("A", 1, "b" * 400), name="new")

    assert _told(old, new)[0].versions[1].changes == (
        f"Changed “{'a' * 300}…” to “{'b' * 300}…”",
    )


def test_essence_keeps_times_and_apostrophes_inside_words():
    assert essence("10.30am – it’s ‘on’…  See v2.1.") == "10.30am - it's on See v2.1"


def test_latest_day_of_a_snapshot_is_that_of_its_newest_item():
    assert _page(("A", 1, "x."), ("B", 9, "x."), name="p").latest == date(2025, 5, 9)
