"""What editors see of the right door in the admin."""

from datetime import time

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from commonweal.config import right_door
from commonweal.directory.models import PhoneNumber
from commonweal.intake.models import Door, ExceptionalDay, Hours, Option, Rule
from commonweal.pages.demonstration.right_door import make_right_door
from tests.intake.moments import MONDAY, london
from tests.people.factories import AdministratorFactory, EditorFactory, PersonFactory

PREVIEW = "/admin/right-door/"
CHRISTMAS = {"day": "2026-12-25", "time": "10:00"}
HARM = {"what": "harm", "whom": "child", "urgency": "today"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(visitor):
    make_right_door(today=MONDAY.date())
    visitor.sign_in(EditorFactory())
    return visitor


def opened(visitor, fields=None) -> BeautifulSoup:
    return BeautifulSoup(visitor.fetch(PREVIEW, fields).content, "html.parser")


def rows(page) -> list[list[str]]:
    return [
        [" ".join(cell.get_text().split()) for cell in row.select("td")]
        for row in page.select("tbody tr")
    ]


def test_preview_shows_every_combination_at_the_moment_asked_for(editor):
    page = opened(editor, CHRISTMAS)

    found = rows(page)
    assert len(found) == 54
    assert "Christmas Day, a bank holiday" in page.get_text()
    assert found[4][1:] == [
        "A child or young person",
        "Today",
        "Call the safeguarding hub (MASH)",
        "Multi-agency safeguarding hub (MASH) (out of hours)",
        "01632 960199",
    ]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_preview_says_so_when_a_day_is_too_far_away(editor, day):
    page = opened(editor, {"day": day, "time": "00:00"})

    assert "Enter a day between 2000 and 2100." in page.get_text()
    assert rows(page) == []


def test_preview_shows_one_as_the_visitor_sees_it(editor):
    page = opened(editor, {**CHRISTMAS, **HARM})

    shown = page.select_one(".door-page").get_text()
    assert "01632 960199" in shown
    assert "closed until 8:30am on Tuesday 29 December 2026" in shown
    assert len(page.select("tr[aria-current]")) == 1


def test_preview_begins_with_this_moment(editor):
    page = opened(editor)

    assert len(rows(page)) == 54
    assert page.select_one(".door-page") is None


@pytest.mark.parametrize(
    "moment",
    [("2026-10-25", "01:30"), ("2027-03-28", "01:30"), ("2026-12-31", "23:59")],
)
def test_preview_takes_the_hours_in_which_clocks_change(editor, moment):
    day, time = moment

    assert len(rows(opened(editor, {"day": day, "time": time}))) == 54


def test_preview_of_no_moment_says_so(editor):
    page = opened(editor, {"day": "soon", "time": "10:00"})

    assert rows(page) == []
    assert "Enter a valid date" in page.get_text()


def test_preview_says_when_visitors_do_not_see_it_yet(editor):
    behind = "Visitors still see what was there before"

    assert behind in opened(editor).get_text()
    right_door.write(now=MONDAY)
    assert behind not in opened(editor).get_text()


def test_preview_names_what_is_wrong(editor):
    Rule.objects.create(door=Door.objects.get(key="lado"), position=99)
    PhoneNumber.objects.filter(label="Office hours").update(label="Day")

    found = [item.get_text() for item in opened(editor).select(".help-warning li")]

    assert [each.split(" never")[0] for each in found if "never" in each] == [
        "Rule 11 (whatever the answers)"
    ]
    assert sum("labelled “Office hours”" in each for each in found) == 2


def test_preview_says_when_there_is_no_way_through(editor):
    Option.objects.filter(asked="whom").delete()

    page = opened(editor)

    assert "each question needs an answer" in page.get_text()
    assert rows(page) == []


def test_preview_is_for_those_who_may_see_the_doors(visitor):
    visitor.sign_in(PersonFactory(is_staff=True))

    visitor.fetch(PREVIEW, status=302)


def test_preview_asks_others_to_sign_in(client):
    assert client.get(PREVIEW).status_code == 302


@pytest.mark.parametrize("noun", ["rule", "door", "option", "hours"])
def test_editor_opens_each_list_and_each_form(editor, noun):
    model = {"rule": Rule, "door": Door, "option": Option}.get(noun)

    assert editor.fetch(f"/admin/snippets/intake/{noun}/").content
    if model:
        pk = model.objects.first().pk
        assert editor.fetch(f"/admin/snippets/intake/{noun}/edit/{pk}/").content
    assert editor.fetch(f"/admin/snippets/intake/{noun}/add/").content


def door_fields(**changed: str) -> dict[str, str]:
    door = Door.objects.get(key="lado")
    fields = {
        "title": door.title,
        "key": door.key,
        "say": door.say,
        "next": door.next,
        "avoid": door.avoid,
        "contact": str(door.contact_id),
        "label": "",
        "hours": str(door.hours_id),
        "out_of_hours": "",
        "out_of_hours_label": "",
        "link": "",
        "link_words": "",
    }
    return {**fields, **changed}


def edited(editor, **changed: str):
    pk = Door.objects.get(key="lado").pk
    return editor.client.post(
        f"/admin/snippets/intake/door/edit/{pk}/", door_fields(**changed), follow=True
    )


def test_what_an_editor_saves_is_what_visitors_see(
    editor, folder, django_capture_on_commit_callbacks
):
    Door.objects.filter(key="lado").update(title="Before")
    right_door.write(now=MONDAY)

    transaction.get_connection().run_on_commit.clear()
    with django_capture_on_commit_callbacks(execute=True):
        edited(editor, title="Call the LADO today")

    page = editor.post(
        "/right-door/", {"what": "staff", "whom": "child", "urgency": "later"}
    )
    assert page.h1.get_text() == "What to do now Call the LADO today"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"is_fallback": "on"}, "Another door is shown when no rule fits."),
        ({"label": "Nights"}, "The register has no such label"),
        ({"out_of_hours_label": "Nights"}, "Choose the contact as well."),
        ({"link": "/services/"}, "Enter both the link and its words, or neither."),
        ({"link": "http://elsewhere.example.org/", "link_words": "There"}, "https://"),
        ({"link": "javascript:alert(1)", "link_words": "There"}, "https://"),
    ],
)
def test_door_that_cannot_work_is_refused(editor, changed, message):
    response = edited(editor, **changed)

    assert message in response.content.decode()
    assert Door.objects.get(key="lado").link == ""


def test_editor_is_told_at_once_what_is_left_to_do(editor):
    spare = Option.objects.get(key="staff")
    fields = {"asked": "whom", "key": "staff", "words": spare.words, "hint": ""}

    response = editor.client.post(
        f"/admin/snippets/intake/option/edit/{spare.pk}/", fields, follow=True
    )

    words = BeautifulSoup(response.content, "html.parser").get_text()
    assert "No answers lead to “Call the designated officer (LADO)”." in words


def test_rule_refuses_an_answer_to_another_question(editor):
    other = Option.objects.get(key="now")
    door = Door.objects.get(key="mash")

    response = editor.client.post(
        "/admin/snippets/intake/rule/add/", {"what": other.pk, "door": door.pk}
    )

    assert response.status_code == 200
    assert not Rule.objects.filter(what=other).exists()


def test_administrator_may_too(visitor):
    make_right_door(today=MONDAY.date())
    visitor.sign_in(AdministratorFactory())

    assert len(rows(opened(visitor, CHRISTMAS))) == 54


def test_new_rule_comes_last(editor):
    fields = {"what": "", "whom": "", "urgency": "", "door": ""}
    fields["door"] = str(Door.objects.get(key="mash").pk)

    editor.client.post("/admin/snippets/intake/rule/add/", fields)

    assert [rule.door.key for rule in Rule.objects.all()][-2:] == ["services", "mash"]


def test_editor_gives_a_day_hours_of_its_own(editor):
    hours = Hours.objects.get(name="Daytime offices")
    times = list(hours.times.all())
    fields = {
        "name": hours.name,
        "times-TOTAL_FORMS": str(len(times)),
        "times-INITIAL_FORMS": str(len(times)),
        "times-MIN_NUM_FORMS": "0",
        "times-MAX_NUM_FORMS": "1000",
        "exceptions-TOTAL_FORMS": "2",
        "exceptions-INITIAL_FORMS": "0",
        "exceptions-MIN_NUM_FORMS": "0",
        "exceptions-MAX_NUM_FORMS": "1000",
        "exceptions-0-day": "2026-12-29",
        "exceptions-0-opens": "",
        "exceptions-0-closes": "",
        "exceptions-1-day": "2026-12-30",
        "exceptions-1-opens": "10:00",
        "exceptions-1-closes": "12:00",
    }
    for number, each in enumerate(times):
        fields |= {
            f"times-{number}-id": str(each.pk),
            f"times-{number}-weekday": str(each.weekday),
            f"times-{number}-opens": "09:00",
            f"times-{number}-closes": "17:00",
        }

    editor.send(f"/admin/snippets/intake/hours/edit/{hours.pk}/", fields, status=302)

    known = Hours.objects.get(pk=hours.pk).as_values()
    assert [
        known.is_open(london(f"2026-12-{day} 11:00")) for day in (28, 29, 30, 31)
    ] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("given", [{"opens": time(10)}, {"closes": time(12)}])
def test_day_with_one_of_two_times_is_refused_and_not_taken_for_closed(given):
    hours = Hours.objects.create(name="Hub")
    day = ExceptionalDay(hours=hours, day=MONDAY.date(), **given)

    with pytest.raises(ValidationError, match="Enter both times, or neither"):
        day.full_clean()
    with pytest.raises(IntegrityError):
        day.save()


def test_contact_that_a_door_leads_to_cannot_be_deleted(editor):
    lado = Door.objects.get(key="lado").contact

    editor.client.post(f"/admin/snippets/directory/contact/delete/{lado.pk}/")

    assert Door.objects.get(key="lado").contact == lado
