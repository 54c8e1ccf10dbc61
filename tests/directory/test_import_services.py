import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commonweal.directory.models import Language, SupportService, Venue
from commonweal.governance.models import AuditEvent
from tests.directory.factories import (
    AreaFactory,
    NeedFactory,
    PartnerFactory,
    PhoneNumberFactory,
    ServiceFactory,
)
from tests.directory.test_open_referral import whole_service

pytestmark = pytest.mark.django_db

SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Community counselling",
    "description": "Somebody to talk to.\n\nUp to eight meetings.",
    "url": "https://counselling.example.org/",
    "status": "active",
    "fees_description": "£2 a meeting",
    "eligibility_description": "You live in the valley.",
    "minimum_age": 12,
    "maximum_age": 25,
    "organization": {
        "id": "x",
        "name": "Valley Listening",
        "description": "A charity.",
    },
    "phones": [{"id": "p", "number": '"+44 1632 960777"'}],
    "contacts": [{"id": "c", "phones": [{"id": "q", "number": "01632 960778"}]}],
    "schedules": [
        {
            "id": "s",
            "freq": "WEEKLY",
            "byday": "MO,TU",
            "opens_at": "10:00:00",
            "closes_at": "18:00Z",
        },
        {
            "id": "t",
            "dtstart": "2026-04-30",
            "freq": "WEEKLY",
            "interval": 2,
            "count": 3,
            "opens_at": "10:30",
            "closes_at": "12:00",
            "description": "Worry group",
        },
    ],
    "service_areas": [
        {"id": "a", "name": "The valley"},
        {"id": "b", "name": "Elsewhere"},
    ],
    "languages": [{"id": "l", "name": "Urdu", "code": "ur"}],
    "attributes": [
        {
            "id": "t1",
            "taxonomy_term": {"id": "u", "name": "feeling LOW", "description": "x"},
        },
        {"id": "t2", "taxonomy_term": {"id": "v", "name": "Pets", "description": "x"}},
    ],
    "service_at_locations": [
        {
            "id": "o",
            "location": {
                "id": "m",
                "location_type": "physical",
                "name": "Valley Hall",
                "addresses": [
                    {
                        "address_1": "1 High Street",
                        "city": "Easing",
                        "state_province": "",
                        "postal_code": "YO61 9ZY",
                    }
                ],
            },
        }
    ],
}


def _run(tmp_path, content, *options):
    path = tmp_path / "services.json"
    if not isinstance(content, str):
        content = json.dumps(content)
    path.write_text(content)
    out, err = StringIO(), StringIO()
    error = None
    try:
        call_command("import_services", str(path), *options, stdout=out, stderr=err)
    except CommandError as refused:
        error = refused
    return out.getvalue(), err.getvalue(), error


def test_import_makes_a_draft_with_everything_the_file_says(tmp_path):
    contact = PhoneNumberFactory(number="01632 960778").contact
    area, need = AreaFactory(name="The Valley"), NeedFactory(name="Feeling low")

    out, _, error = _run(tmp_path, {"contents": [SERVICE]})

    service = SupportService.objects.get()
    assert error is None
    assert "made: 1, changed: 0, unchanged: 0" in out
    assert not service.is_published
    assert (service.name, service.summary) == (
        "Community counselling",
        "Somebody to talk to.",
    )
    assert service.description == "<p>Up to eight meetings.</p>"
    assert (service.age_from, service.age_to, service.cost) == (12, 25, "£2 a meeting")
    assert (service.provider, service.is_free) == ("Valley Listening", False)
    assert list(service.contacts.all()) == [contact]
    assert list(service.areas.all()) == [area]
    assert list(service.needs.all()) == [need]
    assert [str(each) for each in service.languages.all()] == ["Urdu"]
    assert [str(each) for each in service.hours.all()] == [
        "Monday 10:00–18:00",
        "Tuesday 10:00–18:00",
    ]
    group = service.groups.get()
    days = [timezone.localdate(each.starts_at) for each in group.meetings.all()]
    assert (group.title, days) == (
        "Worry group",
        [date(2026, 4, 30), date(2026, 5, 14), date(2026, 5, 28)],
    )
    assert service.venue.address == "1 High Street\nEasing\nYO61 9ZY"


def test_import_says_what_it_left_out(tmp_path):
    PhoneNumberFactory(number="01632 960778")

    out, _, _ = _run(tmp_path, [SERVICE])

    assert "the area “Elsewhere” is not in our list" in out
    assert "“Pets” is neither a need nor a topic" in out
    assert "+441632960777 is not in the register of contacts" in out
    assert SupportService.objects.get().numbers_to_check == "+441632960777"


def test_same_file_twice_changes_nothing(tmp_path):
    PhoneNumberFactory(number="01632 960778")
    _run(tmp_path, [SERVICE])
    before = SupportService.objects.get().changed_at
    events = AuditEvent.objects.count()

    out, _, _ = _run(tmp_path, [SERVICE])

    assert "made: 0, changed: 0, unchanged: 1" in out
    assert SupportService.objects.get().changed_at == before
    assert AuditEvent.objects.count() == events


def test_import_changes_what_the_file_says_and_keeps_what_an_editor_added(tmp_path):
    _run(tmp_path, [SERVICE])
    service = SupportService.objects.get()
    contact = PhoneNumberFactory().contact
    service.contacts.add(contact)
    service.is_published, service.gender = True, "girls"
    service.save()

    out, _, _ = _run(tmp_path, [{**SERVICE, "name": "Counselling", "schedules": []}])

    service.refresh_from_db()
    assert "changed: 1" in out
    assert (service.name, service.gender, service.is_published) == (
        "Counselling",
        "girls",
        True,
    )
    assert list(service.contacts.all()) == [contact]
    assert not service.hours.exists()
    assert not service.groups.exists()


def test_service_that_ended_is_no_longer_shown(tmp_path):
    _run(tmp_path, [SERVICE], "--publish")
    assert SupportService.objects.get().is_published

    _run(tmp_path, [{**SERVICE, "status": "defunct"}])

    assert not SupportService.objects.get().is_published


def test_import_does_not_take_a_confirmation_back(tmp_path):
    _run(tmp_path, [{**SERVICE, "assured_date": "2026-01-01"}])
    SupportService.objects.update(verified_on=date(2026, 5, 1))

    _run(tmp_path, [{**SERVICE, "assured_date": "2026-02-01"}])

    assert SupportService.objects.get().verified_on == date(2026, 5, 1)


def test_dry_run_says_what_it_would_do_and_does_nothing(tmp_path):
    out, _, _ = _run(tmp_path, [SERVICE], "--dry-run")

    assert "Would be made: 1" in out
    assert not SupportService.objects.exists()
    assert not Venue.objects.exists()
    assert not Language.objects.exists()
    assert not AuditEvent.objects.exists()


def test_partner_of_that_name_is_who_provides_it(tmp_path):
    partner = PartnerFactory(name="VALLEY listening")

    _run(tmp_path, [SERVICE])

    assert SupportService.objects.get().partner == partner


def test_what_we_hand_out_can_be_taken_in_again_unchanged(tmp_path, visitor):
    service = whole_service()
    answer = visitor.fetch("/services/open-referral/services", {"full": "true"})

    out, err, _ = _run(tmp_path, answer.content.decode())

    assert (err, SupportService.objects.count()) == ("", 1)
    service.refresh_from_db()
    assert (
        service.description == "<p>Five mornings &amp; two workers.</p><p>Come in.</p>"
    )
    assert service.groups.get().meetings.count() == 5
    assert service.hours.count() == 1
    assert "made: 0" in out


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"name": ""}, "name", "this must be filled in"),
        ({"name": 7}, "name", "a text is expected, not “7”"),
        ({"name": "x" * 151}, "name", "151 characters"),
        ({"id": None}, "id", "this must be filled in"),
        ({"status": "open"}, "status", "enter one of active"),
        ({"minimum_age": "twelve"}, "minimum_age", "whole number from 0 to 120"),
        ({"minimum_age": 30}, "maximum_age", "lower than minimum_age, 30"),
        ({"assured_date": "May"}, "assured_date", "a date such as 2026-05-12"),
        ({"assurer_email": "nobody"}, "assurer_email", "whole e-mail address"),
        ({"url": "javascript:alert(1)"}, "url", "an address with https://"),
        ({"organization": None}, "organization.name", "this must be filled in"),
        ({"organization": []}, "organization", "an object with fields"),
        ({"phones": "01632"}, "phones", "a list is expected"),
        ({"phones": [{"id": "x"}]}, "phones[1].number", "this must be filled in"),
        (
            {"schedules": [{"freq": "WEEKLY", "byday": "XX", "opens_at": "9:00"}]},
            "schedules[1].opens_at",
            "a time such as 09:30",
        ),
        (
            {
                "schedules": [
                    {
                        "freq": "WEEKLY",
                        "byday": "XX",
                        "opens_at": "09:00",
                        "closes_at": "10:00",
                    }
                ]
            },
            "schedules[1].byday",
            "not “XX”",
        ),
    ],
)
def test_wrong_field_is_named_with_its_service_and_nothing_is_imported(
    tmp_path, wrong, field, said
):
    right = {**SERVICE, "id": "another"}

    _, err, error = _run(tmp_path, [right, {**SERVICE, **wrong}])

    assert error.returncode == 2
    lines = [line for line in err.splitlines() if f", {field}: " in line]
    assert len(lines) == 1
    assert "Service 2" in lines[0]
    assert said in lines[0]
    assert not SupportService.objects.exists()


def test_file_that_names_a_service_twice_is_refused(tmp_path):
    _, err, error = _run(tmp_path, [SERVICE, SERVICE])

    assert error.returncode == 2
    assert "two services of this file have this id" in err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "Line 1, column 1: this is not JSON"),
        ("{", "this is not JSON"),
        ("[]", "No services are in this file"),
        ("7", "No services are in this file"),
        ('{"contents": []}', "No services are in this file"),
        ("[" * 100_000, "not a JSON file"),
    ],
)
def test_file_that_holds_no_services_is_refused_in_words(tmp_path, content, said):
    _, _, error = _run(tmp_path, content)

    assert error.returncode == 2
    assert said in str(error)


def test_file_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match="No such file") as refused:
        call_command("import_services", str(tmp_path / "missing.json"))

    assert refused.value.returncode == 2


def test_failure_half_way_leaves_nothing(tmp_path, monkeypatch):
    ServiceFactory(name="Before")
    calls = []

    def fails_at_second(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError

    monkeypatch.setattr(
        "commonweal.directory.actions.importing.record", fails_at_second
    )
    with pytest.raises(RuntimeError):
        _run(tmp_path, [SERVICE, {**SERVICE, "id": "another"}])

    assert [each.name for each in SupportService.objects.all()] == ["Before"]
