"""The three pages as a browser without scripts meets them. No test here may query:
without the mark ``django_db`` any query fails it."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.conf import settings as live

from commonweal.intake import snapshot
from commonweal.intake.frame import Frame, Link
from commonweal.intake.routing import Asked
from commonweal.people.access import comes_from_this_site
from tests.conftest import check_page

START = "/right-door/"
PAGES = [START, "/right-door/who-to-call/", "/right-door/using-this-site/"]
HARM = {"what": "harm", "whom": "child", "urgency": "today"}


@pytest.fixture(autouse=True)
def written(demonstration, folder):
    snapshot.write(demonstration)


def read(response) -> BeautifulSoup:
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    check_page(page)
    return page


def chosen(page) -> list[str]:
    return [radio["value"] for radio in page.select("input[type=radio][checked]")]


def press(client, page, button: str, **fields: str):
    """Send the form that has the button, as a browser does: its fields, what is
    ticked, and the button itself."""
    found = page.find("button", string=button)
    form = found.find_parent("form")
    sent = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
    sent |= {each["name"]: each["value"] for each in form.select("input[checked]")}
    if found.get("name"):
        sent[found["name"]] = found["value"]
    return read(client.post(form["action"], {**sent, **fields}))


def test_three_questions_lead_to_an_answer(client):
    first = read(client.get(START))
    second = press(client, first, "Continue", what="harm")
    third = press(client, second, "Continue", whom="child")
    answer = press(client, third, "Continue", urgency="now")

    asked = [page.h1.get_text() for page in (first, second, third)]
    assert asked == [
        "What is happening?",
        "Who is it about?",
        "How soon is help needed?",
    ]
    assert answer.h1.get_text() == "What to do now Call 999 now"
    assert answer.select_one(".cw-door a")["href"] == "tel:999"


def test_answer_says_whom_to_call_what_to_say_what_follows_and_what_not_to_do(client):
    answer = read(client.post(START, HARM))

    headings = [heading.get_text() for heading in answer.select("main h2")]
    assert headings == [
        "Multi-agency safeguarding hub (MASH)",
        "What to say",
        "What happens next",
        "What not to do",
        "If you think that this is not right",
    ]


def test_back_goes_one_question_back_and_keeps_what_was_chosen(client):
    answer = read(client.post(START, HARM))

    third = press(client, answer, "Back")
    second = press(client, third, "Back")
    first = press(client, second, "Back")

    assert [chosen(page) for page in (third, second, first)] == [
        ["today"],
        ["child"],
        ["harm"],
    ]
    assert first.find("button", string="Back") is None


def test_question_that_is_not_answered_says_so_and_asks_again(client):
    page = press(client, read(client.get(START)), "Continue")

    assert page.title.get_text().startswith("Error: ")
    link = page.select_one(".govuk-error-summary a")
    assert link.get_text() == "Select what is happening"
    assert page.select_one(link["href"])["type"] == "radio"


@pytest.mark.parametrize(
    ("sent", "heading"),
    [
        ({"what": "gone"}, "What is happening?"),
        ({"whom": "child", "urgency": "now"}, "What is happening?"),
        ({"what": "harm", "whom": "x" * 5000}, "Who is it about?"),
        (
            {"what": "harm", "whom": "child", "urgency": "\0"},
            "How soon is help needed?",
        ),
        ({"back": "nothing"}, "What is happening?"),
        ({"back": "urgency"}, "How soon is help needed?"),
    ],
)
def test_what_is_not_known_here_is_asked_again(client, sent, heading):
    assert read(client.post(START, sent)).h1.get_text() == heading


def test_answers_stand_in_no_address(client):
    page = read(client.post(START, {"what": "harm"}))

    forms = page.select("form")
    assert {(form["method"], form["action"]) for form in forms} == {("post", START)}
    assert all("harm" not in link["href"] for link in page.select("a"))


def test_what_stands_in_an_address_is_not_read(client):
    page = read(client.get(f"{START}?what=harm&whom=child&urgency=now"))

    assert page.h1.get_text() == "What is happening?"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},  # What browsers send from a page without a referrer.
        {"origin": "null", "sec-fetch-site": "same-origin"},
    ],
)
def test_old_browsers_are_answered_too(client, headers):
    assert read(client.post(START, HARM, headers=headers)).h1


def test_pages_for_others_would_refuse_such_a_browser(rf):
    """Why this one takes a form from anywhere."""
    assert not comes_from_this_site(rf.post(START, headers={"origin": "null"}))


@pytest.mark.parametrize("path", PAGES)
def test_pages_keep_and_tell_nothing(client, path):
    response = client.get(path)

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    page = read(response)
    assert page.select_one('meta[name="referrer"]')["content"] == "no-referrer"


def test_answers_keep_and_tell_nothing(client):
    response = client.post(START, HARM)

    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert not client.cookies


@pytest.mark.parametrize("path", PAGES)
def test_titles_are_neutral(client, path):
    title = read(client.get(path)).title.get_text().casefold()

    told = ("child", "abuse", "safeguarding", "aldermere", "harm", "police")
    assert [word for word in told if word in title] == []


def test_title_of_the_answer_is_neutral(client):
    assert read(client.post(START, HARM)).title.get_text() == "What to do now"


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_the_way_out_twice_and_999(client, path):
    page = read(client.get(path))

    exits = page.select('a[href="https://www.bbc.co.uk/weather"][rel~="noreferrer"]')
    assert len(exits) == 2
    assert page.select_one('a[href="tel:999"]') is not None
    assert "history" in page.get_text()


def test_nothing_is_written_to_the_log(client, caplog):
    with caplog.at_level(logging.DEBUG):
        for path in PAGES:
            client.get(path)
        client.post(START, HARM)
        client.post(START, {"what": "nonsense"})

    assert caplog.records == []


def test_cookies_that_a_browser_holds_are_not_read(client):
    """Somebody who has signed in: a look at their session would be a query."""
    client.cookies[live.SESSION_COOKIE_NAME] = "s" * 32
    client.cookies["messages"] = "anything"

    response = client.post(START, HARM)

    assert read(response).h1.get_text().startswith("What to do now")
    assert not response.cookies


@pytest.mark.parametrize("broken", [None, "", "{}", "[]", '{"version": 99}'])
def test_without_a_snapshot_the_national_numbers_are_shown(client, folder, broken):
    file = folder / "doors.json"
    if broken is None:
        file.unlink()
    else:
        file.write_text(broken)

    page = read(client.post(START, HARM))

    links = {link["href"] for link in page.select("main a")}
    assert page.h1.get_text() == "Who to call"
    assert {"tel:999", "tel:101", "tel:+448001111", "tel:+448088005000"} <= links


def test_frame_comes_from_the_snapshot(client, demonstration):
    frame = Frame(
        name="Oakshire Partnership",
        colours=":root { --govuk-link-colour: #123456; }",
        foot=(Link("Privacy notice", "/privacy/"),),
    )
    snapshot.write(_with_frame(demonstration, frame))

    page = read(client.get(START))
    colours = page.select_one('link[href^="/right-door/colours.css"]')["href"]
    answer = client.get(colours)

    assert page.select_one(".cw-header__name").get_text() == "Oakshire Partnership"
    assert page.select_one('footer a[href="/privacy/"]') is not None
    assert answer.content.decode() == frame.colours
    assert "immutable" in answer["Cache-Control"]


def _with_frame(doors, frame):
    known = snapshot.as_json(doors)
    known["frame"] = {
        "name": frame.name,
        "strapline": "",
        "logo": None,
        "header_colour": "#0f4a55",
        "colours": frame.colours,
        "foot": [{"title": each.title, "address": each.address} for each in frame.foot],
    }
    return snapshot.from_json(known)


def test_colours_of_before_are_not_kept(client):
    assert client.get("/right-door/colours.css?v=old")["Cache-Control"] == "no-cache"


def test_list_has_everybody_once_and_999_first(client):
    page = read(client.get("/right-door/who-to-call/"))

    names = [heading.get_text() for heading in page.select("main h2")]
    assert names[:2] == ["Emergency services", "Multi-agency safeguarding hub (MASH)"]
    assert len(names) == len(set(names))
    assert "Childline" in names


def test_sheet_that_was_not_made_is_not_found(client, folder):
    # The page for that looks up the site's frame; the sheet itself asks nothing.
    (folder / "who-to-call.pdf").write_bytes(b"%PDF-1.7")
    assert client.get("/right-door/who-to-call.pdf").content == b"%PDF-1.7"


def test_every_question_has_its_words():
    assert [asked.value for asked in Asked] == list(HARM)
