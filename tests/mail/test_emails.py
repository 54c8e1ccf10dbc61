import pytest
from bs4 import BeautifulSoup

from commonweal.mail import wording
from commonweal.mail.actions import change_wording, reset_wording
from commonweal.mail.emails import render
from commonweal.mail.exceptions import WordingError
from commonweal.mail.models import Wording
from commonweal.mail.wording import Words
from tests.mail.factories import NOW

pytestmark = pytest.mark.django_db
VALUES = {"name": "Robin", "link": "https://www.example.org/place/7"}


@pytest.fixture
def place(monkeypatch):
    monkeypatch.setattr(wording, "_DECLARED", {})
    return wording.declare(
        key="test.place",
        title="Place confirmed",
        subject="Your place, {name}",
        body="Hello {name}\n\nSee it: {link}",
        placeholders={"name": "their name", "link": "the booking"},
    )


def test_render_gives_text_and_html_of_the_same_words(place):
    letter = render("test.place", VALUES)

    assert (letter.subject, letter.template) == ("Your place, Robin", "test.place")
    assert letter.text == (
        "Hello Robin\n\nSee it: https://www.example.org/place/7\n\n"
        "-- \nSafeguarding Children Partnership\nhttp://testserver/\n"
    )
    html = BeautifulSoup(letter.html, "html.parser")
    assert (html.html["lang"], html.title.get_text()) == ("en-GB", "Your place, Robin")
    assert html.select_one('a[href="https://www.example.org/place/7"]') is not None


def test_render_knows_whether_a_code_stands_in_the_letter(place):
    wording.declare(
        key="test.code",
        title="Code",
        subject="Your code",
        body="{code}",
        placeholders={"code": "the code"},
    )

    assert render("test.code", {"code": "483920"}).holds_code
    assert not render("test.place", VALUES).holds_code


def test_render_asks_nothing_of_the_reader_s_program_but_words(place):
    html = BeautifulSoup(render("test.place", VALUES).html, "html.parser")

    assert html.select("img, table, script, link, style, iframe, form, object") == []
    assert "url(" not in str(html)


def test_render_uses_the_partnerships_own_wording(place):
    own = Words("Hi {name}", "Well done.\n\n{link}")
    change_wording(template=place, words=own, by=None, at=NOW)

    assert render("test.place", VALUES).subject == "Hi Robin"

    assert reset_wording(template=place, by=None, at=NOW) is True
    assert render("test.place", VALUES).subject == "Your place, Robin"
    assert reset_wording(template=place, by=None, at=NOW) is False


def test_render_falls_back_to_the_default_when_the_own_wording_is_broken(place):
    Wording.objects.create(
        template="test.place", subject="Hi", body="No link any more", changed_at=NOW
    )

    assert render("test.place", VALUES).subject == "Your place, Robin"


def test_change_wording_refuses_what_cannot_be_used(place):
    with pytest.raises(WordingError, match=r"Keep \{link\}"):
        change_wording(template=place, words=Words("Hi", "x"), by=None, at=NOW)

    assert list(Wording.objects.all()) == []


def test_render_needs_a_value_for_each_placeholder(place):
    with pytest.raises(KeyError, match=r"test\.place: no value for link"):
        render("test.place", {"name": "Robin"})


def test_render_knows_only_what_was_declared():
    with pytest.raises(KeyError, match="nowhere"):
        render("test.nowhere", {})
