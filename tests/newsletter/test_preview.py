"""The preview at the desk: the real message, as any recipient sees it."""

from email import message_from_bytes, policy

import pytest
from django.urls import reverse

from commonweal.newsletter.models import Edition, Issue
from tests.directory.factories import TopicFactory
from tests.newsletter.reading_scene import (
    IssueFactory,
    ItemFactory,
    SectionFactory,
    SubscriberFactory,
)
from tests.people.factories import AdministratorFactory, PersonFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue():
    return IssueFactory(slug="october-2026", title="October 2026")


@pytest.fixture
def editor(visitor):
    visitor.sign_in(AdministratorFactory(email="editor@example.org"))
    return visitor


def _address(issue, part=""):
    return reverse(f"newsletter:preview{part}", args=[issue.pk])


def test_preview_shows_what_is_read_back_from_the_message(editor, issue):
    ItemFactory(issue=issue, title="A new guide")

    page = editor.get(_address(issue), {"way": "text"})

    assert "A new guide" in page.select_one(".nl-text").get_text()
    facts = page.select_one(".nl-letterhead").get_text()
    assert "editor@example.org" in facts
    assert "Our news in October" in facts
    assert "1 item." in page.get_text()


def test_preview_as_source_is_the_message_on_the_wire(editor, issue):
    page = editor.get(_address(issue), {"way": "source"})

    source = page.select_one(".nl-source").get_text()
    message = message_from_bytes(source.encode(), policy=policy.default)
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.get_content_type() == "multipart/alternative"


def test_preview_is_as_somebody_of_a_sector_and_topic_gets_it(editor, issue):
    sector, topic = SectorFactory(name="Libraries"), TopicFactory(name="Neglect")
    section = SectionFactory()
    ItemFactory(issue=issue, section=section, title="For all")
    ItemFactory(issue=issue, section=section, title="Mine", sectors=[sector])
    ItemFactory(
        issue=issue, section=section, title="Theirs", sectors=[SectorFactory(name="X")]
    )
    ItemFactory(issue=issue, section=section, title="Else", topics=[TopicFactory()])
    fields = {"sector": sector.pk, "topics": [topic.pk], "way": "text"}

    page = editor.get(_address(issue), fields)

    text = page.select_one(".nl-text").get_text()
    told = [t for t in ("For all", "Mine", "Theirs", "Else") if t in text]
    assert told == ["For all", "Mine"]


def test_preview_is_as_a_subscriber_gets_it(editor, issue):
    topic = TopicFactory()
    section = SectionFactory()
    ItemFactory(issue=issue, section=section, title="Mine", topics=[topic])
    ItemFactory(issue=issue, section=section, title="Else", topics=[TopicFactory()])
    reader = SubscriberFactory(topics=[topic], email="robin@example.org")

    page = editor.get(_address(issue), {"subscriber": reader.pk, "way": "text"})

    assert f"1 item for subscriber {reader.pk}." in page.get_text()
    assert "Else" not in page.select_one(".nl-text").get_text()
    assert "robin@example.org" not in page.get_text()


def test_preview_says_that_there_is_no_such_subscriber(editor, issue):
    page = editor.get(_address(issue), {"subscriber": "999"})

    assert "There is no subscriber 999." in page.get_text()


def test_preview_of_a_frozen_issue_is_the_edition_and_not_a_new_one(editor):
    issue = IssueFactory(sent=True)
    item = ItemFactory(issue=issue)
    frozen = (
        "<!doctype html><html><head><title>X</title></head><body>Then</body></html>"
    )
    Edition.objects.create(
        issue=issue,
        items=[item.pk],
        subject="Then",
        html=frozen,
        text="Then",
        digest="1",
    )

    page = editor.get(_address(issue), {"way": "text"})

    assert page.select_one(".nl-text").get_text().strip() == "Then"
    assert "was sent" in page.get_text()


def test_preview_holds_no_link_that_acts_for_a_reader(editor, issue):
    reader = SubscriberFactory()

    page = editor.get(_address(issue), {"subscriber": reader.pk, "way": "source"})

    assert reader.key not in page.get_text()


def test_preview_frame_may_style_itself_and_nothing_else(editor, issue):
    answer = editor.fetch(_address(issue, "_message"))

    rules = dict(
        rule.strip().split(" ", 1)
        for rule in answer["Content-Security-Policy"].split(";")
        if " " in rule.strip()
    )
    assert rules["default-src"] == "'none'"
    assert rules["img-src"].split()[0] == "'self'"
    assert "script" not in rules["sandbox"]


def test_preview_frame_without_pictures_may_fetch_none(editor, issue):
    answer = editor.fetch(_address(issue, "_message"), {"way": "no-pictures"})

    assert "img-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("way", "is_dark"), [("wide", False), ("dark", True), ("dark-phone", True)]
)
def test_preview_frame_has_the_scheme_that_was_asked_for(editor, issue, way, is_dark):
    content = editor.fetch(_address(issue, "_message"), {"way": way}).content.decode()

    assert ("@media (min-width:0)" in content) == is_dark
    assert "prefers-color-scheme" not in content


def test_preview_saves_the_message_as_a_file(editor, issue):
    answer = editor.fetch(_address(issue, "_file"))

    assert answer["Content-Disposition"] == 'attachment; filename="october-2026.eml"'
    message = message_from_bytes(answer.content, policy=policy.default)
    assert message["Subject"] == "Our news in October"


def test_preview_says_when_somebody_gets_no_copy(editor, issue):
    ItemFactory(issue=issue, sectors=[SectorFactory(name="Libraries")])
    other = SectorFactory(name="Archives")

    page = editor.get(_address(issue), {"sector": other.pk})

    assert "they get no copy" in page.get_text()


def test_preview_warns_when_a_message_is_so_long_that_it_is_cut_off(editor, issue):
    ItemFactory(issue=issue, summary="long " * 25_000)

    page = editor.get(_address(issue))

    assert "cuts this message short" in page.get_text()


@pytest.mark.parametrize("part", ["", "_message", "_file"])
def test_preview_is_for_those_who_write_the_newsletter(visitor, issue, part):
    visitor.sign_in(PersonFactory())

    visitor.fetch(_address(issue, part), status=403)


def test_preview_asks_the_same_number_of_queries_for_any_number_of_items(
    editor, issue, django_assert_max_num_queries
):
    section, topic = SectionFactory(), TopicFactory()
    editor.get(_address(issue))
    counts = []
    for _ in range(3):
        ItemFactory.create_batch(3, issue=issue, section=section, topics=[topic])
        with django_assert_max_num_queries(40) as counted:
            editor.get(_address(issue))
        counts.append(len(counted))

    assert counts == [counts[0]] * 3


def test_preview_changes_nothing(editor, issue):
    before = Issue.objects.values().get()

    editor.get(_address(issue))

    assert Issue.objects.values().get() == before
    assert not Edition.objects.exists()
