"""The pages of a form: what they let through, keep, and give away."""

import logging
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from commonweal.directory.models import Contact, PhoneNumber
from commonweal.sealed.actions import open_submission
from commonweal.sealed.actions.drafting import IDLE
from commonweal.sealed.models import Draft, Route, Submission, Team
from tests.conftest import FROM_HERE
from tests.sealed.scene import NOW, set_scene
from tests.sealed.walking import Walker, offer

pytestmark = pytest.mark.django_db
FORMS = ["information-sharing", "self-referral", "young-carer"]
OPTIONS = {
    "service": "Harbour Group",
    "eligibility": "For 11 to 18.",
    "consent_under": 16,
}


@pytest.fixture(autouse=True)
def nothing_counted():
    cache.clear()


@pytest.fixture
def walker():
    return Walker(offer(set_scene()))


@pytest.fixture
def referral():
    return Walker(offer(set_scene(), "self-referral", options=OPTIONS))


def _groups(scene):
    return open_submission(
        submission=Submission.objects.get(),
        unlocked=scene.first.unlocked,
        reason="to act on it",
        by=scene.first.person,
        at=NOW,
    ).groups


@pytest.mark.parametrize("form", FORMS)
def test_the_first_page_says_what_it_is_for_and_sets_no_cookie(form):
    walker = Walker(offer(set_scene(), form, options=OPTIONS))

    text = walker.get(walker.base).get_text()

    for said in ("Do not use this form in an emergency", "999", "30 minutes", "sealed"):
        assert said in text
    assert not walker.client.cookies
    assert not Draft.objects.exists()


def test_the_key_is_in_a_cookie_that_scripts_and_other_sites_do_not_get(
    walker, settings
):
    settings.SESSION_COOKIE_SECURE = True

    walker.begin()

    (cookie,) = walker.client.cookies.values()
    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (
        True,
        True,
        "Strict",
    )
    assert (cookie["path"], cookie["max-age"], cookie["expires"]) == ("/forms/", "", "")
    assert len(cookie.value) == 43


def test_the_numbers_of_the_team_come_first(walker):
    for name, is_help_line, number in (
        ("Help line", True, "01632 960011"),
        ("Control room", False, "01632 960012"),
    ):
        contact = Contact.objects.create(name=name, is_help_line=is_help_line)
        PhoneNumber.objects.create(contact=contact, number=number)
    Team.objects.update(contact=Contact.objects.get(name="Control room"))

    page = walker.get(walker.base)

    numbers = [link.get_text() for link in page.select(".cw-help__number")]
    assert numbers == ["01632 960012", "01632 960011"]


def test_a_form_that_is_closed_or_whose_team_cannot_receive_says_so(walker):
    Route.objects.update(is_open=False)
    assert "closed at the moment" in walker.get(walker.base).get_text()

    Route.objects.update(is_open=True, team=Team.objects.create(name="No key yet"))
    assert "closed at the moment" in walker.post(walker.base).get_text()
    assert not Draft.objects.exists()


def test_there_is_no_form_at_another_address_or_of_another_kind(walker):
    assert walker.client.get("/forms/nowhere/").status_code == 404
    Route.objects.update(form="unknown")
    assert walker.client.get(walker.base).status_code == 404


def test_what_is_sent_from_another_site_changes_nothing(walker):
    headers = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}

    response = walker.client.post(walker.base, headers=headers)

    assert response.status_code == 403
    assert not Draft.objects.exists()


def test_an_old_browser_that_says_no_origin_gets_through(walker):
    says_nothing = {"origin": "null"}

    walker.client.post(walker.base, headers=says_nothing)
    path = f"{walker.base}1/"
    answer = walker.client.post(path, {"answer": "days"}, headers=says_nothing)

    assert answer["Location"] == f"{walker.base}4/"


def test_a_page_without_an_origin_that_says_it_is_elsewhere_is_refused(walker):
    walker.begin()
    headers = {"origin": "null", "sec-fetch-site": "cross-site"}

    answer = walker.client.post(f"{walker.base}1/", {"answer": "days"}, headers=headers)

    assert answer.status_code == 403


def test_questions_are_put_in_order(walker):
    walker.begin()
    walker.answer("days")

    walker.get(f"{walker.base}20/")
    assert walker.path == f"{walker.base}4/"
    walker.get(f"{walker.base}check/")
    assert walker.path == f"{walker.base}4/"
    walker.get(f"{walker.base}next/")
    assert walker.path == f"{walker.base}4/"
    assert walker.client.get(f"{walker.base}99/").status_code == 404


def test_a_question_of_another_branch_is_not_put(walker):
    walker.begin()
    walker.answer("days")

    walker.get(f"{walker.base}2/")

    assert walker.asked.key == "about"


def test_an_emergency_is_told_to_call_and_may_go_on(walker):
    walker.begin()

    page = walker.answer("now")

    assert "Call 999 now" in page.h1.get_text()
    walker.answer(None)
    assert walker.asked.key == "about"


def test_a_mistake_is_said_at_the_top_and_beside_the_question(walker):
    walker.begin()

    page = walker.post(walker.path, {}, status=400)

    assert page.title.get_text().startswith("Error: Share information: question 1")
    link = page.select_one(".govuk-error-summary a")
    assert link.get_text() == "Select how soon somebody needs to act."
    assert page.select_one(link["href"]) is not None
    assert Draft.objects.count() == 1


def test_what_was_typed_stays_when_it_cannot_be_taken(referral):
    referral.begin()
    referral.answer("me")
    referral.answer("yes")
    referral.answer("Robin")

    page = referral.answer("fourteen", status=400)

    assert page.select_one("#id_answer")["value"] == "fourteen"


def test_going_back_shows_what_was_answered(walker):
    walker.begin()
    for given in ("days", "child", "Robin Example", ("27", "3", "2010")):
        page = walker.answer(given)
    back = page.select_one(".govuk-back-link")["href"]

    page = walker.get(back)

    values = [each.get("value") for each in page.select("main form input")]
    assert values == ["27", "3", "2010"]
    page = walker.get(page.select_one(".govuk-back-link")["href"])
    assert page.select_one("#id_answer")["value"] == "Robin Example"


def test_a_change_comes_back_to_all_answers(walker):
    walker.begin()
    walker.fill_in(what="Seen")
    page = walker.get(f"{walker.base}check/")
    link = next(
        a
        for a in page.select(".govuk-summary-list__actions a")
        if "what is known" in a.get_text()
    )

    walker.get(link["href"])
    page = walker.answer("Seen twice")

    assert walker.path == f"{walker.base}check/"
    assert "Seen twice" in page.get_text()


def test_a_change_that_opens_questions_puts_them_and_seals_only_what_is_asked():
    scene = set_scene()
    walker = Walker(offer(scene, "self-referral", options=OPTIONS))
    walker.begin()
    walker.fill_in(who="me", own_age="14", own_name="Robin", parent_agrees="yes")
    number = walker.form.position_of("who")

    walker.get(f"{walker.base}{number}/?change=1")
    walker.answer("child")
    asked = []
    while walker.asked is not None:
        asked.append(walker.asked.key)
        walker.fill_one(child_name="Alex Example", child_age="9")
    walker.send()

    assert asked == ["child_name", "child_age", "child_agrees"]
    groups = _groups(scene)
    assert "own_age" not in groups["person"]
    assert set(groups["consent"]) == {"child_agrees", "agrees"}


def test_two_tabs_keep_each_others_answers(walker):
    walker.begin()
    walker.fill_in()
    about = walker.form.position_of("where")
    how = walker.form.position_of("your_role")

    for number, given in ((about, "At the station"), (how, "Nurse")):
        walker.post(f"{walker.base}{number}/?change=1", {"answer": given})

    page = walker.get(f"{walker.base}check/")
    assert "At the station" in page.get_text()
    assert "Nurse" in page.get_text()


def test_the_reference_comes_with_a_copy_once(walker):
    walker.begin()
    walker.fill_in(what="Seen at the station")

    page = walker.send()
    assert "Seen at the station" in page.select_one("details").get_text()

    again = walker.send()
    assert "Seen at the station" not in again.get_text()
    assert Submission.objects.count() == 1
    told = {
        each.select_one(".govuk-panel__body strong").get_text()
        for each in (page, again)
    }
    assert len(told) == 1
    assert "Seen at the station" not in walker.get(f"{walker.base}check/").get_text()
    walker.get(f"{walker.base}5/")
    assert walker.path == f"{walker.base}check/"


def test_starting_again_forgets_what_was_there(walker):
    walker.begin()
    walker.answer("days")
    assert "Go on where you were" in walker.get(walker.base).get_text()

    walker.begin()

    assert Draft.objects.count() == 1
    assert walker.asked.key == "urgency"


def test_an_answer_that_comes_too_late_is_shown_to_be_copied(walker):
    walker.begin()
    walker.answer("days")
    old = Draft.objects.get().used_at - IDLE - timedelta(minutes=1)
    Draft.objects.update(used_at=old)

    page = walker.post(walker.path, {"answer": "A long story"}, status=410)

    assert "A long story" in page.get_text()
    assert [cookie.value for cookie in walker.client.cookies.values()] == [""]


def test_a_form_closed_meanwhile_says_so_and_keeps_the_answers(walker):
    walker.begin()
    walker.fill_in()
    Route.objects.update(is_open=False)

    page = walker.send(status=409)

    assert "has been closed" in page.get_text()
    assert Draft.objects.count() == 1


def test_addresses_titles_and_log_lines_give_nothing_away(referral, caplog):
    caplog.set_level(logging.DEBUG)
    seen = []
    words = {
        "own_name": "Plantedname",
        "need": "Plantedneed",
        "must_not_know_who": "Planteduncle",
    }
    referral.begin()
    while referral.asked is not None:
        referral.fill_one(**words, who="me", own_age="14", must_not_know="yes")
        seen.append(referral.here)
        if "question" in referral.response.content.decode():
            title = referral.response.content.decode().split("<title>")[1]
            seen.append(title.split("</title>")[0])
    referral.send()
    referral.client.post(
        "/forms/status/", {"reference": "Plantedref"}, headers=FROM_HERE
    )

    told = "\n".join([*seen, caplog.text])
    for word in ("Planted", "consent", "safe", "uncle", "parent", "self-referral"):
        assert word not in told
    assert "Get in touch" not in caplog.text


def test_browsers_are_asked_to_remember_nothing_of_a_self_referral(referral):
    referral.begin()
    while referral.asked is not None:
        page = referral.get(referral.here)
        for control in page.select(
            "main input[type=text], main input[type=tel], main textarea"
        ):
            assert control.get("autocomplete", "off") == "off"
        referral.fill_one()


def test_professionals_own_details_are_named_to_the_browser(walker):
    walker.begin()
    while walker.asked.key != "your_name":
        walker.fill_one()

    page = walker.get(walker.path)

    assert page.select_one("#id_answer")["autocomplete"] == "name"


@pytest.mark.parametrize("path", ["check/", "next/", "safety/", "3/"])
def test_without_the_cookie_there_is_nothing_to_see(walker, path):
    walker.begin()
    stranger = Walker(walker.route, Client())

    page = stranger.get(walker.base + path, status=410)

    assert "have been deleted" in page.get_text()


def test_a_page_asks_the_database_as_often_whatever_was_answered(
    walker, django_assert_max_num_queries
):
    walker.begin()
    walker.fill_in()

    with django_assert_max_num_queries(8):
        walker.get(f"{walker.base}check/")
    with django_assert_max_num_queries(8):
        walker.get(f"{walker.base}1/")
