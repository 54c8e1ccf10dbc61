import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from commonweal.mail.composing import as_html, as_line, as_text

BODY = """Hello {name}

# What to bring

Bring these:
- {thing}
- a pen

Change your place: {booking_link}

{code}

{dates}

See https://www.example.org/help. Or {help_link}"""
VALUES = {
    "name": "Robin <b>",
    "thing": "a laptop",
    "booking_link": "https://www.example.org/b/7?a=1&b=2",
    "code": "123456",
    "dates": ["3 March", "4 March"],
    "help_link": "https://www.example.org/h",
}


def page(body, values=VALUES):
    return BeautifulSoup(as_html(body, values, button_style="color:red"), "html.parser")


def test_text_reads_as_it_was_written():
    assert as_text(BODY, VALUES) == (
        "Hello Robin <b>\n\nWhat to bring\n\nBring these:\n\n- a laptop\n- a pen\n\n"
        "Change your place: https://www.example.org/b/7?a=1&b=2\n\n123456\n\n"
        "- 3 March\n- 4 March\n\n"
        "See https://www.example.org/help. Or https://www.example.org/h"
    )


def test_html_has_the_same_in_its_own_form():
    html = page(BODY)

    assert [tag.name for tag in html.find_all(recursive=False)] == [
        "p",
        "h2",
        "p",
        "ul",
        "p",
        "p",
        "ul",
        "p",
    ]
    assert html.p.get_text() == "Hello Robin <b>"
    assert [point.get_text() for point in html.find_all("li")] == [
        "a laptop",
        "a pen",
        "3 March",
        "4 March",
    ]
    assert [(a["href"], a.get_text()) for a in html.find_all("a")] == [
        ("https://www.example.org/b/7?a=1&b=2", "Change your place"),
        ("https://www.example.org/help", "https://www.example.org/help"),
        ("https://www.example.org/h", "https://www.example.org/h"),
    ]


def test_a_link_alone_is_a_button_too():
    html = page("Open it:\n{link}", {"link": "https://www.example.org/"})

    assert (html.a.get_text(), html.a["style"]) == ("Open the page", "color:red")


def test_lines_of_a_paragraph_stay_lines():
    assert str(page("One\r\nTwo")) == '<p style="margin:0 0 20px">One<br/>Two</p>'


def test_a_value_never_becomes_markup_a_heading_or_a_link():
    value = '# Big\n\n- point\n\nhttps://bad.example/ <a href="x">y</a> {name}'

    html = page("{name}", {"name": value})

    assert [tag.name for tag in html.find_all()] == ["p", *["br"] * 4]
    assert as_text("{name}", {"name": value}) == value


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/relative/", ["a"]])
def test_a_link_must_be_a_whole_web_address(address):
    for body in ("Open: {link}", "Or {link} here"):
        with pytest.raises(ValueError, match="whole http or https address"):
            page(body, {"link": address})


def test_a_line_holds_no_break():
    values = {"name": "Robin\r\nBcc: x@example.org", "days": ["Monday", "Friday"]}

    assert as_line("For {name}: {days}", values) == (
        "For Robin Bcc: x@example.org: Monday, Friday"
    )


@given(st.text(), st.text())
def test_nothing_that_is_typed_breaks_out_of_its_place(words, value):
    body = words.replace("{", "").replace("}", "") + " {name}"

    tags = {tag.name for tag in page(body, {"name": value}).find_all()}

    assert tags <= {"p", "h2", "ul", "li", "br", "a"}
    assert value in as_text(body, {"name": value})
