from datetime import timedelta

import pytest
from django.utils import timezone

from commonweal.directory.models import SupportService
from tests.directory.factories import NeedFactory, ServiceFactory
from tests.people.factories import EditorFactory, PersonFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/directory/supportservice/"
NO_ROWS = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"}


def _form(**values):
    management = {
        f"{name}-{key}": value
        for name in ("referrals", "hours", "exceptions", "groups")
        for key, value in NO_ROWS.items()
    }
    return {
        "name": "Rowan Girls",
        "provider_name": "Rowan Project",
        "summary": "A weekly group.",
        "description": "null",
        "is_free": "on",
        "verified_on": "2026-05-12",
        "is_published": "on",
        **management,
        **values,
    }


@pytest.fixture
def editor(visitor):
    visitor.sign_in(EditorFactory())
    return visitor


def test_editor_adds_a_service_with_its_group_hours_and_ways_in(editor):
    need = NeedFactory()

    editor.send(
        f"{LIST}add/",
        _form(
            **{
                "needs": [str(need.pk)],
                "groups-TOTAL_FORMS": "1",
                "groups-0-words": "Weekly for five weeks from Wednesday 30 April 2025, 10am to 12pm",
                "groups-0-written_on": "2025-04-01",
                "hours-TOTAL_FORMS": "1",
                "hours-0-weekday": "2",
                "hours-0-opens": "10:00",
                "hours-0-closes": "12:00",
                "referrals-TOTAL_FORMS": "1",
                "referrals-0-who": "self",
                "referrals-0-needs_consent": "on",
                "referrals-0-way": "form",
                "referrals-0-address": "/forms/group/",
            }
        ),
        status=302,
    )

    service = SupportService.objects.get()
    assert list(service.needs.all()) == [need]
    assert service.groups.get().meetings.count() == 5
    assert [str(each) for each in service.hours.all()] == ["Wednesday 10:00–12:00"]
    assert [str(each) for each in service.referrals.all()] == [
        "Yourself: A form on this site"
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"provider_name": ""}, "one of the three ways"),
        ({"age_from": "12", "age_to": "4"}, "lower than the first"),
        (
            {
                "groups-TOTAL_FORMS": "1",
                "groups-0-words": "Tuesday 30 April 2025, 10am to 12pm",
                "groups-0-written_on": "2025-04-01",
            },
            "30 April 2025 is a Wednesday, not a Tuesday",
        ),
        (
            {
                "referrals-TOTAL_FORMS": "1",
                "referrals-0-who": "self",
                "referrals-0-way": "link",
                "referrals-0-address": "rowan",
            },
            "Enter the whole address",
        ),
    ],
)
def test_form_says_what_is_wrong(editor, wrong, said):
    answer = editor.send(f"{LIST}add/", _form(**wrong), status=200)

    assert said in answer.content.decode()
    assert not SupportService.objects.exists()


def test_list_narrows_by_how_far_a_service_is_confirmed(editor):
    today = timezone.localdate()
    ages = {"Fresh": 1, "Old": 190, "Older": 230, "Oldest": 400}
    for name, days in ages.items():
        ServiceFactory(name=f"{name} one", verified_on=today - timedelta(days=days))
    ServiceFactory(name="Draft one", is_published=False)

    found = {
        state: [
            name
            for name in (*ages, "Draft")
            if f"{name} one" in editor.fetch(LIST, {"state": state}).content.decode()
        ]
        for state in ("confirmed", "due", "in-doubt", "hidden", "draft")
    }

    assert found == {
        "confirmed": ["Fresh"],
        "due": ["Old"],
        "in-doubt": ["Older"],
        "hidden": ["Oldest"],
        "draft": ["Draft"],
    }


@pytest.mark.parametrize("noun", ["area", "need", "language", "directorysettings"])
def test_editor_keeps_the_lists_that_services_refer_to(editor, noun):
    editor.fetch(f"/admin/snippets/directory/{noun}/")
    editor.fetch(f"/admin/snippets/directory/{noun}/add/")


def test_others_cannot_open_services_in_the_admin(visitor):
    visitor.sign_in(PersonFactory())

    visitor.fetch(LIST, status=302)
