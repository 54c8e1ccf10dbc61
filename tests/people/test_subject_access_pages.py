"""What the site manager sees and does about one person's data."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from commonweal.governance.models import AuditEvent
from commonweal.people.models import Person
from commonweal.people.roles import Role
from tests.admin_pages import page_of
from tests.people.factories import MembershipFactory, PersonFactory, person_in

pytestmark = pytest.mark.django_db
FIND = "/admin/personal-data/"


def held_at(person):
    return f"{FIND}{person.pk}/"


def post(visitor, address, **fields):
    return visitor.client.post(address, fields)


def test_a_person_is_found_by_address_and_the_address_is_in_no_url(
    visitor, manager, robin
):
    page = page_of(visitor.fetch(FIND))
    answer = post(visitor, FIND, who=" Robin@Example.org ")

    assert page.form["method"] == "post"
    assert answer["Location"] == held_at(robin)


def test_a_person_is_found_by_the_number_of_the_account(visitor, manager):
    nameless = Person.objects.create_without_email()

    assert post(visitor, FIND, who=str(nameless.pk))["Location"] == held_at(nameless)


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("", "Enter an e-mail address."),
        ("nobody@example.org", "Nobody has an account with that address or number."),
        ("9" * 40, "Nobody has an account with that address or number."),
    ],
)
def test_nobody_found_is_said_beside_the_question(visitor, manager, who, said):
    page = page_of(post(visitor, FIND, who=who))

    assert page.select_one(".governance-error").get_text() == said
    assert page.select_one("#id_who")["aria-invalid"] == "true"


def test_what_is_held_is_counted_by_table_and_nothing_is_recorded(
    visitor, manager, robin
):
    MembershipFactory.create_batch(2, person=robin)

    page = page_of(visitor.fetch(held_at(robin)))

    rows = [
        [cell.get_text(" ", strip=True) for cell in row.select("td")]
        for row in page.select(".governance-table tbody tr")
    ]
    assert [(row[1], row[2]) for row in rows if row[0].startswith("Memb")] == [
        ("2", "Deleted.")
    ]
    assert "robin@example.org" in page.get_text()
    assert "obin" not in page.title.get_text()
    assert AuditEvent.objects.count() == 0


def test_all_of_it_is_downloaded_on_a_press_and_recorded(visitor, manager, robin):
    answer = post(visitor, f"{held_at(robin)}download/")

    packed = zipfile.ZipFile(io.BytesIO(answer.content))
    held = json.loads(packed.read("what-we-hold.json"))
    [account] = held["tables"]["people.Person"]["rows"]
    assert account["email"] == "robin@example.org"
    assert "no-store" in answer["Cache-Control"]
    assert "obin" not in answer["Content-Disposition"]
    [event] = AuditEvent.objects.all()
    assert (event.verb, event.by) == ("governance.person_exported", manager)
    visitor.fetch(f"{held_at(robin)}download/", status=405)


def test_erasing_asks_for_a_reason_and_a_tick(visitor, manager, robin):
    asked = page_of(visitor.fetch(f"{held_at(robin)}erase/"))
    page = page_of(post(visitor, f"{held_at(robin)}erase/"))

    robin.refresh_from_db()
    assert asked.select(".governance-error") == []
    assert [error.get_text() for error in page.select(".governance-error")] == [
        "Say why the data is erased.",
        "Confirm that you have checked who asked.",
    ]
    assert robin.email == "robin@example.org"


def test_erasing_erases_and_shows_what_stays(visitor, manager, robin):
    MembershipFactory(person=robin)

    answer = post(visitor, f"{held_at(robin)}erase/", reason="Request 12", is_sure="on")

    page = page_of(visitor.fetch(answer["Location"]))
    robin.refresh_from_db()
    assert answer["Location"] == held_at(robin)
    assert not robin.has_email
    assert "Memberships" not in page.select_one(".governance-table").get_text()
    event = AuditEvent.objects.get(verb="governance.person_erased")
    assert (event.by, event.reason) == (manager, "Request 12")


def test_what_stands_in_the_way_of_erasing_is_said(visitor, manager):
    answer = post(
        visitor, f"{held_at(manager)}erase/", reason="Request 12", is_sure="on"
    )

    assert "has a staff role (site-manager)" in page_of(answer).get_text()
    manager.refresh_from_db()
    assert manager.email == "ash@example.org"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRAINING_ADMINISTRATOR])
@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/download/", "{pk}/erase/"])
def test_other_staff_are_refused(client, robin, role, path):
    client.force_login(person_in(role))
    address = FIND + path.format(pk=robin.pk)

    fields = {"who": robin.email, "reason": "x", "is_sure": "on"}

    # Wagtail turns a refusal into a way back to the admin's first page.
    assert client.get(address)["Location"] == "/admin/"
    assert client.post(address, fields)["Location"] == "/admin/"
    assert AuditEvent.objects.count() == 0


def test_a_second_step_is_asked_for(client, robin):
    client.takes_second_step = False
    client.force_login(person_in(Role.SITE_MANAGER))

    answer = client.post(f"{held_at(robin)}download/")

    assert answer["Location"].startswith("/account/second-step/")


def test_the_menu_shows_both_to_the_site_manager_alone(client):
    shown = {}
    for role in (Role.SITE_MANAGER, Role.EDITOR):
        client.force_login(person_in(role))
        shown[role] = "audit-trail" in client.get("/admin/").content.decode()

    assert shown == {Role.SITE_MANAGER: True, Role.EDITOR: False}


def test_people_download_what_is_held_about_themselves_and_no_secret(visitor, robin):
    visitor.sign_in(robin)
    MembershipFactory(person=robin, job_title="Teacher")
    PersonFactory(email="other@example.org")

    response = visitor.client.post(reverse("account_download"))

    packed = zipfile.ZipFile(io.BytesIO(response.content))
    text = packed.read("what-we-hold.json").decode()
    held = json.loads(text)["tables"]
    assert held["people.Person"]["rows"][0]["email"] == "robin@example.org"
    assert held["people.Membership"]["rows"][0]["job_title"] == "Teacher"
    assert "password" not in text
    assert "other@example.org" not in text
    assert "attachment" in response["Content-Disposition"]
    [event] = AuditEvent.objects.all()
    assert (event.verb, event.by) == ("governance.person_exported", robin)


def test_ones_own_download_is_not_had_by_opening_a_link(visitor, robin):
    visitor.sign_in(robin)
    visitor.fetch(reverse("account_download"), status=405)

    assert AuditEvent.objects.count() == 0
